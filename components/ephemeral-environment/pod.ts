import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import type { EphemeralDatabaseRef } from "./references";

/** Certificates of RDS in the image: what it answers with is signed by AWS's own authority, which no system trusts. */
const RDS_CERTIFICATES = "/etc/rds/global-bundle.pem";
/** A user without a name: nothing in the image belongs to it. */
const NOBODY = 65_534;
/** Room for what programs write beside their output. */
const SCRATCH = { path: "/tmp", size: "64Mi" } as const;
/** `aws` is written in Python and takes most of it. */
const RESOURCES = { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } } as const;

/** How often a job is tried again after the first time, and how long all of it may take, in seconds. */
export const JOB_LIMITS = { backoffLimit: 3, activeDeadlineSeconds: 600 } as const;

/** What a job runs. */
export interface ScriptPlan {
    readonly image: string;
    readonly serviceAccountName: string;
    readonly script: string;
    readonly variables: Readonly<Record<string, pulumi.Input<string>>>;
    /** Whether the script calls the Kubernetes API. */
    readonly callsKubernetes: boolean;
}

/** A pod that runs one script and may do nothing else on its machine. */
export function scriptPod(plan: ScriptPlan): kubernetes.types.input.core.v1.PodSpec {
    return {
        serviceAccountName: plan.serviceAccountName,
        automountServiceAccountToken: plan.callsKubernetes,
        restartPolicy: "Never",
        securityContext: {
            runAsNonRoot: true,
            runAsUser: NOBODY,
            runAsGroup: NOBODY,
            seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
            {
                name: "script",
                image: plan.image,
                command: ["/bin/sh", "-c", plan.script],
                env: Object.entries(plan.variables).map(([name, value]) => ({ name, value })),
                resources: RESOURCES,
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                },
                volumeMounts: [{ name: "scratch", mountPath: SCRATCH.path }],
            },
        ],
        volumes: [{ name: "scratch", emptyDir: { sizeLimit: SCRATCH.size } }],
    };
}

/** What a script must know to reach the database: over TLS, and only the one whose name the certificate bears. */
export function databaseVariables(
    { region }: Environment,
    { endpoint, port, databaseName, secretArn }: EphemeralDatabaseRef,
): Readonly<Record<string, pulumi.Input<string>>> {
    return {
        AWS_REGION: region,
        HOME: SCRATCH.path,
        PGHOST: endpoint,
        PGPORT: String(port),
        PGDATABASE: databaseName,
        PGSSLMODE: "verify-full",
        PGSSLROOTCERT: RDS_CERTIFICATES,
        SECRET_ARN: secretArn,
    };
}
