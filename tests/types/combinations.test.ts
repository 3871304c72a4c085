import * as assert from "node:assert/strict";
import * as path from "node:path";
import { complaintsOf, programOf, ROOT } from "./compiler";

/** Longest time in milliseconds to compile everything that the package offers. */
const COMPILE_LIMIT_MS = 120_000;

/** What a program of a user has by the time it makes a component. */
const GIVEN = `
import * as pulumi from "@pulumi/pulumi";
import * as kubernetes from "@pulumi/kubernetes";
import {
    Budget, Cluster, Database, type DatabaseRef, DataRefreshTarget, Edge, type Environment, EphemeralEnvironment,
    FaultInjection, FeatureFlags, Network, type NetworkRef, Registry, Workloads,
} from "stagewright";
declare const staging: Environment;
declare const network: NetworkRef;
declare const provider: kubernetes.Provider;
declare const text: pulumi.Output<string>;
declare const count: pulumi.Output<number>;
declare const versions: Record<"vpc-cni" | "kube-proxy" | "eks-pod-identity-agent" | "coredns" | "aws-ebs-csi-driver", string>;
const database = {
    environment: staging, network, engineVersion: "16.8", instances: 1, databaseName: "shop",
    callers: [{ name: "nodes", securityGroupId: text }],
} as const;
const cluster = { environment: staging, network, version: "1.35", deployRoleArn: text, addonVersions: versions } as const;
const nodes = [{
    name: "workers", instanceTypes: ["m7g.large"], capacity: "spot", minSize: 1, desiredSize: 1, maxSize: 2, diskGiB: 50,
}] as const;
const namespaces = [{
    name: "shop",
    quota: { cpu: "1", memory: "1Gi", pods: 5 },
    containerDefaults: { cpuRequest: "100m", memoryRequest: "128Mi", memoryLimit: "256Mi" },
}] as const;
`;

/** A use that the compiler takes, and one change by which it no longer does, with what it says of it. */
interface Case {
    readonly title: string;
    readonly taken: string;
    readonly refused: string;
    readonly because: RegExp;
}

const CASES: readonly Case[] = [
    {
        title: "a class of environment that there is none of",
        taken: `const environment: Environment = { ...staging, class: "ephemeral" };`,
        refused: `const environment: Environment = { ...staging, class: "test" };`,
        because: /^Type '"test"' is not assignable/,
    },
    {
        title: "a region known only after the deployment",
        taken: `const environment: Environment = { ...staging, region: "eu-west-1" };`,
        refused: `const environment: Environment = { ...staging, region: text };`,
        because: /^Type 'Output<string>' is not assignable to type 'string'/,
    },
    {
        title: "a day that the week does not have",
        taken: `const environment: Environment = { ...staging, workingHours: { timeZone: "Europe/Berlin", week: [{ start: "07:00", end: "20:00", days: ["MON"] }] } };`,
        refused: `const environment: Environment = { ...staging, workingHours: { timeZone: "Europe/Berlin", week: [{ start: "07:00", end: "20:00", days: ["MONDAY"] }] } };`,
        because: /^Type '"MONDAY"' is not assignable/,
    },
    {
        title: "zones that are known only after the deployment",
        taken: `new Network("network", { environment: staging, zones: ["eu-central-1a", "eu-central-1b"] });`,
        refused: `new Network("network", { environment: staging, zones: [text] });`,
        because: /is not assignable to type 'string'/,
    },
    {
        title: "a number of NAT gateways in place of the choice",
        taken: `new Network("network", { environment: staging, zones: [], nat: "perZone" });`,
        refused: `new Network("network", { environment: staging, zones: [], nat: 2 });`,
        because: /^Type 'number' is not assignable to type .*"perZone"/,
    },
    {
        title: "an argument that a network does not have",
        taken: `new Network("network", { environment: staging, zones: [], flowLogRetentionDays: 30 });`,
        refused: `new Network("network", { environment: staging, zones: [], flowLogRetention: 30 });`,
        because: /'flowLogRetention' does not exist in type 'NetworkArgs'/,
    },
    {
        title: "a network of whose ranges nothing is known",
        taken: `const existing: NetworkRef = { vpcId: text, range: "10.0.0.0/16", subnets: [] };`,
        refused: `const existing: NetworkRef = { vpcId: text, range: text, subnets: [] };`,
        because: /is not assignable to type 'string'/,
    },
    {
        title: "a subnet of a tier that there is none of",
        taken: `const existing: NetworkRef = { vpcId: text, range: "10.0.0.0/16", subnets: [{ id: text, zone: "a", range: "10.0.0.0/20", tier: "data" }] };`,
        refused: `const existing: NetworkRef = { vpcId: text, range: "10.0.0.0/16", subnets: [{ id: text, zone: "a", range: "10.0.0.0/20", tier: "isolated" }] };`,
        because: /^Type '"isolated"' is not assignable/,
    },
    {
        title: "a database with both a class and a serverless capacity",
        taken: `new Database("orders", { ...database, serverless: { minCapacity: 0, maxCapacity: 4 } });`,
        refused: `new Database("orders", { ...database, instanceClass: "db.t4g.medium", serverless: { minCapacity: 0, maxCapacity: 4 } });`,
        because: /is not assignable to/,
    },
    {
        title: "a database with neither a class nor a serverless capacity",
        taken: `new Database("orders", { ...database, instanceClass: "db.t4g.medium" });`,
        refused: `new Database("orders", { ...database });`,
        because: /is not assignable to/,
    },
    {
        title: "a number of instances known only after the deployment",
        taken: `new Database("orders", { ...database, instanceClass: "db.t4g.medium", instances: 2 });`,
        refused: `new Database("orders", { ...database, instanceClass: "db.t4g.medium", instances: count });`,
        because: /is not assignable to type 'number'/,
    },
    {
        title: "an engine that there is no component for",
        taken: `new Database("orders", { ...database, instanceClass: "db.t4g.medium", engine: "mysql" });`,
        refused: `new Database("orders", { ...database, instanceClass: "db.t4g.medium", engine: "mariadb" });`,
        because: /^Type '"mariadb"' is not assignable/,
    },
    {
        title: "a caller without a name",
        taken: `new Database("orders", { ...database, instanceClass: "db.t4g.medium", callers: [{ name: "nodes", securityGroupId: text }] });`,
        refused: `new Database("orders", { ...database, instanceClass: "db.t4g.medium", callers: [{ securityGroupId: text }] });`,
        because: /Property 'name' is missing/,
    },
    {
        title: "a cluster whose endpoint is open to nobody in particular",
        taken: `new Cluster("platform", { ...cluster, nodeGroups: nodes, namespaces, endpointAccess: { kind: "public", ranges: ["192.0.2.0/24"] } });`,
        refused: `new Cluster("platform", { ...cluster, nodeGroups: nodes, namespaces, endpointAccess: { kind: "public" } });`,
        because: /Property 'ranges' is missing/,
    },
    {
        title: "namespaces of a cluster into which only a second stack can reach",
        taken: `new Cluster("platform", { ...cluster, nodeGroups: nodes, endpointAccess: { kind: "two-stacks" } });`,
        refused: `new Cluster("platform", { ...cluster, nodeGroups: nodes, namespaces, endpointAccess: { kind: "two-stacks" } });`,
        because: /is not assignable to/,
    },
    {
        title: "an add-on whose version nobody names",
        taken: `new Cluster("platform", { ...cluster, nodeGroups: nodes, namespaces, endpointAccess: { kind: "private" }, addonVersions: versions });`,
        refused: `new Cluster("platform", { ...cluster, nodeGroups: nodes, namespaces, endpointAccess: { kind: "private" }, addonVersions: { coredns: "v1" } });`,
        because: /is missing the following properties/,
    },
    {
        title: "callers of the edge who are neither everybody nor ranges",
        taken: `declare const target: ConstructorParameters<typeof Edge>[1]["target"]; new Edge("shop", { environment: staging, network, host: "shop.example.com", zone: { zoneId: text, domain: "example.com" }, target, callers: "internet" });`,
        refused: `declare const target: ConstructorParameters<typeof Edge>[1]["target"]; new Edge("shop", { environment: staging, network, host: "shop.example.com", zone: { zoneId: text, domain: "example.com" }, target, callers: "everybody" });`,
        because: /^Type '"everybody"' is not assignable/,
    },
    {
        title: "a zone whose name is known only after the deployment",
        taken: `declare const target: ConstructorParameters<typeof Edge>[1]["target"]; new Edge("shop", { environment: staging, network, host: "shop.example.com", zone: { zoneId: text, domain: "example.com" }, target, callers: "internet" });`,
        refused: `declare const target: ConstructorParameters<typeof Edge>[1]["target"]; new Edge("shop", { environment: staging, network, host: "shop.example.com", zone: { zoneId: text, domain: text }, target, callers: "internet" });`,
        because: /is not assignable to type 'string'/,
    },
    {
        title: "a budget of a scope that there is none of",
        taken: `new Budget("month", { environment: staging, monthlyLimitUsd: 500, scope: "account", emails: ["a@example.com"] });`,
        refused: `new Budget("month", { environment: staging, monthlyLimitUsd: 500, scope: "organisation", emails: ["a@example.com"] });`,
        because: /^Type '"organisation"' is not assignable/,
    },
    {
        title: "a budget whose limit is known only after the deployment",
        taken: `new Budget("month", { environment: staging, monthlyLimitUsd: 500, scope: "account", emails: [] });`,
        refused: `new Budget("month", { environment: staging, monthlyLimitUsd: count, scope: "account", emails: [] });`,
        because: /is not assignable to type 'number'/,
    },
    {
        title: "a short-lived environment without an end",
        taken: `declare const rest: Omit<ConstructorParameters<typeof EphemeralEnvironment>[1], "expiresAt">; new EphemeralEnvironment("branch", { ...rest, expiresAt: "2026-02-28T18:00:00Z" });`,
        refused: `declare const rest: Omit<ConstructorParameters<typeof EphemeralEnvironment>[1], "expiresAt">; new EphemeralEnvironment("branch", { ...rest });`,
        because: /Property 'expiresAt' is missing/,
    },
    {
        title: "an end that is known only after the deployment",
        taken: `declare const rest: Omit<ConstructorParameters<typeof EphemeralEnvironment>[1], "expiresAt">; new EphemeralEnvironment("branch", { ...rest, expiresAt: "2026-02-28T18:00:00Z" });`,
        refused: `declare const rest: Omit<ConstructorParameters<typeof EphemeralEnvironment>[1], "expiresAt">; new EphemeralEnvironment("branch", { ...rest, expiresAt: text });`,
        because: /is not assignable to type 'string'/,
    },
    {
        title: "a refresh whose key of signatures is known only after the deployment",
        taken: `declare const rest: Omit<ConstructorParameters<typeof DataRefreshTarget>[1], "signingPublicKey">; new DataRefreshTarget("refresh", { ...rest, signingPublicKey: "PEM" });`,
        refused: `declare const rest: Omit<ConstructorParameters<typeof DataRefreshTarget>[1], "signingPublicKey">; new DataRefreshTarget("refresh", { ...rest, signingPublicKey: text });`,
        because: /is not assignable to type 'string'/,
    },
    {
        title: "a database that is a cluster and an instance",
        taken: `const reference: DatabaseRef = { clusterIdentifier: "staging-orders" };`,
        refused: `const reference: DatabaseRef = { clusterIdentifier: "staging-orders", instanceIdentifier: "staging-orders" };`,
        because: /is not assignable to type/,
    },
    {
        title: "a fault that there is none of",
        taken: `new FaultInjection("faults", { environment: staging, stopAlarmArns: [text], actions: [{ kind: "failOverDatabase" }] });`,
        refused: `new FaultInjection("faults", { environment: staging, stopAlarmArns: [text], actions: [{ kind: "dropDatabase" }] });`,
        because: /"dropDatabase"' is not assignable/,
    },
    {
        title: "faults without an alarm that stops them",
        taken: `new FaultInjection("faults", { environment: staging, stopAlarmArns: [text], actions: [] });`,
        refused: `new FaultInjection("faults", { environment: staging, actions: [] });`,
        because: /Property 'stopAlarmArns' is missing/,
    },
    {
        title: "a flag that is on to be decided later",
        taken: `new FeatureFlags("flags", { environment: staging, flags: {}, values: { banner: { enabled: true } } });`,
        refused: `new FeatureFlags("flags", { environment: staging, flags: {}, values: { banner: { enabled: pulumi.output(true) } } });`,
        because: /is not assignable to type 'boolean'/,
    },
    {
        title: "repositories whose names are known only after the deployment",
        taken: `new Registry("images", { environment: staging, repositories: ["shop/web"] });`,
        refused: `new Registry("images", { environment: staging, repositories: [text] });`,
        because: /is not assignable to type 'string'/,
    },
    {
        title: "workloads of a cluster whose version nobody says",
        taken: `new Workloads("shop", { environment: staging, namespaces, cluster: { clusterName: "staging-shop", endpoint: text, certificateAuthority: text, version: "1.35" } });`,
        refused: `new Workloads("shop", { environment: staging, namespaces, cluster: { clusterName: "staging-shop", endpoint: text, certificateAuthority: text } });`,
        because: /Property 'version' is missing/,
    },
    {
        title: "an output of a component that is changed",
        taken: `declare const made: Network; const range: string = made.range;`,
        refused: `declare const made: Network; made.range = "10.0.0.0/8";`,
        because: /Cannot assign to 'range' because it is a read-only property/,
    },
];

describe("the types of the components' arguments", function () {
    this.timeout(COMPILE_LIMIT_MS);
    const fileOf = (index: number, kind: string) => path.join(ROOT, `case-${index}-${kind}.ts`);
    let complaints: (file: string) => readonly string[];

    before(() => {
        const files = CASES.flatMap(({ taken, refused }, index) =>
            Object.entries({ taken, refused }).map(
                ([kind, code]) => [fileOf(index, kind), `${GIVEN}\n${code}\n`] as const,
            ),
        );
        const program = programOf(new Map(files));
        complaints = file => complaintsOf(program, file);
    });

    for (const [index, { title, because }] of CASES.entries()) {
        it(`given ${title}, refuse it, and take its twin`, () => {
            assert.deepEqual(complaints(fileOf(index, "taken")), []);
            const [complaint, ...more] = complaints(fileOf(index, "refused"));
            assert.match(complaint ?? "nothing is wrong with it", because);
            assert.deepEqual(more, []);
        });
    }
});
