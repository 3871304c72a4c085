import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type Fault, UsageError } from "../../../plan/faults";
import { parseWaivers, readWaivers } from "../../../policy-pack/index";
import { removeFolder } from "../../support/remove-folder";
import { encrypted, keyed } from "../kernel/made-up-rules";

const RULES = [encrypted, keyed];
const STACKS = ["staging", "prod"];
const DIGEST = "v1-0123456789abcdef";

const ONE = `- rule: bucket-encrypted
  at: shop/logs#encrypted
  reason: it holds nothing but public logs
  owner: team-orders
  expires: 2026-03-31
  approves: ${DIGEST}
`;

const READ = {
    rule: "bucket-encrypted",
    at: "shop/logs#encrypted",
    stacks: undefined,
    reason: "it holds nothing but public logs",
    owner: "team-orders",
    expires: "2026-03-31",
    approves: [DIGEST],
    hidesUndecided: false,
    line: 1,
    column: 3,
};

describe("waivers.yaml", () => {
    it("given a waiver with what it must say, reads it with its line", () => {
        assert.deepEqual(parseWaivers(ONE, RULES), [READ]);
    });

    it("given all that one may say, reads each", () => {
        const text = `# why\n${ONE.replace(`approves: ${DIGEST}`, `approves: [${DIGEST}, v1-fedcba9876543210]`)}  stacks: [prod]\n  hides: undecided\n`;
        const more = { stacks: ["prod"], hidesUndecided: true, approves: [DIGEST, "v1-fedcba9876543210"], line: 2 };
        assert.deepEqual(parseWaivers(text, RULES, STACKS), [{ ...READ, ...more }]);
    });

    it("given several, keeps their order and lines", () => {
        assert.deepEqual(
            parseWaivers(`${ONE}\n${ONE}`, RULES).map(({ line }) => line),
            [1, 8],
        );
    });

    it("given an empty file, only remarks or an empty list, has none", () => {
        for (const text of ["", "# none at present\n", "[]"]) assert.deepEqual(parseWaivers(text, RULES), []);
    });

    const replaced = (from: string, to: string) => ONE.replace(from, to);
    const expectedDate = "expected a date that exists, as YYYY-MM-DD";
    const expectedDigest =
        "expected the digest that the report prints beside the finding, such as v1-0123456789abcdef, or a list of them";
    const FAULTS: readonly [given: string, text: string, faults: readonly Fault[]][] = [
        [
            "a rule with a slip in its name",
            replaced("bucket-encrypted", "bucket-encryptd"),
            [
                {
                    at: "waivers.yaml:1 [0].rule",
                    message: 'expected the name of a rule (did you mean "bucket-encrypted"?), got "bucket-encryptd"',
                },
            ],
        ],
        [
            "a rule near none",
            replaced("bucket-encrypted", "zzz"),
            [{ at: "waivers.yaml:1 [0].rule", message: 'expected the name of a rule, got "zzz"' }],
        ],
        [
            "a fault of waivers as a rule",
            replaced("bucket-encrypted", "waiver-unused"),
            [
                {
                    at: "waivers.yaml:1 [0].rule",
                    message:
                        'expected the name of a rule (what is wrong with a waiver cannot be waived), got "waiver-unused"',
                },
            ],
        ],
        [
            "an unknown key",
            `${ONE}  expiry: 2026-03-31\n`,
            [{ at: "waivers.yaml:7 [0].expiry", message: 'unknown key "expiry"; did you mean "expires"?' }],
        ],
        [
            "a day that does not exist, the last of them the one after a real one",
            replaced("2026-03-31", "2026-02-29"),
            [{ at: "waivers.yaml:5 [0].expires", message: `${expectedDate}, got "2026-02-29"` }],
        ],
        [
            "a date that is none",
            replaced("2026-03-31", "31.3.2026"),
            [{ at: "waivers.yaml:5 [0].expires", message: `${expectedDate}, got "31.3.2026"` }],
        ],
        [
            "a digest that is none",
            replaced(DIGEST, "anything"),
            [{ at: "waivers.yaml:6 [0].approves", message: `${expectedDigest}, got "anything"` }],
        ],
        [
            "no digest at all",
            replaced(DIGEST, "[]"),
            [{ at: "waivers.yaml:6 [0].approves", message: `${expectedDigest}, got []` }],
        ],
        [
            "an unknown stack",
            `${ONE}  stacks: [prod, stagign]\n`,
            [
                {
                    at: "waivers.yaml:7 [0].stacks[1]",
                    message: 'expected a stack of this project (did you mean "staging"?), got "stagign"',
                },
            ],
        ],
        [
            "no stack in a list of them",
            `${ONE}  stacks: []\n`,
            [{ at: "waivers.yaml:7 [0].stacks", message: "expected array to have >=1 items, got []" }],
        ],
        [
            "another thing to hide",
            `${ONE}  hides: violated\n`,
            [{ at: "waivers.yaml:7 [0].hides", message: 'expected "undecided", got "violated"' }],
        ],
        [
            "an empty reason and owner",
            replaced("it holds nothing but public logs", '" "').replace("team-orders", '""'),
            [
                { at: "waivers.yaml:3 [0].reason", message: 'expected why the value may stay, got " "' },
                { at: "waivers.yaml:4 [0].owner", message: 'expected who answers for it, got ""' },
            ],
        ],
        [
            "several faults in several waivers",
            `${ONE}- rule: bucket-has-key\n  at: 7\n  expires: 2026-04-31\n`,
            [
                { at: "waivers.yaml:8 [1].at", message: "expected string, got 7" },
                { at: "waivers.yaml:7 [1].reason", message: "expected string, got nothing" },
                { at: "waivers.yaml:7 [1].owner", message: "expected string, got nothing" },
                { at: "waivers.yaml:9 [1].expires", message: `${expectedDate}, got "2026-04-31"` },
                { at: "waivers.yaml:7 [1].approves", message: `${expectedDigest}, got nothing` },
            ],
        ],
        ["no list", "rule: x", [{ at: "waivers.yaml", message: 'expected array, got {"rule":"x"}' }]],
        ["text that is no YAML", "- [", [{ at: "waivers.yaml:1", message: "" }]],
        [
            "a key twice",
            `${ONE}  owner: team-payments\n`,
            [{ at: "waivers.yaml:7", message: "Map keys must be unique at line 7, column 3:" }],
        ],
    ];
    for (const [given, text, expected] of FAULTS) {
        it(`given ${given}, names it`, () => {
            assert.deepEqual(
                faultsOf(() => parseWaivers(text, RULES, STACKS)).map(fault =>
                    expected[0]?.message === "" ? { ...fault, message: "" } : fault,
                ),
                expected,
            );
        });
    }

    it("given that the stacks are not known, takes any name for one", () => {
        assert.deepEqual(parseWaivers(`${ONE}  stacks: [anything]\n`, RULES)[0]?.stacks, ["anything"]);
    });

    describe("in a folder", () => {
        let folder: string;
        beforeEach(() => {
            folder = mkdtempSync(path.join(tmpdir(), "waivers-"));
        });
        afterEach(() => {
            removeFolder(folder);
        });

        it("given no file, has none", () => {
            assert.deepEqual(readWaivers(folder, RULES), []);
        });

        it("given a file, reads it", () => {
            writeFileSync(path.join(folder, "waivers.yaml"), ONE);
            assert.deepEqual(readWaivers(folder, RULES), [READ]);
        });

        it("given a file of a near name, refuses instead of passing it over", () => {
            writeFileSync(path.join(folder, "waivers.yml"), ONE);
            assert.deepEqual(
                faultsOf(() => readWaivers(folder, RULES)),
                [{ at: "waivers.yml", message: "expected the name waivers.yaml" }],
            );
        });
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
