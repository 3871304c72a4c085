import { NO_OPTIONS, type PlannedProvider, type PlannedResource } from "../../plan/plan";
import { buildUrn } from "../../plan/urn";
import type { PropertyMap } from "../../plan/value";

/** The project and the stack that things written by hand belong to, unless they say otherwise. */
export const PROJECT = "shop";
export const STACK = "staging";

/** What a test says of a resource beside its inputs. Whatever is left out is as in a program that sets nothing. */
export interface ResourceExtras {
    /** @default "staging" */
    readonly stack?: string;
    /** @default "subject" */
    readonly name?: string;
    readonly parent?: PlannedResource;
    /**
     * Inputs of the provider that it is made with.
     * @default nothing: the plan does not say which provider that is.
     */
    readonly provider?: PropertyMap;
    readonly dependsOn?: readonly PlannedResource[];
    /** The resources that the value of each input comes from. They are dependencies, too. */
    readonly comesFrom?: Readonly<Record<string, readonly PlannedResource[]>>;
    /** Whether a provider makes it; a component is not made by one. @default true */
    readonly custom?: boolean;
    /** Whether it is only read (`Vpc.get`). @default false */
    readonly external?: boolean;
    /** Whether it is a component that a plugin builds, so that its children are not shown. @default false */
    readonly opaque?: boolean;
    readonly outputs?: PropertyMap;
    readonly options?: Partial<PlannedResource["options"]>;
}

/**
 * A planned resource, written by hand. Inside the inputs, `Unknown.computed` stands for what is not known before the
 * deployment and `new Secret(...)` for what is marked secret.
 */
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
