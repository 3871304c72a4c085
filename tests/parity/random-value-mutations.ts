import { type Choose, type Mutate, pick, withResource } from "./random-mutation";
import { isComponent, type MeantProgram, type MeantResource, pathOf } from "./random-programs";
import { type Changed, changesOf, type Meant, type MeantPlace } from "./random-values";

/*
 * Changes of one value somewhere in the inputs of one resource.
 */

type Change = (part: Meant, at: MeantPlace, choose: Choose) => Meant | undefined;

/** A change that must be named where it is made. */
const semantic = (change: Change): Mutate => valueMutation(change, true);
/** A change that means nothing. */
const silent = (change: Change): Mutate => valueMutation(change, false);

function valueMutation(change: Change, isSemantic: boolean): Mutate {
    return (program, choose) => {
        const changes = program.resources
            .filter(isChangeable)
            .flatMap(resource =>
                Object.entries(resource.inputs).flatMap(([name, value]) =>
                    changesOf(value, { path: name, inDocument: false, inSecret: false }, (part, at) =>
                        change(part, at, choose),
                    ).map(changed => ({ resource, name, changed })),
                ),
            );
        const chosen = pick(changes, choose);
        if (chosen === undefined) return undefined;
        return {
            program: withInput(program, chosen.resource, chosen.name, chosen.changed),
            expected: isSemantic ? [`${pathOf(chosen.resource, program)}#${chosen.changed.at.path}`] : [],
        };
    };
}

/** The networks stay as they are: they say what ranges mean. */
export function isChangeable(resource: MeantResource): boolean {
    return !isComponent(resource) && resource.id >= 0;
}

function withInput(program: MeantProgram, resource: MeantResource, name: string, { value }: Changed): MeantProgram {
    return withResource(program, resource, { inputs: { ...resource.inputs, [name]: value } });
}

const CHANGED: Meant = { kind: "plain", value: "changed" };
const isKnown = ({ kind }: Meant) => kind === "plain" || kind === "named";
const isNumber = (part: Meant): part is Meant & { kind: "plain" } =>
    part.kind === "plain" && typeof part.value === "number";

export const VALUE_MUTATIONS: Readonly<Record<string, Mutate>> = {
    "change a value": semantic((part, at) =>
        part.kind === "plain" && !at.inDocument && !at.inSecret ? CHANGED : undefined,
    ),
    "change inside a document": semantic((part, at) =>
        part.kind === "plain" && at.inDocument && !at.inSecret ? CHANGED : undefined,
    ),
    "change inside a secret": semantic((part, at) => (part.kind === "plain" && at.inSecret ? CHANGED : undefined)),
    "change an amount": semantic(part =>
        part.kind === "quantity" ? { ...part, spellings: ["7777", "7.777k"] } : undefined,
    ),
    "change a name to another environment's": semantic((part, at) =>
        part.kind === "named" && part.text.includes("{account}") && !at.inSecret
            ? { kind: "plain", value: part.text.replace(/\{\w+\}/g, "999988887777") }
            : undefined,
    ),
    "known to unknown": semantic((part, at) =>
        isKnown(part) && !at.inDocument && !at.inSecret ? { kind: "unknown", of: 0 } : undefined,
    ),
    "unknown to known": semantic(part => (part.kind === "unknown" ? CHANGED : undefined)),
    "plain to secret": semantic((part, at) =>
        part.kind === "plain" && !at.inDocument && !at.inSecret
            ? { kind: "credential", text: String(part.value) }
            : undefined,
    ),
    "secret to plain": semantic((part, at) => (part.kind === "credential" && !at.inSecret ? CHANGED : undefined)),
    "whole secret to plain": semantic(part => (part.kind === "secret" ? withoutCredentials(part.inner) : undefined)),
    "drop a field": semantic(part => {
        const [, ...rest] = part.kind === "map" ? Object.entries(part.fields) : [];
        return part.kind === "map" && !("name" in part.fields) && rest.length > 0 && !isManifest(part)
            ? { kind: "map", fields: Object.fromEntries(rest) }
            : undefined;
    }),
    "add a field": semantic(part =>
        part.kind === "map" ? { kind: "map", fields: { ...part.fields, added: CHANGED } } : undefined,
    ),
    "rename a field": semantic(part => {
        const [first, ...rest] = part.kind === "map" ? Object.entries(part.fields) : [];
        return part.kind === "map" && first !== undefined && !("name" in part.fields) && !isManifest(part)
            ? { kind: "map", fields: Object.fromEntries([[`other-${first[0]}`, first[1]], ...rest]) }
            : undefined;
    }),
    "drop an item": semantic(part =>
        part.kind === "list" && part.items.length > 1 ? { ...part, items: part.items.slice(1) } : undefined,
    ),
    "add an item to a set": semantic(part =>
        part.kind === "set" && part.items.every(isKnown) ? { ...part, items: [...part.items, CHANGED] } : undefined,
    ),
    "drop a document of several": semantic(part =>
        part.kind === "yaml" && part.documents.length > 2 ? { ...part, documents: part.documents.slice(1) } : undefined,
    ),
    "swap in a list": semantic((part, _, choose) => {
        if (part.kind !== "list" || part.items.length < 2) return undefined;
        const first = choose(part.items.length - 1);
        const [one, other] = [part.items[first], part.items[first + 1]];
        if (one === undefined || other === undefined) return undefined;
        if (!isKnown(one) || !isKnown(other) || JSON.stringify(one) === JSON.stringify(other)) return undefined;
        const items = part.items.map((item, place) => (place === first ? other : place === first + 1 ? one : item));
        return { ...part, items };
    }),
    "number to text in a document": semantic((part, at) =>
        isNumber(part) && at.inDocument && !at.inSecret ? { kind: "plain", value: String(part.value) } : undefined,
    ),
    "number to text": silent((part, at) =>
        isNumber(part) && !at.inDocument && !at.inSecret ? { kind: "plain", value: String(part.value) } : undefined,
    ),
    "another spelling of an amount": silent(part =>
        part.kind === "quantity" ? { ...part, spelling: part.spelling + 1 } : undefined,
    ),
    "another credential": silent(part =>
        part.kind === "credential" ? { kind: "credential", text: "another" } : undefined,
    ),
    "reorder a set": silent((part, _, choose) =>
        part.kind === "set" && part.items.length > 1 ? { ...part, items: rotated(part.items, choose) } : undefined,
    ),
    "reorder fields": silent(part =>
        part.kind === "map" && Object.keys(part.fields).length > 1
            ? { kind: "map", fields: Object.fromEntries(Object.entries(part.fields).reverse()) }
            : undefined,
    ),
    "reorder documents": silent((part, _, choose) =>
        part.kind === "yaml" && part.documents.length > 1
            ? { ...part, documents: rotated(part.documents, choose) }
            : undefined,
    ),
};

/** An object of Kubernetes in a text is told by its fields. */
function isManifest(part: Meant & { kind: "map" }): boolean {
    return "apiVersion" in part.fields;
}

function withoutCredentials(part: Meant): Meant {
    if (part.kind === "credential") return { kind: "plain", value: part.text };
    if (part.kind === "json") return { ...part, document: withoutCredentials(part.document) };
    return part.kind === "map"
        ? {
              ...part,
              fields: Object.fromEntries(
                  Object.entries(part.fields).map(([name, one]) => [name, withoutCredentials(one)]),
              ),
          }
        : part;
}

export function rotated<Item>(items: readonly Item[], choose: Choose): readonly Item[] {
    const by = 1 + choose(Math.max(1, items.length - 1));
    return [...items.slice(by), ...items.slice(0, by)];
}
