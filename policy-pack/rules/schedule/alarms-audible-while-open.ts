import { localMinuteAt, localText, MINUTES_A_DAY, type UtcMinute, united } from "../../../hours/local-time";
import { holds, type Stack, stackRule, undecided, type Verdict, violated } from "../../kernel";
import { MUTING_TYPES, muteWindows, windowToLookAt } from "../../../schedule/mute-windows";
import type { MuteWindow } from "../../../schedule/mute-window";
import { SCHEDULING_TYPES } from "../../../schedule/schedule-target";
import { NO_CONTROLLERS } from "../../../schedule/simulation/controllers";
import { complement, difference, minutesIn } from "../../../schedule/simulation/intervals";
import { intendedIn, readIntent } from "../../../schedule/simulation/intent";
import type { Intent, Interval } from "../../../schedule/simulation/model";
import { switchedThings } from "../../../schedule/simulation/switched-things";
import { STOPPABLE_KINDS } from "../../../schedule/stoppable";
import { SETTINGS_FILE } from "../../settings";

export const alarmsAudibleWhileOpen = stackRule({
    name: "alarms-audible-while-open",
    family: "schedule",
    severity: "high",
    description:
        "No alarm is muted by the clock in a minute in which people work, and in production for no longer than an hour.",
    remediation:
        "Let the mute rule (`aws.cloudwatch.AlarmMuteRule`: `rule.schedule`, in the zone that people work in) or the time interval of the route (`aws.amp.AlertManagerDefinition`) end before work begins, on both sides of a clock change; `AlarmMutes` and `alertmanagerIntervals` work them out from working hours.",
    appliesTo: [...MUTING_TYPES],
    alsoReads: [...SCHEDULING_TYPES, ...Object.keys(STOPPABLE_KINDS), "aws:ssm/parameter:Parameter"],
    check(stack, { pack, today }) {
        if (stack.environment.class === "production") {
            const window = windowToLookAt(stack, today);
            return muteWindows(stack, window).map(one => ({
                subject: one.subject,
                verdict: judgeAlwaysOpen(one, window),
            }));
        }
        const hours = pack.environments[stack.name]?.workingHours;
        const said = hours === undefined ? undefined : { hours, source: SETTINGS_FILE };
        const { intent, why } = readIntent(stack, said);
        const window = windowToLookAt(stack, today, intent?.hours);
        const mutes = muteWindows(stack, window);
        const open = mutes.length === 0 ? "nothing is muted" : (why ?? openIn(stack, window, intent));
        return mutes.map(one => ({ subject: one.subject, verdict: judge(one, open) }));
    },
});

/** Longest that production's alarms may be muted at once, and on average of a day, in minutes: a backup, a deployment. */
const SHORT_MINUTES = 60;
/** Values of the label `severity` that nobody gets out of bed for. */
const CALM: ReadonlySet<string> = new Set(["debug", "info", "low", "none", "notice", "warning"]);

function judgeAlwaysOpen({ muted, property, recurs, severities, what }: MuteWindow, window: Interval): Verdict {
    if (severities?.every(severity => CALM.has(severity.toLowerCase())) === true) return holds();
    if (typeof muted === "string")
        return undecided({ property, message: `whether it mutes production cannot be told: ${muted}` });
    if (!recurs) return holds();
    const long = muted.find(({ from, to }) => to - from > SHORT_MINUTES);
    const isOften = minutesIn(muted) * MINUTES_A_DAY > SHORT_MINUTES * (window.to - window.from);
    const first = long ?? (isOften ? muted[0] : undefined);
    if (first === undefined) return holds();
    return violated({
        property,
        message: `mutes ${what} on a schedule, as from ${shown(first.from, "UTC")} for ${first.to - first.from} minutes, expected at most ${SHORT_MINUTES} minutes at once and a day: customers are there at night, too`,
    });
}

/** When people work in a window, and who says so. */
interface Open {
    readonly spans: readonly Interval[];
    readonly source: string;
    readonly timeZone: string;
}

/** By what schedules do, work begins so long after the first thing wakes and ends so long before it sleeps, in minutes. */
const LEAD_MINUTES = 60;

/** When people work; as a text, why nobody can tell. */
function openIn(stack: Stack, window: Interval, intent: Intent | undefined): Open | string {
    if (intent !== undefined) {
        const { hours, source } = intent;
        return { spans: intendedIn(hours, "alarms", window), source, timeZone: hours.timeZone };
    }
    const { sleeping } = switchedThings(stack, window, NO_CONTROLLERS);
    if (sleeping.length === 0)
        return `nothing says when people work: say so in ${SETTINGS_FILE}, environments.${stack.name}.workingHours`;
    const asleep = united(sleeping.flatMap(({ awake }) => complement(awake, window)));
    const spans = complement(asleep, window)
        .map(({ from, to }) => ({ from: from + LEAD_MINUTES, to: to - LEAD_MINUTES }))
        .filter(({ from, to }) => from < to);
    return { spans, source: "its schedules, an hour in from both ends", timeZone: "UTC" };
}

function judge({ muted, property, what }: MuteWindow, open: Open | string): Verdict {
    const unclear = (why: string) =>
        undecided({ property, message: `whether it mutes while people work cannot be told: ${why}` });
    if (typeof muted === "string") return unclear(muted);
    if (typeof open === "string") return unclear(open);
    const harmful = firstShared(muted, open.spans);
    if (harmful === undefined) return holds();
    return violated({
        property,
        message: `mutes ${what} at ${shown(harmful, open.timeZone)}, while people work by ${open.source}, expected to be audible then: what breaks, nobody hears of`,
    });
}

/** The first minute that is in one of some intervals and in one of others. */
function firstShared(some: readonly Interval[], others: readonly Interval[]): UtcMinute | undefined {
    const apart = difference(some, others);
    let place = 0;
    for (const { from, to } of some) {
        const left = apart[place];
        if (left?.from !== from) return from;
        if (left.to !== to) return left.to;
        place++;
    }
    return undefined;
}

function shown(at: UtcMinute, timeZone: string): string {
    return `${localText(localMinuteAt(timeZone, at)).replace("T", " ")} (${timeZone})`;
}
