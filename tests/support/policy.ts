import {
    NO_OPTIONS,
    type Gap,
    type Phase,
    type Plan,
    type PlannedProvider,
    type PlannedResource,
    type PlanSource,
} from "../../plan/plan";
import { buildUrn } from "../../plan/urn";
import type { PropertyMap } from "../../plan/value";
import type { Rule } from "../../policy-pack/kernel";
import { stacksOf } from "../../policy-pack/kernel/judge";
import { contextOf, rulingOf } from "../../policy-pack/kernel/ruling";
import { DEFAULT_SETTINGS, type Settings } from "../../policy-pack/settings";

/** What a test says of a resource beside its inputs. Whatever is left out is as in a program that sets nothing. */
export interface ResourceExtras {
    readonly stack?: string;
    readonly name?: string;
    readonly parent?: PlannedResource;
    readonly provider?: PropertyMap;
    readonly dependsOn?: readonly PlannedResource[];
    /** The resources that the value of each input comes from. They are dependencies, too. */
    readonly comesFrom?: Readonly<Record<string, readonly PlannedResource[]>>;
    readonly custom?: boolean;
    readonly external?: boolean;
    readonly opaque?: boolean;
    readonly outputs?: PropertyMap;
    readonly options?: Partial<PlannedResource["options"]>;
}

const PROJECT = "shop";
const STACK = "staging";

/** A planned resource, written by hand. Use `Unknown.computed` and `new Secret(...)` inside the inputs. */
export function resource(type: string, inputs: PropertyMap = {}, extras: ResourceExtras = {}): PlannedResource {
    const stack = extras.stack ?? STACK;
    const name = extras.name ?? "subject";
    const comesFrom = Object.entries(extras.comesFrom ?? {}).map(
        ([input, from]) => [input, from.map(({ urn }) => urn)] as const,
    );
    const dependencies = [...(extras.dependsOn ?? []).map(({ urn }) => urn), ...comesFrom.flatMap(([, urns]) => urns)];
    return {
        urn: buildUrn(stack, PROJECT, extras.parent?.urn, type, name),
        type,
        name,
        path: extras.parent === undefined ? name : `${extras.parent.path}/${name}`,
        parent: extras.parent?.urn,
        custom: extras.custom ?? true,
        external: extras.external ?? false,
        opaque: extras.opaque ?? false,
        inputs,
        outputs: extras.outputs ?? {},
        dependencies: [...new Set(dependencies)],
        propertyDependencies: Object.fromEntries(comesFrom),
        provider: extras.provider === undefined ? undefined : providerOf(stack, type, extras.provider),
        options: { ...NO_OPTIONS, ...extras.options },
        source: undefined,
    };
}

function providerOf(stack: string, type: string, inputs: PropertyMap): PlannedProvider {
    const providerType = `pulumi:providers:${String(type.split(":")[0])}`;
    return { urn: buildUrn(stack, PROJECT, undefined, providerType, "cloud"), name: "cloud", isDefault: false, inputs };
}

/** What a test says of a plan beside its resources. */
export interface PlanExtras {
    readonly stack?: string;
    readonly phase?: Phase;
    readonly source?: PlanSource;
    readonly config?: PropertyMap;
    readonly gaps?: readonly Gap[];
    readonly outputs?: PropertyMap;
}

/** A plan, written by hand. */
export function plan(resources: readonly PlannedResource[], extras: PlanExtras = {}): Plan {
    return {
        project: PROJECT,
        stack: extras.stack ?? STACK,
        source: extras.source ?? "embedded",
        phase: extras.phase ?? "declared",
        config: extras.config ?? {},
        resources,
        outputs: extras.outputs ?? {},
        gaps: extras.gaps ?? [],
    };
}

/** One verdict of a rule, flat, so that a test can compare it whole. */
export interface Said {
    readonly outcome: "holds" | "violated" | "undecided";
    /** Name of the resource; nothing for a verdict on a stack. */
    readonly subject?: string;
    readonly property?: string;
    readonly message?: string;
}

/** How a test runs a rule. */
export interface RunOptions {
    /** The rule's own settings, as a team would write them. */
    readonly settings?: Readonly<Record<string, unknown>>;
    /** What `stagewright.yaml` says for all rules. */
    readonly pack?: Partial<Settings>;
    readonly today?: string;
}

/** Everything that a rule says of some plans, what holds included. Nothing at all when it did not apply. */
export function said(rule: Rule, plans: Plan | readonly Plan[], options: RunOptions = {}): Said[] {
    const all: readonly Plan[] = "resources" in plans ? [plans] : plans;
    const settings: Settings = { ...DEFAULT_SETTINGS, ...options.pack, rules: { [rule.name]: options.settings ?? {} } };
    const context = contextOf(rule, settings, options.today ?? "2026-01-31");
    const { outcomes } = rulingOf(rule, stacksOf(all, settings), context);
    return outcomes.flatMap(({ subject, verdicts }) =>
        verdicts.map(verdict => ({
            outcome: verdict.outcome,
            ...(subject === undefined ? {} : { subject: subject.name }),
            ...("property" in verdict && verdict.property !== undefined ? { property: verdict.property } : {}),
            ...("message" in verdict ? { message: verdict.message } : {}),
        })),
    );
}

/**
 * What a rule says of one resource standing alone: `holds`, `violated` or `undecided`, the worst where it says several
 * things. Throws when the rule did not apply, so that a test cannot pass by judging nothing.
 */
export function outcome(
    rule: Rule,
    inputs: PropertyMap,
    extras: ResourceExtras & RunOptions & PlanExtras & { type?: string } = {},
): Said["outcome"] {
    const type = extras.type ?? ("matches" in rule.appliesTo ? undefined : rule.appliesTo[0]);
    if (type === undefined) throw new Error(`say which type of resource ${rule.name} is tried on`);
    const verdicts = said(rule, plan([resource(type, inputs, extras)], { ...extras, outputs: {} }), extras);
    const worst = (["violated", "undecided", "holds"] as const).find(one =>
        verdicts.some(verdict => verdict.outcome === one),
    );
    if (worst === undefined) throw new Error(`${rule.name} did not apply to ${type}`);
    return worst;
}
