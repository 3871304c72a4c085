import { z } from "zod";
import {
    expectAtLeast,
    holds,
    type Stack,
    stackRule,
    type Subject,
    type SubjectVerdict,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { impliedLogGroups, type ImpliedLogGroup, LOG_WRITER_TYPES } from "../support/log-writers";
import { opaqueParts } from "../support/stoppable";

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
        const written = stack.byType(...LOG_WRITER_TYPES).filter(({ resource }) => !resource.external);
        return [
            ...groups
                .filter(({ resource }) => !resource.external)
                .map(subject => ({ subject, verdict: judgeRetention(subject, minimumDays) })),
            ...written.flatMap(subject => judgeWriter(subject, groups, stack)),
        ];
    },
});

function judgeRetention(group: Subject, minimumDays: number): Verdict {
    const groupClass = group.read("logGroupClass");
    // AWS keeps this class for two days whatever is asked for (documentation of `retentionInDays`).
    if (groupClass.state === "known" && groupClass.value === "DELIVERY") return holds();
    const because = "0 or nothing keeps every event for ever, at a price that grows by the day";
    return expectAtLeast(group, "retentionInDays", minimumDays, { because, default: 0 });
}

function judgeWriter(subject: Subject, groups: readonly Subject[], stack: Stack): readonly SubjectVerdict[] {
    const implied = impliedLogGroups(subject);
    if (implied.doubt !== undefined) {
        return [
            {
                subject,
                verdict: undecided({ message: `which log groups it writes to cannot be told: ${implied.doubt}` }),
            },
        ];
    }
    // Groups whose name is made from the resource's own, known or not.
    const derived = groups.filter(group => group.comesFrom(NAME).includes(subject));
    if (implied.groups.length === 0) return [];
    const missing = implied.groups.filter(wanted => !groups.some(group => isNamed(group, wanted)));
    const planned = missing.length === 0 || derived.length >= implied.groups.length;
    return [{ subject, verdict: planned ? holds() : judgeMissing(missing, groups, stack) }];
}

function isNamed(group: Subject, { name }: ImpliedLogGroup): boolean {
    const reading = group.read(NAME);
    return name !== undefined && reading.state === "known" && reading.value === name;
}

function judgeMissing(missing: readonly ImpliedLogGroup[], groups: readonly Subject[], stack: Stack): Verdict {
    const doubt = doubtOf(missing, groups, stack);
    if (doubt !== undefined) {
        return undecided({ message: `whether the log groups that it writes to are planned cannot be told: ${doubt}` });
    }
    const logs = missing.map(({ label }) => describe(label)).join(", ");
    return violated({
        message: `no log group is planned for ${logs}, expected one under the name that AWS uses, with a retention: AWS makes it itself otherwise, and it never forgets`,
    });
}

/** Why a log group that was not found may be planned all the same. */
function doubtOf(missing: readonly ImpliedLogGroup[], groups: readonly Subject[], stack: Stack): string | undefined {
    const unnamed = groups.find(group => group.read(NAME).state === "unknown");
    if (unnamed !== undefined) return `the name of ${unnamed.name} is not known before deployment`;
    const isNameless = missing.some(({ name }) => name === undefined);
    if (isNameless && groups.length > 0) return "its own name is not known before deployment";
    const [hidden] = opaqueParts(stack);
    return hidden === undefined ? undefined : `a plan does not show what is inside ${hidden.name}`;
}

/** What kind of log it is, by the scheme of the group's name; the name itself may be secret. */
function describe(label: string): string {
    const [, , service, ...rest] = label.split("/");
    const log = rest.length > 1 ? rest.at(-1) : undefined;
    return log === undefined ? `the logs of ${String(service)}` : `the log ${log} of ${String(service)}`;
}
