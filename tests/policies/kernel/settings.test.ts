import Ajv from "ajv/dist/2020";
import * as assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { z } from "zod";
import { type Fault, UsageError } from "../../../plan/faults";
import {
    DEFAULT_SETTINGS,
    holds,
    parseSettings,
    readSettings,
    resourceRule,
    settingsJsonSchema,
} from "../../../policy-pack/index";
import { removeFolder } from "../../support/remove-folder";

const RULE = resourceRule({
    name: "rds-backup-retention",
    family: "hygiene",
    severity: "high",
    description: "Backups are kept.",
    remediation: "Keep them.",
    appliesTo: ["aws:rds/cluster:Cluster"],
    settings: z.object({ minimumDays: z.number().int().min(1).max(35).default(7).describe("Days.") }),
    check: holds,
});
const RULES = [RULE];

const WHOLE = `
preset: essential
strict: true
environments:
  eu: { class: production }
compare: [staging, eu]
neverDiffer:
  order: { types: ["aws:sqs/"], properties: [fifoQueue], reason: order counts }
tags:
  required:
    team: [shop, search]
    stage:
distinctConfig:
  - shop:domain
rules:
  rds-backup-retention:
    minimumDays: 14
answers:
  functions:
    aws:ec2/getAmi:getAmi:
      - args: { owners: [self] }
        result: { id: ami-1 }
  stackReferences:
    acme/network/prod:
      outputs: { vpcId: vpc-1 }
  settings:
    shop:port: 5432
minimumCoverage: 0.9
`;

describe("stagewright.yaml", () => {
    it("given every setting, reads each", () => {
        assert.deepEqual(parseSettings(WHOLE, RULES), {
            preset: "essential",
            strict: true,
            environments: { eu: { class: "production" } },
            compare: ["staging", "eu"],
            isolation: { boundaries: {}, commons: {}, gateways: {} },
            neverDiffer: { order: { types: ["aws:sqs/"], properties: ["fifoQueue"], reason: "order counts" } },
            tags: { required: { team: ["shop", "search"], stage: [] } },
            distinctConfig: ["shop:domain"],
            rules: { "rds-backup-retention": { minimumDays: 14 } },
            answers: {
                functions: { "aws:ec2/getAmi:getAmi": [{ args: { owners: ["self"] }, result: { id: "ami-1" } }] },
                stackReferences: { "acme/network/prod": { outputs: { vpcId: "vpc-1" } } },
                settings: { "shop:port": 5432 },
            },
            minimumCoverage: 0.9,
        });
    });

    it("given an empty file or only remarks, says what it says without a file", () => {
        for (const text of ["", "# nothing yet\n", "{}"])
            assert.deepEqual(parseSettings(text, RULES), DEFAULT_SETTINGS);
    });

    const FAULTS: readonly [given: string, text: string, faults: readonly Fault[]][] = [
        [
            "an unknown key near one that exists",
            "environment: {}",
            [
                {
                    at: "stagewright.yaml:1 environment",
                    message: 'unknown key "environment"; did you mean "environments"?',
                },
            ],
        ],
        [
            "an unknown key near none",
            "tags: { required: {}, zzzzzzzzzz: 1 }",
            [
                {
                    at: "stagewright.yaml:1 tags.zzzzzzzzzz",
                    message: 'unknown key "zzzzzzzzzz"; expected one of required',
                },
            ],
        ],
        [
            "a rule that does not exist",
            "rules:\n  rds-backup-retentoin: {}",
            [
                {
                    at: "stagewright.yaml:2 rules.rds-backup-retentoin",
                    message: 'unknown key "rds-backup-retentoin"; did you mean "rds-backup-retention"?',
                },
            ],
        ],
        [
            "an unknown setting of a rule and one out of bounds",
            "rules:\n  rds-backup-retention:\n    minimumDays: 36\n    minimalDays: 3",
            [
                {
                    at: "stagewright.yaml:3 rules.rds-backup-retention.minimumDays",
                    message: "expected number to be <=35, got 36",
                },
                {
                    at: "stagewright.yaml:4 rules.rds-backup-retention.minimalDays",
                    message: 'unknown key "minimalDays"; did you mean "minimumDays"?',
                },
            ],
        ],
        [
            "values of the wrong type, all at once",
            "strict: maybe\nminimumCoverage: 2\ncompare: [one]\nenvironments:\n  eu:\n    class: prod",
            [
                { at: "stagewright.yaml:1 strict", message: 'expected boolean, got "maybe"' },
                {
                    at: "stagewright.yaml:6 environments.eu.class",
                    message: 'expected one of "production"|"staging"|"ephemeral", got "prod"',
                },
                { at: "stagewright.yaml:3 compare", message: 'expected array to have >=2 items, got ["one"]' },
                { at: "stagewright.yaml:2 minimumCoverage", message: "expected number to be <=1, got 2" },
            ],
        ],
        [
            "a stack compared with itself",
            "compare: [prod, prod]",
            [{ at: "stagewright.yaml:1 compare", message: 'expected two different stacks, got ["prod","prod"]' }],
        ],
        [
            "a key without its project",
            "distinctConfig:\n  - shop:domain\n  - domain",
            [
                {
                    at: "stagewright.yaml:3 distinctConfig[1]",
                    message: 'expected a full configuration key such as shop:domain, got "domain"',
                },
            ],
        ],
        [
            "an answer without a result",
            "answers:\n  functions:\n    aws:ec2/getAmi:getAmi:\n      - arguments: {}",
            [
                {
                    at: "stagewright.yaml:4 answers.functions.aws:ec2/getAmi:getAmi[0].result",
                    message: "expected object, got nothing",
                },
                {
                    at: "stagewright.yaml:4 answers.functions.aws:ec2/getAmi:getAmi[0].arguments",
                    message: 'unknown key "arguments"; expected one of args, result',
                },
            ],
        ],
        ["a list", "- strict", [{ at: "stagewright.yaml", message: 'expected object, got ["strict"]' }]],
        ["text that is no YAML", "strict: [true\nrules: {}", [{ at: "stagewright.yaml:2", message: "" }]],
        [
            "a key twice",
            "strict: true\nstrict: false",
            [{ at: "stagewright.yaml:2", message: "Map keys must be unique at line 2, column 1:" }],
        ],
        [
            "an alias that names nothing",
            "strict: *nothing",
            [
                {
                    at: "stagewright.yaml:1",
                    message: "Unresolved alias (the anchor must be set before the alias): nothing",
                },
            ],
        ],
    ];
    for (const [given, text, expected] of FAULTS) {
        it(`given ${given}, names it`, () => {
            assert.deepEqual(
                faultsOf(() => parseSettings(text, RULES)).map(fault =>
                    expected[0]?.message === "" ? { ...fault, message: "" } : fault,
                ),
                expected,
            );
        });
    }

    it("given a long value, cuts it", () => {
        const [fault] = faultsOf(() => parseSettings(`strict: ${"x".repeat(200)}`, RULES));
        assert.ok((fault?.message.length ?? 0) < 100);
    });

    describe("in a folder", () => {
        let folder: string;
        beforeEach(() => {
            folder = mkdtempSync(path.join(tmpdir(), "settings-"));
        });
        afterEach(() => {
            removeFolder(folder);
        });

        it("given no file, gives the defaults", () => {
            assert.deepEqual(readSettings(folder, RULES), DEFAULT_SETTINGS);
        });

        it("given a file, reads it", () => {
            writeFileSync(path.join(folder, "stagewright.yaml"), "strict: true");
            assert.equal(readSettings(folder, RULES).strict, true);
        });

        it("given a file of a near name, refuses instead of passing it over", () => {
            writeFileSync(path.join(folder, "stagewright.yml"), "strict: true");
            assert.deepEqual(
                faultsOf(() => readSettings(folder, RULES)),
                [{ at: "stagewright.yml", message: "expected the name stagewright.yaml" }],
            );
        });

        it("given a folder of that name, refuses", () => {
            mkdirSync(path.join(folder, "stagewright.yaml"));
            const [fault] = faultsOf(() => readSettings(folder, RULES));
            assert.equal(fault?.message, "EISDIR");
        });
    });

    it("has a JSON Schema that accepts what is read and refuses what is not", () => {
        const validate = new Ajv({ strict: false }).compile(settingsJsonSchema(RULES));
        assert.equal(validate({}), true);
        assert.equal(
            validate({ rules: { "rds-backup-retention": { minimumDays: 14 } }, tags: { required: { team: null } } }),
            true,
        );
        assert.equal(validate({ rules: { "rds-backup-retention": { minimumDays: 36 } } }), false);
        assert.equal(validate({ rules: { other: {} } }), false);
    });
});

function faultsOf(read: () => unknown): readonly Fault[] {
    try {
        read();
    } catch (error) {
        if (error instanceof UsageError) return error.faults;
        throw error;
    }
    assert.fail("nothing was refused");
}
