import { expectOneOf, resourceRule, undecidedBecauseUnknown } from "../../kernel";

/** Engines of RDS that AWS offers extended support for (RDS, "Extended Support"). */
const EXTENDED_ENGINES: ReadonlySet<string> = new Set(["aurora-mysql", "aurora-postgresql", "mysql", "postgres"]);

const GLOBAL_CLUSTER = "aws:rds/globalCluster:GlobalCluster";
const DATABASES: ReadonlySet<string> = new Set([
    "aws:rds/cluster:Cluster",
    GLOBAL_CLUSTER,
    "aws:rds/instance:Instance",
]);

/** The only engine whose global databases have the property (type documentation of the provider). */
const GLOBAL_ENGINE = "aurora-postgresql";

const BECAUSE = "past the end of support it is billed by the hour, without anybody having chosen so";

export const standardSupportOnly = resourceRule({
    name: "standard-support-only",
    family: "hygiene",
    severity: "medium",
    description: "No database or cluster slides into paid extended support.",
    remediation:
        '`Database` and `Cluster` opt out; elsewhere set `engineLifecycleSupport: "open-source-rds-extended-support-disabled"`, and `upgradePolicy: { supportType: "STANDARD" }` of the EKS cluster. AWS then upgrades by itself at the end of support.',
    appliesTo: [...DATABASES, "aws:eks/cluster:Cluster"],
    check(subject) {
        if (!DATABASES.has(subject.type)) {
            return expectOneOf(subject, "upgradePolicy.supportType", ["STANDARD"], {
                because: BECAUSE,
                default: "EXTENDED",
            });
        }
        // A replica is kept as its source is, which is judged by itself.
        if (subject.read("replicateSourceDb").state !== "absent") return [];
        // Replicas in clusters and what is restored say no engine: theirs is that of the source.
        const engine = subject.read("engine");
        if (engine.state === "known" && !(typeof engine.value === "string" && EXTENDED_ENGINES.has(engine.value)))
            return [];
        if (subject.type === GLOBAL_CLUSTER && engine.state !== "unknown") {
            // One made from a cluster says no engine; the clusters in it are judged by themselves.
            if (engine.state === "absent" || engine.value !== GLOBAL_ENGINE) return [];
        }
        const supported = expectOneOf(
            subject,
            "engineLifecycleSupport",
            ["open-source-rds-extended-support-disabled"],
            { because: BECAUSE, default: "open-source-rds-extended-support" },
        );
        if (supported.outcome === "holds" || engine.state === "known") return supported;
        return engine.state === "unknown" ? undecidedBecauseUnknown(engine) : supported;
    },
});
