import { NO_OPTIONS, type PlannedResource } from "../plan/plan";
import { buildUrn } from "../plan/urn";
import type { PropertyMap } from "../plan/value";

/** A planned resource that stands alone, of the project `bench`. */
export function bareResource(
    stack: string,
    type: string,
    name: string,
    inputs: PropertyMap,
    changed: Partial<PlannedResource> = {},
): PlannedResource {
    return {
        urn: buildUrn(stack, "bench", undefined, type, name),
        type,
        name,
        path: name,
        parent: undefined,
        custom: true,
        external: false,
        opaque: false,
        inputs,
        outputs: { id: name },
        dependencies: [],
        propertyDependencies: {},
        provider: undefined,
        options: NO_OPTIONS,
        source: undefined,
        ...changed,
    };
}
