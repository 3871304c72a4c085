import { judgeIsolation } from "../../../isolation/judge";
import type { Way } from "../../../isolation/ways";
import { fragmentOf } from "../../../isolation/fragment";
import type { Plan } from "../../../plan/plan";
import { Stack } from "../../../plan/stack";
import { settings, TODAY } from "../fragments";
import type { Breach } from "./breach";

/** The ways between the environments of breaches that were planned together. */
export function waysOf(plans: readonly Plan[]): readonly Way[] {
    const fragments = plans.map(plan => {
        const stack = new Stack(plan, { name: plan.stack, class: plan.stack === "prod" ? "production" : "staging" });
        return fragmentOf(stack);
    });
    return judgeIsolation(fragments, settings(), TODAY).ways;
}

/** The ways of one breach: those with a step that a resource of it declares. */
export function waysThrough({ name }: Breach, ways: readonly Way[]): readonly Way[] {
    return ways.filter(({ steps }) => steps.some(({ edge }) => edge.at !== undefined && isOf(name, edge.at.path)));
}

/** The ways that no breach made. */
export function strayWays(breaches: readonly Breach[], ways: readonly Way[]): readonly Way[] {
    return ways.filter(way => !breaches.some(breach => waysThrough(breach, [way]).length > 0));
}

/** The kinds of the steps of a way that somebody declares. */
export function kindsOf({ steps }: Way): readonly string[] {
    return steps.flatMap(({ edge }) => (edge.kind === "membership" ? [] : [edge.kind]));
}

function isOf(name: string, path: string): boolean {
    return path === name || path.startsWith(`${name}-`) || path.startsWith(`${name}/`);
}
