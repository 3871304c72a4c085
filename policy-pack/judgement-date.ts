import { UsageError } from "../plan/faults";

/** Whether a text is a date that exists, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    const date = new Date(`${text}T00:00:00Z`);
    // The thirtieth of February is read as a day in March.
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

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
