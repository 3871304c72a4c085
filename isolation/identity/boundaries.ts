import { parseArn } from "../../aws/arn";
import { parsePolicy, type PolicyDocument } from "../../aws/iam-policy";
import type { Stack } from "../../plan/stack";
import type { Subject, SubjectReading } from "../../plan/subject";
import { homeOf } from "../home";

const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";
const PRINCIPALS: readonly string[] = [ROLE, "aws:iam/user:User"];
const BOUNDARY = "permissionsBoundary";

/** Types that give a policy to somebody, and the inputs that say to whom. */
const ATTACHMENTS: Readonly<Record<string, readonly string[]>> = {
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": ["group"],
    "aws:iam/policyAttachment:PolicyAttachment": ["roles[]", "users[]", "groups[]"],
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["role"],
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": ["user"],
};

/** Inputs by which a policy by itself says whom it is given to. */
const GIVEN_TO: Readonly<Record<string, string>> = {
    "aws:iam/groupPolicy:GroupPolicy": "group",
    "aws:iam/rolePolicy:RolePolicy": "role",
    "aws:iam/userPolicy:UserPolicy": "user",
};

/** What bounds the permissions of somebody; `unknown` stands for a boundary that cannot be read. */
export type Bound = PolicyDocument | "nothing" | "unknown";

/** Which boundaries a policy is under, by what is planned around it. Made once a stack. */
export class Boundaries {
    /** Policies by what their ARNs end with, such as `policy/team/bound`. */
    private readonly policiesByName = new Map<string, Subject>();
    private readonly principalsByName = new Map<string, Subject>();
    private readonly holders = new Map<Subject, (Subject | undefined)[]>();
    private readonly bounding = new Set<Subject>();
    private readonly documents = new Map<Subject, PolicyDocument>();

    constructor(stack: Stack) {
        for (const policy of stack.byType(POLICY)) {
            const [name, path] = [knownText(policy.read("name")), knownText(policy.read("path", { default: "/" }))];
            if (name !== undefined && path !== undefined) this.policiesByName.set(`policy${path}${name}`, policy);
        }
        for (const principal of stack.byType(...PRINCIPALS)) {
            const name = knownText(principal.read("name"));
            if (name !== undefined) this.principalsByName.set(name, principal);
            for (const boundary of this.policiesNamedBy(principal, BOUNDARY)) this.bounding.add(boundary);
        }
        for (const [type, inputs] of Object.entries(ATTACHMENTS))
            for (const attachment of stack.byType(type))
                for (const policy of this.policiesNamedBy(attachment, "policyArn"))
                    this.give(policy, ...inputs.flatMap(input => this.principalsOf(attachment, input)));
        for (const role of stack.byType(ROLE))
            for (const policy of this.policiesNamedBy(role, "managedPolicyArns[]")) this.give(policy, role);
    }

    private give(policy: Subject, ...holders: readonly (Subject | undefined)[]): void {
        this.holders.set(policy, [...(this.holders.get(policy) ?? []), ...holders]);
    }

    /** Whether a policy is there to bound permissions alone, and permits nothing by itself. */
    isOnlyBoundary(policy: Subject): boolean {
        return this.bounding.has(policy) && !this.holders.has(policy);
    }

    /** Every boundary that a policy is under: one for each who has another one. */
    of(policy: Subject): readonly Bound[] {
        const input = GIVEN_TO[policy.type];
        const holders = PRINCIPALS.includes(policy.type)
            ? [policy]
            : input === undefined
              ? (this.holders.get(policy) ?? [])
              : this.principalsOf(policy, input);
        return holders.length === 0 ? ["nothing"] : [...new Set(holders.map(one => this.boundOf(one)))];
    }

    private boundOf(principal: Subject | undefined): Bound {
        if (principal === undefined || principal.read(BOUNDARY).state === "absent") return "nothing";
        const [policy] = this.policiesNamedBy(principal, BOUNDARY);
        return policy === undefined ? "unknown" : this.documentOf(policy);
    }

    private documentOf(policy: Subject): Bound {
        const known = this.documents.get(policy);
        if (known !== undefined) return known;
        const reading = policy.read("policy");
        if (reading.state !== "known") return "unknown";
        const document = parsePolicy(reading.value);
        this.documents.set(policy, document);
        return document;
    }

    /** The policies of the plan that an input names; `[]` stands for the items of a list. */
    private policiesNamedBy(subject: Subject, input: string): readonly Subject[] {
        const policies = subject.readAll(input).flatMap(reading => {
            if (reading.state === "absent") return [];
            const text = knownText(reading);
            if (text === undefined) return subject.comesFrom(input).filter(({ type }) => type === POLICY);
            const arn = parseArn(text);
            const policy = this.policiesByName.get(arn?.resource ?? "");
            if (arn === undefined || policy === undefined) return [];
            const { account } = homeOf(policy);
            return account === "*" || account === arn.account ? [policy] : [];
        });
        return [...new Set(policies)];
    }

    /** Those whom an input names; nothing stands for somebody whom the plan does not hold. */
    private principalsOf(subject: Subject, input: string): readonly (Subject | undefined)[] {
        return subject.readAll(input).flatMap(reading => {
            if (reading.state === "absent") return [];
            const name = knownText(reading);
            if (name !== undefined) return [this.principalsByName.get(name)];
            const origins = subject.comesFrom(input).filter(({ type }) => PRINCIPALS.includes(type));
            return origins.length === 0 ? [undefined] : origins;
        });
    }
}

function knownText(reading: SubjectReading): string | undefined {
    return reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
}
