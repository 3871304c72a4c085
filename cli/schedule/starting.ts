import { textOf } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { StateReport } from "../../schedule/simulation/model";

/** How a person starts a database that is asleep. */
export interface StartCommand {
    readonly path: string;
    /** Starts it, with the AWS CLI. */
    readonly start: string;
    /** Returns once it can be used and changed. */
    readonly wait: string;
}

interface DatabaseKind {
    /** The service of the AWS CLI. */
    readonly service: string;
    /** What its commands call such a database. */
    readonly noun: "db-cluster" | "db-instance";
    /** The input that names it. */
    readonly identifier: string;
}

const CLUSTER = { noun: "db-cluster", identifier: "clusterIdentifier" } as const;
/**
 * Databases that can be stopped, by type. Only RDS's commands wait for a cluster, and they see those of DocumentDB and
 * Neptune as well (RDS API reference, "DescribeDBClusters").
 */
const KINDS: Readonly<Record<string, DatabaseKind>> = {
    "aws:rds/cluster:Cluster": { service: "rds", ...CLUSTER },
    "aws:rds/instance:Instance": { service: "rds", noun: "db-instance", identifier: "identifier" },
    "aws:docdb/cluster:Cluster": { service: "docdb", ...CLUSTER },
    "aws:neptune/cluster:Cluster": { service: "neptune", ...CLUSTER },
};

/** How to start each database that is asleep. */
export function startCommands({ things }: StateReport, stack: Stack): readonly StartCommand[] {
    return things.flatMap(({ awake, path, type, urn }) => {
        const { [type]: kind } = KINDS;
        if (awake || kind === undefined) return [];
        const { identifier, noun, service } = kind;
        const named = `--${noun}-identifier ${identifierOf(stack, urn, identifier)}`;
        return [
            {
                path,
                start: `aws ${service} start-${noun} ${named}`,
                wait: `aws rds wait ${noun}-available ${named}`,
            },
        ];
    });
}

/** Names that a shell takes as they are. */
const PLAIN = /^[A-Za-z0-9-]+$/;

function identifierOf(stack: Stack, urn: string, property: string): string {
    const reading = stack.byUrn(urn)?.read(property);
    const known = reading?.state === "known" && !reading.secret ? textOf(reading.value) : "";
    return PLAIN.test(known) ? known : "<identifier>";
}
