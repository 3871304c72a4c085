import * as pulumi from "@pulumi/pulumi";
import { clusterReady } from "./charts/chart";
import { createNamespace } from "./cluster/namespace";
import { scriptPod } from "./ephemeral-environment/pod";
import { APIS, createScriptAccount, createTimedScript, SCRIPT_DEFAULTS } from "./scripts-in-cluster";
import { assertWorkloadHoursArgs, type WorkloadHoursArgs } from "./workload-hours/arguments";
import { POOL } from "./workload-hours/marks";
import { createRights } from "./workload-hours/rights";
import { hoursScript, hoursVariables } from "./workload-hours/script";
import { LONGEST_RUN_MINUTES, lookingTimes } from "./workload-hours/times";

export type { WorkloadHoursArgs } from "./workload-hours/arguments";

const NAMESPACE = "workload-hours";
const SERVICE_ACCOUNT = "hours";
/** Name of what belongs to other namespaces or to none; one of these a cluster. */
const OBJECT_NAME = "workload-hours";
/** Room for the jobs of two times at once. */
const QUOTA = { cpu: "500m", memory: "1Gi", pods: 6 } as const;
/** How late a run may begin, in seconds: it does what the hours say then, not what they said. */
const STARTING_DEADLINE_SECONDS = 900;
const LIMITS = { backoffLimit: 6, activeDeadlineSeconds: LONGEST_RUN_MINUTES * 60 } as const;
/** Not on a node that the job itself ends. */
const NOT_IN_A_POOL = {
    nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: POOL, operator: "DoesNotExist" }] }],
        },
    },
};

/**
 * Puts what runs pods in some namespaces to sleep when work ends, and makes it what it was before work begins: before the nodes
 * go, and after they have come. Once for each cluster.
 */
export class WorkloadHours extends pulumi.ComponentResource {
    /** Where its jobs run. */
    readonly namespaceName: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: WorkloadHoursArgs, opts?: pulumi.ComponentResourceOptions) {
        const hours = assertWorkloadHoursArgs(name, args, NAMESPACE);
        super("stagewright:schedule:WorkloadHours", name, {}, opts);
        const { cluster, environment, image, namespaces, nodePools = [], version } = args;
        const provider = cluster.kubernetesProvider;
        const ready = clusterReady(cluster);
        this.namespaceName = NAMESPACE;

        const namespace = createNamespace(
            { name: NAMESPACE, quota: QUOTA, containerDefaults: SCRIPT_DEFAULTS, openings: [APIS] },
            { environment, version, podSecurity: "restricted" },
            {
                resource: role => `${name}-${role}`,
                options: (_role, ...after) => ({ parent: this, provider, dependsOn: [...ready, ...after] }),
            },
        );
        const account = createScriptAccount(
            `${name}-account`,
            { environment, name: SERVICE_ACCOUNT, namespace: NAMESPACE },
            { parent: this, provider, dependsOn: [namespace] },
        );
        const rights = createRights(
            name,
            {
                environment,
                provider,
                objectName: OBJECT_NAME,
                account: { name: SERVICE_ACCOUNT, namespace: NAMESPACE },
                namespaces,
                pools: nodePools,
                after: [...ready, account],
            },
            this,
        );
        const pod = scriptPod({
            image,
            serviceAccountName: SERVICE_ACCOUNT,
            callsKubernetes: true,
            script: hoursScript(nodePools.length > 0),
            variables: hoursVariables(hours, namespaces, nodePools),
        });
        for (const { role, schedule } of lookingTimes(hours)) {
            createTimedScript(
                {
                    resource: `${name}-${role}`,
                    name: role,
                    namespace: NAMESPACE,
                    schedule,
                    timeZone: hours.timeZone,
                    startingDeadlineSeconds: STARTING_DEADLINE_SECONDS,
                    limits: LIMITS,
                    pod: { ...pod, affinity: NOT_IN_A_POOL },
                },
                { environment, provider },
                rights,
                this,
            );
        }
        this.registerOutputs({ namespaceName: this.namespaceName });
    }
}
