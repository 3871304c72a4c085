import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { createPodIdentity } from "../cluster/workload-identity";
import type { Environment } from "../environment";
import { marks } from "../kubernetes-marks";
import { regionalArn } from "../partition";

/** As whom pods of an environment reach its schema. */
export const SERVICE_ACCOUNT = "workload";

/** Who may log in to the database as whom. */
export interface DatabaseAccessPlan {
    readonly environment: Environment;
    readonly clusterName: string;
    readonly provider: kubernetes.Provider;
    readonly namespace: string;
    /** The role in the database. */
    readonly role: string;
}

/** Lets pods of one service account log in as one role of the database, with tokens of IAM: there is no password. */
export function createDatabaseAccess(
    name: string,
    { environment, clusterName, provider, namespace, role }: DatabaseAccessPlan,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): void {
    const identity = createPodIdentity(
        environment,
        {
            name: `${name}-${SERVICE_ACCOUNT}`,
            description: `What pods of ${namespace}/${SERVICE_ACCOUNT} may do in AWS`,
            clusterName,
            namespace,
            serviceAccount: SERVICE_ACCOUNT,
            statements: [
                {
                    Sid: "LogInToOwnSchema",
                    Action: ["rds-db:connect"],
                    // A database's id is known only after its creation; the role is there in one database alone.
                    Resource: [regionalArn(environment, "rds-db", `dbuser:*/${role}`)],
                },
            ],
        },
        after,
        parent,
    );
    new kubernetes.core.v1.ServiceAccount(
        `${name}-account`,
        {
            metadata: { name: SERVICE_ACCOUNT, namespace, ...marks(environment) },
            // Pod Identity brings a token of its own; that of the Kubernetes API is for those who ask for it.
            automountServiceAccountToken: false,
        },
        { parent, provider, dependsOn: [...after, ...identity.ready] },
    );
}
