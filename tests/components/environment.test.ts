import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, environmentFaults, environmentTags } from "../../components";
import { protectionFor, tagsFor, thirdPartiesByNameOnly } from "../../components/environment";
import { marks } from "../../components/kubernetes-marks";
import { bucketName, isComponentName, keyAlias, physicalName } from "../../components/naming";
import { PRODUCTION, STAGING } from "./support";

const faults = (changes: Partial<Record<keyof Environment, unknown>>, base: Environment = STAGING) =>
    environmentFaults({ ...base, ...changes } as Environment).map(fault => `${fault.propertyPath}: ${fault.reason}`);

const NAME = "2 to 20 lower-case letters, digits and single dashes, a letter first, no dash last";
const TAG = "a tag value: 1 to 256 letters, digits, spaces and _ . : / = + - @";
const ROLE_PATH = "a path such as /shop/ that begins and ends with a slash";
const TAG_KEY = "a tag key: 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:";
const MOMENT = "a moment that exists, with its offset from UTC, such as 2026-02-28T18:00:00Z";
const REGION =
    "an AWS region such as eu-central-1; what there is in China, GovCloud and the sovereign clouds has not been written down";

describe("the facts about an environment", () => {
    it("given good ones, hold no fault, asleep or not", () => {
        const ephemeral = faults({ class: "ephemeral", expiresAt: "2026-02-28T18:00:00Z" });
        assert.deepEqual([faults({}), faults({}, PRODUCTION), ephemeral], [[], [], []]);
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
        ["tagKeys", { "expires-at": "ExpiresAt" }],
        ["expiresAt", "2026-02-28T18:00:00+01:00"],
        ["expiresAt", "2028-02-29T23:59:59-11:30"],
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
        ["region", "eusc-de-east-1", `${REGION}, got "eusc-de-east-1"`],
        ["region", "us-isob-east-1", `${REGION}, got "us-isob-east-1"`],
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
        ["expiresAt", "2026-02-28", `${MOMENT}, got "2026-02-28"`],
        ["expiresAt", "2026-02-28T18:00:00", `${MOMENT}, got "2026-02-28T18:00:00"`],
        ["expiresAt", "2026-02-28T18:00Z", `${MOMENT}, got "2026-02-28T18:00Z"`],
        ["expiresAt", "2026-02-29T18:00:00Z", `${MOMENT}, got "2026-02-29T18:00:00Z"`],
        ["expiresAt", "until 2026-02-28T18:00:00Z", `${MOMENT}, got "until 2026-02-28T18:00:00Z"`],
        ["expiresAt", "2026-02-28T18:00:00Z\n", `${MOMENT}, got "2026-02-28T18:00:00Z\\n"`],
        ["expiresAt", 1772301600, `${MOMENT}, got 1772301600`],
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

    it("given an end in production, refuses it, and given none where an environment is made for a while, asks for it", () => {
        const end = "2026-02-28T18:00:00Z";
        assert.deepEqual(
            [faults({ expiresAt: end }, PRODUCTION), faults({ class: "ephemeral" })],
            [
                [`environment.expiresAt: expected nothing in production, which has no end, got "${end}"`],
                [`environment.expiresAt: expected ${MOMENT}, got nothing`],
            ],
        );
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
        [
            { roles: { permissionsBoundary: Object.create(pulumi.Resource.prototype) as pulumi.Resource } },
            "roles.permissionsBoundaryArn: expected the ARN of the permissionsBoundary, got nothing",
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
            'tagKeys["team"]: expected one of environment, owner, cost-centre, expires-at for a key, got "team"',
        ],
    ];
    for (const [changes, fault] of nested) {
        it(`given ${JSON.stringify(changes).slice(0, 60)}, says what was expected`, () => {
            assert.deepEqual(faults(changes), [`environment.${fault}`]);
        });
    }

    it("given facts that an environment does not have, names them: a slip of the keys would be left out in silence", () => {
        const known =
            "name, class, owner, costCentre, accountId, region, addressSlot, workingHours, expiresAt, roles, tagKeys";
        const slips: object = { expiresat: "2026-02-28T18:00:00Z", roles: { boundary: "x" } };
        assert.deepEqual(faults(slips), [
            `environment.expiresat: expected one of the arguments ${known}, got "2026-02-28T18:00:00Z"`,
            'environment.roles.boundary: expected one of the arguments path, permissionsBoundaryArn, permissionsBoundary, got "x"',
        ]);
        assert.deepEqual(faults({ roles: "/shop/" }), [
            'environment.roles: expected an object with path, permissionsBoundaryArn, permissionsBoundary, got "/shop/"',
        ]);
    });

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

    it("given an end, tags with it, under the organisation's key as well", () => {
        const ending = { ...STAGING, expiresAt: "2026-02-28T18:00:00Z" };
        assert.deepEqual(
            [
                environmentTags(ending)["expires-at"],
                environmentTags({ ...ending, tagKeys: { "expires-at": "ExpiresAt" } })["ExpiresAt"],
                Object.keys(environmentTags(STAGING)).length,
            ],
            [ending.expiresAt, ending.expiresAt, 4],
        );
    });

    it("keeps its own keys in Kubernetes, where an organisation's keys of tags need not be keys", () => {
        const { annotations } = marks({ ...STAGING, tagKeys: { owner: "Team Owner" } });
        assert.deepEqual(Object.keys(annotations), ["owner", "cost-centre", "managed-by"]);
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
