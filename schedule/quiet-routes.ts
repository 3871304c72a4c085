import { parse } from "yaml";
import { z } from "zod";
import { textOf } from "../plan/plain";
import type { Subject } from "../plan/subject";
import { writtenPath } from "../plan/schema-faults";
import { TIME_INTERVAL, type TimeInterval } from "./alertmanager-intervals";

export const ALERTMANAGER_TYPE = "aws:amp/alertManagerDefinition:AlertManagerDefinition";

/** A route of Alertmanager that time keeps quiet. */
export interface QuietRoute {
    /** Where in the definition, such as `route.routes[0]`. */
    readonly path: string;
    /** It is quiet within any of these. */
    readonly muted: readonly TimeInterval[];
    /** It is quiet outside of all of these; nothing where it names none. */
    readonly active: readonly TimeInterval[] | undefined;
    /** Values of the label `severity` that it is for, with the routes around it; nothing where they do not ask for any. */
    readonly severities: readonly string[] | undefined;
}

interface Route {
    readonly mute_time_intervals?: readonly string[] | undefined;
    readonly active_time_intervals?: readonly string[] | undefined;
    readonly matchers?: readonly string[] | undefined;
    readonly match?: Readonly<Record<string, string>> | undefined;
    readonly match_re?: Readonly<Record<string, string>> | undefined;
    readonly routes?: readonly Route[] | undefined;
}

const LABELS = z.record(z.string(), z.string());
const ROUTE: z.ZodType<Route> = z.lazy(() =>
    z.looseObject({
        mute_time_intervals: z.array(z.string()).optional(),
        active_time_intervals: z.array(z.string()).optional(),
        matchers: z.array(z.string()).optional(),
        match: LABELS.optional(),
        match_re: LABELS.optional(),
        routes: z.array(ROUTE).optional(),
    }),
);
const NAMED = z.array(z.looseObject({ name: z.string(), time_intervals: z.array(TIME_INTERVAL) }));
/** What of Alertmanager's configuration says when it is quiet. */
const CONFIGURATION = z.looseObject({
    route: ROUTE.optional(),
    time_intervals: NAMED.default([]),
    /** The same before Alertmanager 0.24. */
    mute_time_intervals: NAMED.default([]),
});

/** The routes of a definition that time keeps quiet; as a text, why they cannot be told. */
export function quietRoutes(definition: Subject): readonly QuietRoute[] | string {
    const reading = definition.read("definition");
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return `definition cannot be read: ${reading.why}`;
    const given = configurationIn(textOf(reading.value));
    const read = CONFIGURATION.safeParse(given);
    if (!read.success) {
        const [issue] = read.error.issues;
        const place = issue === undefined || issue.path.length === 0 ? "" : ` at ${writtenPath(issue.path)}`;
        return `definition is not as Alertmanager takes it${place}`;
    }
    const { mute_time_intervals, route, time_intervals } = read.data;
    const named = new Map(
        [...time_intervals, ...mute_time_intervals].map(({ name, time_intervals: intervals }) => [name, intervals]),
    );
    return route === undefined ? [] : new Routes(named).in(route, "route", undefined);
}

/** Amazon wraps the configuration of Alertmanager in a document of its own. */
function configurationIn(text: string): unknown {
    const outer = yamlIn(text);
    const inner = z.looseObject({ alertmanager_config: z.string() }).safeParse(outer);
    return inner.success ? yamlIn(inner.data.alertmanager_config) : outer;
}

function yamlIn(text: string): unknown {
    try {
        return parse(text);
    } catch {
        return undefined; // No YAML, so no configuration either.
    }
}

class Routes {
    constructor(private readonly named: ReadonlyMap<string, readonly TimeInterval[]>) {}

    in(route: Route, path: string, around: readonly string[] | undefined): readonly QuietRoute[] {
        const { active_time_intervals: active = [], mute_time_intervals: muted = [], routes = [] } = route;
        const severities = severitiesOf(route) ?? around;
        const isQuiet = active.length + muted.length > 0;
        const own = {
            path,
            severities,
            muted: this.intervals(muted),
            active: active.length === 0 ? undefined : this.intervals(active),
        };
        return [
            ...(isQuiet ? [own] : []),
            ...routes.flatMap((child, place) => this.in(child, `${path}.routes[${place}]`, severities)),
        ];
    }

    /** A name that nothing defines is refused by Alertmanager, so that nothing is quiet by it. */
    private intervals(names: readonly string[]): readonly TimeInterval[] {
        return names.flatMap(name => this.named.get(name) ?? []);
    }
}

/** `severity="info"` or `severity=~"info|warning"`, with or without quotes. */
const SEVERITY = /^\s*"?severity"?\s*(=~?)\s*"?([\w|-]+)"?\s*$/;

function severitiesOf({ match = {}, match_re = {}, matchers = [] }: Route): readonly string[] | undefined {
    const written = [
        ...matchers.flatMap(matcher => SEVERITY.exec(matcher)?.[2] ?? []),
        match["severity"],
        match_re["severity"],
    ];
    return written.find(one => one !== undefined)?.split("|");
}
