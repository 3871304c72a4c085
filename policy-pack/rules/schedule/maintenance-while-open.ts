import {
    holds,
    type Stack,
    stackRule,
    type Subject,
    type SubjectVerdict,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { membersOf } from "../../../schedule/database-rest";
import {
    backupFits,
    maintenanceFits,
    openSpans,
    parseDaily,
    parseWeekly,
    type Span,
} from "../../../schedule/open-hours";
import {
    type Calendar,
    calendarOf,
    type Covered,
    coveredStoppables,
    doubtOf,
} from "../../../schedule/schedule-coverage";
import { type ScheduledAction, SCHEDULING_TYPES } from "../../../schedule/schedule-target";
import { utcOffsets } from "../../../schedule/schedule-times";

/** Inputs of each type that hold a window in UTC: weekly for maintenance, daily for backups. */
interface Windows {
    readonly maintenance: string;
    readonly backup?: string;
}

const CLUSTER_WINDOWS: Windows = { maintenance: "preferredMaintenanceWindow", backup: "preferredBackupWindow" };
const WINDOWS: Readonly<Record<string, Windows>> = {
    "aws:rds/cluster:Cluster": CLUSTER_WINDOWS,
    "aws:docdb/cluster:Cluster": CLUSTER_WINDOWS,
    "aws:neptune/cluster:Cluster": CLUSTER_WINDOWS,
    "aws:rds/instance:Instance": { maintenance: "maintenanceWindow", backup: "backupWindow" },
};
const MEMBER_WINDOWS: Windows = { maintenance: "preferredMaintenanceWindow" };

export const maintenanceWhileOpen = stackRule({
    name: "maintenance-while-open",
    family: "schedule",
    severity: "medium",
    description:
        "A database that sleeps is maintained and backed up while it is awake, on both sides of a clock change.",
    remediation:
        "Put `preferredMaintenanceWindow` and `preferredBackupWindow` (`maintenanceWindow` and `backupWindow` of an instance), which are in UTC, inside the hours in which its schedules keep it running; `Database` derives both from `workingHours`.",
    appliesTo: Object.keys(WINDOWS),
    alsoReads: [
        ...SCHEDULING_TYPES,
        "aws:rds/clusterInstance:ClusterInstance",
        "aws:docdb/clusterInstance:ClusterInstance",
        "aws:neptune/clusterInstance:ClusterInstance",
    ],
    check(stack, { today }) {
        if (stack.environment.class === "production") return [];
        return coveredStoppables(stack)
            .filter(({ subject }) => WINDOWS[subject.type] !== undefined)
            .flatMap(covered => judge(covered, stack, today));
    },
});

/** The spans in which a database runs, and how far the clocks that they are read by are from UTC. */
interface OpenHours {
    readonly spans: readonly Span[];
    readonly offsets: readonly number[];
}

function judge({ subject, coverage }: Covered, stack: Stack, today: string): readonly SubjectVerdict[] {
    const { stops, starts } = coverage;
    const doubt = doubtOf(coverage);
    if (doubt !== undefined) {
        return [{ subject, verdict: undecided({ message: `when it is open cannot be told: ${doubt}` }) }];
    }
    if (stops.length === 0 || starts.length === 0) return [];
    const calendar = calendarOf([...stops, ...starts], today);
    const hours = typeof calendar === "string" ? calendar : openHours(calendar, new Set(stops));
    const members = membersOf(subject, stack).filter(({ resource }) => !resource.external);
    const windows = WINDOWS[subject.type];
    return [
        ...(windows === undefined ? [] : judgeWindows(subject, windows, hours)),
        ...members.flatMap(member => judgeWindows(member, MEMBER_WINDOWS, hours)),
    ];
}

function openHours(calendar: Calendar, stops: ReadonlySet<ScheduledAction>): OpenHours | string {
    const offsets = utcOffsets(calendar.zone);
    return offsets === undefined
        ? "its schedules name a time zone that is not known"
        : { spans: openSpans(calendar, stops), offsets };
}

function judgeWindows(subject: Subject, windows: Windows, hours: OpenHours | string): readonly SubjectVerdict[] {
    const verdicts = [
        judgeWindow(subject, windows.maintenance, "maintenance", hours),
        ...(windows.backup === undefined ? [] : [judgeWindow(subject, windows.backup, "backup", hours)]),
    ];
    return verdicts.map(verdict => ({ subject, verdict }));
}

const CONSEQUENCES = {
    maintenance: "what is stopped in its window is never patched",
    backup: "what is stopped in its window has no backup of that day",
} as const;

function judgeWindow(
    subject: Subject,
    property: string,
    kind: "maintenance" | "backup",
    hours: OpenHours | string,
): Verdict {
    const reading = subject.read(property);
    if (reading.state === "unknown")
        return undecided({ property, message: `${property} cannot be read: ${reading.why}` });
    if (reading.state === "absent") {
        return violated({
            property,
            message: `${property} is not set, expected one in open hours: AWS chooses one in the night of its region, and ${CONSEQUENCES[kind]}`,
        });
    }
    const window = kind === "maintenance" ? parseWeekly(reading.value) : parseDaily(reading.value);
    if (window === undefined) return undecided({ property, message: `${property} is no window that can be read` });
    if (typeof hours === "string") {
        return undecided({ property, message: `when it is open cannot be told: ${hours}` });
    }
    const fits = kind === "maintenance" ? maintenanceFits : backupFits;
    if (hours.offsets.every(offset => fits(window, hours.spans, offset))) return holds();
    const side = hours.offsets.some(offset => fits(window, hours.spans, offset))
        ? "on one side of a clock change "
        : "";
    return violated({
        property,
        message: `${property} lies outside of the hours in which its schedules keep it running ${side}(the window is in UTC), expected inside: ${CONSEQUENCES[kind]}`,
    });
}
