import { z } from "zod";
import { holds, type Stack, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { lastPart, parseArn } from "../../../aws/arn";
import { homeOf } from "../../../isolation/home";
import { textOf } from "../../../plan/plain";
import { ROLE_POLICY_TYPES } from "../../../schedule/role-policies";
import { subjectsByName } from "../../../schedule/action-targets";
import { SCHEDULE_TYPE } from "../../../schedule/schedule-target";
import { speaksOfArn } from "../../../schedule/target-arns";
import { roleArn, roleCall } from "../support/call-context";
import { needsOfFailures } from "../support/failure-needs";
import type { Answer, Refusal } from "../support/policy-answers";
import { GRANTING_TYPES, grants } from "../support/resource-grants";
import { rightsOf } from "../support/role-rights";
import { type Doubt, FAILS_UNSEEN, type Need, needsOfTarget, TASK_DEFINITION } from "../support/schedule-needs";
import { JOB_RIGHTS_TYPES, judgeScalingJobs } from "../support/scaling-job-rights";
import { CRON_JOB } from "../support/scaling-jobs";
import { schedulerTakes } from "../support/scheduler-trust";

const ROLE = "aws:iam/role:Role";
const PROPERTY = "target.roleArn";

const SETTINGS = z.object({
    trustedBoundaries: z
        .array(z.string().min(1))
        .max(20)
        .default([])
        .describe(
            "ARNs of permissions boundaries that are kept outside of these programs and let schedules do what their roles allow; `*` stands for any text.",
        ),
});

export const scheduleRoleCanDoWhatItsTargetSays = stackRule({
    name: "schedule-role-can-do-what-its-target-says",
    family: "schedule",
    severity: "high",
    description:
        "EventBridge Scheduler may take the role of every schedule, the role is allowed what its target and its queue take, and a job may scale what it says.",
    remediation:
        "`WorkingHoursSchedule` writes both from one source; elsewhere let `scheduler.amazonaws.com` take the role in `target.roleArn` for the group of the schedule, and allow it the action of `target.arn` (`rds:StopDBCluster` for `aws-sdk:rds:stopDBCluster`) on what `target.input` names, `sqs:SendMessage` on the queue in `target.deadLetterConfig`, and `iam:PassRole` on roles that are handed on. Bind the `serviceAccountName` of a job to a role that may `get` the workload and `patch` its `scale`.",
    appliesTo: [SCHEDULE_TYPE, CRON_JOB],
    alsoReads: [ROLE, ...ROLE_POLICY_TYPES, ...GRANTING_TYPES, TASK_DEFINITION, ...JOB_RIGHTS_TYPES],
    settings: SETTINGS,
    check(stack, { settings }) {
        const { trustedBoundaries } = settings;
        const schedules = stack.byType(SCHEDULE_TYPE).filter(({ resource }) => !resource.external);
        return [
            ...schedules.flatMap(subject =>
                judge(subject, stack, trustedBoundaries).map(verdict => ({ subject, verdict })),
            ),
            ...judgeScalingJobs(stack),
        ];
    },
});

function judge(schedule: Subject, stack: Stack, trustedBoundaries: readonly string[]): readonly Verdict[] {
    const needs = [...needsOfTarget(schedule, stack), ...needsOfFailures(schedule, stack)];
    const role = roleOf(schedule, stack);
    if (role === undefined) {
        const message = "which role it takes is not in the plan, so what that one may do cannot be told";
        return [undecided({ property: PROPERTY, message })];
    }
    const caller = { role, schedule, trustedBoundaries };
    return [judgeTrust(role, schedule), ...needs.map(need => judgeNeed(need, caller, stack))];
}

/** The planned role of a schedule: by its ARN where that is known, else by what the target is made from. */
function roleOf(schedule: Subject, stack: Stack): Subject | undefined {
    const given = schedule.read(PROPERTY);
    const arn = given.state === "known" ? textOf(given.value) : "";
    const roles = arn === "" ? schedule.comesFrom("target").filter(({ type }) => type === ROLE) : rolesOf(arn, stack);
    const [role, ...alike] = roles;
    return role === undefined || alike.length > 0 || role.resource.external ? undefined : role;
}

/** The planned roles of an ARN. One of its name in another account is another. */
function rolesOf(arn: string, stack: Stack): readonly Subject[] {
    const account = parseArn(arn)?.account ?? ANY;
    return (subjectsByName(stack, ROLE, "name").get(lastPart(arn)) ?? []).filter(role => {
        const own = homeOf(role).account;
        return own === ANY || account === ANY || own === account;
    });
}

/** What a plan does not say of where something is made. */
const ANY = "*";

function judgeTrust(role: Subject, schedule: Subject): Verdict {
    const answer = schedulerTakes(role, schedule);
    if (answer.outcome === "allowed") return holds();
    if (answer.outcome === "unclear") {
        const message = `whether EventBridge Scheduler may take ${role.name} cannot be told: ${answer.why}`;
        return undecided({ property: PROPERTY, message });
    }
    return violated({ property: PROPERTY, message: `${trustFault(answer)}: ${FAILS_UNSEEN}` });
}

function trustFault(refusal: Refusal): string {
    switch (refusal.outcome) {
        case "conditional":
            return `${refusal.by} lets EventBridge Scheduler take it only on ${refusal.condition} that this schedule does not meet, expected its account and the ARN of its group`;
        case "denied":
            return `${refusal.by} denies EventBridge Scheduler to take it, expected none that does`;
        case "elsewhere":
        case "none":
            return `${refusal.by} does not let scheduler.amazonaws.com take it, expected that it does`;
    }
}

interface Caller {
    readonly role: Subject;
    readonly schedule: Subject;
    readonly trustedBoundaries: readonly string[];
}

function judgeNeed(need: Need | Doubt, caller: Caller, stack: Stack): Verdict {
    const { property } = need;
    if ("doubt" in need) return undecided({ property, message: `what its role needs cannot be told: ${need.doubt}` });
    const { role } = caller;
    const call = roleCall(caller, need.on, need.keys);
    const rights = rightsOf(role, stack);
    const answers = need.arns.map(arn =>
        rights.answer(
            {
                action: need.action,
                call,
                concerns: statement => (arn === undefined ? true : speaksOfArn(statement, arn)),
            },
            caller.trustedBoundaries,
        ),
    );
    const worst = ORDER.flatMap(outcome => answers.find(answer => answer.outcome === outcome) ?? [])[0];
    if (worst === undefined || worst.outcome === "allowed") return holds();
    const isOpen = need.byResource && worst.outcome !== "denied";
    const granted = isOpen ? grantedBy(need, caller, stack) : false;
    if (granted === true) return holds();
    if (worst.outcome !== "unclear" && granted === false)
        return violated({ property, message: `${needFault(worst, need)}: ${need.otherwise}` });
    const why = worst.outcome === "unclear" ? worst.why : NOT_SEEN;
    return undecided({ property, message: `whether ${role.name} is allowed ${need.shown} cannot be told: ${why}` });
}

/** Whether the policy of what it is done to lets the role in; nothing where the plan does not say. */
function grantedBy({ action, keys, on }: Need, caller: Caller, stack: Stack): boolean | undefined {
    if (on === undefined) return undefined;
    const { role } = caller;
    return grants(on, stack, { action, roleArn: roleArn(role, homeOf(role)), call: roleCall(caller, on, keys) });
}

const NOT_SEEN = "no policy of it does, but what it is done to may have one that is not in the plan";

/** Answers by how certainly they keep something from happening. */
const ORDER: readonly Answer["outcome"][] = ["denied", "conditional", "elsewhere", "none", "unclear", "allowed"];

function needFault(refusal: Refusal, { shown, why }: Need): string {
    switch (refusal.outcome) {
        case "denied":
            return `${refusal.by} denies ${shown} on what its target names, expected none that does`;
        case "conditional":
            return `${refusal.by} allows ${shown}, which ${why}, only on ${refusal.condition} that the call does not meet, expected one that it meets`;
        case "elsewhere":
            return `${noneAllows(refusal.by)} ${shown}, which ${why}, on what it names, expected one that does`;
        case "none":
            return `${noneAllows(refusal.by)} ${shown}, which ${why}, expected one that does`;
    }
}

/** One of several policies is `a policy`; a boundary is the only one. */
function noneAllows(by: string): string {
    return by.startsWith("a ") ? `no ${by.slice("a ".length)} allows` : `${by} does not allow`;
}
