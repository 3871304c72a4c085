import type { PlannedResource } from "../plan/plan";
import type { Side } from "./side";

/** Shorter outputs (`5432`, `aws`, `true`) are found in any text by chance. */
const ORIGIN_MIN_LENGTH = 8;
/** What Pulumi appends where nobody gave a name: a dash and seven hexadecimal digits. */
const GENERATED_SUFFIX = /-[0-9a-f]{7}$/;

/**
 * What stands in place of texts that a deployment made: ids, addresses and ARNs of the resources that one depends on become
 * `{orders-key.arn}`, whoever made them. Before a deployment such values are unknown, and known by their origin anyway.
 *
 * @param nameOf Aligned name of a resource.
 */
export function originNaming(
    resource: PlannedResource,
    side: Side,
    nameOf: (urn: string) => string,
): (text: string) => string {
    if (side.plan.phase !== "output") return text => generated(text, resource);
    const origins = new Map<string, string>();
    const urns = new Set([...resource.dependencies, ...Object.values(resource.propertyDependencies).flat()]);
    for (const urn of urns) {
        const made = side.byUrn(urn);
        for (const [name, value] of Object.entries(made?.outputs ?? {})) {
            if (typeof value !== "string" || value.length < ORIGIN_MIN_LENGTH || origins.has(value)) continue;
            // What the program itself had said is no discovery of the deployment.
            if (made?.inputs[name] !== value) origins.set(value, `{${nameOf(urn)}.${name}}`);
        }
    }
    const texts = [...origins.keys()].sort((one, other) => other.length - one.length);
    return text => {
        let named = generated(text, resource);
        for (const made of texts) named = named.replaceAll(made, origins.get(made) ?? made);
        return named;
    };
}

function generated(text: string, { name }: PlannedResource): string {
    return text.startsWith(name) && GENERATED_SUFFIX.test(text) && text.length === name.length + 8
        ? `${name}-{generated}`
        : text;
}
