import * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../environment";
import { physicalName } from "../naming";
import { createRefreshAlarms } from "./alarms";
import { assertDataRefreshTargetArgs, DATA_REFRESH_DEFAULTS, type DataRefreshTargetArgs } from "./arguments";
import { bucketVariables, type ContractFacts, contractFacts, identifierOf, kindOf } from "./contract";
import { CLEANING_SECONDS, createJob, JOB_SIZES, type Step } from "./job";
import { openPort } from "./ports";
import { MIGRATE_SCRIPT, RESTORE_SCRIPT, SWAP_SCRIPT, WATCH_DATABASE_SCRIPT } from "./scripts/target";
import { createSurroundings } from "./surroundings";
import { askingTheDatabase, restorePermissions } from "./target-permissions";

const DAY_SECONDS = 86_400;
/** CPU units of one processor. */
const PROCESSOR = 1024;

/**
 * Staging's side of a data refresh: takes the newest artefact, refuses it unless its signature, digest, origin and age are
 * proved, restores it beside the database, and puts it in its place at once.
 */
export class DataRefreshTarget extends pulumi.ComponentResource {
    /** Name of the role that reads artefacts, known while planning: production's bucket and key let it in by name. */
    readonly restoreRoleName: string;
    /** Name of the queue that holds what failed, known while planning. */
    readonly failureQueueName: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: DataRefreshTargetArgs, opts?: pulumi.ComponentResourceOptions) {
        assertDataRefreshTargetArgs(name, args);
        super("stagewright:data-refresh:DataRefreshTarget", name, {}, opts);
        const { environment, contract, database } = args;
        const facts = contractFacts(contract);
        const physical = physicalName(environment, contract.name);
        const roleNames = { restore: facts.readerRoleName, watch: `${physical}-watch` };

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
                keyUsers: [],
            },
            this,
        );
        openPort(
            name,
            "database",
            {
                jobGroupId: around.securityGroupId,
                databaseGroupId: database.securityGroupId,
                port: database.port,
                tags: role => tagsFor(environment, `${name}-${role}`),
            },
            this,
        );
        createJob(
            name,
            {
                role: "restore",
                description: `Restores masked data into ${identifierOf(database)}`,
                steps: restoreSteps(args, facts),
                size: args.size ?? DATA_REFRESH_DEFAULTS.size,
                workspaceGiB: args.workspaceGiB ?? DATA_REFRESH_DEFAULTS.workspaceGiB,
                deadlineSeconds: facts.targetSeconds - CLEANING_SECONDS,
                timers: facts.cadence.target,
                permissions: restorePermissions({ environment, production: contract.production, facts, database }),
                roleName: roleNames.restore,
            },
            around,
            this,
        );
        createJob(
            name,
            {
                role: "watch",
                description: `Says how old the data in ${identifierOf(database)} is`,
                steps: [
                    {
                        name: "watch",
                        image: args.toolsImage,
                        script: WATCH_DATABASE_SCRIPT,
                        ours: true,
                        variables: databaseVariables(args),
                    },
                ],
                size: "small",
                deadlineSeconds: CLEANING_SECONDS,
                timers: facts.cadence.watch,
                permissions: askingTheDatabase(environment, database),
                roleName: roleNames.watch,
            },
            around,
            this,
        );
        createRefreshAlarms(
            name,
            {
                environment,
                physical,
                queueName: around.queueName,
                maximumAgeDays: facts.maximumAgeDays,
                maximumSeconds: facts.targetSeconds,
                alerts: args.alerts,
            },
            this,
        );

        this.restoreRoleName = roleNames.restore;
        this.failureQueueName = around.queueName;
        this.registerOutputs({ restoreRoleName: this.restoreRoleName, failureQueueName: this.failureQueueName });
    }
}

function databaseVariables({ contract, database }: DataRefreshTargetArgs) {
    return {
        DATABASE_KIND: kindOf(database),
        IDENTIFIER: identifierOf(database),
        DATABASE: contract.databaseName,
    };
}

function restoreSteps(args: DataRefreshTargetArgs, facts: ContractFacts): readonly Step[] {
    const { contract, toolsImage, migration } = args;
    const databases = {
        ...databaseVariables(args),
        INCOMING: `${contract.databaseName}_incoming`,
        OUTGOING: `${contract.databaseName}_outgoing`,
    };
    return [
        {
            name: "restore",
            image: toolsImage,
            script: RESTORE_SCRIPT,
            ours: true,
            variables: {
                ...databases,
                ...bucketVariables(contract, facts),
                CONTRACT_SHA256: facts.provenance.contractSha256,
                MAXIMUM_AGE_SECONDS: facts.maximumAgeDays * DAY_SECONDS,
                OWNER: args.owner ?? "",
                RESTORE_JOBS: JOB_SIZES[args.size ?? DATA_REFRESH_DEFAULTS.size].cpu / PROCESSOR,
                SIGNING_PUBLIC_KEY: args.signingPublicKey,
            },
        },
        ...(migration === undefined
            ? []
            : [
                  {
                      name: "migrate",
                      image: migration.image,
                      script: MIGRATE_SCRIPT,
                      ours: false,
                      variables: { MIGRATION_COMMAND: migration.command },
                  },
              ]),
        {
            name: "swap",
            image: toolsImage,
            script: SWAP_SCRIPT,
            ours: true,
            variables: { ...databases, MIGRATES: migration === undefined ? "no" : "yes" },
        },
    ];
}
