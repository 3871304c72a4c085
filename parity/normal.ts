import { hash } from "node:crypto";
import { isScalar, parseDocument, visit } from "yaml";
import { Asset, isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../plan/value";
import { isSet, ITEM_KEYS } from "./order";
import type { OriginatedText } from "./origins";

/*
 * A value with what differs between environments by nature taken out, in a form that can be compared: names are roles,
 * sets have no order, documents in texts are data, and what is not known is known by where it comes from.
 */

/** Two values with one `mark` are equal. */
export type NormalValue = NormalPlain | NormalUnknown | NormalSecret | NormalMap | NormalList;

export interface NormalPlain {
    readonly kind: "plain";
    readonly mark: string;
    /** As it was planned, for people and for those whom both environments name alike. */
    readonly planned: string | number | boolean;
    /** With roles in place of names. */
    readonly normal: string | number | boolean;
    /** Aligned names of the resources that a deployment took a part of it from. */
    readonly from: readonly string[];
    /** URNs of those of them that the other stack does not have. */
    readonly fromOnlyHere: readonly string[];
}

/** Not known before the deployment. */
export interface NormalUnknown {
    readonly kind: "unknown";
    readonly mark: string;
    /** Aligned names of the resources that it comes from, in order. None where the plan does not say. */
    readonly from: readonly string[];
    /** URNs of what it comes from and the other stack does not have. */
    readonly fromOnlyHere: readonly string[];
}

/** Marked secret. Its content is never looked at here. */
export interface NormalSecret {
    readonly kind: "secret";
    readonly mark: string;
}

export interface NormalMap {
    readonly kind: "map";
    readonly mark: string;
    readonly fields: ReadonlyMap<string, NormalValue>;
    /** Whether its fields were the items of a list, so that a path to one is written as one to an item. */
    readonly ofItems: boolean;
    /** The names of fields that stand under their role, and the role of each. */
    readonly roles: ReadonlyMap<string, string>;
}

export interface NormalList {
    readonly kind: "list";
    readonly mark: string;
    readonly items: readonly NormalValue[];
    readonly ordered: boolean;
}

/** How the values of one property of one resource are read. */
export interface Normalising {
    /** Puts roles in place of names. */
    readonly named: (text: string) => string;
    /** Names what a deployment made in a text that has roles in it already. */
    readonly originated?: (text: string) => OriginatedText;
    /** Whether it stands in a document: there `null` is a value. */
    readonly inDocument?: boolean;
    /** Aligned names of the resources that what is not known comes from. */
    readonly from?: readonly string[];
    /** URNs of those of them that the other stack does not have. */
    readonly fromOnlyHere?: readonly string[];
}

/** Brings the value of a property into a form that can be compared. Nothing for what is not set. */
export function normalise(
    value: PropertyValue | undefined,
    property: string,
    how: Normalising,
): NormalValue | undefined {
    if (value === undefined) return undefined;
    if (value === null) return how.inDocument === true ? NULL : undefined;
    if (value instanceof Unknown) return unknownFrom(how.from ?? [], how.fromOnlyHere ?? []);
    if (value instanceof Secret) return { kind: "secret", mark: markOf("secret") };
    if (value instanceof Asset) return plain(`${value.kind} ${value.hash ?? value.origin ?? "inline"}`, how);
    if (isList(value)) return normaliseList(value, property, how);
    if (isPropertyMap(value)) return normaliseMap(value, how);
    if (typeof value === "string") {
        const document = documentIn(value);
        if (document !== undefined) return normalise(document, property, { ...how, inDocument: true });
    }
    return plain(value, how);
}

const NULL: NormalPlain = {
    kind: "plain",
    mark: "null()",
    planned: "null",
    normal: "null",
    from: [],
    fromOnlyHere: [],
};

/** What is not known, but where it comes from. */
export function unknownFrom(from: readonly string[], fromOnlyHere: readonly string[]): NormalUnknown {
    // A list that also comes from what one stack has alone is compared by what both have; without any of that, nothing is left
    // to be equal in.
    const mark = from.length > 0 ? markOf("unknown", ...from) : markOf("unknown from here", ...fromOnlyHere);
    return { kind: "unknown", mark, from, fromOnlyHere };
}

function plain(planned: string | number | boolean, how: Normalising): NormalPlain {
    if (typeof planned !== "string") {
        return {
            kind: "plain",
            mark: markOf("plain", String(planned)),
            planned,
            normal: planned,
            from: [],
            fromOnlyHere: [],
        };
    }
    const named = how.named(planned);
    const { from, fromOnlyHere, text } = how.originated?.(named) ?? { text: named, from: [], fromOnlyHere: [] };
    // Providers and YAML write numbers and booleans as texts or as themselves; both are one.
    return { kind: "plain", mark: markOf("plain", text), planned, normal: text, from, fromOnlyHere };
}

function normaliseMap(value: PropertyMap, how: Normalising): NormalMap {
    const fields = new Map<string, NormalValue>();
    const roles = new Map<string, string>();
    for (const [name, inner] of Object.entries(value)) {
        const normal = normalise(inner, name, how);
        if (normal === undefined) continue;
        const role = how.named(name);
        // Two names that play one role, as `prod` and `production`, are two fields all the same.
        const isOwn = role !== name && !fields.has(role);
        if (isOwn) roles.set(name, role);
        fields.set(isOwn ? role : name, normal);
    }
    return mapOf(fields, false, roles);
}

function mapOf(
    fields: ReadonlyMap<string, NormalValue>,
    ofItems: boolean,
    roles: NormalMap["roles"] = new Map(),
): NormalMap {
    const marks = [...fields].map(([name, { mark }]) => `${JSON.stringify(name)}:${mark}`).sort();
    return { kind: "map", mark: markOf(ofItems ? "items" : "map", ...marks), fields, ofItems, roles };
}

function normaliseList(value: readonly PropertyValue[], property: string, how: Normalising): NormalMap | NormalList {
    const items = value.flatMap(item => normalise(item, property, how) ?? []);
    const ordered = !isSet(property);
    const keyed = ordered ? undefined : byKey(items);
    if (keyed !== undefined) return mapOf(keyed, true);
    return listOf(items, ordered);
}

/** A list, or a set of which one item may be there several times. */
export function listOf(items: readonly NormalValue[], ordered: boolean): NormalList {
    const marks = items.map(({ mark }) => mark);
    return {
        kind: "list",
        mark: markOf(ordered ? "list" : "set", ...(ordered ? marks : marks.sort())),
        items,
        ordered,
    };
}

/** Items by what tells them from each other, if something does. */
function byKey(items: readonly NormalValue[]): ReadonlyMap<string, NormalValue> | undefined {
    if (items.length === 0) return undefined;
    for (const key of ITEM_KEYS) {
        const names = items.map(item => {
            const field = item.kind === "map" ? item.fields.get(key) : undefined;
            return field?.kind === "plain" ? String(field.normal) : undefined;
        });
        if (names.every(name => name !== undefined) && new Set(names).size === names.length) {
            return new Map(
                names
                    .map((name, place) => [name, items[place]] as const)
                    .flatMap(([name, item]) => (item === undefined ? [] : [[name, item] as const])),
            );
        }
    }
    return undefined;
}

/** A value with no name taken for its role. */
export function toTheLetter(value: NormalValue | undefined): NormalValue | undefined {
    switch (value?.kind) {
        case "plain":
            return { ...value, mark: markOf("plain", String(value.planned)), normal: value.planned };
        case "map":
            return mapOf(
                new Map([...value.fields].map(([name, field]) => [name, toTheLetter(field) ?? field])),
                value.ofItems,
                value.roles,
            );
        case "list":
            return listOf(
                value.items.map(item => toTheLetter(item) ?? item),
                value.ordered,
            );
        case "secret":
        case "unknown":
        case undefined:
            return value;
    }
}

/** The data that a text holds as JSON or YAML: an object or a list. Nothing for a text that is only text. */
export function documentIn(text: string): PropertyValue | undefined {
    const trimmed = text.trim();
    // Numbers that a double cannot hold would be taken for their neighbours.
    if (/^[[{]/.test(trimmed))
        return LONG_NUMBER.test(trimmed) ? undefined : dataOf(() => JSON.parse(trimmed) as unknown);
    // `#cloud-config` and `#!/bin/sh` say what a text is.
    if (trimmed.startsWith("#")) return undefined;
    // One line with a colon is a sentence, an address or an image; several lines that parse as a mapping are a document.
    return trimmed.includes("\n") && /^[\w"'.-]+:(?:\s|$)/m.test(trimmed) ? dataOf(() => yamlData(trimmed)) : undefined;
}

const LONG_NUMBER = /[:[,\s]-?\d{16,}/;

/** YAML as data, in which `1.10` is not `1.1`: what is not written as its value would be is kept as it was written. */
function yamlData(text: string): unknown {
    const document = parseDocument(text, { logLevel: "silent" });
    if (document.errors.length > 0) throw document.errors[0] ?? new Error("no YAML");
    visit(document, {
        Scalar: (_, node) => {
            if (isScalar(node) && typeof node.value === "number" && String(node.value) !== node.source)
                node.value = node.source;
        },
    });
    return document.toJS();
}

function dataOf(read: () => unknown): PropertyValue | undefined {
    try {
        const data = read();
        return typeof data === "object" && data !== null ? (data as PropertyValue) : undefined;
    } catch {
        // Not a document after all: it is compared as text.
        return undefined;
    }
}

/** Marks stay short, however large what they stand for. */
const MAX_MARK_LENGTH = 80;

function markOf(kind: string, ...parts: readonly string[]): string {
    const mark = `${kind}(${parts.map(part => JSON.stringify(part)).join()})`;
    return mark.length <= MAX_MARK_LENGTH ? mark : hash("sha256", mark, "hex");
}
