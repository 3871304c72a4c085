import type { PlannedResource } from "../plan/plan";
import { isList, isPropertyMap, type PropertyValue } from "../plan/value";
import type { Side } from "./side";

/** A text in which what a deployment made has been named by where it comes from. */
export interface OriginatedText {
    readonly text: string;
    /** Aligned names of the resources that made a part of it. */
    readonly from: readonly string[];
    /** URNs of those of them that the other stack does not have. */
    readonly fromOnlyHere: readonly string[];
}

/** Shorter outputs (`5432`, `aws`, `true`) are found in any text by chance. */
const ORIGIN_MIN_LENGTH = 8;
/** What Pulumi appends where nobody gave a name: a dash and seven hexadecimal digits, for Kubernetes eight. */
const GENERATED_SUFFIX = /^-[0-9a-f]{7,8}$/;
/** Roles that stand in a text already, such as `{account}`. */
const ROLES = /\{[^{}]*\}/g;
/** Outputs that say what a resource is; what others repeat of it, such as a network's default group, comes after. */
const IDENTIFYING_OUTPUTS = ["id", "arn", "name"];

interface Origin {
    readonly urn: string;
    /** Aligned name; nothing for what the other stack does not have. */
    readonly name: string | undefined;
    readonly output: string;
}

/**
 * What names texts that a deployment made: ids, addresses and ARNs of the resources that one depends on become
 * `{orders-key.arn}`, whoever made them. Before a deployment such values are unknown, and known by their origin anyway.
 *
 * @param names Aligned names by URN.
 * @returns What takes a text with roles in place of names.
 */
export function originNaming(
    resource: PlannedResource,
    side: Side,
    names: ReadonlyMap<string, string>,
): (text: string) => OriginatedText {
    let origins: ReadonlyMap<string, Origin> | undefined;
    return text => {
        if (text.length < ORIGIN_MIN_LENGTH) return { text, from: [], fromOnlyHere: [] };
        origins ??= originsOf(resource, side, names);
        let named = text;
        const found: Origin[] = [];
        for (const [made, origin] of origins) {
            if (!named.includes(made)) continue;
            named = named.replaceAll(made, `{${origin.name ?? origin.urn}.${origin.output}}`);
            found.push(origin);
        }
        return {
            text: named,
            from: [...new Set(found.flatMap(({ name }) => name ?? []))],
            fromOnlyHere: [...new Set(found.flatMap(({ name, urn }) => (name === undefined ? [urn] : [])))],
        };
    };
}

/** What the resources that one depends on were given by the deployment, the longest text first. */
function originsOf(
    resource: PlannedResource,
    side: Side,
    names: ReadonlyMap<string, string>,
): ReadonlyMap<string, Origin> {
    const urns = new Set([...resource.dependencies, ...Object.values(resource.propertyDependencies).flat()]);
    const found = [...urns].flatMap(urn => {
        const name = names.get(urn);
        return side.madeBy(urn, madeTexts).map(([text, output]) => [text, { urn, name, output }] as const);
    });
    // Of several that say the same, both stacks must take the same one, in whatever order they depend on them.
    const key = ({ name, output, urn }: Origin) =>
        `${IDENTIFYING_OUTPUTS.includes(output) ? 0 : 1} ${name ?? `~${urn}`} ${output}`;
    const inOrder = found.sort(
        ([one, first], [other, second]) =>
            other.length - one.length || (key(first) < key(second) ? -1 : key(first) > key(second) ? 1 : 0),
    );
    const origins = new Map<string, Origin>();
    for (const [text, origin] of inOrder) if (!origins.has(text)) origins.set(text, origin);
    return origins;
}

/** Texts that a deployment gave a resource, with roles in place of names, and the output that holds each. */
function madeTexts(resource: PlannedResource, named: (text: string) => string): readonly MadeText[] {
    const { inputs, outputs, propertyDependencies } = resource;
    const given = Object.entries(inputs);
    const generated = given
        .flatMap(([input, value]) => textsIn(value, input))
        .filter(([text]) => withoutGeneratedSuffix(text, resource) !== text);
    // What the program itself had said is no discovery of the deployment. What it took from another resource is, and it is
    // passed on, as by what waits for a certificate.
    const said = new Set(
        given
            .filter(([input]) => !Object.hasOwn(propertyDependencies, input))
            .flatMap(([, value]) => textsIn(value, "").map(([text]) => text)),
    );
    // Generated before the deployment, a name is the same text in an id or another output after it.
    const known = new Set(generated.map(([text]) => text));
    return [
        ...generated,
        ...Object.entries(outputs)
            .flatMap(([output, value]) => textsIn(value, output))
            .filter(([text, output]) => !known.has(text) && (output === "id" || !said.has(text))),
    ]
        .map(([text, output]): MadeText => [named(text), output])
        .filter(([text]) => text.replace(ROLES, "").length >= ORIGIN_MIN_LENGTH);
}

export type MadeText = readonly [text: string, output: string];

/** Every text in a value, and where it stands. Nothing of what is secret. */
function textsIn(value: PropertyValue, at: string): readonly MadeText[] {
    if (typeof value === "string") return value.length < ORIGIN_MIN_LENGTH ? [] : [[value, at]];
    if (isList(value)) return value.flatMap((item, place) => textsIn(item, `${at}[${place}]`));
    if (isPropertyMap(value)) return Object.entries(value).flatMap(([name, field]) => textsIn(field, `${at}.${name}`));
    return [];
}

/** What stands for a name that Pulumi made of the resource's own, which may be another one in the other stack. */
const GENERATED_NAME = "{its name}-{generated}";
/** Inputs that Pulumi fills in with such a name: `name`, `bucket`, `clusterIdentifier`, `replicationGroupId`. */
const NAMING_INPUT = /^(?:bucket|domain|\w*(?:[nN]ame|[nN]amePrefix|[iI]dentifier|[iI]d))$/;

/**
 * Puts roles in the place of a name that Pulumi gave to the resource. What only looks like one, as `orders-1a2b3c4` of a build
 * does, is a value.
 */
export function withoutGeneratedSuffix(text: string, { inputs, name }: PlannedResource): string {
    if (!text.startsWith(name) || !GENERATED_SUFFIX.test(text.slice(name.length))) return text;
    const metadata = inputs["metadata"];
    const isName =
        (isPropertyMap(metadata) && metadata["name"] === text) ||
        Object.entries(inputs).some(([input, value]) => value === text && NAMING_INPUT.test(input));
    return isName ? GENERATED_NAME : text;
}
