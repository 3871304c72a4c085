import type { Subject } from "../../plan/subject";
import { account, arn, type Naming } from "./namings";
import type { Pointing } from "./pointing";

/** The one word by which an image is shared with everybody. */
const group: Naming = text => (text === "all" ? { kind: "anyone" } : undefined);

/** Groups of the own catalogue have names of their own; others are named by an ARN, or by an account and who of it. */
const lakePrincipal: Naming = (text, subject) =>
    /^(?:arn:|\d{12})/.test(text) ? account(text.replace(/^(\d{12}):.*$/, "$1"), subject) : undefined;

/** Accounts whose keys sign addresses of private files; a distribution always knows its own. */
const signer: Naming = (text, subject) => (text === "self" ? undefined : account(text, subject));

/** Copies of data, and what lets at data, that are handed to other accounts by name. */
export const SHARES: Pointing = {
    kind: "share",
    consequences: [{ direction: "in", access: "read", says: "is shared with" }],
    change: "Remove the share, or declare the account that it is for as used by both.",
    places: {
        "aws:cloudfront/distribution:Distribution": {
            "defaultCacheBehavior.trustedSigners[]": signer,
            "orderedCacheBehaviors[].trustedSigners[]": signer,
        },
        "aws:dlm/lifecyclePolicy:LifecyclePolicy": {
            "policyDetails.schedules[].shareRule.targetAccounts[]": account,
        },
        "aws:ec2/amiLaunchPermission:AmiLaunchPermission": {
            accountId: account,
            group,
            organizationArn: account,
            organizationalUnitArn: account,
        },
        "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission": { accountId: account },
        "aws:imagebuilder/distributionConfiguration:DistributionConfiguration": {
            "distributions[].amiDistributionConfiguration.launchPermission.organizationArns[]": account,
            "distributions[].amiDistributionConfiguration.launchPermission.organizationalUnitArns[]": account,
            "distributions[].amiDistributionConfiguration.launchPermission.userGroups[]": group,
            "distributions[].amiDistributionConfiguration.launchPermission.userIds[]": account,
            "distributions[].amiDistributionConfiguration.targetAccountIds[]": account,
        },
        "aws:lakeformation/dataLakeSettings:DataLakeSettings": {
            "admins[]": account,
            "externalDataFilteringAllowLists[]": account,
            "readOnlyAdmins[]": account,
            "trustedResourceOwners[]": account,
        },
        "aws:lakeformation/permissions:Permissions": { principal: lakePrincipal },
        "aws:rds/clusterSnapshot:ClusterSnapshot": { "sharedAccounts[]": account },
        "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": { "sharedAccounts[]": account },
        "aws:rds/snapshot:Snapshot": { "sharedAccounts[]": account },
        "aws:rds/snapshotCopy:SnapshotCopy": { "sharedAccounts[]": account },
        "aws:redshift/dataShareAuthorization:DataShareAuthorization": { consumerIdentifier: account },
        "aws:redshift/endpointAuthorization:EndpointAuthorization": { account },
        "aws:securitylake/subscriber:Subscriber": { "subscriberIdentity.principal": account },
    },
};

/** Where S3 keeps who may have a part of a bucket; users of a directory are no principals. */
const OBJECT_GRANTEES: Pointing["places"] = {
    "aws:s3control/accessGrant:AccessGrant": { "grantee.granteeIdentifier": arn },
};
const OBJECT_GRANTS = { kind: "share", change: "Grant the objects to a role of this environment alone." } as const;

/** Who is granted a part of a bucket by S3 Access Grants. */
export const OBJECT_GRANTS_READ: Pointing = {
    ...OBJECT_GRANTS,
    consequences: [{ direction: "in", access: "read", says: "grants objects to" }],
    only: subject => !isPermission(subject, "WRITE"),
    places: OBJECT_GRANTEES,
};

export const OBJECT_GRANTS_WRITE: Pointing = {
    ...OBJECT_GRANTS,
    consequences: [{ direction: "in", access: "write", says: "grants the writing of objects to" }],
    only: subject => !isPermission(subject, "READ"),
    places: OBJECT_GRANTEES,
};

function isPermission(subject: Subject, permission: string): boolean {
    const reading = subject.read("permission");
    return reading.state === "known" && reading.value === permission;
}

/** A principal is a way in for whoever has it: the role, and so everybody of its account who may take it. */
const grantee: Naming = (text, subject) =>
    text.startsWith("arn:") ? { kind: "name", pattern: text } : account(text, subject);

/** Who may use a key by a grant, beside whom its policy names. */
export const KEY_GRANTS: Pointing = {
    kind: "key-grant",
    consequences: [{ direction: "in", access: "read", says: "grants the use of a key to" }],
    change: "Grant the key to a role of this environment alone.",
    places: { "aws:kms/grant:Grant": { granteePrincipal: grantee, retiringPrincipal: grantee } },
};
