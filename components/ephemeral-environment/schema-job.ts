import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import { marks } from "../kubernetes-marks";
import { databaseVariables, JOB_LIMITS, scriptPod } from "./pod";
import type { EphemeralDatabaseRef, EphemeralReaperRef } from "./references";
import { CREATE_SCHEMA_SCRIPT, SCRIPT_SQL } from "./scripts";

/** What is made in the database, for whom. */
export interface SchemaPlan {
    readonly environment: Environment;
    readonly provider: kubernetes.Provider;
    readonly reaper: EphemeralReaperRef;
    readonly database: EphemeralDatabaseRef;
    readonly namespace: string;
    readonly branch: string;
    readonly expiresAt: string;
    readonly connections: number;
}

/**
 * Makes the schema with a job of the reaper's, which alone may log in as the first user. The deployment waits for it, and
 * fails with what it said. Whatever changes here is made anew by another job.
 */
export function createSchemaJob(
    name: string,
    plan: SchemaPlan,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): kubernetes.batch.v1.Job {
    const { environment, reaper, database, namespace } = plan;
    return new kubernetes.batch.v1.Job(
        `${name}-schema`,
        {
            metadata: { name: `${namespace}-schema`, namespace: reaper.namespaceName, ...marks(environment) },
            spec: {
                ...JOB_LIMITS,
                template: {
                    metadata: marks(environment),
                    spec: scriptPod({
                        image: reaper.image,
                        serviceAccountName: reaper.serviceAccountName,
                        callsKubernetes: false,
                        script: CREATE_SCHEMA_SCRIPT,
                        variables: {
                            ...databaseVariables(environment, database),
                            CREATE_SCHEMA_SQL: SCRIPT_SQL.CREATE_SCHEMA_SQL,
                            ENVIRONMENT_NAME: namespace,
                            BRANCH: plan.branch,
                            OWNER: environment.owner,
                            EXPIRES_AT: plan.expiresAt,
                            CONNECTIONS: String(plan.connections),
                        },
                    }),
                },
            },
        },
        // A job cannot be changed, and two of one name cannot be there.
        { parent, provider: plan.provider, dependsOn: [...after], deleteBeforeReplace: true },
    );
}
