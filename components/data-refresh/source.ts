import * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../naming";
import { accountPrincipal } from "../partition";
import { createRefreshAlarms } from "./alarms";
import { assertDataRefreshSourceArgs, DATA_REFRESH_DEFAULTS, type DataRefreshSourceArgs } from "./arguments";
import { createArtefactBucket } from "./artefact-bucket";
import {
    bucketVariables,
    type ContractFacts,
    contractFacts,
    type DataRefreshContract,
    identifierOf,
    kindOf,
} from "./contract";
import { CLEANING_SECONDS, createJob } from "./job";
import { createCloneGroup } from "./ports";
import { WATCH_ARTEFACTS_SCRIPT } from "./scripts/source";
import { createSigningKey } from "./signing-key";
import { refreshPermissions, watchPermissions } from "./source-permissions";
import { refreshSteps } from "./source-steps";
import { createSurroundings } from "./surroundings";

const DAY_SECONDS = 86_400;
/** Production's side of a data refresh: clones, masks, dumps, looks for what must not be there, signs and stores. */
export class DataRefreshSource extends pulumi.ComponentResource {
    /** Name of the bucket that artefacts lie in, known while planning. */
    readonly bucketName: string;
    /** Alias of the key that manifests are signed with, known while planning: `aws kms get-public-key` takes it. */
    readonly signingKeyAlias: string;
    /** Name of the queue that holds what failed, known while planning. */
    readonly failureQueueName: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: DataRefreshSourceArgs, opts?: pulumi.ComponentResourceOptions) {
        assertDataRefreshSourceArgs(name, args);
        super("stagewright:data-refresh:DataRefreshSource", name, {}, opts);
        const { environment, contract } = args;
        const facts = contractFacts(contract);
        const physical = physicalName(environment, contract.name);
        const retentionDays = args.retentionDays ?? DATA_REFRESH_DEFAULTS.retentionDays;
        const roleNames = { refresh: `${physical}-refresh`, watch: `${physical}-watch` };
        const clone = cloneOf(contract, `${physical}-clone`);

        const around = createSurroundings(
            name,
            {
                environment,
                refresh: contract.name,
                network: args.network,
                timeZone: facts.cadence.timeZone,
                logRetentionDays: args.logRetentionDays ?? DATA_REFRESH_DEFAULTS.logRetentionDays,
                jobs: Object.keys(roleNames),
                taskRoleNames: Object.values(roleNames),
                keyUsers: [readByStaging(contract, facts)],
            },
            this,
        );
        createCloneGroup(name, args, around, this);
        const stored = createArtefactBucket(
            name,
            {
                environment,
                contract,
                facts,
                keyArn: around.key.arn,
                writerRoleName: roleNames.refresh,
                purgerRoleName: roleNames.watch,
                retentionDays,
            },
            this,
        );
        const signingKey = createSigningKey(name, environment, facts.signingKeyAlias, this);
        const permissions = {
            environment,
            facts,
            source: contract.source,
            clone,
            cloneName: identifierOf(clone),
        };
        const ready = [...around.ready, ...stored, signingKey];
        createJob(
            name,
            {
                role: "refresh",
                description: `Masks a clone of ${identifierOf(contract.source)} and stores it for ${contract.staging.name}`,
                steps: refreshSteps(args, facts, clone),
                size: args.size ?? DATA_REFRESH_DEFAULTS.size,
                workspaceGiB: args.workspaceGiB ?? DATA_REFRESH_DEFAULTS.workspaceGiB,
                deadlineSeconds: facts.sourceSeconds - CLEANING_SECONDS,
                timers: facts.cadence.source,
                permissions: refreshPermissions(permissions),
                roleName: roleNames.refresh,
            },
            { ...around, ready },
            this,
        );
        createJob(
            name,
            {
                role: "watch",
                description: "Says how old the newest artefact is, and purges old ones",
                steps: [
                    {
                        name: "watch",
                        image: args.toolsImage,
                        script: WATCH_ARTEFACTS_SCRIPT,
                        ours: true,
                        variables: {
                            ...bucketVariables(contract, facts),
                            RETENTION_SECONDS: retentionDays * DAY_SECONDS,
                        },
                    },
                ],
                size: "small",
                deadlineSeconds: CLEANING_SECONDS,
                timers: facts.cadence.watch,
                permissions: watchPermissions(permissions),
                roleName: roleNames.watch,
            },
            { ...around, ready },
            this,
        );
        createRefreshAlarms(
            name,
            {
                environment,
                physical,
                queueName: around.queueName,
                maximumAgeDays: facts.maximumAgeDays,
                maximumSeconds: facts.sourceSeconds,
                alerts: args.alerts,
            },
            this,
        );

        this.bucketName = facts.bucket;
        this.signingKeyAlias = facts.signingKeyAlias;
        this.failureQueueName = around.queueName;
        this.registerOutputs({
            bucketName: this.bucketName,
            signingKeyAlias: this.signingKeyAlias,
            failureQueueName: this.failureQueueName,
        });
    }
}

function cloneOf({ source }: DataRefreshContract, name: string) {
    return kindOf(source) === "cluster" ? { clusterIdentifier: name } : { instanceIdentifier: name };
}

/** Lets one role of staging decrypt what it may read in the bucket, and only on its way out of it. */
function readByStaging({ production, staging }: DataRefreshContract, { readerRoleArn }: ContractFacts) {
    return {
        Sid: "DecryptedByStaging",
        Effect: "Allow",
        Principal: { AWS: accountPrincipal(staging) },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: {
            ArnEquals: { "aws:PrincipalArn": readerRoleArn },
            StringEquals: { "kms:ViaService": `s3.${production.region}.amazonaws.com` },
        },
    } as const;
}
