import type { PolicyResource, PolicyResourceOptions, ResourceValidationArgs } from "@pulumi/policy";
import { providerOf, type ShownResource } from "./analyzer-plan";
import { readProperties } from "./analyzer-values";

/** A resource as the policy SDK hands it to `validateResource`. */
export function shownAlone(args: ResourceValidationArgs): ShownResource {
    return { ...common(args), parent: args.opts.parent, dependencies: [], propertyDependencies: {} };
}

/** A resource as the policy SDK hands it to `validateStack`. */
export function shownTogether(resource: PolicyResource): ShownResource {
    return {
        ...common(resource),
        parent: resource.parent?.urn ?? resource.opts.parent,
        dependencies: resource.dependencies.map(({ urn }) => urn),
        propertyDependencies: Object.fromEntries(
            Object.entries(resource.propertyDependencies).map(([input, from]) => [input, from.map(({ urn }) => urn)]),
        ),
    };
}

function common({ name, opts, props, provider, type, urn }: ResourceValidationArgs | PolicyResource) {
    return {
        urn,
        type,
        name,
        properties: readProperties(props),
        provider:
            provider === undefined
                ? undefined
                : providerOf(provider.urn, provider.name, readProperties(provider.props)),
        options: optionsOf(opts),
    };
}

function optionsOf({
    additionalSecretOutputs,
    aliases,
    deleteBeforeReplace,
    ignoreChanges,
    protect,
}: PolicyResourceOptions): ShownResource["options"] {
    return { additionalSecretOutputs, aliases, deleteBeforeReplace, ignoreChanges, protect };
}
