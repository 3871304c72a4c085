import { Unknown } from "../../../../plan/value";
import { databaseProtectedInProduction as rule } from "../../../../policy-pack/rules";
import { type Extras, tries } from "../table";

const production: Extras = { stack: "prod" };
const protectedByOption: Extras = { options: { protect: true } };

describe("database-protected-in-production", () => {
    describe("of a cluster", () => {
        const kept = { deletionProtection: true, finalSnapshotIdentifier: "last" };
        tries(rule, "aws:rds/cluster:Cluster", [
            ["protection and a snapshot in production", "holds", kept, production],
            ["no protection in production", "violated", { finalSnapshotIdentifier: "last" }, production],
            [
                "the resource option in the place of protection",
                "violated",
                { finalSnapshotIdentifier: "last" },
                { ...production, ...protectedByOption },
            ],
            ["protection without a snapshot", "violated", { ...kept, skipFinalSnapshot: true }, production],
            ["a snapshot without a name", "violated", { deletionProtection: true }, production],
            [
                "a name that is not known yet",
                "holds",
                { ...kept, finalSnapshotIdentifier: Unknown.computed },
                production,
            ],
            [
                "protection that is not known",
                "undecided",
                { ...kept, deletionProtection: Unknown.computed },
                production,
            ],
            ["a destroyable one in staging", "holds", { skipFinalSnapshot: true }],
            ["one that leaves a named snapshot in staging", "holds", { finalSnapshotIdentifier: "last" }],
            ["one whose snapshot has no name in staging", "violated", {}],
            ["a protected one in staging", "violated", { skipFinalSnapshot: true, deletionProtection: true }],
            ["the resource option in staging", "violated", { skipFinalSnapshot: true }, protectedByOption],
            ["a switch that is not known in staging", "undecided", { skipFinalSnapshot: Unknown.computed }],
        ]);
    });

    describe("of an instance", () => {
        tries(rule, "aws:rds/instance:Instance", [
            [
                "a protected replica, which leaves no snapshot",
                "holds",
                { replicateSourceDb: "orders", deletionProtection: true, skipFinalSnapshot: true },
                production,
            ],
            [
                "an unprotected replica",
                "violated",
                { replicateSourceDb: "orders", skipFinalSnapshot: true },
                production,
            ],
        ]);
    });
});
