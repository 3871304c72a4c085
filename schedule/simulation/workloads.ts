import { z } from "zod";
import { dateOf, localMinuteAt, MINUTES_A_DAY, positive, type UtcMinute, weekdayOf } from "../../hours/local-time";
import { isTimeZone } from "../../hours/schema";
import { WEEKDAYS } from "../../hours/weekdays";
import { bare, listed, textOf } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { isPropertyMap } from "../../plan/value";
import { dozeBy } from "./dozing";
import { jobMoments } from "./job-moments";
import type { Interval } from "./model";
import { isMarkedSecret, type Observed, type Sleeping } from "./sleeping";

export const JOB_TYPE = "kubernetes:batch/v1:CronJob";
export const WORKLOAD_HOURS_TYPE = "stagewright:schedule:WorkloadHours";
export const POOL_TYPE = "kubernetes:karpenter.sh/v1:NodePool";
/** Variables of the container: the hours as a table, the zone that it is read by, and what sleeps. */
const CONTAINER_VARIABLES = "spec.jobTemplate.spec.template.spec.containers[0].env";

const SPANS = z.array(z.tuple([z.number(), z.number()]));
/** When workloads are awake: by day of the week, Monday as 1, and by date where one is not as its day; in minutes of a day. */
const TABLE = z.object({ week: z.record(z.string(), SPANS), dates: z.record(z.string(), SPANS) });
type Table = z.output<typeof TABLE>;

/** What one job does whenever it runs: it asks the table what is to be. */
interface Job {
    readonly subject: Subject;
    readonly table: Table;
    readonly zone: string;
    readonly namespaces: readonly string[];
    readonly pools: readonly string[];
    readonly moments: ReadonlySet<UtcMinute>;
}

/** Workloads, and pools of nodes under them, that jobs of `WorkloadHours` put to sleep. */
export function sleepingWorkloads(stack: Stack, window: Interval): Observed {
    const undecided: string[] = [];
    const sleeping = stack.byType(WORKLOAD_HOURS_TYPE).flatMap((component): readonly Sleeping[] => {
        const jobs = stack
            .byType(JOB_TYPE)
            .filter(({ parents: [parent] }) => parent === component)
            .map(subject => readJob(subject, window));
        const unread = jobs.filter(job => typeof job === "string");
        undecided.push(...unread.map(why => `${component.path}: ${why}`));
        const read = jobs.filter(job => typeof job !== "string");
        const [first] = read;
        if (unread.length > 0 || first === undefined) return [];
        const moves = read
            .flatMap(({ moments, table, zone }) => [...moments].map(at => ({ at, wakes: isAwake(table, zone, at) })))
            .sort((one, other) => one.at - other.at);
        const common = {
            part: "workloads",
            by: read.map(({ subject }) => subject),
            moves: [],
            switchersAt: (at: UtcMinute) => read.filter(job => job.moments.has(at)).map(({ subject }) => subject),
            window,
            ...dozeBy(moves, window, { restarts: false, runsAtFirst: true }),
            stoppedAgain: [],
        } as const;
        return [
            { ...common, subject: component, what: `workloads of ${first.namespaces.join(", ")}`, paidByTime: false },
            ...poolsNamed(first.pools, stack).map((subject): Sleeping => ({
                ...common,
                subject,
                what: "pool of nodes",
                paidByTime: true,
            })),
        ];
    });
    return { sleeping, undecided };
}

/** Pools that only hold nodes while pods need them, by the names that Kubernetes has for them. */
function poolsNamed(names: readonly string[], stack: Stack): readonly Subject[] {
    return stack.byType(POOL_TYPE).filter(pool => {
        const name = pool.read("metadata.name");
        return name.state === "known" && names.includes(textOf(name.value));
    });
}

/** What a job does and when; as a text, why that cannot be told. */
function readJob(subject: Subject, window: Interval): Job | string {
    const variables = subject.read(CONTAINER_VARIABLES);
    const told = `what ${subject.name} does, and when, cannot be told`;
    const moments = jobMoments(subject, window);
    if (typeof moments === "string") return `${told}: ${moments}`;
    if (variables.state !== "known") return told;
    if (isMarkedSecret(variables)) return `${told}: it is marked secret`;
    const values = new Map(
        listed(variables.value).flatMap(one =>
            isPropertyMap(one) ? [[textOf(one["name"]), textOf(bare(one["value"] ?? ""))] as const] : [],
        ),
    );
    const table = tableIn(values.get("HOURS") ?? "");
    const tableZone = values.get("TZ") ?? "";
    if (table === undefined || !isTimeZone(tableZone)) return told;
    return {
        subject,
        table,
        zone: tableZone,
        namespaces: (values.get("NAMESPACES") ?? "").split(" "),
        pools: poolsIn(values.get("POOLS") ?? ""),
        moments: new Set(moments),
    };
}

function tableIn(text: string): Table | undefined {
    try {
        return TABLE.safeParse(JSON.parse(text)).data;
    } catch {
        return undefined; // Not the table that the component writes.
    }
}

/** Names in a selector of labels, `karpenter.sh/nodepool in (a,b)`, as it stands in an address. */
function poolsIn(selector: string): readonly string[] {
    const [, names] = / in \((.+)\)$/.exec(decodeURIComponent(selector)) ?? [];
    return names?.split(",") ?? [];
}

/** What the table says of a moment. */
function isAwake({ dates, week }: Table, zone: string, at: UtcMinute): boolean {
    const local = localMinuteAt(zone, at);
    const day = Math.floor(local / MINUTES_A_DAY);
    const spans = dates[dateOf(day)] ?? week[String(WEEKDAYS.indexOf(weekdayOf(day)) + 1)] ?? [];
    const minute = positive(local, MINUTES_A_DAY);
    return spans.some(([from, to]) => from <= minute && minute < to);
}
