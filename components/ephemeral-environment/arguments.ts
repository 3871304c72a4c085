import { ArgumentFaults, wholeNumber } from "../arguments";
import { KUBERNETES_VERSION } from "../cluster/arguments";
import { checkNamespace, checkRegistries, type NamespaceArgs } from "../cluster/namespace-arguments";
import type { Opening } from "../cluster/openings";
import { EKS_CLUSTER_NAME } from "../cluster/workloads-arguments";
import { type Environment, environmentFaults, TAG_VALUE } from "../environment";
import { checkKnown, isPlainObject } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import type { ClusterRef, RegistryRef } from "../references";
import { checkLifetime } from "./lifetime";
import { BRANCH, ephemeralNamespace } from "./names";
import { checkReaper } from "./reaper-arguments";
import type { EphemeralReaperRef } from "./references";

/** Inputs of `EphemeralEnvironment`. */
export interface EphemeralEnvironmentArgs {
    /** The staging that it lives in; any other class is refused. */
    readonly environment: Environment;
    /** Staging's cluster. */
    readonly cluster: Pick<ClusterRef, "clusterName" | "kubernetesProvider">;
    /** Its Kubernetes version such as `1.35`: the pod security standard is read as of it. */
    readonly version: string;
    /** Who deletes the environment at its end, and where its schema is made. */
    readonly reaper: EphemeralReaperRef;
    /**
     * The branch that it is for, as Git spells it; its names are made of it by `ephemeralName`.
     * A change replaces the namespace with all that is in it, and leaves the schema to the reaper.
     */
    readonly branch: string;
    /** When the environment is made, as a moment with its offset from UTC: `2026-02-14T09:00:00Z`. Stays as it is. */
    readonly createdAt: string;
    /**
     * When it ends, as a moment with its offset from UTC. At most `reaper.maximumDays` days after `createdAt`; the API server
     * holds it against its own clock as well. May be moved within these bounds.
     */
    readonly expiresAt: string;
    /** Team or person that answers for it, for the tag `owner`. */
    readonly owner: string;
    /** What its namespace may hold, and reach beside the database. */
    readonly namespace: Pick<NamespaceArgs, "quota" | "containerDefaults" | "openings">;
    /**
     * Most connections that its role may have open in the database at once. Valid: 1 to 100.
     *
     * @default 10
     */
    readonly databaseConnections?: number;
    /**
     * Where its images may come from: the same as in staging's own namespaces.
     *
     * @default - the registry of staging's account and region
     */
    readonly registries?: readonly RegistryRef[];
}

export const EPHEMERAL_DEFAULTS = { databaseConnections: 10 } as const;

/** More than one environment needs would be taken from staging, which has some hundreds in all. */
const CONNECTIONS = wholeNumber(1, 100);
/** The name of the way to the database through default-deny. */
export const DATABASE_OPENING = "database";

const ARGUMENTS: Fields<EphemeralEnvironmentArgs> = {
    environment: true,
    cluster: true,
    version: true,
    reaper: true,
    branch: true,
    createdAt: true,
    expiresAt: true,
    owner: true,
    namespace: true,
    databaseConnections: true,
    registries: true,
};

/**
 * Checks everything about the arguments of an ephemeral environment.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertEphemeralEnvironmentArgs(name: string, args: EphemeralEnvironmentArgs): void {
    const { environment, reaper, branch } = args;
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    checkIsStaging(environment, faults);
    faults.check("cluster.clusterName", args.cluster.clusterName, EKS_CLUSTER_NAME);
    faults.check("version", args.version, KUBERNETES_VERSION);
    checkReaper("reaper", reaper, environment, faults);
    faults.check("branch", branch, BRANCH);
    checkLifetime(args, reaper.maximumDays, faults);
    faults.check("owner", args.owner, TAG_VALUE);
    checkSpace(name, args, faults);
    faults.checkOptional("databaseConnections", args.databaseConnections, CONNECTIONS);
    if (reaper.database === undefined && args.databaseConnections !== undefined) {
        faults.add("databaseConnections", "nothing: the reaper knows no database", args.databaseConnections);
    }
    checkRegistries(args.registries, faults);
    faults.throwIfAny("EphemeralEnvironment");
}

function checkSpace(
    name: string,
    { branch, namespace, reaper }: EphemeralEnvironmentArgs,
    faults: ArgumentFaults,
): void {
    if (!isPlainObject(namespace)) {
        faults.add("namespace", "a plain object with quota and containerDefaults", namespace);
        return;
    }
    // A branch without a name has been recorded, and needs one all the same for the rest to be looked at.
    const namespaceName = ephemeralNamespace(BRANCH.fits(branch) ? branch : name);
    checkNamespace("namespace", name, { ...namespace, name: namespaceName }, faults);
    const { openings } = namespace;
    if (reaper.database === undefined || !Array.isArray(openings)) return;
    if (openings.some(opening => (opening as Opening).name === DATABASE_OPENING)) {
        faults.add("namespace.openings", `no ${DATABASE_OPENING}, which the reaper's database brings`, openings);
    }
}

/** Records what is wrong with the environment, which must be staging: never production, nor what has an end itself. */
export function checkIsStaging(environment: Environment, faults: ArgumentFaults): void {
    faults.addAll(environmentFaults(environment));
    if (environment.class !== "staging") {
        faults.add("environment.class", '"staging", the only one that may hold others', environment.class);
    }
}
