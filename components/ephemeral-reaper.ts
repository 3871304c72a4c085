import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { createNamespace, type NamespacePlace } from "./cluster/namespace";
import type { Opening } from "./cluster/openings";
import { createPodIdentity } from "./cluster/workload-identity";
import type { PermissionStatement } from "./policy-documents";
import { DATABASE_OPENING } from "./ephemeral-environment/arguments";
import { databaseVariables, JOB_LIMITS, scriptPod } from "./ephemeral-environment/pod";
import type { EphemeralDatabaseRef, EphemeralReaperRef } from "./ephemeral-environment/references";
import { REAPER_VARIABLES, reaperScript, SCRIPT_SQL } from "./ephemeral-environment/scripts";
import {
    assertEphemeralReaperArgs,
    type EphemeralReaperArgs,
    REAPER_DEFAULTS,
    type ReaperDatabase,
} from "./ephemeral-reaper/arguments";
import { createGuard } from "./ephemeral-reaper/guard";
import { reapingTimes } from "./ephemeral-reaper/timing";
import { marks } from "./kubernetes-marks";
import { APIS, createScriptAccount, createTimedScript, SCRIPT_DEFAULTS } from "./scripts-in-cluster";

export type { EphemeralReaperArgs, ReaperDatabase } from "./ephemeral-reaper/arguments";

const NAMESPACE = "ephemeral-system";
const SERVICE_ACCOUNT = "reaper";
/** Names of what belongs to no namespace; one reaper a cluster. */
const CLUSTER_WIDE = "ephemeral-environments";
/** Room for the reaper and for the jobs of ten environments that are made at once. */
const QUOTA = { cpu: "1", memory: "4Gi", pods: 20 } as const;
/** How late a run may begin, in seconds: before the next one is due. */
const STARTING_DEADLINE_SECONDS = 900;

/** Deletes ephemeral environments at their end, and sees to it that each has one: once for each staging. */
export class EphemeralReaper extends pulumi.ComponentResource implements EphemeralReaperRef {
    /** Where its jobs run, and those that make schemas. */
    readonly namespaceName: string;
    readonly serviceAccountName: string;
    readonly image: string;
    readonly maximumDays: number;
    readonly database: EphemeralDatabaseRef | undefined;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: EphemeralReaperArgs, opts?: pulumi.ComponentResourceOptions) {
        assertEphemeralReaperArgs(name, args);
        super("stagewright:ephemeral:EphemeralReaper", name, {}, opts);
        const { environment, cluster, version, image, database } = args;
        const provider = cluster.kubernetesProvider;
        this.namespaceName = NAMESPACE;
        this.serviceAccountName = SERVICE_ACCOUNT;
        this.image = image;
        this.maximumDays = args.maximumDays ?? REAPER_DEFAULTS.maximumDays;
        this.database = database;

        const place: NamespacePlace = {
            resource: role => `${name}-${role}`,
            options: (_role, ...after) => ({ parent: this, provider, dependsOn: [...after] }),
        };
        const namespace = createNamespace(
            { name: NAMESPACE, quota: QUOTA, containerDefaults: SCRIPT_DEFAULTS, openings: openingsOf(database) },
            { environment, version, podSecurity: "restricted" },
            place,
        );
        const identity =
            database === undefined
                ? []
                : createPodIdentity(
                      environment,
                      {
                          name: `${name}-reaper`,
                          description: `What pods of ${NAMESPACE}/${SERVICE_ACCOUNT} may do in AWS`,
                          clusterName: cluster.clusterName,
                          namespace: NAMESPACE,
                          serviceAccount: SERVICE_ACCOUNT,
                          statements: logInStatements(environment, database),
                      },
                      [],
                      this,
                  ).ready;
        const guard = createGuard(
            name,
            {
                environment,
                provider,
                prefix: CLUSTER_WIDE,
                maximumDays: this.maximumDays,
                reaper: `system:serviceaccount:${NAMESPACE}:${SERVICE_ACCOUNT}`,
            },
            this,
        );
        const account = createScriptAccount(
            `${name}-account`,
            { environment, name: SERVICE_ACCOUNT, namespace: NAMESPACE },
            { parent: this, provider, dependsOn: [namespace, ...identity] },
        );
        this.#mayDelete(name, args, [account, ...guard]);
        this.#reap(name, args, [account]);
        this.registerOutputs({
            namespaceName: this.namespaceName,
            serviceAccountName: this.serviceAccountName,
            image: this.image,
            maximumDays: this.maximumDays,
            database: this.database,
        });
    }

    /** Only once the guard is there, which bounds this to ephemeral namespaces. */
    #mayDelete(
        name: string,
        { environment, cluster: { kubernetesProvider: provider } }: EphemeralReaperArgs,
        after: readonly pulumi.Resource[],
    ): void {
        const role = new kubernetes.rbac.v1.ClusterRole(
            `${name}-rights`,
            {
                metadata: { name: CLUSTER_WIDE, ...marks(environment) },
                rules: [{ apiGroups: [""], resources: ["namespaces"], verbs: ["list", "delete"] }],
            },
            { parent: this, provider, dependsOn: [...after] },
        );
        new kubernetes.rbac.v1.ClusterRoleBinding(
            `${name}-rights-binding`,
            {
                metadata: { name: CLUSTER_WIDE, ...marks(environment) },
                roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: CLUSTER_WIDE },
                subjects: [{ kind: "ServiceAccount", name: SERVICE_ACCOUNT, namespace: NAMESPACE }],
            },
            { parent: this, provider, dependsOn: [role] },
        );
    }

    #reap(
        name: string,
        { environment, cluster, database, image }: EphemeralReaperArgs,
        after: readonly pulumi.Resource[],
    ): void {
        const { workingHours } = environment;
        if (workingHours === undefined) throw new Error("staging has passed its check without working hours");
        const { LIST_DOOMED_SQL, DROP_SCHEMA_SQL } = SCRIPT_SQL;
        const inDatabase =
            database === undefined
                ? {}
                : { ...databaseVariables(environment, database), LIST_DOOMED_SQL, DROP_SCHEMA_SQL };
        for (const { role, schedule } of reapingTimes(workingHours)) {
            const ending = role === "" ? "" : `-${role}`;
            createTimedScript(
                {
                    resource: `${name}-job${ending}`,
                    name: `reaper${ending}`,
                    namespace: NAMESPACE,
                    schedule,
                    timeZone: workingHours.timeZone,
                    startingDeadlineSeconds: STARTING_DEADLINE_SECONDS,
                    limits: JOB_LIMITS,
                    pod: scriptPod({
                        image,
                        serviceAccountName: SERVICE_ACCOUNT,
                        callsKubernetes: true,
                        script: reaperScript(database !== undefined),
                        variables: { ...REAPER_VARIABLES, ...inDatabase },
                    }),
                },
                { environment, provider: cluster.kubernetesProvider },
                after,
                this,
            );
        }
    }
}

function openingsOf(database: EphemeralDatabaseRef | undefined): readonly Opening[] {
    if (database === undefined) return [APIS];
    return [APIS, { name: DATABASE_OPENING, direction: "egress", ranges: database.ranges, ports: [database.port] }];
}

/** Reading one secret, and what it is encrypted with through the keeper of secrets only. */
function logInStatements(
    { region }: EphemeralReaperArgs["environment"],
    { secretAccess, secretArn, keyArn }: ReaperDatabase,
): readonly PermissionStatement[] {
    if (secretAccess !== undefined) return secretAccess;
    const read: PermissionStatement = {
        Sid: "ReadSecretOfFirstUser",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [secretArn],
    };
    if (keyArn === undefined) return [read];
    const decrypt: PermissionStatement = {
        Sid: "DecryptIt",
        Action: ["kms:Decrypt"],
        Resource: [keyArn],
        Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
    };
    return [read, decrypt];
}
