import type { EdgeKindFacts } from "../edge-kinds";

export const IDENTITY_KINDS = {
    "role-trust": {
        madeBy: "`assumeRolePolicy` of `aws.iam.Role`: each principal of AWS, and each service, of a statement that allows taking the role.",
        models: "Whom a role lets take it. Trust is enough by itself: an administrator of the trusted account can give the permission. One role or user that two environments trust is in both of them. A service is handed a role within the role's own account, and leads nowhere.",
        leavesOut: "Policies of sessions, and what the organisation's service control policies deny.",
    },
    "token-trust": {
        madeBy: "`assumeRolePolicy` of `aws.iam.Role` with an identity provider of tokens, with the claims that its conditions ask for; the providers of an identity pool of Cognito.",
        models: "Pipelines (GitHub, GitLab, Bitbucket, CircleCI, Buildkite, Terraform Cloud, Pulumi Cloud, Azure DevOps), clusters and applications whose tokens a role is given for. Where no condition names a subject, every token counts, and at GitHub, GitLab, Terraform Cloud and Google everybody gets one. Tokens that two environments trust are in both of them.",
        leavesOut: "Which of an issuer's subjects there really are, and claims that IAM cannot compare.",
    },
    "directory-trust": {
        madeBy: "`assumeRolePolicy` of `aws.iam.Role` with a provider of SAML, and `aws.iam.SamlProvider`.",
        models: "People of one directory who may have roles in two environments. Always undecided: the directory says who has which.",
        leavesOut: "To whom the directory gives a role.",
    },
    "certificate-trust": {
        madeBy: "`source` of `aws.rolesanywhere.TrustAnchor`.",
        models: "Machines that take roles with certificates of an authority: one authority that two environments trust lets its machines into both.",
        leavesOut: "Conditions of single roles on what stands in a certificate, and authorities that sign one another.",
    },
    permission: {
        madeBy: "The policies of `aws.iam.Role`, `RolePolicy`, `Policy`, `UserPolicy` and `GroupPolicy`, and of an endpoint of a network: each resource that is another account's, or that a pattern wider than the own account names, within the boundary of permissions.",
        models: "What identities of the environment may do with things of another one, by the ARNs that the permission names.",
        leavesOut:
            "Permissions on `*`, policies that AWS maintains, `NotResource`: they name nobody's things, and across accounts the other side must trust as well. Services that no other account can be let into, and changes of another account's roles and policies, which none can make.",
    },
    "assume-role": {
        madeBy: "As `permission`, where an action covers `sts:AssumeRole` or its kin.",
        models: "Roles of other accounts, or of every account by one name, that an identity of the environment may take; chains of roles meet at the account in between.",
        leavesOut: "Roles on `*` alone, for which the trust of the other side is the edge.",
    },
    "pass-role": {
        madeBy: "As `permission`, where an action covers `iam:PassRole`.",
        models: "Roles that an identity may hand to a service, and so become. They are handed on within one account, so that this matters where the own account is not known or shared.",
        leavesOut: "Roles of other accounts where the own account is known: none can be handed on.",
    },
    "provider-role": {
        madeBy: "`assumeRoles`, `assumeRole` and `assumeRoleWithWebIdentity` of a provider of AWS, and `roleArn` of an action of CodePipeline.",
        models: "Roles that the program itself takes to deploy: whoever runs it is in the account of each of them. One role that two environments deploy with is in both.",
        leavesOut: "Profiles and credentials of the machine that deploys.",
    },
    "pod-identity": {
        madeBy: "`roleArn` and `targetRoleArn` of `aws.eks.PodIdentityAssociation`.",
        models: "Pods that take a role, and from it another one, which may be of another account by design.",
        leavesOut: "Whether the other role trusts the first.",
    },
    "service-account": {
        madeBy: "The annotation `eks.amazonaws.com/role-arn` of a service account.",
        models: "Pods that take a role with the token of their service account.",
        leavesOut: "Annotations that a chart sets by itself.",
    },
    "cluster-access": {
        madeBy: "`principalArn` of `aws.eks.AccessEntry` and `AccessPolicyAssociation`, the map `aws-auth`, and `clusterName` of the first two.",
        models: "Principals of IAM that a cluster lets in.",
        leavesOut: "Who made a cluster, where it lets its maker in.",
    },
    "cluster-binding": {
        madeBy: "Groups and users among `subjects` of a role binding or cluster role binding, but those of the system and those that the cluster's own access entries name.",
        models: "A group or user of a directory that two clusters share is in both of them. A user may be named by an ARN.",
        leavesOut: "Service accounts, which are a cluster's own, and which rights a role gives.",
    },
    "cluster-context": {
        madeBy: "`context` and `cluster` of a provider of Kubernetes, where they are ARNs.",
        models: "The cluster that a program deploys into, as `aws eks update-kubeconfig` names it.",
        leavesOut: "Contexts with names of one's own, and the one that is chosen on the machine.",
    },
    "account-assignment": {
        madeBy: "`targetId` and `principalId` of `aws.ssoadmin.AccountAssignment`.",
        models: "A person or group of IAM Identity Center that is let into an account; one that is assigned in two environments is in both.",
        leavesOut: "What the permission set permits there, and who is in a group.",
    },
} as const satisfies Readonly<Record<string, EdgeKindFacts>>;
