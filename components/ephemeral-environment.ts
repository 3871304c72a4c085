import * as pulumi from "@pulumi/pulumi";
import { createAdmissionPolicies } from "./cluster/admission";
import { createNamespace, type NamespacePlace } from "./cluster/namespace";
import type { Opening } from "./cluster/openings";
import {
    assertEphemeralEnvironmentArgs,
    DATABASE_OPENING,
    EPHEMERAL_DEFAULTS,
    type EphemeralEnvironmentArgs,
} from "./ephemeral-environment/arguments";
import { createDatabaseAccess, SERVICE_ACCOUNT } from "./ephemeral-environment/database-access";
import { inUtc } from "./ephemeral-environment/lifetime";
import { ephemeralNamespace, schemaOf } from "./ephemeral-environment/names";
import { createSchemaJob } from "./ephemeral-environment/schema-job";
import type { Environment } from "./environment";

export type { EphemeralEnvironmentArgs } from "./ephemeral-environment/arguments";
export { ephemeralName } from "./ephemeral-environment/names";
export type { EphemeralDatabaseRef, EphemeralReaperRef } from "./ephemeral-environment/references";

/** The environment of one branch: a namespace and a schema inside staging, gone at its end. */
export class EphemeralEnvironment extends pulumi.ComponentResource {
    /** The namespace that its workloads go to. */
    readonly namespaceName: string;
    /** When it ends, in UTC. */
    readonly expiresAt: string;
    /** The schema, and the role of the same name that pods log in as; nothing where the reaper knows no database. */
    readonly schemaName: string | undefined;
    /** Service account whose pods may log in as that role; nothing where there is no schema. */
    readonly serviceAccountName: string | undefined;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: EphemeralEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
        assertEphemeralEnvironmentArgs(name, args);
        super("stagewright:ephemeral:EphemeralEnvironment", name, {}, opts);
        const { branch, cluster, reaper, version, registries } = args;
        const { database } = reaper;
        const provider = cluster.kubernetesProvider;
        const namespaceName = ephemeralNamespace(branch);
        const expiresAt = inUtc(args.expiresAt);
        // All that is made here is of the branch's owner, and has its end.
        const environment: Environment = { ...args.environment, owner: args.owner, expiresAt };
        const place: NamespacePlace = {
            resource: role => `${name}-${role}`,
            options: (_role, ...after) => ({ parent: this, provider, dependsOn: [...after] }),
        };
        const namespace = createNamespace(
            { ...args.namespace, name: namespaceName, openings: openingsOf(args) },
            { environment, version, podSecurity: "restricted", annotations: { branch } },
            place,
        );
        createAdmissionPolicies(namespaceName, environment, registries, place);
        if (database !== undefined) {
            const common = { environment, provider, namespace: namespaceName };
            const role = schemaOf(namespaceName);
            createDatabaseAccess(name, { ...common, clusterName: cluster.clusterName, role }, [namespace], this);
            const connections = args.databaseConnections ?? EPHEMERAL_DEFAULTS.databaseConnections;
            // After the namespace: the reaper drops every schema that none belongs to.
            createSchemaJob(name, { ...common, reaper, database, branch, expiresAt, connections }, [namespace], this);
        }

        this.namespaceName = namespaceName;
        this.expiresAt = expiresAt;
        this.schemaName = database === undefined ? undefined : schemaOf(namespaceName);
        this.serviceAccountName = database === undefined ? undefined : SERVICE_ACCOUNT;
        this.registerOutputs({
            namespaceName: this.namespaceName,
            expiresAt: this.expiresAt,
            schemaName: this.schemaName,
            serviceAccountName: this.serviceAccountName,
        });
    }
}

/** What pods may reach and be reached from: with a schema, the database as well. */
function openingsOf({ namespace, reaper: { database } }: EphemeralEnvironmentArgs): readonly Opening[] {
    const declared = namespace.openings ?? [];
    if (database === undefined) return declared;
    const { ranges, port } = database;
    return [...declared, { name: DATABASE_OPENING, direction: "egress", ranges, ports: [port] }];
}
