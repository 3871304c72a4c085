import { z } from "zod";
import { expectOneOf, resourceRule } from "../../kernel";
import { judgeNamedAccounts } from "../support/named-accounts";
import { trustedAccounts, trustOf } from "../support/policy-principals";

/** Properties that name with whom a copy of data is shared, by type. */
const SHARED_WITH: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/amiLaunchPermission:AmiLaunchPermission": [
        "accountId",
        "group",
        "organizationArn",
        "organizationalUnitArn",
    ],
    "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission": ["accountId"],
    "aws:rds/snapshot:Snapshot": ["sharedAccounts"],
    "aws:rds/snapshotCopy:SnapshotCopy": ["sharedAccounts"],
    "aws:rds/clusterSnapshot:ClusterSnapshot": ["sharedAccounts"],
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": ["sharedAccounts"],
};

/** Switches of a whole account and region that keep everything in it from being made public. */
const PUBLIC_ACCESS_BLOCKS: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": ["block-new-sharing"],
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": ["block-all-sharing", "block-new-sharing"],
};

const settings = z.object({
    trustedAccounts: trustedAccounts.describe(
        "Accounts that belong to no environment and may be given copies, such as the one of the backups.",
    ),
});

export const snapshotAndImageNotShared = resourceRule({
    name: "snapshot-and-image-not-shared",
    family: "isolation",
    severity: "critical",
    description: "No snapshot or machine image is shared with another account, or with everyone.",
    remediation:
        "Remove the launch or volume permission, or the account from `sharedAccounts`. An account that belongs to no environment is named in this rule's setting `trustedAccounts`.",
    appliesTo: [...Object.keys(SHARED_WITH), ...Object.keys(PUBLIC_ACCESS_BLOCKS)],
    settings,
    check(subject, { settings: { trustedAccounts: trusted } }) {
        const blocking = PUBLIC_ACCESS_BLOCKS[subject.type];
        if (blocking !== undefined) {
            return expectOneOf(subject, "state", blocking, { because: "anyone may be given a copy of the data" });
        }
        const trust = trustOf(subject, trusted, subject.type.includes("ami") ? "image" : "snapshot");
        return (SHARED_WITH[subject.type] ?? [])
            .filter(property => subject.read(property).state !== "absent")
            .map(property => judgeNamedAccounts(subject, property, trust));
    },
});
