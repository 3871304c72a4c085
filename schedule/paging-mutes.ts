import { united } from "../hours/local-time";
import { listed, textOf } from "../plan/plain";
import type { Subject } from "../plan/subject";
import { isPropertyMap, type PropertyValue } from "../plan/value";
import type { MuteWindow } from "./mute-window";
import type { Interval } from "./simulation/model";

const PAGERDUTY_WINDOW = "pagerduty:index/maintenanceWindow:MaintenanceWindow";
const OPSGENIE_WINDOW = "opsgenie:index/maintenance:Maintenance";
const OPSGENIE_POLICY = "opsgenie:index/notificationPolicy:NotificationPolicy";

/** Types of services that call people which keep them from calling. */
export const PAGING_MUTING_TYPES = [PAGERDUTY_WINDOW, OPSGENIE_WINDOW, OPSGENIE_POLICY] as const;

/** What a resource of one of these keeps quiet. */
export function pagingMutes(subject: Subject, window: Interval): readonly MuteWindow[] {
    switch (subject.type) {
        case PAGERDUTY_WINDOW:
            return [{ ...base(subject, "startTime"), muted: pagerdutySpans(subject, window), recurs: false }];
        case OPSGENIE_WINDOW:
            return [maintenanceOf(subject, window)];
        default:
            return policyOf(subject, window);
    }
}

function base(subject: Subject, property: string): Pick<MuteWindow, "subject" | "property" | "what" | "severities"> {
    return { subject, property, what: "the services that it names", severities: undefined };
}

function pagerdutySpans(subject: Subject, window: Interval): MuteWindow["muted"] {
    const [from, to] = ["startTime", "endTime"].map(input => {
        const reading = subject.read(input);
        return reading.state === "known" ? reading.value : undefined;
    });
    return spanOf(from, to, window);
}

/** A moment with the offset of its clock from UTC; without one, nobody can tell when it is. */
const MOMENT = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/;
const MINUTE_MS = 60_000;

/** The part of a window between two moments; as a text, why that cannot be told. */
function spanOf(from: PropertyValue | undefined, to: PropertyValue | undefined, window: Interval): MuteWindow["muted"] {
    const [start = Number.NaN, end = Number.NaN] = [from, to].map(moment => {
        const text = textOf(moment);
        return MOMENT.test(text) ? Date.parse(text) / MINUTE_MS : Number.NaN;
    });
    if (Number.isNaN(start) || Number.isNaN(end))
        return "its times are not known before deployment, or no moments with an offset";
    const span = { from: Math.max(Math.floor(start), window.from), to: Math.min(Math.ceil(end), window.to) };
    return span.from < span.to ? [span] : [];
}

/** A time of Opsgenie that has no end (Opsgenie, "Maintenance API"). */
const WITHOUT_END = "indefinitely";
const PLANNED = "schedule";

function maintenanceOf(subject: Subject, window: Interval): MuteWindow {
    const times = subject.read("times");
    const rules = subject.read("rules");
    const all = times.state === "known" ? listed(times.value) : [undefined];
    const states = rules.state === "known" ? listed(rules.value).map(stateOf) : [undefined];
    // What is switched on for the time may be a policy that keeps quiet, or one that calls.
    const isOff = states.every(state => state === "disabled");
    const spans = all.map(time => timeOf(time, window));
    const doubt = isOff ? spans.find(one => typeof one === "string") : "what it switches on, the plan does not say";
    return {
        ...base(subject, "times"),
        muted: doubt ?? united(spans.flatMap(one => (typeof one === "string" ? [] : one))),
        recurs: all.some(time => isPropertyMap(time) && textOf(time["type"]) === WITHOUT_END),
    };
}

function stateOf(rule: PropertyValue): string | undefined {
    return isPropertyMap(rule) ? textOf(rule["state"]) : undefined;
}

function timeOf(time: PropertyValue | undefined, window: Interval): MuteWindow["muted"] {
    if (!isPropertyMap(time)) return "its times are not known before deployment";
    const type = textOf(time["type"]);
    if (type === WITHOUT_END) return [window];
    if (type !== PLANNED) return "it begins when it is deployed";
    return spanOf(time["startDate"], time["endDate"], window);
}

/** A policy of Opsgenie that suppresses notifications; nothing for one that does not. */
function policyOf(subject: Subject, window: Interval): readonly MuteWindow[] {
    const suppress = subject.read("suppress", { default: false });
    const enabled = subject.read("enabled", { default: true });
    if (suppress.state === "known" && suppress.value !== true) return [];
    if (enabled.state === "known" && enabled.value === false) return [];
    const isKnown = suppress.state === "known" && enabled.state === "known";
    const isAlways = subject.read("timeRestrictions").state === "absent";
    const doubt = !isKnown
        ? "whether it suppresses anything is not known before deployment"
        : isAlways
          ? undefined
          : "Opsgenie reads its times by the clocks of the team, which the plan does not say";
    const what = "the alerts that its filter takes in";
    return [{ ...base(subject, "suppress"), what, muted: doubt ?? [window], recurs: true }];
}
