import { bare, listed } from "../plan/plain";
import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { isPropertyMap, Unknown } from "../plan/value";
import { referring } from "./referring";

const PROXY_TARGET = "aws:rds/proxyTarget:ProxyTarget";
const PARAMETER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

/** What {@link keptAwake} reads beside the cluster. */
export const PAUSE_READS = [PROXY_TARGET, PARAMETER_GROUP];
/** The input by which a cluster of Aurora Serverless v2 pauses: where it is 0. */
export const PAUSE_MINIMUM = "serverlessv2ScalingConfiguration.minCapacity";

/** Parameters that keep connections of replication open, and the values that do not (Aurora user guide, "auto-pause"). */
const REPLICATION_PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map([
    ["rds.logical_replication", ["0", "off"]],
    ["binlog_format", ["off"]],
    ["aurora_enhanced_binlog", ["0", "off"]],
]);

/** What holds connections to a cluster, so that it never pauses. */
export interface Awake {
    readonly what: string;
    /** Why that is not certain, where it is not. */
    readonly doubt?: string;
}

/** What holds connections to a cluster of Aurora; nothing where the plan shows no such thing. */
export function keptAwake(cluster: Subject, stack: Stack): Awake | undefined {
    return proxyOf(cluster, stack) ?? replicationOf(cluster, stack);
}

function proxyOf(cluster: Subject, stack: Stack): Awake | undefined {
    const [target] = referring(stack, [PROXY_TARGET], "dbClusterIdentifier").to(cluster, "clusterIdentifier");
    return target === undefined ? undefined : { what: `the RDS proxy target ${target.name} holds connections to it` };
}

function replicationOf(cluster: Subject, stack: Stack): Awake | undefined {
    const named = cluster.read("dbClusterParameterGroupName");
    const group = stack.byType(PARAMETER_GROUP).find(one => {
        const name = one.read("name");
        if (cluster.comesFrom("dbClusterParameterGroupName").includes(one)) return true;
        return named.state === "known" && name.state === "known" && named.value === name.value;
    });
    const parameters = group?.read("parameters");
    if (group === undefined || parameters === undefined || parameters.state === "absent") return undefined;
    const hidden = {
        what: `${group.name} may set what replicates`,
        doubt: `the parameters of ${group.name} are not known, so whether the cluster pauses cannot be told`,
    };
    if (parameters.state === "unknown") return hidden;
    let doubt: Awake | undefined;
    for (const parameter of listed(parameters.value)) {
        const name = isPropertyMap(parameter) ? bare(parameter["name"] ?? "") : parameter;
        if (name instanceof Unknown) doubt ??= hidden;
        if (!isPropertyMap(parameter)) continue;
        const off = typeof name === "string" ? REPLICATION_PARAMETERS.get(name.toLowerCase()) : undefined;
        const value = bare(parameter["value"] ?? "");
        if (off === undefined || typeof name !== "string") continue;
        const what = `${group.name} sets ${name.toLowerCase()}`;
        if (typeof value !== "string" && typeof value !== "number") {
            doubt ??= {
                what,
                doubt: `${what} to a value that is not known, so whether the cluster pauses cannot be told`,
            };
        } else if (!off.includes(String(value).toLowerCase())) return { what };
    }
    return doubt;
}
