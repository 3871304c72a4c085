import { parsePlace } from "../../parity/ledger/place";
import { placeOf } from "../../parity/shown";
import type { Comparison } from "../../parity/stacks";
import { UsageError } from "../../plan/faults";
import { nearest } from "../../plan/nearest";

/** That there is nothing to explain at a place, and why: one stack alone has it, or it is spelt wrong. */
export function nothingThere(at: string, comparison: Comparison): UsageError {
    const { left, right } = comparison;
    const owner = onlyOwner(at, comparison);
    const guess = guessFor(at, comparison);
    const hint = guess === undefined ? "" : `; did you mean ${guess}?`;
    return new UsageError("there is nothing to explain", [
        {
            at: `parity explain ${at}`,
            message: `expected a resource and a property that ${left.stack} and ${right.stack} both have${owner === undefined ? hint : `; only ${owner} has it`}`,
        },
    ]);
}

/** The stack that has alone what was asked for. */
function onlyOwner(at: string, { differences, left, right }: Comparison): string | undefined {
    const { path } = parsePlace(at);
    for (const one of differences) {
        if (one.kind === "setting" && one.isSecretThere === undefined && placeOf(one) === at)
            return (one.side === "left" ? left : right).stack;
        if (one.kind === "presence" && (one.at === path || one.only.resources.some(only => only.path === path)))
            return (one.only.side === "left" ? left : right).stack;
    }
    return undefined;
}

function guessFor(at: string, comparison: Comparison): string | undefined {
    const { path, property } = parsePlace(at);
    const { pairs } = comparison;
    const there = pairs.filter(pair => pair.left.path === path || pair.right.path === path);
    if (there.length === 0)
        return nearest(
            path,
            pairs.flatMap(pair => [pair.left.path, pair.right.path]),
        );
    const names = there.flatMap(pair => comparison.properties(pair).flatMap(side => [...side.keys()]));
    const guess = property === undefined ? undefined : nearest(property, names);
    return guess === undefined ? undefined : `${path}#${guess}`;
}
