import { z } from "zod";
import {
    expectAtLeast,
    holds,
    type Stack,
    stackRule,
    type Subject,
    type SubjectVerdict,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { impliedLogGroups, type ImpliedLogGroup, LOG_WRITER_TYPES } from "../support/log-writers";

const LOG_GROUP_TYPE = "aws:cloudwatch/logGroup:LogGroup";
const NAME = "name";

/** Longest retention that CloudWatch Logs offers, in days: ten years. */
const MAXIMUM_DAYS = 3653;

const settings = z.object({
    minimumDays: z
        .int()
        .min(1)
        .max(MAXIMUM_DAYS)
        .default(1)
        .describe("Shortest time that log events are kept, in days."),
});

export const logRetentionSet = stackRule({
    name: "log-retention-set",
    family: "hygiene",
    severity: "low",
    description:
        "Every log group says how long it keeps events, those included that databases, clusters and functions write to.",
    remediation:
        "Set `retentionInDays` of the log group, and make the group under the name that AWS uses before the resource that writes to it; `Database`, `Cluster` and `Observability` do both (`logRetentionDays`).",
    appliesTo: [LOG_GROUP_TYPE, ...LOG_WRITER_TYPES],
    settings,
    check(stack, { settings: { minimumDays } }) {
        const groups = stack.byType(LOG_GROUP_TYPE);
        const planned = plannedGroups(groups, stack);
        const written = stack.byType(...LOG_WRITER_TYPES).filter(({ resource }) => !resource.external);
        return [
            ...groups
                .filter(({ resource }) => !resource.external)
                .map(subject => ({ subject, verdict: judgeRetention(subject, minimumDays) })),
            ...written.flatMap(subject => judgeWriter(subject, planned)),
        ];
    },
});

function judgeRetention(group: Subject, minimumDays: number): Verdict {
    const groupClass = group.read("logGroupClass");
    // AWS keeps this class for two days whatever is asked for (documentation of `retentionInDays`).
    if (groupClass.state === "known" && groupClass.value === "DELIVERY") return holds();
    const because = "0 or nothing keeps every event for ever, at a price that grows by the day";
    const kept = expectAtLeast(group, "retentionInDays", minimumDays, { because, default: 0 });
    return kept.outcome === "violated" && groupClass.state === "unknown" ? undecidedBecauseUnknown(groupClass) : kept;
}

/** The log groups of a stack, put up so that each writer finds its own at once. */
interface PlannedGroups {
    readonly isEmpty: boolean;
    readonly names: ReadonlySet<string>;
    /** How many groups have a name that is made from a resource, known or not, by its URN. */
    readonly derived: ReadonlyMap<string, number>;
    /** Why there may be a group that was not found. */
    readonly doubt: string | undefined;
}

function plannedGroups(groups: readonly Subject[], stack: Stack): PlannedGroups {
    const names = new Set<string>();
    const derived = new Map<string, number>();
    let doubt: string | undefined;
    for (const group of groups) {
        const reading = group.read(NAME);
        if (reading.state === "known" && typeof reading.value === "string") names.add(reading.value);
        if (reading.state === "unknown") doubt ??= `the name of ${group.name} is not known before deployment`;
        for (const { urn } of group.comesFrom(NAME)) derived.set(urn, (derived.get(urn) ?? 0) + 1);
    }
    const [hidden] = stack.opaque;
    if (hidden !== undefined) doubt ??= `a plan does not show what is inside ${hidden.name}`;
    return { isEmpty: groups.length === 0, names, derived, doubt };
}

function judgeWriter(subject: Subject, planned: PlannedGroups): readonly SubjectVerdict[] {
    const implied = impliedLogGroups(subject);
    if (implied.doubt !== undefined) {
        const message = `which log groups it writes to cannot be told: ${implied.doubt}`;
        return [{ subject, verdict: undecided({ message }) }];
    }
    if (implied.groups.length === 0) return [];
    const missing = implied.groups.filter(({ name }) => name === undefined || !planned.names.has(name));
    const isPlanned = missing.length === 0 || (planned.derived.get(subject.urn) ?? 0) >= implied.groups.length;
    return [{ subject, verdict: isPlanned ? holds() : judgeMissing(missing, planned) }];
}

function judgeMissing(missing: readonly ImpliedLogGroup[], { isEmpty, doubt }: PlannedGroups): Verdict {
    const isNameless = missing.some(({ name }) => name === undefined) && !isEmpty;
    const why = doubt ?? (isNameless ? "its own name is not known before deployment" : undefined);
    if (why !== undefined) {
        return undecided({ message: `whether the log groups that it writes to are planned cannot be told: ${why}` });
    }
    const logs = missing.map(({ label }) => describe(label)).join(", ");
    return violated({
        message: `no log group is planned for ${logs}, expected one under the name that AWS uses, with a retention: AWS makes it itself otherwise, and it never forgets`,
    });
}

/** Names of logs that AWS knows (type documentation of the exports). Any other text in their place may be a secret. */
const LOGS: ReadonlySet<string> = new Set([
    "agent",
    "alert",
    "audit",
    "cluster",
    "diag.log",
    "error",
    "general",
    "iam-db-auth-error",
    "instance",
    "listener",
    "notify.log",
    "oemagent",
    "postgresql",
    "profiler",
    "slowquery",
    "trace",
    "upgrade",
]);

/** What kind of log it is, by the scheme of the group's name; the name itself may be secret. */
function describe(label: string): string {
    const [, , service, ...rest] = label.split("/");
    const log = rest.length > 1 ? rest.at(-1) : undefined;
    if (log !== undefined && !LOGS.has(log)) return `a log of ${String(service)}`;
    return log === undefined ? `the logs of ${String(service)}` : `the log ${log} of ${String(service)}`;
}
