import {
    NO_OPTIONS,
    type Plan,
    type PlannedOptions,
    type PlannedProvider,
    type PlannedResource,
    type PlanSource,
} from "../../plan/plan";
import { parseUrn, STACK_TYPE } from "../../plan/urn";
import type { PropertyMap } from "../../plan/value";

/*
 * What the Pulumi CLI shows a policy pack, as a plan. It shows each resource twice: alone, with its inputs, before it is
 * created; and once all are planned or created, together, with outputs, dependencies and parents. A plan has both. A pack
 * cannot ask for the stack's name where the language host does not say it, so that is taken from the URNs.
 */

const PROVIDER_TYPES = "pulumi:providers:";
const DEFAULT_PROVIDER_NAME = /^default(?:_|$)/;

/** One resource as the CLI shows it, whichever way it reached the pack. */
export interface ShownResource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly properties: PropertyMap;
    readonly provider: PlannedProvider | undefined;
    /** URN of the parent, be it the stack itself. */
    readonly parent: string | undefined;
    readonly dependencies: readonly string[];
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    readonly options: Partial<PlannedOptions>;
}

/** How resources reached the pack: `policy-sdk` strips the marks of secrets. */
export type ShownBy = Extract<PlanSource, "analyzer" | "policy-sdk">;

/** The inputs of each resource that was shown alone, by URN. */
export type SeenInputs = ReadonlyMap<string, PropertyMap>;

/** Component paths of the resources that were shown alone before, by URN. A parent always comes before its children. */
export type SeenPaths = ReadonlyMap<string, string>;

/** Stands for the path of a parent that was not shown. The engine shows every parent; without it no waiver is to match. */
const UNSEEN_PARENT = "?";

/** The plan of one resource that is shown alone. */
export function planOfOne(shown: ShownResource, seen: SeenPaths, source: ShownBy): Plan {
    const { name, properties, urn } = shown;
    const parent = parentOf(shown.parent);
    const path = parent === undefined ? name : `${seen.get(parent) ?? UNSEEN_PARENT}/${name}`;
    const resource = { ...bare(shown), path, parent, inputs: properties };
    return planOf([resource], urn, { source, phase: "checked" });
}

/** The plan of a whole stack. */
export function planOfStack(shown: readonly ShownResource[], seen: SeenInputs, source: ShownBy): Plan {
    const paths = new Map<string, string>();
    const byUrn = new Map(shown.map(resource => [resource.urn, resource]));
    const resources = shown
        .filter(({ type }) => type !== STACK_TYPE)
        .map((resource): PlannedResource => {
            const { dependencies, parent, properties: outputs, propertyDependencies, urn } = resource;
            const inputs = seen.get(urn);
            return {
                ...bare(resource),
                path: pathOf(resource, byUrn, paths),
                parent: parentOf(parent),
                // Every resource that the program registers is first shown alone. One that is not is only read.
                external: inputs === undefined && seen.size > 0,
                inputs: inputs ?? outputs,
                outputs,
                dependencies: dependencies.filter(dependency => byUrn.has(dependency)),
                propertyDependencies: Object.fromEntries(
                    Object.entries(propertyDependencies).map(([input, from]) => [
                        input,
                        from.filter(one => byUrn.has(one)),
                    ]),
                ),
            };
        });
    return planOf(resources, shown[0]?.urn ?? "", { source, phase: seen.size > 0 ? "checked" : "output" });
}

/** The provider of a resource as the CLI shows it. */
export function providerOf(urn: string, name: string, inputs: PropertyMap): PlannedProvider {
    return { urn, name, isDefault: DEFAULT_PROVIDER_NAME.test(name), inputs };
}

function planOf(resources: readonly PlannedResource[], urn: string, from: Pick<Plan, "source" | "phase">): Plan {
    const { project, stack } = parseUrn(urn) ?? { project: "", stack: "" };
    return { project, stack, ...from, config: {}, resources, outputs: {}, gaps: [] };
}

function bare({ name, options, provider, type, urn }: ShownResource): PlannedResource {
    return {
        urn,
        type,
        name,
        path: name,
        parent: undefined,
        custom: provider !== undefined || type.startsWith(PROVIDER_TYPES),
        external: false,
        opaque: false,
        inputs: {},
        outputs: {},
        dependencies: [],
        propertyDependencies: {},
        provider,
        options: { ...NO_OPTIONS, ...options },
        source: undefined,
    };
}

/** Nothing for a resource at the root: the stack itself is no resource of a plan. */
function parentOf(urn: string | undefined): string | undefined {
    return urn === undefined || parseUrn(urn)?.type === STACK_TYPE ? undefined : urn;
}

function pathOf(
    { name, parent: parentUrn, urn }: ShownResource,
    byUrn: ReadonlyMap<string, ShownResource>,
    paths: Map<string, string>,
): string {
    const known = paths.get(urn);
    if (known !== undefined) return known;
    const parent = parentUrn === undefined ? undefined : byUrn.get(parentUrn);
    const path = parent === undefined || parent.type === STACK_TYPE ? name : `${pathOf(parent, byUrn, paths)}/${name}`;
    paths.set(urn, path);
    return path;
}
