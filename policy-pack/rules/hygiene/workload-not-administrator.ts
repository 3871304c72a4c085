import {
    holds,
    stackRule,
    type Subject,
    type SubjectReading,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { parsePolicy } from "../../../aws/iam-policy";
import { type Referred, type Resolver, resolverOf } from "../support/referred";
import { showPart } from "../support/values";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ATTACHMENT_OF_MANY = "aws:iam/policyAttachment:PolicyAttachment";

/** Policies of AWS that let their holder do everything, or give itself the right to. */
const ADMINISTRATOR_POLICIES = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"];
const MANAGED_POLICY = /^arn:[^:]+:iam::aws:policy\/(.+)$/;

/** Services that set up what others run on, and may need any right. All others run somebody's code or data. */
const DEPLOYERS: ReadonlySet<string> = new Set(
    ["cloudformation", "codebuild", "codepipeline", "proton", "servicecatalog"].map(name => `${name}.amazonaws.com`),
);

/** Where EKS keeps the identities of pods; people and pipelines come from elsewhere. */
const CLUSTER_IDENTITIES = "oidc.eks.";

export const workloadNotAdministrator = stackRule({
    name: "workload-not-administrator",
    family: "hygiene",
    severity: "high",
    description: "No role that a machine, a function or a pod takes is an administrator.",
    remediation:
        "Give the role a policy of its own that names its few actions and resources, in place of the one that `policyArn` or `managedPolicyArns` names; our components attach none of these.",
    appliesTo: [ATTACHMENT, ATTACHMENT_OF_MANY, ROLE],
    alsoReads: [POLICY],
    check(stack) {
        const resolve = resolverOf(stack, [ROLE], "name");
        return stack
            .byType(ATTACHMENT, ATTACHMENT_OF_MANY, ROLE)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject => grantsOf(subject, resolve))
            .map(grant => ({ subject: grant.subject, verdict: judge(grant) }));
    },
});

/** One policy of AWS or of the team, and the role that it is given to. */
interface Grant {
    readonly subject: Subject;
    readonly policy: SubjectReading;
    readonly role: Referred;
}

function grantsOf(subject: Subject, resolve: Resolver): readonly Grant[] {
    switch (subject.type) {
        case ROLE: {
            const role = { state: "planned", subject } as const;
            return subject.readAll("managedPolicyArns[]").map(policy => ({ subject, policy, role }));
        }
        case ATTACHMENT:
            return [{ subject, policy: subject.read("policyArn"), role: resolve(subject, "role") }];
        case ATTACHMENT_OF_MANY: {
            const policy = subject.read("policyArn");
            return subject.readAll("roles[]").map(({ path }) => ({ subject, policy, role: resolve(subject, path) }));
        }
        default:
            return [];
    }
}

function judge({ subject, policy, role }: Grant): Verdict {
    if (policy.state === "absent") return holds();
    if (policy.state === "unknown") {
        // The document of a policy that is planned is judged where it stands.
        const isPlanned = subject.comesFrom(policy.path).some(({ type }) => type === POLICY);
        return isPlanned ? holds() : undecidedBecauseUnknown(policy);
    }
    const name = typeof policy.value === "string" ? MANAGED_POLICY.exec(policy.value)?.[1] : undefined;
    if (name === undefined || !ADMINISTRATOR_POLICIES.includes(name)) return holds();
    const found = `${policy.path} gives ${showPart(policy, name, [name])}`;
    const taker = role.state === "planned" ? takerOf(role.subject) : "maybe";
    if (taker === "nobody") return holds();
    if (taker === "maybe") {
        const message = `${found} to a role, and who takes that role cannot be told from the plan`;
        return undecided({ property: policy.path, message });
    }
    const message = `${found} to a role that a workload takes, expected the rights that it needs: whoever breaks into it has the whole account`;
    return violated({ property: policy.path, message });
}

/** Whether something that runs takes a role. */
function takerOf(role: Subject): "workload" | "nobody" | "maybe" {
    const trust = role.read("assumeRolePolicy");
    if (trust.state !== "known") return "maybe";
    const { statements, unread } = parsePolicy(trust.value);
    const allowing = statements.filter(({ effect }) => effect !== "Deny");
    const isWorkload = ({ kind, value }: { kind: string; value: string }) =>
        (kind === "Service" && !DEPLOYERS.has(value)) || (kind === "Federated" && value.includes(CLUSTER_IDENTITIES));
    if (allowing.some(({ principals }) => principals.some(isWorkload))) return "workload";
    const isClear = unread.length === 0 && allowing.every(statement => statement.unread.length === 0);
    return isClear ? "nobody" : "maybe";
}
