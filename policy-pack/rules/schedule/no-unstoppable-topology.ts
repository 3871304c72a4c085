import { isPropertyMap, Unknown } from "../../../plan/value";
import { holds, type Stack, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { isInReplication, MULTI_MASTER_MODES, REPLICATION_PROPERTIES } from "../../../schedule/database-rest";
import { referring } from "../../../schedule/referring";
import { bare, listed, textOf } from "../../../plan/plain";

const RDS_CLUSTER = "aws:rds/cluster:Cluster";
const RDS_INSTANCE = "aws:rds/instance:Instance";
const EC2_INSTANCE = "aws:ec2/instance:Instance";
const CLUSTERS = [RDS_CLUSTER, "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"];
const PROXY_TARGET = "aws:rds/proxyTarget:ProxyTarget";
const PARAMETER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

/** Parameters that keep connections of replication open, and the values that do not (Aurora user guide, "auto-pause"). */
const REPLICATION_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
    "rds.logical_replication": ["0", "off"],
    binlog_format: ["off"],
    aurora_enhanced_binlog: ["0", "off"],
};

export const noUnstoppableTopology = stackRule({
    name: "no-unstoppable-topology",
    family: "schedule",
    severity: "medium",
    description:
        "Outside production, no database or instance has a shape that AWS refuses to stop or that never pauses.",
    remediation:
        "Drop what keeps it awake outside production: the replica (`replicateSourceDb`, `replicationSourceIdentifier`), `globalClusterIdentifier`, `multiAz` of SQL Server, one-time spot capacity, or the proxy and logical replication of a cluster with a `minCapacity` of 0.",
    appliesTo: [...CLUSTERS, RDS_INSTANCE, EC2_INSTANCE],
    alsoReads: [PROXY_TARGET, PARAMETER_GROUP],
    check(stack) {
        if (stack.environment.class === "production") return [];
        return stack
            .byType(...CLUSTERS, RDS_INSTANCE, EC2_INSTANCE)
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, verdict: judge(subject, stack) }));
    },
});

function judge(subject: Subject, stack: Stack): Verdict {
    switch (subject.type) {
        case RDS_INSTANCE:
            return judgeInstance(subject, stack);
        case EC2_INSTANCE:
            return judgeSpot(subject);
        default:
            return judgeCluster(subject, stack);
    }
}

/** RDS user guide, "Stopping an Amazon RDS DB instance temporarily", limitations. */
function judgeInstance(instance: Subject, stack: Stack): Verdict {
    if (isInReplication(instance, stack)) {
        const replicates = instance.read("replicateSourceDb").state !== "absent";
        return violated({
            ...(replicates ? { property: "replicateSourceDb" } : {}),
            message: `${replicates ? "is a read replica" : "has a read replica"}, expected neither outside production: RDS refuses to stop both, day and night`,
        });
    }
    const engine = instance.read("engine");
    const zones = instance.read("multiAz", { default: false });
    const sqlServer = engine.state === "known" && textOf(engine.value).startsWith("sqlserver");
    if (engine.state === "known" && !sqlServer) return holds();
    if (zones.state === "known" && zones.value !== true && zones.value !== "true") return holds();
    if (!sqlServer || zones.state !== "known") {
        // Of an instance restored from elsewhere, the program need not say the engine.
        return engine.state === "absent"
            ? holds()
            : undecided({
                  property: "multiAz",
                  message: "whether it is SQL Server in two zones, which RDS refuses to stop, is not known",
              });
    }
    return violated({
        property: "multiAz",
        message: "is SQL Server in two zones, expected one outside production: RDS refuses to stop it",
    });
}

/** Aurora user guide, "Stopping and starting an Amazon Aurora DB cluster", limitations. */
function judgeCluster(cluster: Subject, stack: Stack): Verdict {
    for (const property of REPLICATION_PROPERTIES) {
        const reading = cluster.read(property);
        if (reading.state === "absent" || (reading.state === "known" && reading.value === "")) continue;
        return violated({
            property,
            message: `${property} is set, expected none outside production: AWS refuses to stop what belongs to a global database or copies another cluster`,
        });
    }
    if (cluster.type !== RDS_CLUSTER) return holds();
    const mode = cluster.read("engineMode", { default: "provisioned" });
    if (mode.state === "unknown") {
        return undecided({ property: "engineMode", message: `engineMode cannot be read: ${mode.why}` });
    }
    if (mode.state === "known" && MULTI_MASTER_MODES.includes(textOf(mode.value))) {
        return violated({
            property: "engineMode",
            message: "engineMode is one that AWS refuses to stop and no longer offers, expected provisioned",
        });
    }
    return judgePause(cluster, stack);
}

/** What keeps a cluster awake that would pause by itself. One that never goes to 0 is not asked. */
function judgePause(cluster: Subject, stack: Stack): Verdict {
    const property = "serverlessv2ScalingConfiguration.minCapacity";
    const minimum = cluster.read(property);
    if (minimum.state === "absent" || (minimum.state === "known" && minimum.value !== 0)) return holds();
    const awake = proxyOf(cluster, stack) ?? replicationOf(cluster, stack);
    if (awake === undefined) return holds();
    if (awake.doubt !== undefined) return undecided({ property, message: awake.doubt });
    if (minimum.state === "unknown") {
        return undecided({ property, message: `${awake.what}, and whether the cluster is to pause is not known` });
    }
    return violated({
        property,
        message: `${property} is 0, and ${awake.what}, expected no such thing: its connections keep the cluster from ever pausing`,
    });
}

interface Awake {
    readonly what: string;
    readonly doubt?: string;
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
        const off = typeof name === "string" ? REPLICATION_PARAMETERS[name.toLowerCase()] : undefined;
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

/** EC2 stops spot instances only if their request is persistent (EC2 user guide, "Stop a Spot Instance"). */
function judgeSpot(instance: Subject): Verdict {
    const market = instance.read("instanceMarketOptions.marketType", { default: "none" });
    const property = "instanceMarketOptions.spotOptions.spotInstanceType";
    const request = instance.read(property, { default: "one-time" }); // the provider's default
    if (market.state === "known" && market.value !== "spot") return holds();
    if (request.state === "known" && request.value === "persistent") return holds();
    if (market.state !== "known" || request.state !== "known") {
        return undecided({
            property,
            message: "whether it is one-time spot capacity, which EC2 never stops, is not known",
        });
    }
    return violated({
        property,
        message:
            "asks for one-time spot capacity, expected a persistent request: EC2 can end such an instance, but not stop it",
    });
}
