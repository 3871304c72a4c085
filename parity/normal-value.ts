import { hash } from "node:crypto";

/*
 * What a value is once it can be compared, and how such values are made.
 */

/** Two values with one `mark` are equal. */
export type NormalValue = NormalPlain | NormalUnknown | NormalSecret | NormalMap | NormalList;

export interface NormalPlain {
    readonly kind: "plain";
    readonly mark: string;
    /** As it was planned, for people and for those whom both environments name alike. */
    readonly planned: string | number | boolean;
    /** With roles in place of names, and where they come from in place of ids and ARNs that a deployment made. */
    readonly normal: string | number | boolean;
    /** With roles in place of names alone, where {@link normal} says more: what an earlier plan shows of the same text. */
    readonly named?: string;
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

/** Marked secret. Nothing of its content is ever shown. */
export interface NormalSecret {
    readonly kind: "secret";
    readonly mark: string;
    /** What it holds as data, each value of it secret too. None where it holds one text, or is not known. */
    readonly inner?: NormalMap | NormalList;
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

/** What is not known, but where it comes from. */
export function unknownFrom(from: readonly string[], fromOnlyHere: readonly string[]): NormalUnknown {
    // A list that also comes from what one stack has alone is compared by what both have; without any of that, nothing is left
    // to be equal in.
    const mark = from.length > 0 ? markOf("unknown", ...from) : markOf("unknown from here", ...fromOnlyHere);
    return { kind: "unknown", mark, from, fromOnlyHere };
}

export function mapOf(
    fields: ReadonlyMap<string, NormalValue>,
    ofItems: boolean,
    roles: NormalMap["roles"] = new Map(),
): NormalMap {
    const marks = [...fields].map(([name, { mark }]) => `${JSON.stringify(name)}:${mark}`).sort();
    return { kind: "map", mark: markOf(ofItems ? "items" : "map", ...marks), fields, ofItems, roles };
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

/** A value with no name taken for its role. */
export function toTheLetter(value: NormalValue | undefined): NormalValue | undefined {
    switch (value?.kind) {
        case "plain":
            return typeof value.planned === "string"
                ? { ...value, mark: markOf("plain", value.planned), normal: value.planned }
                : value;
        case "map": {
            const names = new Map([...value.roles].map(([name, role]) => [role, name]));
            return mapOf(
                new Map(
                    [...value.fields].map(([name, field]) => [names.get(name) ?? name, toTheLetter(field) ?? field]),
                ),
                value.ofItems,
            );
        }
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

/** Marks stay short, however large what they stand for. */
const MAX_MARK_LENGTH = 80;

export function markOf(kind: string, ...parts: readonly string[]): string {
    const mark = `${kind}(${parts.map(part => JSON.stringify(part)).join()})`;
    return mark.length <= MAX_MARK_LENGTH ? mark : hash("sha256", mark, "hex");
}
