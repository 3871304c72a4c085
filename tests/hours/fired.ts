import { Cron } from "croner";
import { MINUTE_MS } from "../../hours/local-time";

/** Fields of an AWS expression: minute, hour, day of the month, month, day of the week by name, year. */
const AWS_CRON = /^cron\((\S+ \S+ \S+ \S+ \S+) (\S+)\)$/;

/** Every moment of a year (UTC) at which an expression of EventBridge Scheduler fires, as croner reads it in its zone. */
export function firedIn(year: number, expression: string, timeZone: string): readonly number[] {
    const [, fields, years] = AWS_CRON.exec(expression) ?? [];
    if (fields === undefined || years === undefined) throw new Error(`not an expression of AWS: ${expression}`);
    const pattern = `0 ${fields.replaceAll("?", "*")} ${years}`;
    const cron = new Cron(pattern, { timezone: timeZone, paused: true });
    const moments: number[] = [];
    let at = cron.nextRun(new Date(Date.UTC(year, 0, 1) - MINUTE_MS));
    while (at?.getUTCFullYear() === year) {
        moments.push(at.getTime() / MINUTE_MS);
        at = cron.nextRun(at);
    }
    return moments;
}
