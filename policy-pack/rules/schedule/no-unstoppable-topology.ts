import { holds, stackRule, undecided, type Verdict, violated } from "../../kernel";
import { type Obstacle, obstacleOf, SHAPE_READS, SHAPED_TYPES } from "../../../schedule/unstoppable";

export const noUnstoppableTopology = stackRule({
    name: "no-unstoppable-topology",
    family: "schedule",
    severity: "medium",
    description:
        "Outside production, no database or instance has a shape that AWS refuses to stop or that never pauses.",
    remediation:
        "Drop what keeps it awake outside production: the replica (`replicateSourceDb`, `replicationSourceIdentifier`), `globalClusterIdentifier`, `multiAz` of SQL Server, one-time spot capacity, or the proxy and logical replication of a cluster with a `minCapacity` of 0.",
    appliesTo: SHAPED_TYPES,
    alsoReads: SHAPE_READS,
    check(stack) {
        if (stack.environment.class === "production") return [];
        return stack
            .byType(...SHAPED_TYPES)
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, verdict: verdictOn(obstacleOf(subject, stack)) }));
    },
});

function verdictOn(obstacle: Obstacle | undefined): Verdict {
    if (obstacle === undefined) return holds();
    const { because, certain, expected, found } = obstacle;
    const property = obstacle.property === undefined ? {} : { property: obstacle.property };
    if (!certain) return undecided({ ...property, message: found });
    return violated({ ...property, message: `${found}, expected ${expected}${because === "" ? "" : `: ${because}`}` });
}
