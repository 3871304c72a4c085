import { z } from "zod";
import { type RuleContext, type Stack, stackRule, type Subject, undecided, type Verdict } from "../../kernel";
import { judgeReference } from "../support/account-reference";
import { AWS_AUTH_TYPES, authorisedNames, isAwsAuth } from "../../../aws/aws-auth";
import { BINDING_TYPES, judgeBinding, ROLE_TYPES } from "../support/cluster-roles";
import type { AccountReading } from "../../../aws/account";
import { accountOf } from "../support/account";
import type { Trust } from "../support/iam-trust";
import { trustedAccounts, trustOf, worstOf } from "../support/policy-principals";

/** Types by which a principal of IAM is let into a cluster, each naming it in `principalArn`. */
const ENTRY_TYPES = [
    "aws:eks/accessEntry:AccessEntry",
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
] as const;

const settings = z.object({
    trustedAccounts: trustedAccounts.describe(
        "Accounts that belong to no environment and may enter a cluster, such as the one of the deployment runners.",
    ),
});

export const clusterAccessWithinEnvironment = stackRule({
    name: "cluster-access-within-environment",
    family: "isolation",
    severity: "critical",
    description: "Only principals of the cluster's own account enter it, and nobody without a name may do anything.",
    remediation:
        "Name roles of the own account in `deployRoleArn` of `Cluster`, in `principalArn` of an access entry and in `mapRoles` of `aws-auth`, and bind roles to groups or service accounts of your own, not to `system:anonymous`, `system:unauthenticated` or `system:authenticated`. An account that belongs to no environment is named in this rule's setting `trustedAccounts`.",
    appliesTo: [...ENTRY_TYPES, ...AWS_AUTH_TYPES, ...BINDING_TYPES],
    alsoReads: ROLE_TYPES,
    settings,
    check(stack, { settings: { trustedAccounts: trusted }, pack }) {
        const own = accountOfStack(stack);
        return stack
            .byType(...ENTRY_TYPES, ...AWS_AUTH_TYPES, ...BINDING_TYPES)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject => judge(subject, stack, { trusted, own, pack }).map(verdict => ({ subject, verdict })));
    },
});

/** What a resource is judged with. */
interface Around {
    readonly trusted: readonly string[];
    readonly own: AccountReading;
    readonly pack: RuleContext["pack"];
}

function judge(subject: Subject, stack: Stack, { trusted, own, pack }: Around): readonly Verdict[] {
    if (BINDING_TYPES.includes(subject.type)) return judgeBinding(subject, stack);
    const trust: Trust = trustOf(subject, trusted, "cluster");
    if (!AWS_AUTH_TYPES.includes(subject.type)) {
        return judgeReference(subject, subject.read("principalArn"), trust, pack);
    }
    // A provider of Kubernetes knows no account: the cluster is one of those that the stack works in.
    const isMap = isAwsAuth(subject);
    if (isMap === false) return [];
    const verdict = worstOf(
        authorisedNames(subject).flatMap(name => judgeReference(subject, name, { ...trust, own }, pack)),
    );
    if (isMap === true || verdict.outcome === "holds") return [verdict];
    const message = "lets in principals as aws-auth does, and whether it is that map is not known";
    return [undecided({ property: "metadata", message })];
}

/** The account that all AWS resources of a stack are made in. */
function accountOfStack(stack: Stack): AccountReading {
    const makers = new Map(
        stack.subjects
            .filter(({ type, resource }) => type.startsWith("aws:") && resource.custom && !resource.external)
            .map(subject => [subject.resource.provider?.urn, subject]),
    );
    const [first, ...others] = [...makers.values()].map(accountOf);
    if (first?.state !== "known") return first ?? { state: "unpinned", allowed: [] };
    const same = others.every(other => other.state === "known" && other.account === first.account);
    return same ? first : { state: "unpinned", allowed: [] };
}
