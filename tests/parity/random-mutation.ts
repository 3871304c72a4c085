import type { MeantProgram, MeantResource } from "./random-programs";

/** One change of a program, and what a comparison with the unchanged one must say of it. */
export interface Mutation {
    readonly program: MeantProgram;
    /** Places of which at least one must be named, and beside which nothing may be; none where it must be silent. */
    readonly expected: readonly string[];
}

/** A source of numbers from 0 up to but not including a bound. */
export type Choose = (bound: number) => number;

/** Changes a program. Nothing where it has no place for the change. */
export type Mutate = (program: MeantProgram, choose: Choose) => Mutation | undefined;

export function pick<Item>(items: readonly Item[], choose: Choose): Item | undefined {
    return items[choose(Math.max(1, items.length))];
}

export function withResource(
    program: MeantProgram,
    resource: MeantResource,
    changes: Partial<MeantResource>,
): MeantProgram {
    return {
        ...program,
        resources: program.resources.map(one => (one === resource ? { ...one, ...changes } : one)),
    };
}
