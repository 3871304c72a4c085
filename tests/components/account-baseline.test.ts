import * as assert from "node:assert/strict";
import { AccountBaseline, type AccountBaselineArgs } from "../../components/account-baseline";
import {
    assertAccountBaselineArgs,
    BASELINE_CONTROLS,
    type BaselineControl,
    SECURITY_STANDARDS,
} from "../../components/account-baseline/arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { accountOf, BASELINE_ARGS } from "./boundary-support";
import { BASELINE_PLAN, SMALLEST_BASELINE_PLAN } from "./expected/account-baseline";
import { judged } from "./judged";
import { faultsOf, inputsOf, namesOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const planBaseline = (args: AccountBaselineArgs) =>
    planOf(() => {
        new AccountBaseline("baseline", args);
    });
const SMALLEST: AccountBaselineArgs = { account: accountOf(STAGING) };
const TYPES: Readonly<Record<BaselineControl, readonly string[]>> = {
    "audit-trail": ["aws:cloudtrail/trail:Trail"],
    "external-access-analysis": ["aws:accessanalyzer/analyzer:Analyzer"],
    "instance-metadata": ["aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"],
    "password-policy": ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
    "public-buckets": ["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"],
    "public-images": ["aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"],
    "public-snapshots": ["aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"],
    "serial-console": ["aws:ec2/serialConsoleAccess:SerialConsoleAccess"],
    "threat-detection": ["aws:guardduty/detector:Detector", "aws:guardduty/detectorFeature:DetectorFeature"],
    "volume-encryption": ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
};
const typesOf = (plan: Plan) => new Set(plan.resources.map(({ type }) => type));

describe("AccountBaseline", () => {
    describe("given all that it takes", () => {
        let plan: Plan;
        before(async () => {
            plan = await planBaseline(BASELINE_ARGS);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), BASELINE_PLAN);
        });

        it("tags all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), [
                "baseline-analyzer-eu-central-1",
                "baseline-analyzer-us-east-1",
                "baseline-detector-eu-central-1",
                "baseline-detector-us-east-1",
                "baseline-recording-bucket",
                "baseline-recording-role",
                "baseline-trail",
                "baseline-trail-bucket",
                "baseline-trail-key",
            ]);
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(PRODUCTION, name));
        });

        it("keeps every setting, even once nothing protects it any more", () => {
            const kept = /^aws:(s3\/bucket|iam\/role|s3\/bucket\w+)/;
            for (const { name, type, custom, options } of plan.resources) {
                if (!custom || kept.test(type)) continue;
                assert.deepEqual([options.protect, options.retainOnDelete], [true, true], name);
            }
        });

        it("writes only into buckets that let the writer in, and records only once it may and is told where", () => {
            const follows = (name: string, before: string) => {
                const { dependencies } = resource(plan, name);
                assert.ok(
                    dependencies.some(urn => urn.endsWith(`::${before}`)),
                    `${name} after ${before}`,
                );
            };
            follows("baseline-trail", "baseline-trail-policy");
            follows("baseline-recording-channel-us-east-1", "baseline-recording-policy");
            follows("baseline-recording-channel-us-east-1", "baseline-recording-us-east-1");
            follows("baseline-recording-eu-central-1", "baseline-recording-delivery");
            follows("baseline-recording-eu-central-1", "baseline-recording-role-aws-configrole");
            follows("baseline-recording-status-eu-central-1", "baseline-recording-channel-eu-central-1");
            follows("baseline-cis-aws-foundations-benchmark-v-3-0-0-us-east-1", "baseline-hub-us-east-1");
        });

        it("registers what it makes, the guaranteed one not among it", () => {
            const { outputs } = resource(plan, "baseline");
            assert.deepEqual(plainly(outputs), { controls: BASELINE_CONTROLS.filter(one => one !== "public-buckets") });
        });
    });

    it("given no more than it needs, makes every control in the account's own region and nothing else", async () => {
        const plan = await planBaseline(SMALLEST);
        assert.deepEqual(wholePlan(plan), SMALLEST_BASELINE_PLAN);
        const types = typesOf(plan);
        for (const type of Object.values(TYPES).flat()) assert.ok(types.has(type), type);
    });

    for (const control of BASELINE_CONTROLS) {
        it(`given that the organisation sees to ${control}, leaves that alone out`, async () => {
            const all = typesOf(await planBaseline(SMALLEST));
            const rest = typesOf(await planBaseline({ ...SMALLEST, guaranteed: { [control]: "the organisation" } }));
            const left = [...all].filter(type => !rest.has(type));
            for (const type of TYPES[control]) assert.ok(left.includes(type), type);
            const others = BASELINE_CONTROLS.filter(one => one !== control).flatMap(one => TYPES[one]);
            for (const type of others) assert.ok(rest.has(type), type);
        });
    }

    it("given that all is guaranteed, makes nothing", async () => {
        const guaranteed = Object.fromEntries(BASELINE_CONTROLS.map(control => [control, "the organisation"]));
        const plan = await planBaseline({ ...SMALLEST, guaranteed });
        assert.deepEqual(Object.keys(wholePlan(plan)), ["baseline"]);
    });

    it("given a stack that is called production's, does nothing that a rule objects to", async () => {
        const build = (_: unknown, opts: object) => {
            new AccountBaseline("baseline", BASELINE_ARGS, opts);
        };
        assert.deepEqual(await judged(build, { environments: [PRODUCTION] }), []);
    });

    it("given an organisation's path, boundary and tag keys, keeps to them", async () => {
        const account = {
            ...accountOf(STAGING),
            roles: { path: "/shop/", permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/bound" },
            tagKeys: { owner: "Team" },
        };
        const plan = await planBaseline({ account, recording: { retentionDays: 90 } });
        const role = inputsOf(plan, "baseline-recording-role");
        assert.deepEqual(
            [role["path"], role["permissionsBoundary"], namesOf(plan, "aws:iam/role:Role").length],
            ["/shop/", "arn:aws:iam::111122223333:policy/bound", 1],
        );
        for (const tags of Object.values(tagsByName(plan))) {
            assert.equal((tags as Readonly<Record<string, string>>)["Team"], "shop-platform");
        }
    });

    describe("given arguments at fault", () => {
        const faultsOfArgs = (changed: object, name = "baseline") =>
            faultsOf(() => {
                assertAccountBaselineArgs(name, { ...SMALLEST, ...changed });
            });
        const days = "expected a whole number from 90 to 3653";
        const region =
            "expected an AWS region such as eu-central-1; what there is in China, GovCloud and the sovereign clouds has not been written down";
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "an argument that there is not",
                { regions: [] },
                [
                    "regions: expected one of the arguments account, otherRegions, guaranteed, trailRetentionDays, internetGatewayBlock, securityStandards, recording, maskedInLogs, got []",
                ],
            ],
            [
                "a region in GovCloud",
                { otherRegions: ["us-gov-west-1"] },
                [`otherRegions[0]: ${region}, got "us-gov-west-1"`],
            ],
            [
                "the own region as another",
                { otherRegions: ["eu-central-1"] },
                [
                    'otherRegions: expected other regions than account.region, which is one already, got ["eu-central-1"]',
                ],
            ],
            [
                "a region twice",
                { otherRegions: ["us-east-1", "us-east-1"] },
                ['otherRegions[1]: expected one that is not in the list yet, got "us-east-1"'],
            ],
            [
                "regions that are no list",
                { otherRegions: "us-east-1" },
                ['otherRegions: expected a list of regions, got "us-east-1"'],
            ],
            [
                "a guarantee without a reason",
                { guaranteed: { "serial-console": "" } },
                ['guaranteed["serial-console"]: expected a text that is not empty, got ""'],
            ],
            [
                "a guarantee of nothing known",
                { guaranteed: { trail: "x" } },
                [`guaranteed["trail"]: expected one of ${BASELINE_CONTROLS.join(", ")} for a control, got "trail"`],
            ],
            [
                "guarantees that are a list",
                { guaranteed: ["serial-console"] },
                ['guaranteed: expected controls, and by what each is guaranteed, got ["serial-console"]'],
            ],
            ["a trail kept for too short", { trailRetentionDays: 89 }, [`trailRetentionDays: ${days}, got 89`]],
            ["a trail kept for too long", { trailRetentionDays: 3654 }, [`trailRetentionDays: ${days}, got 3654`]],
            [
                "a trail that is guaranteed and kept",
                { guaranteed: { "audit-trail": "x" }, trailRetentionDays: 90 },
                ["trailRetentionDays: expected nothing where the trail is guaranteed, got 90"],
            ],
            [
                "gateways that are off",
                { internetGatewayBlock: "off" },
                ['internetGatewayBlock: expected one of "block-ingress", "block-bidirectional", got "off"'],
            ],
            ["no standard", { securityStandards: [] }, ["securityStandards: expected at least one standard, got []"]],
            [
                "standards that are no list",
                { securityStandards: "cis" },
                ['securityStandards: expected a list of standards, got "cis"'],
            ],
            [
                "a standard that is none",
                { securityStandards: ["cis"] },
                [
                    `securityStandards[0]: expected one of ${SECURITY_STANDARDS.map(one => `"${one}"`).join(", ")}, got "cis"`,
                ],
            ],
            [
                "a standard twice",
                { securityStandards: ["pci-dss/v/4.0.1", "pci-dss/v/4.0.1"] },
                ['securityStandards[1]: expected one that is not in the list yet, got "pci-dss/v/4.0.1"'],
            ],
            [
                "recordings kept for too short",
                { recording: { retentionDays: 89 } },
                [`recording.retentionDays: ${days}, got 89`],
            ],
            ["recordings of no known length", { recording: {} }, [`recording.retentionDays: ${days}, got nothing`]],
            [
                "recordings that are none",
                { recording: true },
                ["recording: expected how long it is kept, in retentionDays, got true"],
            ],
            ["no kind of data", { maskedInLogs: [] }, ["maskedInLogs: expected at least one kind of data, got []"]],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, names it`, () => {
                assert.deepEqual(faultsOfArgs(changed), faults);
            });
        }

        it("given 21 other regions, refuses them, and takes 20", () => {
            const regions = Array.from({ length: 21 }, (_, place) => `eu-${"x".repeat(place + 1)}-1`);
            assert.deepEqual(faultsOfArgs({ otherRegions: regions }), [
                "otherRegions: expected at most 20 regions, got 21",
            ]);
            assert.deepEqual(faultsOfArgs({ otherRegions: regions.slice(1) }), []);
        });

        it("given several at once, names them all, with those of the account", () => {
            const faults = faultsOfArgs(
                { account: { ...SMALLEST.account, owner: "", tagKeys: { owner: "Name" } }, trailRetentionDays: 1 },
                "Baseline",
            );
            assert.deepEqual(
                faults.map(fault => fault.split(":")[0]),
                ["name", "account.owner", 'account.tagKeys["owner"]', "trailRetentionDays"],
            );
        });

        it("given the bounds themselves, takes them", () => {
            for (const retentionDays of [90, 3653]) {
                assert.deepEqual(faultsOfArgs({ trailRetentionDays: retentionDays, recording: { retentionDays } }), []);
            }
            assert.deepEqual(
                faultsOfArgs({ securityStandards: SECURITY_STANDARDS, internetGatewayBlock: "block-bidirectional" }),
                [],
            );
        });
    });
});
