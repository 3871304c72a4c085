import { isDate } from "../plan/dates";
import { UsageError } from "../plan/faults";

/** The variable that sets the date of the judgement, for a pack, which has no command line, as well as for a command. */
export const TODAY_VARIABLE = "STAGEWRIGHT_TODAY";

/**
 * The date by which what expires is judged: the caller's, else today's.
 *
 * @throws UsageError where the variable holds no date.
 */
export function judgementDate(environment: NodeJS.ProcessEnv, today: string): string {
    const { [TODAY_VARIABLE]: given } = environment;
    if (given === undefined || given === "") return today;
    if (isDate(given)) return given;
    throw new UsageError("the date of the judgement cannot be read", [
        { at: TODAY_VARIABLE, message: `expected a date as YYYY-MM-DD, got ${JSON.stringify(given)}` },
    ]);
}
