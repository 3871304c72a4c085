import type { Stack } from "../../kernel";

/** Every pair of a production stack and one that is not, production first. */
export function pairsAcrossProduction(stacks: readonly Stack[]): readonly (readonly [Stack, Stack])[] {
    const production = stacks.filter(({ environment }) => environment.class === "production");
    const others = stacks.filter(({ environment }) => environment.class !== "production");
    return production.flatMap(one => others.map(other => [one, other] as const));
}
