import type { Stack } from "../plan/stack";
import type { Subject, SubjectReading } from "../plan/subject";

const INLINE = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const POLICY = "aws:iam/policy:Policy";
/** Types that give several roles permissions at once, which are kept elsewhere. */
const COLLECTIVE = [
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
];

/** What {@link policiesOf} reads beside the role. */
export const ROLE_POLICY_TYPES = [INLINE, ATTACHMENT, POLICY];

/** What a role may do, as far as the plan shows it. */
export interface RolePolicies {
    readonly policies: readonly SubjectReading[];
    /** Why there may be more; nothing where there certainly is not. */
    readonly hidden: string | undefined;
}

/** The policies of a role: inline, beside it, and attached. */
export function policiesOf(role: Subject, stack: Stack): RolePolicies {
    const policies = [...role.readAll("inlinePolicies[].policy")];
    let hidden =
        role.read("managedPolicyArns").state === "absent"
            ? undefined
            : `what is attached to ${role.name} is not in the plan`;
    for (const user of stack.dependents(role)) {
        if (user.type === INLINE && user.comesFrom("role").includes(role)) policies.push(user.read("policy"));
        if (user.type === ATTACHMENT) {
            const attached = user.comesFrom("policyArn").filter(({ type }) => type === POLICY);
            policies.push(...attached.map(policy => policy.read("policy")));
            if (attached.length > 0) continue;
        } else if (!COLLECTIVE.includes(user.type)) continue;
        hidden ??= `what ${user.name} attaches to ${role.name} is not in the plan`;
    }
    return { policies, hidden };
}
