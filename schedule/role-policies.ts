import { managedPolicy } from "../aws/iam-managed-policies";
import type { PolicyDocument } from "../aws/iam-policy";
import { textOf } from "../plan/plain";
import type { Stack } from "../plan/stack";
import type { Subject, SubjectReading } from "../plan/subject";
import { referring } from "./referring";

const ROLE = "aws:iam/role:Role";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const POLICY = "aws:iam/policy:Policy";
/** Types that give a role policies which are kept elsewhere, and the inputs that say to which role, and what. */
const ATTACHMENTS: Readonly<Record<string, { readonly role: string; readonly policy: string }>> = {
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: "role", policy: "policyArn" },
    "aws:iam/policyAttachment:PolicyAttachment": { role: "roles[]", policy: "policyArn" },
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
        role: "roleName",
        policy: "policyArns[]",
    },
};

/** What {@link policiesOf} reads beside the role. */
export const ROLE_POLICY_TYPES: readonly string[] = [INLINE, POLICY, ...Object.keys(ATTACHMENTS)];

/** What a role may do, as far as the plan shows it. */
export interface RolePolicies {
    readonly policies: readonly SubjectReading[];
    /** Policies that AWS maintains, and what is known of them. */
    readonly managed: readonly PolicyDocument[];
    /** Why there may be more; nothing where there certainly is not. */
    readonly hidden: string | undefined;
}

/** The policies of a role: inline, beside it, and attached. */
export function policiesOf(role: Subject, stack: Stack): RolePolicies {
    const policies = [...role.readAll("inlinePolicies[].policy")];
    const managed: PolicyDocument[] = [];
    let hidden: string | undefined;
    const attach = (attached: SubjectReading, by: Subject) => {
        const known = attached.state === "known" ? managedPolicy(textOf(attached.value)) : undefined;
        if (known !== undefined) managed.push(known.document);
        if (known?.isWhole !== true) {
            hidden ??=
                by === role
                    ? `what is attached to ${role.name} is not in the plan`
                    : `what ${by.name} attaches to ${role.name} is not in the plan`;
        }
    };
    for (const attached of role.readAll("managedPolicyArns[]")) attach(attached, role);
    policies.push(
        ...referring(stack, [INLINE], "role")
            .to(role, "name")
            .map(user => user.read("policy")),
    );
    for (const [type, inputs] of Object.entries(ATTACHMENTS)) {
        for (const user of referring(stack, [type], inputs.role).to(role, "name")) {
            const planned = user.comesFrom(inputs.policy).filter(one => one.type === POLICY);
            policies.push(...planned.map(policy => policy.read("policy")));
            const given = user.readAll(inputs.policy);
            if (planned.length < given.length) for (const attached of given) attach(attached, user);
        }
    }
    hidden ??= homeless(stack);
    return { policies, managed, hidden };
}

const doubts = new WeakMap<Stack, { readonly doubt: string | undefined }>();

/** What gives something to a role of which the plan does not say the name. Sought once a stack. */
function homeless(stack: Stack): string | undefined {
    let known = doubts.get(stack);
    if (known === undefined) {
        const user = [INLINE, ...Object.keys(ATTACHMENTS)]
            .flatMap(type => stack.byType(type))
            .find(one => isForUnknown(one, ATTACHMENTS[one.type]?.role ?? "role"));
        known = { doubt: user === undefined ? undefined : `which role ${user.name} is for is not known` };
        doubts.set(stack, known);
    }
    return known.doubt;
}

function isForUnknown(user: Subject, input: string): boolean {
    if (user.readAll(input).every(({ state }) => state !== "unknown")) return false;
    return user.comesFrom(input).every(({ type }) => type !== ROLE);
}
