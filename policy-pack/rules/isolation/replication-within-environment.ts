import { z } from "zod";
import { resourceRule } from "../../kernel";
import { judgeReference } from "../support/account-reference";
import { trustedAccounts, trustOf } from "../support/policy-principals";
import { readEach } from "../../../plan/readings";

/** Properties that name what is copied from, or to, by type. What names no account is looked up in the own one. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
    "aws:backup/plan:Plan": ["rules[].copyActions[].destinationVaultArn"],
    "aws:docdb/globalCluster:GlobalCluster": ["sourceDbClusterIdentifier"],
    "aws:dynamodb/tableExport:TableExport": ["s3BucketOwner"],
    "aws:dynamodb/tableReplica:TableReplica": ["globalTableArn"],
    "aws:ecr/replicationConfiguration:ReplicationConfiguration": [
        "replicationConfiguration.rules[].destinations[].registryId",
    ],
    "aws:kms/replicaKey:ReplicaKey": ["primaryKeyArn"],
    "aws:neptune/cluster:Cluster": ["replicationSourceIdentifier"],
    "aws:neptune/globalCluster:GlobalCluster": ["sourceDbClusterIdentifier"],
    "aws:opensearch/outboundConnection:OutboundConnection": ["remoteDomainInfo.ownerId"],
    "aws:rds/cluster:Cluster": ["replicationSourceIdentifier"],
    "aws:rds/globalCluster:GlobalCluster": ["sourceDbClusterIdentifier"],
    "aws:rds/instance:Instance": ["replicateSourceDb"],
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": ["sourceDbInstanceArn"],
    "aws:redshift/dataShareAuthorization:DataShareAuthorization": ["consumerIdentifier"],
};

/** Destinations in S3, whose ARNs carry no account: the account beside one says whose it is. */
const BUCKET_DESTINATIONS: Readonly<Record<string, { readonly list: string; readonly account: string }>> = {
    "aws:s3/bucket:Bucket": { list: "replicationConfiguration.rules[].destination", account: "accountId" },
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": { list: "rules[].destination", account: "account" },
    "aws:s3/bucketV2:BucketV2": { list: "replicationConfigurations[].rules[].destinations[]", account: "accountId" },
};

const settings = z.object({
    trustedAccounts: trustedAccounts.describe(
        "Accounts that belong to no environment and may hold copies, such as the one of the backups.",
    ),
});

export const replicationWithinEnvironment = resourceRule({
    name: "replication-within-environment",
    family: "isolation",
    severity: "critical",
    description: "Nothing is replicated, or copied by a schedule, to or from another account.",
    remediation:
        "Name a bucket, registry, vault or database of the own account as `destination`, `registryId`, `destinationVaultArn` or source; an account that belongs to no environment is named in this rule's setting `trustedAccounts`.",
    appliesTo: [...Object.keys(PLACES), ...Object.keys(BUCKET_DESTINATIONS)],
    settings,
    check(subject, { settings: { trustedAccounts: trusted }, pack }) {
        const trust = trustOf(subject, trusted, "copy");
        const buckets = BUCKET_DESTINATIONS[subject.type];
        if (buckets === undefined) {
            return readEach(subject, PLACES[subject.type] ?? []).flatMap(reading =>
                judgeReference(subject, reading, trust, pack),
            );
        }
        return readEach(subject, [buckets.list]).flatMap(destination => {
            if (destination.state === "unknown") return judgeReference(subject, destination, trust, pack);
            const account = subject.read(`${destination.path}.${buckets.account}`);
            const named = account.state === "absent" ? subject.read(`${destination.path}.bucket`) : account;
            return judgeReference(subject, named, trust, pack);
        });
    },
});
