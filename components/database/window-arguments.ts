import type { ArgumentFaults } from "../arguments";
import type { Environment } from "../environment";
import { MINUTES_A_DAY, MINUTES_A_WEEK, positive } from "../../hours/local-time";
import { WEEKDAYS } from "../../hours/weekdays";
import { checkObject, type Fields } from "../object-arguments";
import { daily, weekly, type Window } from "./window-times";
import { type DatabaseWindows, SHORTEST_MINUTES } from "./windows";

const WINDOWS: Fields<DatabaseWindows> = { backup: true, maintenance: true };

/** Records what is wrong with windows that somebody wants. */
export function checkWindows(
    faults: ArgumentFaults,
    windows: DatabaseWindows | undefined,
    { workingHours }: Environment,
): void {
    if (windows === undefined) return;
    if (workingHours !== undefined) {
        faults.add("windows", "nothing where there are working hours, which they are derived from", windows);
        return;
    }
    if (!checkObject(faults, "windows", windows, WINDOWS)) return;
    const backup = daily(windows.backup);
    const maintenance = weekly(windows.maintenance);
    const atLeast = `of at least ${SHORTEST_MINUTES} minutes`;
    if (backup === undefined || backup.minutes < SHORTEST_MINUTES) {
        faults.add("windows.backup", `a daily window in UTC ${atLeast}, HH:MM-HH:MM`, windows.backup);
    }
    const fits = maintenance !== undefined && maintenance.minutes >= SHORTEST_MINUTES;
    if (!fits || maintenance.minutes >= MINUTES_A_DAY) {
        const expected = `a weekly window in UTC ${atLeast} and less than a day, ddd:HH:MM-ddd:HH:MM`;
        faults.add("windows.maintenance", expected, windows.maintenance);
    }
    if (backup !== undefined && maintenance !== undefined && overlap(backup, maintenance)) {
        faults.add("windows.backup", "a window outside of the one for maintenance", windows.backup);
    }
}

/** Whether what comes every day meets what comes every week. */
function overlap(backup: Window, maintenance: Window): boolean {
    return WEEKDAYS.some((_, day) => {
        const distance = positive(day * MINUTES_A_DAY + backup.from - maintenance.from, MINUTES_A_WEEK);
        return distance < maintenance.minutes || distance + backup.minutes > MINUTES_A_WEEK;
    });
}
