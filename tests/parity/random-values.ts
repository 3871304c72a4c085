import { stringify } from "yaml";
import { fieldPath } from "../../parity/compare";
import { type PropertyMap, type PropertyValue, Secret } from "../../plan/value";

/*
 * Values of random programs: what a program means, before it is known for which environment.
 */

/** An environment that a program is planned for. */
export interface RandomEnvironment {
    readonly stack: string;
    readonly account: string;
    readonly region: string;
    /** The first two bytes of its network. */
    readonly network: string;
    /** A second account that a provider of it uses, and a second network. */
    readonly otherAccount: string;
    readonly otherNetwork: string;
}

/** Stands in every credential, and may be shown nowhere. */
export const MARK_OF_CREDENTIALS = "0815";

export const PRODUCTION: RandomEnvironment = {
    stack: "prod",
    account: "444455556666",
    region: "eu-central-1",
    network: "10.64",
    otherAccount: "444455557777",
    otherNetwork: "172.20",
};
export const STAGING: RandomEnvironment = {
    stack: "staging",
    account: "111122223333",
    region: "eu-west-1",
    network: "10.65",
    otherAccount: "111122224444",
    otherNetwork: "172.24",
};

/** A value as a program means it. */
export type Meant =
    | { readonly kind: "plain"; readonly value: string | number | boolean }
    /** A text that holds names of the environment, such as `{stack}`: the names of {@link RandomEnvironment}. */
    | { readonly kind: "named"; readonly text: string }
    /** An amount in Kubernetes, of which there are several spellings. */
    | { readonly kind: "quantity"; readonly spellings: readonly string[]; readonly spelling: number }
    /** Known after the deployment of an earlier resource, by its number; of any other where there are fewer. */
    | { readonly kind: "unknown"; readonly of: number }
    /** Another secret in each environment. In a document that is secret itself it is a text. */
    | { readonly kind: "credential"; readonly text: string }
    /** A value that is secret as a whole. */
    | { readonly kind: "secret"; readonly inner: Meant }
    | { readonly kind: "set"; readonly items: readonly Meant[] }
    | { readonly kind: "list"; readonly items: readonly Meant[] }
    | { readonly kind: "map"; readonly fields: Readonly<Record<string, Meant>> }
    | { readonly kind: "json"; readonly document: Meant }
    | { readonly kind: "yaml"; readonly documents: readonly Meant[] };

/** What is known of where a value stands in an input. */
export interface MeantPlace {
    /** As a comparison names it. */
    readonly path: string;
    readonly inDocument: boolean;
    readonly inSecret: boolean;
}

/** A value, and the parts that it is made of. */
interface Part {
    readonly value: Meant;
    readonly at: MeantPlace;
    /** The whole with another part in its place. */
    readonly put: (part: Meant) => Meant;
}

/** Fields that say which item or object something is. */
const IDENTIFYING: readonly string[] = ["name", "kind", "apiVersion", "metadata"];

function partsOf(value: Meant, at: MeantPlace): readonly Part[] {
    switch (value.kind) {
        case "set":
            return value.items.map((item, place) => {
                const name = nameOf(item);
                return {
                    value: item,
                    // An item without a name is told by what it holds: only its set is named for certain.
                    at: name === undefined ? at : { ...at, path: fieldPath(at.path, name, true) },
                    put: part => ({ ...value, items: replaced(value.items, place, part) }),
                };
            });
        case "list":
            return value.items.map((item, place) => ({
                value: item,
                at: { ...at, path: `${at.path}[${place}]` },
                put: part => ({ ...value, items: replaced(value.items, place, part) }),
            }));
        case "map":
            return Object.entries(value.fields)
                .filter(([name]) => !IDENTIFYING.includes(name))
                .map(([name, field]) => ({
                    value: field,
                    at: { ...at, path: fieldPath(at.path, name) },
                    put: part => ({ ...value, fields: { ...value.fields, [name]: part } }),
                }));
        case "json":
            return [
                { value: value.document, at: { ...at, inDocument: true }, put: document => ({ ...value, document }) },
            ];
        case "yaml":
            return value.documents.map((document, place) => ({
                value: document,
                at: {
                    ...at,
                    inDocument: true,
                    path: value.documents.length === 1 ? at.path : fieldPath(at.path, manifestName(document), true),
                },
                put: part => ({ ...value, documents: replaced(value.documents, place, part) }),
            }));
        case "secret":
            return [{ value: value.inner, at: { ...at, inSecret: true }, put: inner => ({ ...value, inner }) }];
        case "plain":
        case "named":
        case "quantity":
        case "unknown":
        case "credential":
            return [];
    }
}

function replaced<Item>(items: readonly Item[], place: number, item: Item): readonly Item[] {
    return items.map((one, index) => (index === place ? item : one));
}

function nameOf(item: Meant): string | undefined {
    const name = item.kind === "map" ? item.fields["name"] : undefined;
    return name?.kind === "plain" ? String(name.value) : undefined;
}

function manifestName(document: Meant): string {
    const { kind, metadata } = document.kind === "map" ? document.fields : {};
    return `${kind?.kind === "plain" ? kind.value : ""}/${metadata === undefined ? "" : nameOf(metadata)}`;
}

/** A value with one change somewhere in it, and where that is. */
export interface Changed {
    readonly value: Meant;
    readonly at: MeantPlace;
}

/** Every value that a change makes of a value, at one place each. */
export function changesOf(
    value: Meant,
    at: MeantPlace,
    change: (part: Meant, at: MeantPlace) => Meant | undefined,
): readonly Changed[] {
    const changed = change(value, at);
    return [
        ...(changed === undefined ? [] : [{ value: changed, at }]),
        ...partsOf(value, at).flatMap(part =>
            changesOf(part.value, part.at, change).map(one => ({ value: part.put(one.value), at: one.at })),
        ),
    ];
}

/** Every value that is not known in a value. */
export function unknownsIn(value: Meant): readonly (Meant & { kind: "unknown" })[] {
    if (value.kind === "unknown") return [value];
    return partsOf(value, { path: "", inDocument: false, inSecret: false }).flatMap(part => unknownsIn(part.value));
}

/** A value with other ones in place of those that are not known. */
export function withUnknowns(value: Meant, of: (value: Meant & { kind: "unknown" }) => Meant): Meant {
    if (value.kind === "unknown") return of(value);
    return partsOf(value, { path: "", inDocument: false, inSecret: false }).reduce<Meant>((whole, _, place) => {
        const part = partsOf(whole, { path: "", inDocument: false, inSecret: false })[place];
        return part === undefined ? whole : part.put(withUnknowns(part.value, of));
    }, value);
}

export type RenderUnknown = (value: Meant & { kind: "unknown" }) => PropertyValue;

/** What a value is in one environment. */
export function render(
    value: Meant,
    environment: RandomEnvironment,
    unknown: RenderUnknown,
    inSecret = false,
): PropertyValue {
    const inner = (part: Meant, isSecret = inSecret) => render(part, environment, unknown, isSecret);
    switch (value.kind) {
        case "plain":
            return value.value;
        case "named":
            return value.text.replace(
                /\{(stack|account|region|network|otherAccount|otherNetwork)\}/g,
                (_, name: keyof RandomEnvironment) => environment[name],
            );
        case "quantity":
            return value.spellings[value.spelling % value.spellings.length] ?? "";
        case "unknown":
            return unknown(value);
        case "credential": {
            const text = `${environment.stack}-${value.text}-${MARK_OF_CREDENTIALS}`;
            return inSecret ? text : new Secret(text);
        }
        case "secret":
            return new Secret(inner(value.inner, true));
        case "set":
        case "list":
            return value.items.map(item => inner(item));
        case "map":
            return Object.fromEntries(
                Object.entries(value.fields).map(([name, field]) => [name, inner(field)]),
            ) satisfies PropertyMap;
        case "json":
            return JSON.stringify(inner(value.document));
        case "yaml":
            return value.documents.map(document => stringify(inner(document))).join("---\n");
    }
}
