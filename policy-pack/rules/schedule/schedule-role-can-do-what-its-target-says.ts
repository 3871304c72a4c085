import { holds, type Stack, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { speaksOf } from "../../../aws/iam-patterns";
import { parsePolicy, type PolicyStatement } from "../../../aws/iam-policy";
import { readSchedule, SCHEDULE_TYPE, shownCall } from "../support/schedule-target";

const ROLE = "aws:iam/role:Role";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
/** Types that give a role permissions that are kept elsewhere. */
const ATTACHMENTS = [
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
];

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
    description: "The role of every schedule is allowed the call that its target makes.",
    remediation:
        "`WorkingHoursSchedule` writes both from one source; elsewhere allow the action of `target.arn` (`rds:StopDBCluster` for `aws-sdk:rds:stopDBCluster`) in a policy of the role in `target.roleArn`.",
    appliesTo: [SCHEDULE_TYPE],
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
        shown: shownCall({ call, schedule }) === undefined ? "the action" : action,
    });
}

/** The IAM action of a call, and what a message may call it. */
interface NeededAction {
    readonly action: string;
    readonly shown: string;
}

function judgeRole(role: Subject, stack: Stack, { action, shown }: NeededAction): Verdict {
    const property = "target.roleArn";
    const users = stack.dependents(role);
    const inline = role.readAll("inlinePolicies[].policy");
    const own = users
        .filter(
            ({ type, resource }) =>
                type === INLINE && resource.propertyDependencies["role"]?.includes(role.urn) === true,
        )
        .map(policy => policy.read("policy"));
    const statements: PolicyStatement[] = [];
    let doubt: string | undefined;
    for (const reading of [...inline, ...own]) {
        if (reading.state === "absent") continue;
        if (reading.state === "unknown") {
            doubt ??= `a policy of ${role.name} is not known: ${reading.why}`;
            continue;
        }
        const document = parsePolicy(reading.value);
        statements.push(...document.statements);
        if (document.unread.length > 0) doubt ??= `a policy of ${role.name} cannot be read`;
    }
    const allowing = statements.filter(({ effect }) => effect !== "Deny");
    if (allowing.some(statement => statement.effect === "Allow" && speaksOf(statement, action) === true)) {
        return holds();
    }
    const unclear = allowing.some(
        statement => statement.effect === "unknown" || speaksOf(statement, action) === undefined,
    );
    if (unclear) doubt ??= `a statement of a policy of ${role.name} cannot be read`;
    const [attached] = users.filter(({ type }) => ATTACHMENTS.includes(type));
    if (attached !== undefined) doubt ??= `what ${attached.name} attaches to ${role.name} is not in the plan`;
    if (role.read("managedPolicyArns").state !== "absent")
        doubt ??= `what is attached to ${role.name} is not in the plan`;
    if (doubt !== undefined)
        return undecided({ property, message: `whether it is allowed ${shown} cannot be told: ${doubt}` });
    const message = `no policy of ${role.name} allows ${shown}, which its target calls, expected one: the schedule fails every night, and nobody sees it but the bill`;
    return violated({ property, message });
}
