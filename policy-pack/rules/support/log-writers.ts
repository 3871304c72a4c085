import { isList } from "../../../plan/value";
import type { Subject, SubjectReading } from "../../kernel";
import { listed } from "../../../plan/plain";

/** A log group that AWS makes by itself, without an end to its retention, unless the program makes it first. */
export interface ImpliedLogGroup {
    /** Its name; nothing where it is not known yet. */
    readonly name: string | undefined;
    /** For people to read, with `<...>` where the name is not known. */
    readonly label: string;
}

/** The log groups that a resource makes AWS write to, or why they cannot be told. */
export interface ImpliedLogGroups {
    readonly groups: readonly ImpliedLogGroup[];
    readonly doubt: string | undefined;
}

interface LogWriter {
    /** The input that names the resource, and is part of the log group's name. */
    readonly identifier: string;
    /** The input that lists the logs that are written; nothing where there is always one. */
    readonly exports: string | undefined;
    /** Name of the log group: AWS's own scheme, by service. */
    logGroup(identifier: string, log: string): string;
}

const WRITERS: Readonly<Record<string, LogWriter>> = {
    "aws:eks/cluster:Cluster": {
        identifier: "name",
        exports: "enabledClusterLogTypes",
        logGroup: name => `/aws/eks/${name}/cluster`,
    },
    "aws:rds/cluster:Cluster": {
        identifier: "clusterIdentifier",
        exports: "enabledCloudwatchLogsExports",
        logGroup: (name, log) => `/aws/rds/cluster/${name}/${log}`,
    },
    "aws:rds/instance:Instance": {
        identifier: "identifier",
        exports: "enabledCloudwatchLogsExports",
        logGroup: (name, log) => `/aws/rds/instance/${name}/${log}`,
    },
    "aws:docdb/cluster:Cluster": {
        identifier: "clusterIdentifier",
        exports: "enabledCloudwatchLogsExports",
        logGroup: (name, log) => `/aws/docdb/${name}/${log}`,
    },
    "aws:lambda/function:Function": {
        identifier: "name",
        exports: undefined,
        logGroup: name => `/aws/lambda/${name}`,
    },
};

/** Types whose logs AWS keeps in groups of its own making. */
export const LOG_WRITER_TYPES: readonly string[] = Object.keys(WRITERS);

/** The log groups that a resource writes to under AWS's own names. */
export function impliedLogGroups(subject: Subject): ImpliedLogGroups {
    const writer = WRITERS[subject.type];
    // A function may be told which group to write to; that group is then judged by itself.
    const told = subject.read("loggingConfig.logGroup").state !== "absent";
    if (writer === undefined || told) return { groups: [], doubt: undefined };
    const logs = writer.exports === undefined ? ["all"] : logsOf(subject.read(writer.exports));
    if (logs === undefined) return { groups: [], doubt: `${String(writer.exports)} is not known` };
    const identifier = subject.read(writer.identifier, { computed: true });
    const known = identifier.state === "known" && typeof identifier.value === "string" ? identifier.value : undefined;
    // Logs of a control plane share one group.
    const labels = new Set(logs.map(log => writer.logGroup(known ?? `<${writer.identifier}>`, log)));
    return {
        groups: [...labels].map(label => ({ label, name: known === undefined ? undefined : label })),
        doubt: undefined,
    };
}

function logsOf(reading: SubjectReading): readonly string[] | undefined {
    if (reading.state === "absent") return [];
    if (reading.state === "unknown" || !isList(reading.value)) return undefined;
    const logs = listed(reading.value);
    return logs.every(log => typeof log === "string") ? logs.map(String) : undefined;
}
