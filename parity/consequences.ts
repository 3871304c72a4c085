import { parseUrn } from "../plan/urn";
import type { PropertyMap } from "../plan/value";
import { normalise, type NormalValue } from "./normal";
import type { Pair } from "./align";
import type { OnlyHere } from "./only-here";
import type { Side } from "./side";

/*
 * What differs for no other reason than that something else is missing: a list of three subnets beside one of two, where
 * the third subnet is missing as a whole.
 */

/** A difference of values, as far as its cause is concerned. */
export interface Values {
    readonly left: NormalValue | undefined;
    readonly right: NormalValue | undefined;
}

/** Tells which groups of resources that only one stack has are the cause of a difference. */
export class Causes {
    readonly #types = new Map<string, string>();
    readonly #byUrn = new Map<string, OnlyHere>();
    /** By what resources of a group are called or where they lie: their roles in the environment. */
    readonly #byMark = new Map<string, OnlyHere>();

    /** @param pairs What both have: what these are called too tells nobody which group is meant. */
    constructor(groups: readonly OnlyHere[], left: Side, right: Side, pairs: readonly Pair[]) {
        for (const group of groups) {
            const side = group.side === "left" ? left : right;
            for (const { inputs, type, urn } of group.resources) {
                this.#byUrn.set(urn, group);
                this.#types.set(urn, type);
                for (const mark of namesIn(inputs, side)) this.#byMark.set(mark, group);
            }
        }
        if (this.#byMark.size === 0) return;
        for (const pair of pairs) {
            for (const mark of namesIn(pair.left.inputs, left)) this.#byMark.delete(mark);
            for (const mark of namesIn(pair.right.inputs, right)) this.#byMark.delete(mark);
        }
    }

    /** The groups without which there would be no such difference; none where it stands for itself. */
    of({ left, right }: Values): ReadonlySet<OnlyHere> {
        const found = new Set([
            ...this.#causesOf(left, right).flatMap(urn => this.#byUrn.get(urn) ?? []),
            ...this.#causesOf(right, left).flatMap(urn => this.#byUrn.get(urn) ?? []),
        ]);
        const [value, other] = left === undefined ? [right, left] : [left, right];
        if (other === undefined && value !== undefined) for (const group of this.#speaksOf(value)) found.add(group);
        return found;
    }

    /**
     * URNs of what only one stack has and a value comes from. Where the other has another value in its place, only what is
     * taken from a resource of the same type, as the one gateway in place of the missing one: anything else was chosen.
     */
    #causesOf(value: NormalValue | undefined, other: NormalValue | undefined): readonly string[] {
        const urns = onlyHereIn(value);
        if (other === undefined) return urns;
        return urns.filter(urn => comesFromType(other, this.#types.get(urn) ?? ""));
    }

    #speaksOf(value: NormalValue): readonly OnlyHere[] {
        if (value.kind === "plain") return [this.#byMark.get(value.mark) ?? []].flat();
        return value.kind === "map" ? [...value.fields.values()].flatMap(field => this.#speaksOf(field)) : [];
    }
}

/** A role and nothing else, such as `{environment}`, names nothing in particular. */
const MERE_ROLE = /^\{[^{}]*\}$/;

/** Marks of what a resource is called or where it lies, where that is its role in the environment. */
function namesIn(inputs: PropertyMap, side: Side): readonly string[] {
    return Object.entries(inputs).flatMap(([name, value]) => {
        const normal = typeof value === "string" ? normalise(value, name, { named: side.named }) : undefined;
        const isName = normal?.kind === "plain" && normal.normal !== normal.planned;
        return isName && !MERE_ROLE.test(String(normal.normal)) ? [normal.mark] : [];
    });
}

function onlyHereIn(value: NormalValue | undefined): readonly string[] {
    switch (value?.kind) {
        case "unknown":
        case "plain":
            return value.fromOnlyHere;
        case "map":
            return [...value.fields.values()].flatMap(onlyHereIn);
        case "list":
            return value.items.flatMap(onlyHereIn);
        case "secret":
        case undefined:
            return [];
    }
}

/** Whether a value comes from a resource of a type. Aligned names end in the type. */
function comesFromType(value: NormalValue, type: string): boolean {
    switch (value.kind) {
        case "unknown":
        case "plain":
            return (
                value.from.some(name => name.endsWith(`(${type})`)) ||
                value.fromOnlyHere.some(urn => parseUrn(urn)?.type.split("$").at(-1) === type)
            );
        case "map":
            return [...value.fields.values()].some(field => comesFromType(field, type));
        case "list":
            return value.items.some(item => comesFromType(item, type));
        case "secret":
            return false;
    }
}
