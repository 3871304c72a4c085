import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { planStacks } from "../../engine";
import { readLedger } from "../../parity/ledger/read";
import type { Plan } from "../../plan/plan";
import { judge } from "../../policy-pack/kernel/judge";
import { rules } from "../../policy-pack/rules";
import { readSettings } from "../../policy-pack/settings-file";
import { exampleFolder, installExample } from "../support/example-project";
import { plainly, resource } from "../support/plan";
import { removeFolder } from "../support/remove-folder";
import { complaintsOf, programOf } from "../types/compiler";

const FOLDER = exampleFolder("existing-parts");
const STACKS = ["staging", "prod"] as const;
type Stack = (typeof STACKS)[number];

/** The day on which the test judges: versions of today are supported on it. */
const JUDGED_ON = "2026-11-21";

/** Longest time in milliseconds to compile or plan the example. */
const LIMIT_MS = 120_000;

const COMPONENTS = [
    "stagewright:cluster:Cluster parcels",
    "stagewright:database:Database parcels-data",
    "stagewright:edge:Edge parcels-edge",
];
const SCHEDULE = "stagewright:schedule:WorkingHoursSchedule working-hours";

/** What the organisation keeps, as the stack's settings say. */
interface Kept {
    readonly "parcels:accountId": string;
    readonly "parcels:dataKeyArn": string;
    readonly "parcels:network": { readonly vpcId: string; readonly subnets: readonly { id: string; tier: string }[] };
    readonly "parcels:zone": { readonly zoneId: string };
}

function keptOf(stack: Stack): Kept {
    const text = readFileSync(path.join(FOLDER, `Pulumi.${stack}.yaml`), "utf8");
    return (parse(text) as { readonly config: Kept }).config;
}

describe("the example of existing parts", function () {
    this.timeout(LIMIT_MS);
    let installed: string;
    let plans: Readonly<Record<Stack, Plan>>;

    before(async () => {
        installed = installExample("existing-parts");
        const [staging, prod] = await planStacks({ cwd: installed, stacks: STACKS });
        plans = { staging: staging!.plan, prod: prod!.plan };
    });

    after(() => {
        removeFolder(installed);
    });

    const inputs = (stack: Stack, name: string, type?: string) =>
        plainly(resource(plans[stack], name, type).inputs) as Readonly<Record<string, unknown>>;
    const allOf = (stack: Stack, type: string) => plans[stack].resources.filter(one => one.type === type);

    it("has the types that the package says", () => {
        const files = readdirSync(FOLDER)
            .filter(file => file.endsWith(".ts"))
            .map(file => path.join(FOLDER, file));
        assert.ok(files.length > 0);
        const program = programOf(new Map(files.map(file => [file, readFileSync(file, "utf8")])));
        for (const file of files) assert.deepEqual(complaintsOf(program, file), []);
    });

    it("makes the same components in both, and timers in the one that sleeps", () => {
        const components = (stack: Stack) =>
            plans[stack].resources.filter(({ custom }) => !custom).map(({ type, name }) => `${type} ${name}`);
        assert.deepEqual(components("prod"), COMPONENTS);
        assert.deepEqual(components("staging"), [...COMPONENTS, SCHEDULE]);
    });

    for (const stack of STACKS) {
        it(`given ${stack}, leaves what exists alone: it makes no network, zone, registry, bucket or key`, () => {
            const types = new Set(plans[stack].resources.map(({ type }) => type));
            const theirs = [
                "aws:ec2/vpc:Vpc",
                "aws:ec2/subnet:Subnet",
                "aws:ec2/natGateway:NatGateway",
                "aws:route53/zone:Zone",
                "aws:ecr/repository:Repository",
                "aws:s3/bucket:Bucket",
                "aws:kms/key:Key",
            ];
            assert.deepEqual(
                theirs.filter(type => types.has(type)),
                [],
            );
        });

        it(`given ${stack}, uses the network, the zone, the key, the log archive and the registry that exist`, () => {
            const kept = keptOf(stack);
            const { vpcId, subnets } = kept["parcels:network"];
            const idsOf = (tier: string) => subnets.filter(one => one.tier === tier).map(({ id }) => id);
            const { vpcConfig } = inputs(stack, "parcels-cluster") as { vpcConfig: { subnetIds: unknown } };
            assert.deepEqual(vpcConfig.subnetIds, idsOf("private"));
            assert.deepEqual(inputs(stack, "parcels-data-subnets")["subnetIds"], idsOf("data"));
            assert.deepEqual(inputs(stack, "parcels-edge-balancer")["subnets"], idsOf("public"));
            for (const { name, inputs: given } of allOf(stack, "aws:ec2/securityGroup:SecurityGroup")) {
                assert.equal(plainly(given["vpcId"]), vpcId, name);
            }
            const keyArn = kept["parcels:dataKeyArn"];
            assert.equal(inputs(stack, "parcels-data-cluster")["kmsKeyId"], keyArn);
            const { encryptionConfig } = inputs(stack, "parcels-cluster");
            assert.deepEqual(encryptionConfig, { provider: { keyArn }, resources: ["secrets"] });
            const { accessLogs } = inputs(stack, "parcels-edge-balancer");
            const archive = { enabled: true, bucket: "example-org-log-archive", prefix: `parcels/${stack}` };
            assert.deepEqual(accessLogs, archive);
            const records = allOf(stack, "aws:route53/record:Record");
            assert.ok(records.length > 0);
            for (const { name, inputs: given } of records) {
                assert.equal(plainly(given["zoneId"]), kept["parcels:zone"].zoneId, name);
            }
            const policies = JSON.stringify(plans[stack].resources.map(one => plainly(one.inputs)));
            assert.ok(policies.includes("999988887777.dkr.ecr.eu-west-1.amazonaws.com/parcels/"));
        });

        it(`given ${stack}, puts every role on the organisation's path and under its boundary`, () => {
            const account = keptOf(stack)["parcels:accountId"];
            const roles = allOf(stack, "aws:iam/role:Role");
            assert.ok(roles.length > 0);
            for (const { name, inputs: given } of roles) {
                assert.equal(plainly(given["path"]), "/parcels/", name);
                const boundary = `arn:aws:iam::${account}:policy/organisation/workload-boundary`;
                assert.equal(plainly(given["permissionsBoundary"]), boundary, name);
            }
        });

        it(`given ${stack}, tags under the organisation's keys and no others`, () => {
            const tagged = plans[stack].resources.filter(({ inputs: given }) => given["tags"] !== undefined);
            assert.ok(tagged.length > 0);
            for (const { name, inputs: given } of tagged) {
                const keys = Object.keys(plainly(given["tags"]) as object);
                for (const key of ["Environment", "Owner", "CostCentre"]) assert.ok(keys.includes(key), name);
                for (const key of ["environment", "owner", "cost-centre"]) assert.ok(!keys.includes(key), name);
            }
        });
    }

    it("gives the pack nothing to object to, and nothing that it cannot decide", () => {
        const settings = readSettings(installed, rules);
        const { coverage, findings } = judge(Object.values(plans), {
            rules,
            settings,
            ledger: readLedger(installed),
            today: JUDGED_ON,
        });
        assert.deepEqual(
            findings.map(({ rule, stacks, urn, message }) => `${rule} ${stacks.join("+")} ${urn ?? ""}: ${message}`),
            [],
        );
        assert.ok(coverage.decided > 0, JSON.stringify(coverage));
    });
});
