import type {
    ReportViolation,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
} from "@pulumi/policy";
import { UsageError } from "../../plan/faults";
import { parsePropertyPath } from "../../plan/read";
import { Asset, isList, isPropertyMap, type PropertyValue, Secret } from "../../plan/value";
import { canRemediate } from "../kernel/remediate";
import type { ResourceRule, Rule, RuleContext } from "../kernel/rule";
import { Judging, type PulumiOptions, type Report, type SingleStackRule } from "./judging";
import { COVERAGE_METADATA, metadataOf } from "./metadata";
import { shownAlone, shownTogether } from "./sdk-resources";
import type { Judged } from "./session";
import { TurnCache } from "./turn-cache";

/** A policy that may look at one resource alone, before it is created, and looks at the whole stack afterwards. */
type RulePolicy = StackValidationPolicy & Pick<ResourceValidationPolicy, "validateResource" | "remediateResource">;

/**
 * Makes policies for `new PolicyPack(...)` out of rules, one for each, for teams that compose a pack of their own. They
 * judge as {@link Judging} says, but for what the policy SDK does not let through: it strips the marks of secrets, so
 * messages hide every text that may be one.
 *
 * A rule that the settings leave out has the level `disabled`, one that is to mend what it finds the level `remediate`.
 * A policy never throws at an unknown value. Rules that compare environments are left out: the CLI shows a pack one stack.
 *
 * @throws {UsageError} where settings of rules, or `STAGEWRIGHT_STRICT`, are not as expected.
 * @throws {Error} where two rules share a name.
 */
export function toPulumiPolicies(rules: readonly Rule[], options: PulumiOptions): RulePolicy[] {
    const judging = new Judging(rules, options, "policy-sdk");
    const shown = new ShownByPolicySdk(judging);
    const policies = judging.rules.map(rule => policyOf(rule, judging, shown));
    return judging.settings.minimumCoverage > 0 ? [...policies, coveragePolicy(judging, shown)] : policies;
}

/** What the SDK shows, read once for all policies. */
class ShownByPolicySdk {
    private readonly lone = new TurnCache<Judged>();
    private readonly whole = new TurnCache<Judged>();

    constructor(private readonly judging: Judging) {}

    resource(args: Parameters<typeof shownAlone>[0]): Judged {
        return this.lone.get(args.urn, () => this.judging.session.resource(shownAlone(args)));
    }

    stack({ resources }: StackValidationArgs): Judged {
        const { length } = resources;
        return this.whole.get(`${length} ${resources[length - 1]?.urn ?? ""}`, () =>
            this.judging.session.stack(resources.map(shownTogether)),
        );
    }
}

function policyOf(rule: SingleStackRule, judging: Judging, shown: ShownByPolicySdk): RulePolicy {
    const validateStack: RulePolicy["validateStack"] = (args, report) => {
        const judged = shown.stack(args);
        const context = configured(rule, judging, args.getConfig());
        if (context === undefined) return;
        if (context instanceof UsageError) report(context.message);
        else reportAll(judging.together(rule, context, judged), report);
    };
    const policy = { ...metadataOf(rule, judging.settings), validateStack };
    if (rule.scope === "stack") return policy;
    return {
        ...policy,
        validateResource: validateResourceOf(rule, judging, shown),
        ...(canRemediate(rule) && { remediateResource: remediateResourceOf(rule, judging) }),
    };
}

/** Judges a resource before it is created. Faulty settings are reported at the end, where everything is judged. */
function validateResourceOf(
    rule: ResourceRule,
    judging: Judging,
    shown: ShownByPolicySdk,
): RulePolicy["validateResource"] {
    return (args, report) => {
        const judged = shown.resource(args);
        if (!judging.rulesFor(args.type).includes(rule)) return;
        const context = configured(rule, judging, args.getConfig());
        if (context !== undefined && !(context instanceof UsageError))
            reportAll(judging.alone(rule, context, judged), report);
    };
}

/**
 * Mends a resource before any policy judges it. The SDK asks only where the level of the policy is `remediate`. It cannot
 * write the files of an archive back as they came, so a resource with files stays as it is.
 */
function remediateResourceOf(rule: ResourceRule, judging: Judging): RulePolicy["remediateResource"] {
    return args => {
        const shown = shownAlone(args);
        const context = configured(rule, judging, args.getConfig());
        const isDue = judging.rulesFor(args.type).includes(rule) && !holdsAsset(shown.properties);
        if (!isDue || context === undefined || context instanceof UsageError) return undefined;
        const changes = judging.remediation(rule, context, shown);
        for (const { path, value } of changes) setProperty(args.props, parsePropertyPath(path), value);
        return changes.length === 0 ? undefined : args.props;
    };
}

/** Sets a property in place: what the SDK hands over keeps the marks of secrets only so. */
function setProperty(properties: Record<string, unknown>, steps: readonly (string | number)[], value: unknown): void {
    const [step = "", ...rest] = steps;
    if (rest.length === 0) {
        properties[step] = value;
        return;
    }
    properties[step] ??= {};
    setProperty(properties[step] as Record<string, unknown>, rest, value);
}

function holdsAsset(value: PropertyValue): boolean {
    if (value instanceof Secret) return holdsAsset(value.value);
    if (isList(value)) return value.some(holdsAsset);
    return isPropertyMap(value) ? Object.values(value).some(holdsAsset) : value instanceof Asset;
}

function coveragePolicy(judging: Judging, shown: ShownByPolicySdk): StackValidationPolicy {
    return {
        ...COVERAGE_METADATA,
        validateStack: (args, report) => {
            reportAll(judging.coverage(shown.stack(args)), report);
        },
    };
}

/** What a rule is handed; nothing where the user switched it off. */
function configured(
    rule: Rule,
    judging: Judging,
    config: Readonly<Record<string, unknown>>,
): RuleContext | UsageError | undefined {
    if (config["enabled"] === false) return undefined;
    try {
        return judging.contextOf(rule, config);
    } catch (error) {
        if (error instanceof UsageError) return error;
        throw error;
    }
}

function reportAll(reports: readonly Report[], report: ReportViolation): void {
    for (const one of reports) report(one.advisory ? lowered(one) : one.text, one.urn);
}

/**
 * A finding whose level is lowered to advisory. The SDK takes an object in place of the text, and its level for this one
 * finding; its types do not say so.
 */
function lowered({ text, urn }: Report): string {
    const violation = { message: text, urn, enforcementLevel: "advisory" };
    return violation as unknown as string;
}
