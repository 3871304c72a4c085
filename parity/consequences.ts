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

/** Tells what follows from one group of resources that only one stack has. */
export class Consequences {
    readonly #urns: ReadonlySet<string>;
    /** What resources of the group are called or where they lie: their roles in the environment. */
    readonly #marks: ReadonlySet<string>;

    constructor(group: OnlyHere, side: Side) {
        this.#urns = new Set(group.resources.map(({ urn }) => urn));
        this.#marks = new Set(
            group.resources.flatMap(({ inputs }) =>
                Object.entries(inputs).flatMap(([name, value]) => {
                    const normal = normalise(value, name, { named: side.named });
                    return normal?.kind === "plain" && normal.normal !== normal.planned ? [normal.mark] : [];
                }),
            ),
        );
    }

    /** Whether a difference says no more than that the group is in one stack only. */
    include({ left, right }: Values): boolean {
        if ([left, right].some(value => value !== undefined && this.#comesFrom(value))) return true;
        const [value, other] = left === undefined ? [right, left] : [left, right];
        return other === undefined && value !== undefined && this.#speaksOf(value);
    }

    #speaksOf(value: NormalValue): boolean {
        if (value.kind === "plain") return this.#marks.has(value.mark);
        return value.kind === "map" && [...value.fields.values()].some(field => this.#speaksOf(field));
    }

    #comesFrom(value: NormalValue): boolean {
        switch (value.kind) {
            case "unknown":
                return value.fromOnlyHere.some(urn => this.#urns.has(urn));
            case "map":
                return [...value.fields.values()].some(field => this.#comesFrom(field));
            case "list":
                return value.items.some(item => this.#comesFrom(item));
            case "plain":
            case "secret":
                return false;
        }
    }
}
