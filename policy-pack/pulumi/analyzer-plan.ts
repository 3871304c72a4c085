import type {
    PolicyProviderResource,
    PolicyResource,
    PolicyResourceOptions,
    ResourceValidationArgs,
} from "@pulumi/policy";
import {
    NO_OPTIONS,
    type Plan,
    type PlannedOptions,
    type PlannedProvider,
    type PlannedResource,
} from "../../plan/plan";
import { parseUrn, STACK_TYPE } from "../../plan/urn";
import type { PropertyMap } from "../../plan/value";
import { readProperties } from "./analyzer-values";

/*
 * What the Pulumi CLI shows a policy pack, as a plan. It shows each resource twice: alone, with its inputs, before it is
 * created; and once all are planned or created, together, with outputs, dependencies and parents. A plan has both. A pack
 * cannot ask for the stack's name where the language host does not say it, so that is taken from the URNs.
 */

const PROVIDER_TYPES = "pulumi:providers:";
const DEFAULT_PROVIDER_NAME = /^default(?:_|$)/;

/** The inputs of each resource that was shown alone, by URN. */
export type SeenInputs = ReadonlyMap<string, PropertyMap>;

/** Component paths of the resources that were shown alone before, by URN. A parent always comes before its children. */
export type SeenPaths = ReadonlyMap<string, string>;

/** Stands for the path of a parent that was not shown. The engine shows every parent; without it no waiver is to match. */
const UNSEEN_PARENT = "?";

/** The plan of one resource that is shown alone. */
export function planOfOne(args: ResourceValidationArgs, seen: SeenPaths): Plan {
    const { name, opts, type, urn } = args;
    const parent = parentOf(opts.parent);
    const resource: PlannedResource = {
        ...bare(urn, type, name, opts, args.provider),
        path: parent === undefined ? name : `${seen.get(parent) ?? UNSEEN_PARENT}/${name}`,
        parent,
        inputs: readProperties(args.props),
    };
    return planOf([resource], urn, "checked");
}

/** The plan of a whole stack. */
export function planOfStack(shown: readonly PolicyResource[], seen: SeenInputs): Plan {
    const paths = new Map<string, string>();
    const resources = shown
        .filter(({ type }) => type !== STACK_TYPE)
        .map((resource): PlannedResource => {
            const { name, opts, type, urn } = resource;
            const outputs = readProperties(resource.props);
            const inputs = seen.get(urn);
            return {
                ...bare(urn, type, name, opts, resource.provider),
                path: pathOf(resource, paths),
                parent: parentOf(resource.parent?.urn ?? opts.parent),
                // Every resource that the program registers is first shown alone. One that is not is only read.
                external: inputs === undefined && seen.size > 0,
                inputs: inputs ?? outputs,
                outputs,
                dependencies: resource.dependencies.map(dependency => dependency.urn),
                propertyDependencies: Object.fromEntries(
                    Object.entries(resource.propertyDependencies).map(([input, from]) => [
                        input,
                        from.map(one => one.urn),
                    ]),
                ),
            };
        });
    return planOf(resources, shown[0]?.urn ?? "", seen.size > 0 ? "checked" : "output");
}

function planOf(resources: readonly PlannedResource[], urn: string, phase: Plan["phase"]): Plan {
    const { project, stack } = parseUrn(urn) ?? { project: "", stack: "" };
    return { project, stack, source: "analyzer", phase, config: {}, resources, outputs: {}, gaps: [] };
}

function bare(
    urn: string,
    type: string,
    name: string,
    opts: PolicyResourceOptions,
    provider: PolicyProviderResource | undefined,
): PlannedResource {
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
        provider: provider === undefined ? undefined : providerOf(provider),
        options: optionsOf(opts),
        source: undefined,
    };
}

function providerOf({ name, props, urn }: PolicyProviderResource): PlannedProvider {
    return { urn, name, isDefault: DEFAULT_PROVIDER_NAME.test(name), inputs: readProperties(props) };
}

function optionsOf(opts: PolicyResourceOptions): PlannedOptions {
    const { additionalSecretOutputs, aliases, deleteBeforeReplace, ignoreChanges, protect } = opts;
    return { ...NO_OPTIONS, additionalSecretOutputs, aliases, deleteBeforeReplace, ignoreChanges, protect };
}

/** Nothing for a resource at the root: the stack itself is no resource of a plan. */
function parentOf(urn: string | undefined): string | undefined {
    return urn === undefined || parseUrn(urn)?.type === STACK_TYPE ? undefined : urn;
}

function pathOf(resource: PolicyResource, paths: Map<string, string>): string {
    const known = paths.get(resource.urn);
    if (known !== undefined) return known;
    const { name, parent } = resource;
    const path = parent === undefined || parent.type === STACK_TYPE ? name : `${pathOf(parent, paths)}/${name}`;
    paths.set(resource.urn, path);
    return path;
}
