import { expectOneOf, resourceRule, undecidedBecauseUnknown } from "../../kernel";

/** Engines of RDS that AWS offers extended support for (RDS, "Extended Support"). */
const EXTENDED_ENGINES: ReadonlySet<string> = new Set(["aurora-mysql", "aurora-postgresql", "mysql", "postgres"]);

const DATABASES: ReadonlySet<string> = new Set(["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"]);
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
        // Instances of a cluster, replicas and what is restored say no engine: theirs is that of the source.
        const engine = subject.read("engine");
        if (engine.state === "known" && !(typeof engine.value === "string" && EXTENDED_ENGINES.has(engine.value)))
            return [];
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
