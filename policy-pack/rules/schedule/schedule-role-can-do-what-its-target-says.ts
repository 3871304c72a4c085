import { holds, type Stack, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { parsePolicy, type PolicyStatement } from "../support/iam-policy";
import { readSchedule, SCHEDULE_TYPE } from "../support/schedule-target";

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
    return judgeRole(role, stack, action);
}

function judgeRole(role: Subject, stack: Stack, action: string): Verdict {
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
    if (
        allowing.some(({ effect, actions }) => effect === "Allow" && actions?.some(one => covers(one, action)) === true)
    ) {
        return holds();
    }
    // Without actions, a statement names those that it leaves out (NotAction).
    const unclear = allowing.some(
        ({ effect, actions }) => effect === "unknown" || actions === undefined || actions.length === 0,
    );
    if (unclear) doubt ??= `a statement of a policy of ${role.name} cannot be read`;
    const [attached] = users.filter(({ type }) => ATTACHMENTS.includes(type));
    if (attached !== undefined) doubt ??= `what ${attached.name} attaches to ${role.name} is not in the plan`;
    if (role.read("managedPolicyArns").state !== "absent")
        doubt ??= `what is attached to ${role.name} is not in the plan`;
    if (doubt !== undefined)
        return undecided({ property, message: `whether it is allowed ${action} cannot be told: ${doubt}` });
    const message = `no policy of ${role.name} allows ${action}, which its target calls, expected one: the schedule fails every night, and nobody sees it but the bill`;
    return violated({ property, message });
}

/** Whether an action of a policy, which may hold `*` and `?`, takes in an action. IAM compares without regard to case. */
function covers(pattern: string, action: string): boolean {
    const parts = pattern.toLowerCase().replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${parts.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(action);
}
