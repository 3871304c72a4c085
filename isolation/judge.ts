import type { Fragment } from "./connection";
import type { IsolationSettings } from "./settings";
import type { GatewayFault } from "./gateways";
import { link, type Linked, type Misuse } from "./link";
import { type Way, wallsBetween, waysBetween } from "./ways";

/** What isolation says of two or more environments. */
export interface IsolationJudgement {
    /** Ways across the walls, certain ones first. */
    readonly ways: readonly Way[];
    /** Commons that are used against what was declared of them. */
    readonly misuses: readonly Misuse[];
    readonly gatewayFaults: readonly GatewayFault[];
    /** The pairs between which nothing may lead. */
    readonly walls: readonly (readonly [string, string])[];
    readonly linked: Linked;
}

/**
 * Judges whether anything declared leads from one environment into another. Pure: reads nothing but what is handed to it.
 *
 * @param today The day of the judgement as `YYYY-MM-DD`.
 */
export function judgeIsolation(
    fragments: readonly Fragment[],
    settings: IsolationSettings,
    today: string,
): IsolationJudgement {
    const linked = link(fragments, settings, today);
    const walls = wallsBetween(fragments);
    return {
        ways: walls.flatMap(([one, other]) => waysBetween(linked, one, other)),
        misuses: linked.misuses,
        gatewayFaults: linked.gateways.faults(fragments.map(({ stack }) => stack)),
        walls,
        linked,
    };
}
