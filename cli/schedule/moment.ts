import { MINUTE_MS, momentsAt, type UtcMinute } from "../../hours/local-time";
import type { Fault } from "../../plan/faults";
import { instantText } from "../report/schedule-times";
import type { AskedMoment } from "./asked-moment";

/** The minute that is meant in a zone, or why there is none, or two. */
export function momentIn(timeZone: string, asked: AskedMoment): UtcMinute | Fault {
    if (asked.kind === "instant") return asked.at;
    const local = Date.parse(`${asked.text}Z`) / MINUTE_MS;
    const [at, again] = momentsAt(timeZone, local);
    if (at === undefined) {
        return fault(asked.text, `clocks in ${timeZone} skip ${asked.text}; expected a time that they show`);
    }
    if (again === undefined) return at;
    const [first, second] = [at, again].map(one => instantText(timeZone, one));
    return fault(asked.text, `clocks in ${timeZone} show ${asked.text} twice; expected ${first} or ${second}`);
}

function fault(text: string, message: string): Fault {
    return { at: `--at ${text}`, message };
}
