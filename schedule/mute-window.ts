import type { Subject } from "../plan/subject";
import type { Interval } from "./simulation/model";

/** What keeps alarms quiet by the clock. */
export interface MuteWindow {
    readonly subject: Subject;
    readonly property: string;
    /** For people to read, such as `the route route.routes[0]`. */
    readonly what: string;
    /** When it does in a window, in order and apart; as a text, why that cannot be told. */
    readonly muted: readonly Interval[] | string;
    /** Whether it comes again and again; a single time is somebody's decision of that day. */
    readonly recurs: boolean;
    /** Values of `severity` of the alarms; nothing where they may be any. */
    readonly severities: readonly string[] | undefined;
}
