import type * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults } from "../arguments";
import { KUBERNETES_VERSION } from "../cluster/arguments";
import { EKS_CLUSTER_NAME } from "../cluster/workloads-arguments";
import { checkIsStaging } from "../ephemeral-environment/arguments";
import { checkDatabase, IMAGE, MAXIMUM_DAYS } from "../ephemeral-environment/reaper-arguments";
import type { EphemeralDatabaseRef } from "../ephemeral-environment/references";
import type { Environment } from "../environment";
import { checkKey } from "../existing-key";
import { checkKnown } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import type { PermissionStatement } from "../policy-documents";
import type { ClusterRef } from "../references";
import { reapingTimes } from "./timing";

/** Where schemas are made, and what the password of its first user is encrypted with. */
export interface ReaperDatabase extends EphemeralDatabaseRef {
    /**
     * ARN of the key of the secret. Not with `secretAccess`.
     *
     * @default - AWS's own key for secrets, which whoever may read the secret may use
     */
    readonly keyArn?: pulumi.Input<string>;
    /**
     * What a role must hold to read the secret, as `Database` gives it out.
     *
     * @default - reading `secretArn`, which of a database that is made along is not known while planning
     */
    readonly secretAccess?: readonly PermissionStatement[];
}

/** Inputs of `EphemeralReaper`. */
export interface EphemeralReaperArgs {
    /** The staging that environments are made in; any other class is refused. */
    readonly environment: Environment;
    /** Staging's cluster. One reaper a cluster. */
    readonly cluster: Pick<ClusterRef, "clusterName" | "kubernetesProvider">;
    /** Its Kubernetes version such as `1.35`: the pod security standard is read as of it. */
    readonly version: string;
    /** An image by digest that holds `sh`, `curl`, `jq` and, for a database, `aws`, `psql` and the certificates of RDS. */
    readonly image: string;
    /**
     * Longest life of an environment, in days. Valid: 1 to 90. A shorter one counts for the next change of an environment too.
     *
     * @default 14
     */
    readonly maximumDays?: number;
    /**
     * PostgreSQL of staging, in which each environment gets a schema. It must let the cluster's nodes in.
     *
     * @default - environments are namespaces alone
     */
    readonly database?: ReaperDatabase;
}

export const REAPER_DEFAULTS = { maximumDays: 14 } as const;

const ARGUMENTS: Fields<EphemeralReaperArgs> = {
    environment: true,
    cluster: true,
    version: true,
    image: true,
    maximumDays: true,
    database: true,
};

/**
 * Checks everything about the arguments of a reaper.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertEphemeralReaperArgs(name: string, args: EphemeralReaperArgs): void {
    const { environment, database } = args;
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    checkIsStaging(environment, faults);
    const { workingHours } = environment;
    if (faults.all.length === 0 && workingHours !== undefined && reapingTimes(workingHours).length === 0) {
        const expected = "hours that go on from 7 to 37 minutes past at least once a week: the reaper looks at both";
        faults.add("environment.workingHours", expected, workingHours);
    }
    faults.check("cluster.clusterName", args.cluster.clusterName, EKS_CLUSTER_NAME);
    faults.check("version", args.version, KUBERNETES_VERSION);
    faults.check("image", args.image, IMAGE);
    faults.checkOptional("maximumDays", args.maximumDays, MAXIMUM_DAYS);
    if (database !== undefined) {
        checkDatabase("database", database, environment, faults);
        const { keyArn, secretAccess } = database;
        if (keyArn !== undefined && secretAccess !== undefined)
            faults.add("database.keyArn", "nothing beside `secretAccess`, which says how the secret is read", keyArn);
        checkKey("database", keyArn === undefined ? undefined : { keyArn }, environment, faults);
    }
    faults.throwIfAny("EphemeralReaper");
}
