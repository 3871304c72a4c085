import type * as pulumi from "@pulumi/pulumi";

/** Where the schemas of ephemeral environments are: a PostgreSQL database of staging. */
export interface EphemeralDatabaseRef {
    /** Host name of the writer. */
    readonly endpoint: pulumi.Input<string>;
    readonly port: number;
    /** The database that the schemas are made in. */
    readonly databaseName: string;
    /** ARN of the secret that holds the name and the password of the database's first user. */
    readonly secretArn: pulumi.Input<string>;
    /** IPv4 ranges that it answers from, in CIDR notation: those of the data tier. */
    readonly ranges: readonly string[];
}

/**
 * Who makes and deletes ephemeral environments in a cluster. `EphemeralReaper` is one; in another stack, the same values
 * are written down once more.
 */
export interface EphemeralReaperRef {
    /** Where its jobs run. */
    readonly namespaceName: string;
    /** As whom its jobs run. */
    readonly serviceAccountName: string;
    /** What its jobs run, by digest. */
    readonly image: string;
    /** Longest life of an environment, in days. */
    readonly maximumDays: number;
    /** Nothing where environments have no schema. */
    readonly database?: EphemeralDatabaseRef;
}
