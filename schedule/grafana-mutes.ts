import { united } from "../hours/local-time";
import { bare, listed, textOf, unknownWithin } from "../plan/plain";
import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { isPropertyMap, type PropertyMap, type PropertyValue } from "../plan/value";
import { TIME_INTERVAL, type TimeInterval, withinIntervals } from "./alertmanager-intervals";
import type { MuteWindow } from "./mute-window";
import { complement } from "./simulation/intervals";
import type { Interval } from "./simulation/model";

/** The provider names each of its types twice: the older name has no module. */
function inBothModules(name: string, type: string): readonly string[] {
    return ["alerting", "index"].map(module => `grafana:${module}/${name}:${type}`);
}

const TIMINGS = inBothModules("muteTiming", "MuteTiming");
const POLICIES = inBothModules("notificationPolicy", "NotificationPolicy");
const RULE_GROUPS = inBothModules("ruleGroup", "RuleGroup");

/** Types of Grafana that say when alarms are quiet, and which. */
export const GRAFANA_MUTING_TYPES: readonly string[] = [...POLICIES, ...RULE_GROUPS, ...TIMINGS];

/** Everything of Grafana in a stack that keeps alarms quiet by the clock. */
export function grafanaMutes(stack: Stack, window: Interval): readonly MuteWindow[] {
    const planned = (types: readonly string[]) => stack.byType(...types).filter(({ resource }) => !resource.external);
    const timings = planned(TIMINGS);
    const policies = planned(POLICIES);
    const groups = planned(RULE_GROUPS);
    const routes = [
        ...policies.flatMap(policy => routesIn(policy, "policies", routesOfPolicies)),
        ...groups.flatMap(group => routesIn(group, "rules", routesOfRules)),
    ];
    const used = new Set(
        routes.flatMap(route => [...route.muted, ...route.active].flatMap(one => timingOf(one, route, timings) ?? [])),
    );
    // The tree of policies is one, and written whole: where it is planned, what it does not name is not used.
    const unused = policies.length > 0 ? [] : timings.filter(timing => !used.has(timing));
    return [
        ...routes.map(route => windowOf(route, timings, window)),
        ...unused.map((subject): MuteWindow => ({
            subject,
            property: "intervals",
            what: "what takes it",
            muted: "what takes it as a mute timing is not in the plan",
            recurs: true,
            severities: undefined,
        })),
    ];
}

/** A part of a policy or a rule that time keeps quiet. */
interface Route {
    readonly subject: Subject;
    readonly property: string;
    readonly path: string;
    readonly muted: readonly PropertyValue[];
    /** It is quiet outside of all of these. */
    readonly active: readonly PropertyValue[];
    readonly severities: readonly string[] | undefined;
    /** Why it cannot be read. */
    readonly doubt: string | undefined;
}

interface Found extends Pick<Route, "path" | "muted" | "active" | "severities" | "doubt"> {
    /** Why it cannot be told for which severity it is. */
    readonly severityDoubt?: string | undefined;
}

type Finder = (items: PropertyValue, path: string, around: Route["severities"]) => readonly Found[];

function routesIn(subject: Subject, property: string, find: Finder): readonly Route[] {
    const reading = subject.read(property);
    if (reading.state === "absent") return [];
    const found =
        reading.state === "unknown" ? [unread(property, reading.why)] : find(reading.value, property, undefined);
    const isAlwaysOpen = subject.environment.class === "production";
    // Where somebody is always there, it matters whom an alarm wakes.
    return found.map(({ severityDoubt, ...one }) => ({
        subject,
        property,
        ...one,
        doubt: one.doubt ?? (isAlwaysOpen ? severityDoubt : undefined),
    }));
}

function unread(path: string, why: string): Found {
    return { path, muted: [], active: [], severities: undefined, doubt: `${path} cannot be read: ${why}` };
}

/** Policies and those inside of them. */
function routesOfPolicies(items: PropertyValue, path: string, around: Route["severities"]): readonly Found[] {
    return listed(items).flatMap((policy, place) => {
        const at = `${path}[${place}]`;
        if (!isPropertyMap(policy)) return [unread(at, "known after deployment")];
        const severities = severitiesOf(policy) ?? around;
        const inner = policy["policies"];
        return [
            ...quietIn(policy, at, severities).map(one => ({ ...one, severityDoubt: doubtOfSeverity(policy) })),
            ...(inner === undefined ? [] : routesOfPolicies(inner, `${at}.policies`, severities)),
        ];
    });
}

/** Rules that take their times by themselves. */
function routesOfRules(items: PropertyValue, path: string): readonly Found[] {
    return listed(items).flatMap((rule, place) => {
        const at = `${path}[${place}]`;
        if (!isPropertyMap(rule)) return [unread(at, "known after deployment")];
        const settings = bare(rule["notificationSettings"] ?? {});
        const labels = bare(rule["labels"] ?? {});
        const severity = isPropertyMap(labels) ? textOf(labels["severity"]) : "";
        if (!isPropertyMap(settings)) return [unread(at, "its settings are known after deployment")];
        return quietIn(settings, at, severity === "" ? undefined : [severity]);
    });
}

function quietIn(map: PropertyMap, path: string, severities: Route["severities"]): readonly Found[] {
    const [muted, active] = [listed(map["muteTimings"]), listed(map["activeTimings"])];
    return muted.length + active.length === 0 ? [] : [{ path, muted, active, severities, doubt: undefined }];
}

/** Values of the label `severity` that a policy is for. */
function severitiesOf(policy: PropertyMap): readonly string[] | undefined {
    for (const matcher of listed(policy["matchers"])) {
        if (!isPropertyMap(matcher) || textOf(matcher["label"]) !== "severity") continue;
        if (["=", "=~"].includes(textOf(matcher["match"]))) return textOf(matcher["value"]).split("|");
    }
    return undefined;
}

function doubtOfSeverity(policy: PropertyMap): string | undefined {
    const unknown = unknownWithin(policy["matchers"] ?? []);
    return unknown === undefined ? undefined : `which alarms it is for cannot be read: ${unknown.why}`;
}

/** The planned timing that a value names: by its name, else by what the value is made from. */
function timingOf(
    value: PropertyValue,
    { property, subject }: Route,
    timings: readonly Subject[],
): Subject | undefined {
    const name = textOf(value);
    if (name === "") {
        const origins = subject.comesFrom(property).filter(one => timings.includes(one));
        return origins.length === 1 ? origins[0] : undefined;
    }
    return timings.find(timing => {
        const own = timing.read("name");
        return own.state === "known" && own.value === name;
    });
}

function windowOf(route: Route, timings: readonly Subject[], window: Interval): MuteWindow {
    const { property, severities, subject } = route;
    const what = `what ${route.path} is for`;
    return {
        subject,
        property,
        what,
        muted: route.doubt ?? quietSpans(route, timings, window),
        recurs: true,
        severities,
    };
}

function quietSpans(route: Route, timings: readonly Subject[], window: Interval): readonly Interval[] | string {
    const spans = (values: readonly PropertyValue[]): readonly Interval[] | string => {
        const read = values.map(value => {
            const timing = timingOf(value, route, timings);
            return timing === undefined ? "a mute timing that it takes is not in the plan" : intervalsOf(timing);
        });
        const doubt = read.find(one => typeof one === "string");
        return (
            doubt ??
            withinIntervals(
                read.flatMap(one => (typeof one === "string" ? [] : one)),
                window,
            )
        );
    };
    const muted = spans(route.muted);
    const active = spans(route.active);
    if (typeof muted === "string") return muted;
    if (typeof active === "string") return active;
    return united([...muted, ...(route.active.length === 0 ? [] : complement(active, window))]);
}

/** The names of Grafana's provider for the fields of Alertmanager, whose shape and meaning they have. */
const FIELDS: Readonly<Record<string, string>> = {
    weekdays: "weekdays",
    daysOfMonths: "days_of_month",
    months: "months",
    years: "years",
};

/** The intervals of a timing; as a text, why they cannot be told. */
function intervalsOf(timing: Subject): readonly TimeInterval[] | string {
    const reading = timing.read("intervals");
    if (reading.state === "absent") return [];
    const unknown = reading.state === "unknown" ? reading : unknownWithin(reading.value);
    if (unknown !== undefined || reading.state === "unknown")
        return `the intervals of ${timing.name} cannot be read: ${unknown?.why ?? ""}`;
    const read = TIME_INTERVAL.array().safeParse(listed(reading.value).map(asAlertmanager));
    return read.success ? read.data : `the intervals of ${timing.name} are not as Grafana takes them`;
}

function asAlertmanager(interval: PropertyValue): unknown {
    if (!isPropertyMap(interval)) return interval;
    const times = listed(interval["times"]).map(time =>
        isPropertyMap(time) ? { start_time: textOf(time["start"]), end_time: textOf(time["end"]) } : time,
    );
    const fields = Object.entries(FIELDS).map(([own, field]) => [field, listed(interval[own])] as const);
    const location = textOf(interval["location"]);
    return {
        // An empty list is as good as none.
        ...Object.fromEntries([...fields, ["times", times] as const].filter(([, values]) => values.length > 0)),
        ...(location === "" ? {} : { location }),
    };
}
