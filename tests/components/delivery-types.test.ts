import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type {
    EdgeArgs,
    FaultAction,
    FaultInjectionArgs,
    FeatureFlagsArgs,
    FlagDefinition,
    Registry,
    RegistryArgs,
    RegistryRef,
    RestoreDrillArgs,
    SleepingProbe,
    SyntheticProbe,
    SyntheticProbeArgs,
} from "../../components";
import { DRILL_ARGS, FAULTS_ARGS, FLAGS_ARGS, PROBE_ARGS } from "./samples";
import { STAGING } from "./support";

/** Compiles only where what is said of it is true; there is nothing to run. */
describe("the types of what delivers", () => {
    it("given outputs where plain values decide what is planned, do not compile", () => {
        // @ts-expect-error: nobody knows how many repositories there will be
        const registry: RegistryArgs = { environment: STAGING, repositories: pulumi.output(["web"]) };
        // @ts-expect-error: nor how many alarms stop it
        const faults: FaultInjectionArgs = { ...FAULTS_ARGS, stopAlarmArns: pulumi.output([""]) };
        // @ts-expect-error: nor what the flags say
        const flags: FeatureFlagsArgs = { ...FLAGS_ARGS, values: pulumi.output({}) };
        // @ts-expect-error: nor what is asked for
        const probe: SyntheticProbeArgs = { ...PROBE_ARGS, url: pulumi.output("https://shop.example.com") };
        // @ts-expect-error: nor when
        const drill: RestoreDrillArgs = { ...DRILL_ARGS, schedule: pulumi.output(DRILL_ARGS.schedule) };
        // @ts-expect-error: nor under which names
        const edge: Pick<EdgeArgs, "otherHosts"> = { otherHosts: [pulumi.output("www.example.com")] };
        assert.equal([registry, faults, flags, probe, drill, edge].length, 6);
    });

    it("given combinations that cannot be, do not compile", () => {
        // @ts-expect-error: a fault that nobody offers
        const kind: FaultAction = { kind: "deleteEverything" };
        // @ts-expect-error: a zone that is cut off for ever
        const forEver: FaultAction = { kind: "isolateZone", zone: "eu-central-1a" };
        // @ts-expect-error: a failover of so many nodes
        const counted: FaultAction = { kind: "failOverDatabase", count: 1 };
        // @ts-expect-error: a stop that never stops
        const unstopped: FaultInjectionArgs = { ...FAULTS_ARGS, stopAlarmArns: undefined };
        // @ts-expect-error: an attribute of no type
        const typeless: FlagDefinition = { description: "x", attributes: { limit: "integer" } };
        // @ts-expect-error: another rollout
        const rollout: FeatureFlagsArgs = { ...FLAGS_ARGS, rollout: "slow" };
        // @ts-expect-error: a runtime that nobody chose
        const runtime: SyntheticProbeArgs = { ...PROBE_ARGS, runtimeVersion: undefined };
        // @ts-expect-error: tags that move
        const mutable: RegistryArgs = { environment: STAGING, repositories: ["web"], imageTagMutability: "MUTABLE" };
        assert.equal([kind, forEver, counted, unstopped, typeless, rollout, runtime, mutable].length, 8);
    });

    it("given a component, takes it for what others are told of it", () => {
        const registry: (one: Registry) => RegistryRef = one => one;
        const probe: (one: SyntheticProbe) => SleepingProbe = one => one;
        assert.equal([registry, probe].length, 2);
    });
});
