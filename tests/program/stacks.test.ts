import * as assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { planStacks } from "../../engine";
import type { Plan } from "../../plan/plan";
import { UsageError } from "../../plan/faults";
import { runCli } from "../cli/support";
import { plainly, resource } from "../support/plan";
import { removeFolder } from "../support/remove-folder";
import { planStack } from "./support";

const PROJECT_FOLDER = path.join(__dirname, "../..");
const ACCOUNTS = { staging: "111122223333", prod: "444455556666" } as const;
const COMPONENTS = [
    "stagewright:boundary:Boundary boundary",
    "stagewright:boundary:LogDataProtection masking",
    "stagewright:budget:Budget month",
    "stagewright:charts:LoadBalancerController balancers",
    "stagewright:charts:MetricsServer metrics",
    "stagewright:charts:RolloutController rollouts",
    "stagewright:cluster:Cluster platform",
    "stagewright:database:Database orders",
    "stagewright:drill:RestoreDrill drill",
    "stagewright:edge:Edge shop-edge",
    "stagewright:flags:FeatureFlags flags",
    "stagewright:logs:LogKey logs",
    "stagewright:network:Network network",
    "stagewright:observability:Observability signals",
    "stagewright:probe:SyntheticProbe shop-probe",
];
/** What staging alone has: it sleeps, faults are injected into it, and branches have a part of it. */
const OF_STAGING = [
    "stagewright:ephemeral:EphemeralReaper reaper",
    "stagewright:faults:FaultInjection faults",
    "stagewright:mutes:AlarmMutes quiet",
    "stagewright:schedule:WorkingHoursSchedule working-hours",
    "stagewright:schedule:WorkloadHours workload-hours",
];

const components = (plan: Plan) =>
    plan.resources
        .filter(({ custom }) => !custom)
        .map(({ type, name }) => `${type} ${name}`)
        .sort();
const inputOf = (plan: Plan, name: string, input: string) => plainly(resource(plan, name).inputs[input]);

describe("the reference program", () => {
    let plans: Readonly<Record<keyof typeof ACCOUNTS, Plan>>;
    before(async () => {
        plans = { staging: await planStack("staging"), prod: await planStack("prod") };
    });

    for (const stack of ["staging", "prod"] as const) {
        it(`given ${stack}, makes everything with a provider that is pinned to its account`, () => {
            const pinned = resource(plans[stack], "aws", "pulumi:providers:aws");
            assert.deepEqual(JSON.parse(String(plainly(pinned.inputs["allowedAccountIds"]))), [ACCOUNTS[stack]]);
            for (const { type, name, custom, provider } of plans[stack].resources) {
                if (!custom || type.startsWith("pulumi:providers:")) continue;
                assert.equal(provider?.isDefault, false, `${type} ${name}`);
                if (type.startsWith("aws:")) assert.equal(provider.name, "aws", `${type} ${name}`);
            }
        });

        it(`given ${stack}, puts every resource into a component`, () => {
            const atRoot = plans[stack].resources.filter(({ parent, custom }) => parent === undefined && custom);
            assert.deepEqual(
                atRoot.map(({ name }) => name),
                ["aws"],
            );
        });

        it(`given ${stack}, leaves no question unanswered`, () => {
            assert.deepEqual(plans[stack].gaps, []);
        });
    }

    it("plans the same components for both, and timers for the one that sleeps", () => {
        assert.deepEqual(components(plans.prod), COMPONENTS);
        assert.deepEqual(components(plans.staging), [...COMPONENTS, ...OF_STAGING].sort());
    });

    it("keeps the two apart: account, range, zone, names", () => {
        const apart = (plan: Plan) => [
            inputOf(plan, "network-vpc", "cidrBlock"),
            inputOf(plan, "network-zone", "name"),
            inputOf(plan, "orders-cluster", "clusterIdentifier"),
            inputOf(plan, "platform-cluster", "name"),
        ];
        assert.deepEqual(apart(plans.staging), [
            "10.65.0.0/16",
            "staging.shop.internal",
            "staging-orders",
            "staging-platform",
        ]);
        assert.deepEqual(apart(plans.prod), ["10.64.0.0/16", "prod.shop.internal", "prod-orders", "prod-platform"]);
        assert.equal(JSON.stringify(plans.staging.resources).includes(ACCOUNTS.prod), false);
        assert.equal(JSON.stringify(plans.prod.resources).includes(ACCOUNTS.staging), false);
    });

    it("runs the same versions in both", () => {
        const versions = (plan: Plan) => [
            inputOf(plan, "orders-cluster", "engineVersion"),
            inputOf(plan, "platform-cluster", "version"),
        ];
        assert.deepEqual(versions(plans.staging), versions(plans.prod));
    });

    it("exports what operators ask for", () => {
        assert.deepEqual(plainly(plans.staging.outputs), {
            networkRange: "10.65.0.0/16",
            natAddresses: ["<unknown>"],
            url: "https://shop-staging.example.com",
            privateZone: "staging.shop.internal",
            clusterName: "staging-platform",
            clusterEndpoint: "<unknown>",
            namespace: "shop",
            databaseEndpoint: "<unknown>",
            databaseReaderEndpoint: "<unknown>",
            databaseSecretArn: "<unknown>",
            alertTopicArn: "<unknown>",
            dashboardUrl:
                "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards/dashboard/staging-signals",
        });
    });
});

describe("a third stack of the reference program", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "shop-"));
        for (const part of [
            "Pulumi.yaml",
            "Pulumi.staging.yaml",
            "Pulumi.prod.yaml",
            "package.json",
            "tsconfig.json",
        ]) {
            cpSync(path.join(PROJECT_FOLDER, part), path.join(folder, part));
        }
        for (const part of ["program", "components", "hours"]) {
            cpSync(path.join(PROJECT_FOLDER, part), path.join(folder, part), { recursive: true });
        }
        symlinkSync(path.join(PROJECT_FOLDER, "node_modules"), path.join(folder, "node_modules"));
    });
    after(() => {
        removeFolder(folder);
    });

    const writeStack = (changes: readonly (readonly [from: string, to: string])[]) => {
        const staging = readFileSync(path.join(PROJECT_FOLDER, "Pulumi.staging.yaml"), "utf8");
        const text = changes.reduce((file, [from, to]) => file.replaceAll(from, to), staging);
        writeFileSync(path.join(folder, "Pulumi.qa.yaml"), text);
    };

    it("given one YAML file and nothing else, is planned like staging in a place of its own", async () => {
        writeStack([
            ["111122223333", "777788889999"],
            ["addressSlot: 1", "addressSlot: 2"],
            ["staging.shop.internal", "qa.shop.internal"],
            ["shop-staging-alerts@", "shop-qa-alerts@"],
            ["shop-staging.example.com", "shop-qa.example.com"],
            ["Z0123456789STAGING", "Z0123456789QA"],
        ]);
        const [qa, staging] = await planStacks({ cwd: folder, stacks: ["qa", "staging"] });
        assert.ok(qa !== undefined && staging !== undefined);
        const shape = ({ plan }: { readonly plan: Plan }) =>
            plan.resources.map(({ type, path: at }) => `${at} ${type}`).sort();
        assert.deepEqual(shape(qa), shape(staging));
        assert.equal(inputOf(qa.plan, "network-vpc", "cidrBlock"), "10.66.0.0/16");
        assert.equal(inputOf(qa.plan, "orders-cluster", "clusterIdentifier"), "qa-orders");
        const text = JSON.stringify(qa.plan.resources);
        assert.equal(text.includes("staging"), false);
        assert.equal(text.includes(ACCOUNTS.staging), false);
    });

    it("given the file that `stagewright init` writes, is planned with an end on everything that has tags", async () => {
        rmSync(path.join(folder, "Pulumi.qa.yaml"), { force: true });
        const own = [
            "accountId=777788889999",
            "domain=pr-12.shop.internal",
            "publicZoneId=Z0123456789PR12",
            "publicDomain=pr-12.example.com",
            "deployRoleArn=arn:aws:iam::777788889999:role/shop-deploy",
        ];
        const args = ["init", "--ephemeral", "pr-12", "--ttl", "3d", "--today", "2026-11-21"];
        const run = await runCli([...args, ...own.flatMap(setting => ["--set", setting])], { cwd: folder });
        assert.deepEqual([run.code, run.stderr], [0, ""]);
        const [planned] = await planStacks({ cwd: folder, stacks: ["pr-12"] });
        assert.ok(planned !== undefined);
        const { plan } = planned;
        assert.equal(inputOf(plan, "network-vpc", "cidrBlock"), "10.66.0.0/16");
        const tagged = plan.resources.filter(({ inputs }) => inputs["tags"] !== undefined);
        assert.ok(tagged.length > 0);
        for (const { name, inputs } of tagged) {
            const tags = plainly(inputs["tags"]) as Readonly<Record<string, string>>;
            assert.equal(tags["expires-at"], "2026-11-24T23:59:59Z", name);
        }
        assert.equal(JSON.stringify(plan.resources).includes(ACCOUNTS.staging), false);
        rmSync(path.join(folder, "Pulumi.pr-12.yaml"));
    });

    it("given another stack's address slot, is refused with the file that has it", async () => {
        writeStack([["111122223333", "777788889999"]]);
        await assert.rejects(planStacks({ cwd: folder, stacks: ["qa"] }), (error: unknown) => {
            assert.ok(error instanceof UsageError);
            assert.match(
                error.message,
                /shop:addressSlot: expected a slot that no other stack has, got 1, which is taken by Pulumi\.staging\.yaml/,
            );
            return true;
        });
    });
});
