import { holds, type Stack, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { speaksOf } from "../../../aws/iam-patterns";
import { parsePolicy, type PolicyStatement } from "../../../aws/iam-policy";
import { policiesOf, ROLE_POLICY_TYPES } from "../../../schedule/role-policies";
import { readSchedule, SCHEDULE_TYPE, shownCall } from "../../../schedule/schedule-target";
import { type NeededArn, neededArns, speaksOfArn } from "../../../schedule/target-arns";

const ROLE = "aws:iam/role:Role";

/** Prefixes of IAM actions by the service of the call, where a call and its action are named alike. */
const ACTION_PREFIXES: Readonly<Record<string, string>> = {
    rds: "rds",
    docdb: "rds",
    neptune: "rds",
    eks: "eks",
    autoscaling: "autoscaling",
    ec2: "ec2",
    ecs: "ecs",
    redshift: "redshift",
    synthetics: "synthetics",
};

export const scheduleRoleCanDoWhatItsTargetSays = stackRule({
    name: "schedule-role-can-do-what-its-target-says",
    family: "schedule",
    severity: "high",
    description: "The role of every schedule is allowed the call that its target makes, on what it names.",
    remediation:
        "`WorkingHoursSchedule` writes both from one source; elsewhere allow the action of `target.arn` (`rds:StopDBCluster` for `aws-sdk:rds:stopDBCluster`) on what `target.input` names in a policy of the role in `target.roleArn`.",
    appliesTo: [SCHEDULE_TYPE],
    alsoReads: [ROLE, ...ROLE_POLICY_TYPES],
    check(stack) {
        return stack
            .byType(SCHEDULE_TYPE)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject => {
                const verdict = judge(subject, stack);
                return verdict === undefined ? [] : [{ subject, verdict }];
            });
    },
});

/** @returns Nothing for a target that is no call of the AWS SDK, or one whose action is named otherwise. */
function judge(schedule: Subject, stack: Stack): Verdict | undefined {
    const { call, effect, doubt } = readSchedule(schedule);
    const property = "target.roleArn";
    if (call === undefined) {
        return effect === "unknown"
            ? undecided({ property: "target", message: doubt ?? "its call is not known" })
            : undefined;
    }
    const [service = "", operation = ""] = call.split(":");
    const prefix = ACTION_PREFIXES[service];
    if (prefix === undefined) return undefined;
    const action = `${prefix}:${operation}`.toLowerCase();
    const [role, ...others] = schedule.comesFrom("target").filter(({ type }) => type === ROLE);
    if (role === undefined || others.length > 0) {
        return undecided({
            property,
            message: "which role it takes is not in the plan, so what that one may do cannot be told",
        });
    }
    return judgeRole(role, stack, {
        action,
        arns: neededArns(schedule, call) ?? [undefined],
        shown: shownCall({ call, schedule }) === undefined ? "the action" : action,
    });
}

/** The IAM action of a call, what it acts on as far as that is told, and what a message may call the action. */
interface NeededPermission {
    readonly action: string;
    readonly arns: readonly (NeededArn | undefined)[];
    readonly shown: string;
}

function judgeRole(role: Subject, stack: Stack, needed: NeededPermission): Verdict {
    const property = "target.roleArn";
    const { policies, hidden } = policiesOf(role, stack);
    const statements: PolicyStatement[] = [];
    let doubt: string | undefined;
    for (const reading of policies) {
        if (reading.state === "absent") continue;
        if (reading.state === "unknown") {
            doubt ??= `a policy of ${role.name} is not known: ${reading.why}`;
            continue;
        }
        const document = parsePolicy(reading.value);
        statements.push(...document.statements);
        if (document.unread.length > 0) doubt ??= `a policy of ${role.name} cannot be read`;
    }
    const answers = needed.arns.map(arn => permission(statements, needed.action, arn));
    const { shown } = needed;
    if (answers.includes("denied")) {
        const message = `a policy of ${role.name} denies ${shown} on what its target names, expected none that does: the schedule fails every night, and nobody sees it but the bill`;
        return violated({ property, message });
    }
    if (answers.every(answer => answer === "allowed")) return holds();
    if (answers.includes("unclear"))
        doubt ??= `a statement of a policy of ${role.name} cannot be read, or what it is to act on`;
    doubt ??= hidden;
    if (doubt !== undefined)
        return undecided({ property, message: `whether it is allowed ${shown} cannot be told: ${doubt}` });
    const elsewhere = answers.includes("elsewhere") ? " on what it names" : "";
    const message = `no policy of ${role.name} allows ${shown}, which its target calls${elsewhere}, expected one: the schedule fails every night, and nobody sees it but the bill`;
    return violated({ property, message });
}

/** Whether statements allow an action on a resource; `elsewhere` where they allow it, but on others. */
function permission(
    statements: readonly PolicyStatement[],
    action: string,
    arn: NeededArn | undefined,
): "allowed" | "denied" | "unclear" | "elsewhere" | "no" {
    const speaking = statements.map(statement => {
        const ofAction = speaksOf(statement, action);
        const ofArn = ofAction === false ? false : arn === undefined ? true : speaksOfArn(statement, arn);
        return { statement, ofAction, both: ofAction === undefined && ofArn !== false ? undefined : ofArn };
    });
    // A condition on what is denied, such as a call without TLS, speaks of other calls.
    const denies = speaking.filter(({ statement }) => statement.effect === "Deny" && statement.conditions.length === 0);
    if (denies.some(({ both }) => both === true)) return "denied";
    const allows = speaking.filter(({ statement }) => statement.effect !== "Deny");
    const isAllowed = allows.some(({ statement, both }) => statement.effect === "Allow" && both === true);
    if (isAllowed) return denies.some(({ both }) => both === undefined) ? "unclear" : "allowed";
    if (allows.some(({ statement, both }) => statement.effect === "unknown" || both === undefined)) return "unclear";
    return allows.some(({ ofAction }) => ofAction === true) ? "elsewhere" : "no";
}
