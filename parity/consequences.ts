import { normalise, type NormalValue } from "./normal";
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
    readonly #byUrn = new Map<string, OnlyHere>();
    /** By what resources of a group are called or where they lie: their roles in the environment. */
    readonly #byMark = new Map<string, OnlyHere>();

    constructor(groups: readonly OnlyHere[], sideOf: (group: OnlyHere) => Side) {
        for (const group of groups) {
            const side = sideOf(group);
            for (const { inputs, urn } of group.resources) {
                this.#byUrn.set(urn, group);
                for (const [name, value] of Object.entries(inputs)) {
                    const normal = normalise(value, name, { named: side.named });
                    if (normal?.kind === "plain" && normal.normal !== normal.planned)
                        this.#byMark.set(normal.mark, group);
                }
            }
        }
    }

    /** The groups without which there would be no such difference; none where it stands for itself. */
    of({ left, right }: Values): ReadonlySet<OnlyHere> {
        const found = new Set([left, right].flatMap(value => (value === undefined ? [] : this.#comesFrom(value))));
        const [value, other] = left === undefined ? [right, left] : [left, right];
        if (other === undefined && value !== undefined) for (const group of this.#speaksOf(value)) found.add(group);
        return found;
    }

    #comesFrom(value: NormalValue): readonly OnlyHere[] {
        switch (value.kind) {
            case "unknown":
                return value.fromOnlyHere.flatMap(urn => this.#byUrn.get(urn) ?? []);
            case "map":
                return [...value.fields.values()].flatMap(field => this.#comesFrom(field));
            case "list":
                return value.items.flatMap(item => this.#comesFrom(item));
            case "plain":
            case "secret":
                return [];
        }
    }

    #speaksOf(value: NormalValue): readonly OnlyHere[] {
        if (value.kind === "plain") return [this.#byMark.get(value.mark) ?? []].flat();
        return value.kind === "map" ? [...value.fields.values()].flatMap(field => this.#speaksOf(field)) : [];
    }
}
