import { united, type UtcMinute } from "../../../hours/local-time";
import { difference } from "../../../schedule/simulation/intervals";
import type { Disagreement, Interval, Sleeper } from "../../../schedule/simulation/model";
import type { EnvironmentYear } from "../../schedule/report";
import { Wall } from "./wall";
import { Weeks } from "./weeks";

/** An environment's year, as all that is drawn of it needs it. */
export interface DrawnYear extends Pick<EnvironmentYear, "name" | "report"> {
    readonly wall: Wall;
    readonly weeks: Weeks;
    /** When anything of it is awake. */
    readonly awake: readonly Interval[];
    /** When something is awake and nobody works: it warms up, winds down, or runs by itself. Nothing without an intent. */
    readonly alone: readonly Interval[] | undefined;
    /** When something is asleep while it should be awake, */
    readonly missed: readonly Interval[];
    /** and when something is awake while it should be asleep. */
    readonly wasted: readonly Interval[];
    /** What gets in the way of something else, and each moment of the year at which it does. */
    readonly conflicts: readonly { readonly path: string; readonly moments: readonly UtcMinute[] }[];
}

export function drawnYear({ name, report }: Pick<EnvironmentYear, "name" | "report">): DrawnYear {
    const { open, sleepers } = report;
    const awake = united(sleepers.flatMap(sleeper => sleeper.awake));
    const wall = new Wall(report.timeZone, report.year);
    return {
        name,
        report,
        wall,
        weeks: new Weeks(wall),
        awake,
        alone: open === undefined ? undefined : difference(awake, open),
        missed: disagreeing(sleepers, "asleep while it should be awake"),
        wasted: disagreeing(sleepers, "awake while it should be asleep"),
        conflicts: report.conflicts.map(({ at, moments = at === undefined ? [] : [at], path }) => ({ path, moments })),
    };
}

/** When any of some things is not as intended in one way. */
export function disagreeing(sleepers: readonly Sleeper[], asked: Disagreement): readonly Interval[] {
    return united(sleepers.flatMap(({ disagreements = [] }) => disagreements.filter(({ kind }) => kind === asked)));
}
