import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type {
    CommandMasking,
    DataRefreshContract,
    DataRefreshSourceArgs,
    DataRefreshTargetArgs,
    GreenmaskConfiguration,
} from "../../components";
import { CONTRACT, GREENMASK, SOURCE_ARGS, TARGET_ARGS } from "./data-refresh-samples";

/** Compiles only where what is said of it is true; there is nothing to run. */
describe("the types of a data refresh", () => {
    it("given what cannot be, do not compile", () => {
        // @ts-expect-error: an output where a plain value decides what is planned
        const room: DataRefreshSourceArgs = { ...SOURCE_ARGS, workspaceGiB: pulumi.output(50) };
        // @ts-expect-error: an output in what both sides must know while planning
        const name: DataRefreshContract = { ...CONTRACT, databaseName: pulumi.output("shop") };
        // @ts-expect-error: a database that is a cluster and an instance
        const both: DataRefreshContract = { ...CONTRACT, source: { clusterIdentifier: "a", instanceIdentifier: "b" } };
        // @ts-expect-error: nobody said what must not survive
        const nothing: DataRefreshContract = { ...CONTRACT, personalColumns: undefined };
        // @ts-expect-error: a command without what it leaves
        const leaves: CommandMasking = { tool: "command", image: "", command: "", configuration: "" };
        // @ts-expect-error: storage is the component's own to say
        const storage: GreenmaskConfiguration = { ...GREENMASK, storage: { type: "s3" } };
        // @ts-expect-error: a migration without its image
        const migration: DataRefreshTargetArgs = { ...TARGET_ARGS, migration: { command: "migrate" } };
        // @ts-expect-error: nobody who hears of it
        const silent: DataRefreshTargetArgs = { ...TARGET_ARGS, alerts: undefined };
        assert.equal([room, name, both, nothing, leaves, storage, migration, silent].length, 8);
    });

    it("given outputs where they are merely handed on, compile", () => {
        const topicArn = pulumi.output("arn");
        const args: Pick<DataRefreshTargetArgs, "alerts" | "database"> = {
            alerts: { topicArn, runbookBaseUrl: "https://runbooks.example.com" },
            database: { clusterIdentifier: "staging-orders", securityGroupId: pulumi.output("sg"), port: 5432 },
        };
        assert.equal(pulumi.Output.isInstance(args.alerts.topicArn), true);
    });
});
