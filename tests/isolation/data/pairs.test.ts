import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { describe, it } from "mocha";

import type { Fragment } from "../../../isolation/connection";
import { DATA } from "../../../isolation/data/area";
import { judgeIsolation } from "../../../isolation/judge";
import { REFERENCES } from "../../../isolation/references/area";
import { Stack } from "../../../plan/stack";
import { planOf } from "../../support/plan";
import { settings, TODAY } from "../fragments";

type StackName = "staging" | "prod";

/** What one stack of a program that pins nothing says of its data. */
async function fragmentOf(stack: StackName, build: (stack: StackName) => void): Promise<Fragment> {
    const plan = await planOf(
        () => {
            build(stack);
        },
        { project: "legacy", stack },
    );
    const environmentClass = stack === "prod" ? "production" : "staging";
    const made = new Stack(plan, { name: stack, class: environmentClass });
    return {
        project: "legacy",
        stack,
        environmentClass,
        identities: [DATA, REFERENCES].flatMap(area => area.identities(made)),
        connections: [DATA, REFERENCES].flatMap(area => area.connections(made)),
    };
}

/** The ways between both stacks of such a program, in lines. */
async function waysOf(build: (stack: StackName) => void): Promise<readonly string[]> {
    const fragments = [await fragmentOf("staging", build), await fragmentOf("prod", build)];
    return judgeIsolation(fragments, settings(), TODAY).ways.map(
        ({ certainty, from, steps, to }) =>
            `${from} to ${to} ${certainty}: ${steps.map(({ edge }) => edge.kind).join(" > ")}`,
    );
}

describe("two stacks of a program that pins no account", () => {
    it("given names of their own, are apart", async () => {
        const ways = await waysOf(stack => {
            new aws.sqs.Queue("failures", { name: `failures-${stack}` });
            new aws.s3.Bucket("files", { bucket: `files-${stack}` });
            new aws.rds.ClusterSnapshot("copy", {
                dbClusterIdentifier: `orders-${stack}`,
                dbClusterSnapshotIdentifier: `copy-${stack}`,
            });
        });
        assert.deepEqual(ways, []);
    });

    it("given one name in both for what AWS looks up in each account, are apart", async () => {
        const ways = await waysOf(() => {
            new aws.rds.Cluster("orders", { clusterIdentifier: "orders", engine: "aurora-postgresql" });
            new aws.rds.ClusterInstance("first", {
                clusterIdentifier: "orders",
                engine: "aurora-postgresql",
                instanceClass: "db.serverless",
            });
        });
        assert.deepEqual(ways, []);
    });

    it("given a copy that staging takes of production's database by its name, finds that", async () => {
        const ways = await waysOf(stack => {
            const common = { engine: "aurora-postgresql" };
            if (stack === "prod") new aws.rds.Cluster("orders", { ...common, clusterIdentifier: "orders-prod" });
            else
                new aws.rds.Cluster("orders", {
                    ...common,
                    restoreToPointInTime: { sourceClusterIdentifier: "orders-prod" },
                });
        });
        assert.deepEqual(ways, ["staging to prod declared: restore"]);
    });

    it("given production's last copy that staging starts from, finds that", async () => {
        const ways = await waysOf(stack => {
            const common = { engine: "aurora-postgresql" };
            if (stack === "prod") new aws.rds.Cluster("orders", { ...common, finalSnapshotIdentifier: "orders-final" });
            else new aws.rds.Cluster("orders", { ...common, snapshotIdentifier: "orders-final" });
        });
        assert.deepEqual(ways, ["staging to prod declared: restore"]);
    });

    it("given production's bucket that staging's bucket is replicated into, finds that", async () => {
        const ways = await waysOf(stack => {
            const bucket = new aws.s3.Bucket("files", { bucket: `files-${stack}` });
            if (stack === "prod") return;
            new aws.s3.BucketReplicationConfig("copies", {
                bucket: bucket.id,
                role: "arn:aws:iam::111111111111:role/replication",
                rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::files-prod" } }],
            });
        });
        assert.deepEqual(ways, ["staging to prod declared: replication"]);
    });

    it("given one state bucket for both, finds that", async () => {
        const withBackend = async (stack: StackName, address: string) => {
            const plan = await planOf(() => undefined, { project: "legacy", stack });
            const made = new Stack(
                { ...plan, storage: { backend: address, secretsProvider: undefined } },
                { name: stack, class: stack === "prod" ? "production" : "staging" },
            );
            return {
                project: "legacy",
                stack,
                environmentClass: stack === "prod" ? ("production" as const) : ("staging" as const),
                identities: REFERENCES.identities(made),
                connections: REFERENCES.connections(made),
            };
        };
        const judged = async (ofProd: string) =>
            judgeIsolation(
                [await withBackend("staging", "s3://states"), await withBackend("prod", ofProd)],
                settings(),
                TODAY,
            ).ways.map(({ certainty, steps }) => `${certainty}: ${steps.map(({ edge }) => edge.kind).join(" > ")}`);
        assert.deepEqual(await judged("s3://states"), ["declared: state-backend > state-backend"]);
        assert.deepEqual(await judged("s3://states-prod"), []);
    });
});
