import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    Budget,
    Cluster,
    Database,
    type Environment,
    environmentFaults,
    environmentTags,
    Observability,
    WorkingHoursSchedule,
} from "../../components";
import { protectionFor, tagsFor, thirdPartiesByNameOnly } from "../../components/environment";
import { bucketName, isComponentName, keyAlias, physicalName } from "../../components/naming";
import { planOf, plainly } from "../support/plan";
import { CLUSTER_ARGS, OBSERVABILITY_ARGS, SCHEDULE_ARGS } from "./samples";
import { PRODUCTION, STAGING } from "./support";

const faults = (changes: Partial<Record<keyof Environment, unknown>>, base: Environment = STAGING) =>
    environmentFaults({ ...base, ...changes } as Environment).map(fault => `${fault.propertyPath}: ${fault.reason}`);

const NAME = "2 to 20 lower-case letters, digits and single dashes, a letter first, no dash last";
const TAG = "a tag value: 1 to 256 letters, digits, spaces and _ . : / = + - @";
const ROLE_PATH = "a path such as /shop/ that begins and ends with a slash";
const TAG_KEY = "a tag key: 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:";
const REGION = "an AWS region such as eu-central-1, outside China and GovCloud";

describe("the facts about an environment", () => {
    it("given good ones, hold no fault, asleep or not", () => {
        assert.deepEqual([faults({}), faults({}, PRODUCTION), faults({ class: "ephemeral" })], [[], [], []]);
    });

    const good: readonly [keyof Environment, unknown][] = [
        ["name", "qa"],
        ["name", "a2345678901234567890"],
        ["name", "feature-12-b"],
        ["owner", "Équipe Boutique / web+app: a_b.c@d=e-f"],
        ["costCentre", "x".repeat(256)],
        ["region", "us-east-1"],
        ["region", "ap-southeast-7"],
        ["roles", {}],
        ["roles", { path: "/" }],
        ["roles", { path: "/shop/staging/" }],
        ["roles", { permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/bounds/developers" }],
        ["tagKeys", { environment: "Environment", "cost-centre": "acme:cost-centre" }],
        ["tagKeys", { owner: "o".repeat(128) }],
        ["addressSlot", 0],
        ["addressSlot", 15],
    ];
    for (const [field, value] of good) {
        it(`given ${field} ${JSON.stringify(value).slice(0, 50)}, accepts it`, () => {
            assert.deepEqual(faults({ [field]: value }), []);
        });
    }

    const bad: readonly [keyof Environment, unknown, string][] = [
        ["name", "q", `${NAME}, got "q"`],
        ["name", "a23456789012345678901", `${NAME}, got "a23456789012345678901"`],
        ["name", "Staging", `${NAME}, got "Staging"`],
        ["name", "1staging", `${NAME}, got "1staging"`],
        ["name", "staging-", `${NAME}, got "staging-"`],
        ["name", "sta--ging", `${NAME}, got "sta--ging"`],
        ["name", "staging\n", `${NAME}, got "staging\\n"`],
        ["name", undefined, `${NAME}, got nothing`],
        ["class", "test", 'one of "production", "staging", "ephemeral", got "test"'],
        ["owner", "", `${TAG}, got ""`],
        ["owner", "  ", `${TAG}, got "  "`],
        ["owner", "a&b", `${TAG}, got "a&b"`],
        ["costCentre", "x".repeat(257), `${TAG}, got "${"x".repeat(257)}"`],
        ["accountId", "11112222333", 'an AWS account id of twelve digits, got "11112222333"'],
        ["accountId", 111122223333, "an AWS account id of twelve digits, got 111122223333"],
        ["region", "europe", `${REGION}, got "europe"`],
        ["region", "eu-central-1a", `${REGION}, got "eu-central-1a"`],
        ["region", "cn-north-1", `${REGION}, got "cn-north-1"`],
        ["region", "us-gov-west-1", `${REGION}, got "us-gov-west-1"`],
        ["addressSlot", -1, "a whole number from 0 to 15, got -1"],
        ["addressSlot", 16, "a whole number from 0 to 15, got 16"],
        ["addressSlot", 1.5, "a whole number from 0 to 15, got 1.5"],
        ["addressSlot", "1", 'a whole number from 0 to 15, got "1"'],
        [
            "addressSlot",
            pulumi.output(1),
            "a whole number from 0 to 15, got an output, whose value is not known while planning",
        ],
        ["workingHours", undefined, "working hours outside production, got nothing"],
    ];
    for (const [field, value, reason] of bad) {
        const given = pulumi.Output.isInstance(value) ? "an output" : JSON.stringify({ value }).slice(0, 60);
        it(`given ${field} ${given}, says what was expected`, () => {
            assert.deepEqual(faults({ [field]: value }), [`environment.${field}: expected ${reason}`]);
        });
    }

    it("given working hours in production, refuses them", () => {
        const [fault, ...others] = faults({ workingHours: STAGING.workingHours }, PRODUCTION);
        assert.match(
            fault ?? "",
            /^environment.workingHours: expected nothing in production, which never sleeps, got \{/,
        );
        assert.deepEqual(others, []);
    });

    it("given working hours that are wrong, says where", () => {
        const [fault] = faults({ workingHours: { ...STAGING.workingHours!, timeZone: "Berlin" } });
        assert.match(fault ?? "", /^environment.workingHours.timeZone: /);
    });

    const nested: readonly [Partial<Environment>, string][] = [
        [{ roles: { path: "shop/" } }, `roles.path: expected ${ROLE_PATH}, got "shop/"`],
        [{ roles: { path: "/shop" } }, `roles.path: expected ${ROLE_PATH}, got "/shop"`],
        [{ roles: { path: "//" } }, `roles.path: expected ${ROLE_PATH}, got "//"`],
        [
            { roles: { permissionsBoundaryArn: "developers" } },
            'roles.permissionsBoundaryArn: expected the ARN of an IAM policy, got "developers"',
        ],
        [{ tagKeys: { owner: "aws:owner" } }, `tagKeys["owner"]: expected ${TAG_KEY}, got "aws:owner"`],
        [{ tagKeys: { owner: "o".repeat(129) } }, `tagKeys["owner"]: expected ${TAG_KEY}, got "${"o".repeat(129)}"`],
        [{ tagKeys: { owner: "Name" } }, 'tagKeys["owner"]: expected a key that no other tag has, got "Name"'],
        [
            { tagKeys: { owner: "environment" } },
            'tagKeys["owner"]: expected a key that no other tag has, got "environment"',
        ],
        [{ tagKeys: { environment: "owner" } }, 'tagKeys["owner"]: expected a key that no other tag has, got "owner"'],
        [
            { tagKeys: { team: "Team" } as Environment["tagKeys"] },
            'tagKeys["team"]: expected one of environment, owner, cost-centre for a key, got "team"',
        ],
    ];
    for (const [changes, fault] of nested) {
        it(`given ${JSON.stringify(changes).slice(0, 60)}, says what was expected`, () => {
            assert.deepEqual(faults(changes), [`environment.${fault}`]);
        });
    }

    it("given several faults, names them all", () => {
        assert.equal(faults({ name: "X", accountId: "", addressSlot: 99 }).length, 3);
    });
});

describe("what follows from an environment", () => {
    it("tags under the organisation's keys, and under its own where nothing is said", () => {
        const tagKeys = { environment: "Environment", "cost-centre": "CostCentre" };
        assert.deepEqual(environmentTags({ ...STAGING, tagKeys }), {
            Environment: "staging",
            owner: "shop-platform",
            CostCentre: "CC-1",
            "managed-by": "pulumi",
        });
    });

    it("makes every role of every component on the organisation's path and within its boundary", async () => {
        const environment: Environment = {
            ...STAGING,
            tagKeys: { owner: "Team Owner" },
            roles: { path: "/shop/", permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/bound" },
        };
        const plan = await planOf(() => {
            new Cluster("shop", { ...CLUSTER_ARGS, environment });
            new Observability("watch", { ...OBSERVABILITY_ARGS, environment });
            new Budget("budget", {
                environment,
                monthlyLimitUsd: 100,
                emails: ["on-call@example.com"],
                scope: "account",
                stopCreating: { atPercent: 120, roleArns: ["arn:aws:iam::111122223333:role/deploy"] },
            });
            new WorkingHoursSchedule("hours", { ...SCHEDULE_ARGS, environment });
            const network = {
                ...CLUSTER_ARGS.network,
                subnets: [
                    ...CLUSTER_ARGS.network.subnets,
                    { id: "b", zone: "eu-central-1b", range: "10.1.49.0/24", tier: "data" as const },
                ],
            };
            new Database("orders", {
                environment,
                network,
                engineVersion: "16.6",
                instanceClass: "db.t4g.medium",
                instances: 1,
                callers: [{ name: "nodes", securityGroupId: "sg-1" }],
                databaseName: "shop",
            });
        });
        const roles = plan.resources.filter(({ type }) => type === "aws:iam/role:Role");
        assert.ok(roles.length >= 6);
        for (const { name, inputs } of roles) {
            assert.deepEqual(
                [inputs["path"], inputs["permissionsBoundary"]],
                ["/shop/", environment.roles?.permissionsBoundaryArn],
                name,
            );
        }
        const namespace = plan.resources.find(({ type }) => type === "kubernetes:core/v1:Namespace");
        // A key of a tag need not be a key in Kubernetes.
        assert.deepEqual(
            Object.keys(
                (plainly(namespace?.inputs ?? {}) as { metadata: { annotations: object } }).metadata.annotations,
            ),
            ["cost-centre", "managed-by", "owner"],
        );
    });

    it("protects production alone", () => {
        assert.deepEqual((["production", "staging", "ephemeral"] as const).map(protectionFor), [
            { deletionProtected: true, finalSnapshot: true },
            { deletionProtected: false, finalSnapshot: false },
            { deletionProtected: false, finalSnapshot: false },
        ]);
    });

    it("names third parties everywhere but in production", () => {
        assert.deepEqual((["production", "staging", "ephemeral"] as const).map(thirdPartiesByNameOnly), [
            false,
            true,
            true,
        ]);
    });

    it("tags with environment, owner, cost centre and tool, and with a name for people", () => {
        const tags = { environment: "prod", owner: "shop-platform", "cost-centre": "CC-1", "managed-by": "pulumi" };
        assert.deepEqual(environmentTags(PRODUCTION), tags);
        assert.deepEqual(tagsFor(PRODUCTION, "net-vpc"), { ...tags, Name: "prod-net-vpc" });
    });

    it("names what AWS must find by name", () => {
        assert.deepEqual(
            [physicalName(STAGING, "orders"), bucketName(STAGING, "net", "flows"), keyAlias(STAGING, "orders")],
            ["staging-orders", "staging-net-flows-111122223333", "alias/staging-orders"],
        );
    });

    it("given the longest names, still fits into a bucket's 63 characters", () => {
        const environment = { ...STAGING, name: "a".repeat(20) };
        assert.ok(isComponentName("b".repeat(20)));
        assert.ok(bucketName(environment, "b".repeat(20), "flows").length <= 63);
    });

    for (const [name, fits] of [
        ["orders", true],
        ["o", true],
        ["orders-2", true],
        ["b".repeat(21), false],
        ["", false],
        ["2orders", false],
        ["orders-", false],
        ["or--ders", false],
        ["Orders", false],
    ] as const) {
        it(`given the component name "${name}", ${fits ? "takes" : "refuses"} it`, () => {
            assert.equal(isComponentName(name), fits);
        });
    }
});
