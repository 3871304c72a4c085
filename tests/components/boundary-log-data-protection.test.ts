import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DATA_IDENTIFIER_DEFAULTS, DATA_IDENTIFIERS } from "../../components/boundary/data-identifiers";
import {
    assertLogDataProtectionArgs,
    LogDataProtection,
    type LogDataProtectionArgs,
} from "../../components/boundary/log-data-protection";
import { Observability } from "../../components/observability";
import { planOf, plainly, resource } from "../support/plan";
import { MASKING_ARGS } from "./boundary-support";
import { MASKING_PLAN } from "./expected/boundary";
import { judged } from "./judged";
import { OBSERVABILITY_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, PRODUCTION, STAGING } from "./support";
import { wholePlan } from "./whole-plan";

const POLICY = "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy";
const SMALLEST: LogDataProtectionArgs = { environment: PRODUCTION, logGroupNames: ["/shop/web"] };

describe("LogDataProtection", () => {
    it("given all that it takes, declares exactly what is expected and registers its outputs", async () => {
        const plan = await planOf(() => {
            new LogDataProtection("masking", MASKING_ARGS);
        });
        assert.deepEqual(wholePlan(plan), MASKING_PLAN);
        assert.deepEqual(plainly(resource(plan, "masking").outputs), { logGroupNames: MASKING_ARGS.logGroupNames });
    });

    it("given production and no more than it needs, masks what no log may hold and tells nobody", async () => {
        const plan = await planOf(() => {
            new LogDataProtection("masking", SMALLEST);
        });
        const DataIdentifier = DATA_IDENTIFIER_DEFAULTS.map(
            one => `arn:aws:dataprotection::aws:data-identifier/${one}`,
        );
        const document: unknown = JSON.parse(String(inputsOf(plan, "masking-shop-web")["policyDocument"]));
        assert.deepEqual(document, {
            Name: "prod-masking",
            Version: "2021-06-01",
            Statement: [
                { Sid: "Audit", DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
                { Sid: "Mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
            ],
        });
    });

    it("given components in dependsOn, protects their log groups after they were made, and no rule objects", async () => {
        const build = (environment: typeof STAGING, opts: pulumi.ComponentResourceOptions) => {
            const signals = new Observability("signals", { ...OBSERVABILITY_ARGS, environment }, opts);
            new LogDataProtection(
                "masking",
                { environment, logGroupNames: signals.logGroupNames },
                { ...opts, dependsOn: [signals] },
            );
        };
        const plan = await planOf(() => {
            build(STAGING, {});
        });
        const groups = plan.resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
        assert.ok(groups.length > 0);
        const policies = namesOf(plan, POLICY);
        assert.equal(policies.length, groups.length);
        for (const name of policies) {
            for (const { urn } of groups) assert.ok(resource(plan, name).dependencies.includes(urn), name);
        }
        const found = await judged(build);
        assert.deepEqual(
            found.filter(finding => finding.includes(" masking")),
            [],
        );
    });

    const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
        ["no log group", { logGroupNames: [] }, ["logGroupNames: expected at least one log group, got []"]],
        [
            "log groups that are no list",
            { logGroupNames: "/a" },
            ['logGroupNames: expected a list of names of log groups, got "/a"'],
        ],
        [
            "a log group whose name is not known",
            { logGroupNames: [pulumi.output("/a")] },
            [
                "logGroupNames[0]: expected the name of a log group: 1 to 512 letters, digits and _ - / . #, got an output, whose value is not known while planning",
            ],
        ],
        [
            "a log group with a space",
            { logGroupNames: ["/a b"] },
            ['logGroupNames[0]: expected the name of a log group: 1 to 512 letters, digits and _ - / . #, got "/a b"'],
        ],
        [
            "a log group twice",
            { logGroupNames: ["/a", "/a"] },
            ['logGroupNames[1]: expected one that is not in the list yet, got "/a"'],
        ],
        [
            "log groups that differ in signs",
            { logGroupNames: ["/a/b", "a-b"] },
            ['logGroupNames[1]: expected one that differs from /a/b in letters or digits, got "a-b"'],
        ],
        ["no kind of data", { identifiers: [] }, ["identifiers: expected at least one kind of data, got []"]],
        [
            "kinds that are no list",
            { identifiers: "Name" },
            ['identifiers: expected a list of kinds of data, got "Name"'],
        ],
        [
            "a kind twice",
            { identifiers: ["Name", "Name"] },
            ['identifiers[1]: expected one that is not in the list yet, got "Name"'],
        ],
        [
            "findings in a group that is protected",
            { findingsLogGroupName: "/shop/web" },
            ['findingsLogGroupName: expected a log group that is none of logGroupNames, got "/shop/web"'],
        ],
        [
            "findings in no group",
            { findingsLogGroupName: "" },
            ['findingsLogGroupName: expected the name of a log group: 1 to 512 letters, digits and _ - / . #, got ""'],
        ],
        [
            "an argument that there is not",
            { groups: [] },
            [
                "groups: expected one of the arguments environment, logGroupNames, identifiers, findingsLogGroupName, got []",
            ],
        ],
    ];
    for (const [given, changed, faults] of bad) {
        it(`given ${given}, names it`, () => {
            assert.deepEqual(
                faultsOf(() => {
                    assertLogDataProtectionArgs("masking", { ...SMALLEST, ...changed });
                }),
                faults,
            );
        });
    }

    it("given a kind that is not recognised and a name at fault, names both", () => {
        const args = { ...SMALLEST, identifiers: ["ShoeSize"] } as unknown as LogDataProtectionArgs;
        assert.deepEqual(
            faultsOf(() => {
                assertLogDataProtectionArgs("Masking", args);
            }).map(fault => fault.split(":")[0]),
            ["name", "identifiers[0]"],
        );
    });

    it("given the bounds themselves, takes them", () => {
        const faults = faultsOf(() => {
            assertLogDataProtectionArgs("masking", {
                ...SMALLEST,
                logGroupNames: ["a".repeat(512), "b"],
                identifiers: DATA_IDENTIFIERS,
                findingsLogGroupName: "/x",
            });
        });
        assert.deepEqual(faults, []);
    });
});
