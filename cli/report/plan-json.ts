import type { Plan, PlannedProvider, PlannedResource } from "../../plan/plan";
import { Asset, isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";

/** Name and version of the shape; a change that is no mere addition raises the number. */
export const PLAN_SCHEMA = "stagewright.plan/1";

/** Renders plans as JSON in the shape of `schemas/plan.schema.json`. No secret's value is in it. */
export function renderPlanJson(plans: readonly Plan[]): string {
    const document = { schema: PLAN_SCHEMA, project: plans[0]?.project ?? "", plans: plans.map(planDocument) };
    return `${JSON.stringify(document, undefined, 2)}\n`;
}

function planDocument({ stack, source, phase, config, resources, outputs, gaps }: Plan) {
    return {
        stack,
        source,
        phase,
        config: mapDocument(config),
        resources: resources.map(resourceDocument),
        outputs: mapDocument(outputs),
        gaps,
    };
}

function resourceDocument(resource: PlannedResource) {
    return {
        urn: resource.urn,
        type: resource.type,
        name: resource.name,
        path: resource.path,
        parent: resource.parent,
        custom: resource.custom,
        external: resource.external,
        opaque: resource.opaque,
        inputs: mapDocument(resource.inputs),
        outputs: mapDocument(resource.outputs),
        dependencies: resource.dependencies,
        propertyDependencies: resource.propertyDependencies,
        provider: resource.provider === undefined ? undefined : providerDocument(resource.provider),
        options: resource.options,
        source: resource.source,
    };
}

function providerDocument({ urn, name, isDefault, inputs }: PlannedProvider) {
    return { urn, name, isDefault, inputs: mapDocument(inputs) };
}

function mapDocument(properties: PropertyMap): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [escapeName(name), valueDocument(value)]),
    );
}

/** What plain JSON cannot hold is an object with one key that begins with `$`. */
export function valueDocument(value: PropertyValue): unknown {
    if (value instanceof Secret) return { $secret: value.value instanceof Unknown ? "unknown" : "known" };
    if (value instanceof Unknown) return { $unknown: value.why };
    if (value instanceof Asset) return { $asset: { kind: value.kind, hash: value.hash, origin: value.origin } };
    if (isList(value)) return value.map(valueDocument);
    return isPropertyMap(value) ? mapDocument(value) : value;
}

/** A program's own key that begins with `$`, as in a JSON Schema, is written with one more. */
function escapeName(name: string): string {
    return name.startsWith("$") ? `$${name}` : name;
}
