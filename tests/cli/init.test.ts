import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { init } from "../../cli/init/command";
import { ADDRESS_SLOTS } from "../../cli/init/leases";
import { writeNewFile } from "../../cli/init/write";
import type { InitOptions } from "../../cli/arguments";
import { ADDRESS_SLOTS as COMPONENT_SLOTS, environmentFaults } from "../../components";
import { UsageError } from "../../plan/faults";
import { STAGING as ENVIRONMENT } from "../components/support";
import { runCli, TestFolder } from "./support";

const STAGING = `# What staging is.
secretsprovider: awskms://alias/staging
encryptionsalt: v1:c2FsdA==
environment:
  - quay/staging
config:
  # Which account.
  aws:region: eu-central-1
  quay:class: staging # not production
  quay:accountId: "011112222333"
  quay:addressSlot: 1
  quay:owner: team-quay
  quay:domain: staging.quay.internal
  quay:deployRoleArn: arn:aws:iam::011112222333:role/deploy
  quay:nodes:
    types: [m7g.large]
    min: 2
  quay:token:
    secure: AAABAJ1
  quay:mail:
    host: mail.example.com
    password:
      secure: AAABAJ2
  plain: 007
`;
const PROD = "config:\n  quay:class: production\n  quay:addressSlot: 0\n";
const SETTINGS = "distinctConfig: [quay:accountId, quay:addressSlot, quay:domain]\n";
const OWN = [
    "accountId=044445555666",
    "domain=pr-12.quay.internal",
    "deployRoleArn=arn:aws:iam::044445555666:role/deploy",
];
const WRITTEN = `# Settings of pr-12: a copy of Pulumi.staging.yaml, made by \`stagewright init\`. Gone after 2026-11-24.
config:
  # Which account.
  aws:region: eu-central-1
  quay:class: ephemeral
  quay:accountId: "044445555666"
  quay:addressSlot: 2
  quay:owner: team-quay
  quay:domain: pr-12.quay.internal
  quay:deployRoleArn: arn:aws:iam::044445555666:role/deploy
  quay:nodes:
    types: [m7g.large]
    min: 2
  plain: 007
  quay:expiresAt: "2026-11-24T23:59:59Z"
`;
const LEASES = `# Who has which place in the address plan, and until when. Written by \`stagewright init --ephemeral\`.
# A place is free again when its last day is past, or when its entry is taken out after \`pulumi destroy\`.
leases:
  - slot: 2
    stack: pr-12
    owner: team-quay
    until: 2026-11-24
`;

describe("stagewright init --ephemeral", () => {
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder().writeProject("", {
            "Pulumi.staging.yaml": STAGING,
            "Pulumi.prod.yaml": PROD,
            "stagewright.yaml": SETTINGS,
        });
    });
    afterEach(() => {
        folder.remove();
    });

    const options = (changed: Partial<InitOptions> = {}): InitOptions => ({
        cwd: folder.path,
        ephemeral: "pr-12",
        ttl: "3d",
        until: undefined,
        owner: undefined,
        from: undefined,
        set: OWN,
        leases: undefined,
        dryRun: false,
        today: "2026-11-21",
        ...changed,
    });
    /** What the command says; nothing of it is seen by whoever runs the tests. */
    function run(changed: Partial<InitOptions> = {}): string {
        let said = "";
        const write = process.stdout.write.bind(process.stdout);
        process.stdout.write = (text: unknown) => {
            said += String(text);
            return true;
        };
        try {
            assert.equal(init(options(changed)), 0);
        } finally {
            process.stdout.write = write;
        }
        return said;
    }
    function faultsOf(changed: Partial<InitOptions>): readonly string[] {
        const before = readdirSync(folder.path);
        try {
            run(changed);
        } catch (error) {
            assert.ok(error instanceof UsageError, String(error));
            assert.deepEqual(readdirSync(folder.path), before);
            return error.faults.map(({ at, message }) => `${at.replace(`${folder.path}/`, "")}: ${message}`);
        }
        return assert.fail("written without a fault");
    }
    const configOf = (name: string) => (parse(folder.read(name)) as { config: Record<string, unknown> }).config;

    it("given a staging, writes a copy without its secrets in a place of its own, and says so", () => {
        assert.equal(
            run(),
            `Written: Pulumi.pr-12.yaml, a copy of Pulumi.staging.yaml until 2026-11-24
  quay:class          ephemeral
  quay:expiresAt      2026-11-24T23:59:59Z
  quay:addressSlot    2
  quay:owner          team-quay
  quay:accountId      044445555666
  quay:domain         pr-12.quay.internal
  quay:deployRoleArn  arn:aws:iam::044445555666:role/deploy
The place in the address plan is leased in stagewright.leases.yaml.
Not copied from Pulumi.staging.yaml, since it leads to its secrets: quay:token, quay:mail, secretsprovider, encryptionsalt, environment.

Still to do:
  pulumi stack init pr-12
  pulumi config set --secret --stack pr-12 quay:token
  pulumi config set --secret --stack pr-12 quay:mail
  in stagewright.yaml: environments: { pr-12: { class: ephemeral } }
  on 2026-11-24 at the latest: pulumi destroy --stack pr-12, then delete Pulumi.pr-12.yaml and its lease
`,
        );
        assert.equal(folder.read("Pulumi.pr-12.yaml"), WRITTEN);
        assert.equal(folder.read("stagewright.leases.yaml"), LEASES);
        assert.equal(folder.read("Pulumi.staging.yaml"), STAGING);
        assert.deepEqual(
            readdirSync(folder.path).filter(name => /lock|tmp/.test(name)),
            [],
        );
    });

    it("given --dry-run, says the same and writes nothing", () => {
        const before = readdirSync(folder.path);
        const would = run({ dryRun: true });
        assert.deepEqual(readdirSync(folder.path), before);
        assert.equal(would.replace("Would be written", "Written"), run());
    });

    it("given the same again, leaves both files as they are", () => {
        run();
        assert.deepEqual(faultsOf({ set: [...OWN, "accountId=1", "domain=x.y"] }).slice(0, 1), [
            "Pulumi.pr-12.yaml: it is there already, and is left as it is",
        ]);
        assert.equal(folder.read("Pulumi.pr-12.yaml"), WRITTEN);
        assert.equal(folder.read("stagewright.leases.yaml"), LEASES);
    });

    it("given a stack that the settings class as ephemeral, does not ask for it", () => {
        folder.write({ "stagewright.yaml": `${SETTINGS}environments: { pr-12: { class: ephemeral } }\n` });
        assert.ok(!run().includes("in stagewright.yaml"));
    });

    it("given an owner, a part of a setting and a list, writes them", () => {
        run({
            owner: "team-mail",
            set: [...OWN, "nodes.min=1", "nodes.types=[a, b]", "plain=x: y"],
            until: "2026-11-21",
            ttl: undefined,
        });
        const config = configOf("Pulumi.pr-12.yaml");
        assert.deepEqual(config["quay:nodes"], { types: ["a", "b"], min: 1 });
        assert.deepEqual(
            [config["quay:owner"], config["plain"], config["quay:expiresAt"]],
            ["team-mail", "x: y", "2026-11-21T23:59:59Z"],
        );
    });

    it("given a project without places, owners or settings of its own, takes no lease", () => {
        const few = new TestFolder().writeProject("", { "Pulumi.dev.yaml": "config:\n  class: staging\n  size: 2\n" });
        const { cwd } = { cwd: few.path };
        const said = run({ cwd, owner: "me", set: [] });
        assert.ok(!said.includes("address plan"), said);
        assert.equal(
            few.read("Pulumi.pr-12.yaml"),
            '# Settings of pr-12: a copy of Pulumi.dev.yaml, made by `stagewright init`. Gone after 2026-11-24.\nconfig:\n  class: ephemeral\n  size: 2\n  quay:expiresAt: "2026-11-24T23:59:59Z"\n',
        );
        assert.equal(existsSync(few.file("stagewright.leases.yaml")), false);
        few.remove();
    });

    describe("the end", () => {
        for (const [given, changed, message] of [
            ["none", { ttl: undefined }, /^--ttl: expected an end, --ttl 3d or --until 2026-02-28/],
            ["both", { until: "2026-11-22" }, /^--until: expected either --until or --ttl, got both$/],
            ["no days", { ttl: "0d" }, /^--ttl: expected 1d to 14d: days from today, 2026-11-21, got "0d"$/],
            ["too many days", { ttl: "15d" }, /got "15d"$/],
            ["hours", { ttl: "36h" }, /got "36h"$/],
            [
                "a day that does not exist",
                { ttl: undefined, until: "2026-11-31" },
                /^--until: expected a date that exists/,
            ],
            [
                "yesterday",
                { ttl: undefined, until: "2026-11-20" },
                /^--until: expected a day that is not past on 2026-11-21, got 2026-11-20$/,
            ],
            [
                "a day too late",
                { ttl: undefined, until: "2026-12-06" },
                /^--until: expected 2026-12-05 at the latest, 14 days from 2026-11-21, got 2026-12-06$/,
            ],
        ] as const) {
            it(`given ${given}, is refused`, () => {
                const [only, ...others] = faultsOf(changed);
                assert.match(only ?? "", message);
                assert.deepEqual(others, []);
            });
        }

        for (const [changed, end] of [
            [{ ttl: "1d" }, "2026-11-22"],
            [{ ttl: "14d" }, "2026-12-05"],
            [{ ttl: undefined, until: "2026-12-05" }, "2026-12-05"],
            [{ ttl: undefined, until: "2026-11-21" }, "2026-11-21"],
        ] as const) {
            it(`given ${JSON.stringify(changed)}, is the end of ${end}`, () => {
                run(changed);
                assert.equal(configOf("Pulumi.pr-12.yaml")["quay:expiresAt"], `${end}T23:59:59Z`);
            });
        }
    });

    describe("what is copied", () => {
        for (const [given, changed, message] of [
            [
                "production",
                { from: "prod" },
                "Pulumi.prod.yaml: expected quay:class: staging, of which a copy is made, got production",
            ],
            [
                "a misspelt stack",
                { from: "stagign" },
                '--from: expected one of prod, staging, got "stagign"; did you mean staging?',
            ],
        ] as const) {
            it(`given ${given}, is refused`, () => {
                assert.deepEqual(faultsOf(changed), [message]);
            });
        }

        it("given two stagings, asks which", () => {
            folder.write({ "Pulumi.qa.yaml": "config:\n  quay:class: staging\n  quay:addressSlot: 5\n" });
            assert.deepEqual(faultsOf({}), [
                "--from: expected the stack to copy, one of prod, qa, staging: qa, staging are staging",
            ]);
            run({ from: "staging" });
        });

        it("given no staging, or no stack at all, says what there is", () => {
            const few = new TestFolder().writeProject("", { "Pulumi.prod.yaml": PROD });
            assert.deepEqual(faultsOf({ cwd: few.path }), [
                "--from: expected the stack to copy, one of prod: no stack file says quay:class: staging",
            ]);
            few.remove();
            const none = new TestFolder().writeProject("", {});
            assert.deepEqual(faultsOf({ cwd: none.path }), [
                "--from: expected the stack to copy, but the project has no stack files: no stack file says quay:class: staging",
            ]);
            none.remove();
        });

        it("given aliases, is refused: what they stand for may be a secret", () => {
            folder.write({ "Pulumi.staging.yaml": STAGING.replace("types: [", "types: &a [").concat("  other: *a\n") });
            assert.deepEqual(faultsOf({}), [
                "Pulumi.staging.yaml: expected every value to be written out, got aliases (*name)",
            ]);
        });
    });

    describe("what is set", () => {
        const some = (...set: readonly string[]) => ({ set: [...OWN, ...set] });
        for (const [given, changed, message] of [
            ["no value", some("domain"), "--set domain: expected <key>=<value>, such as domain=pr-12.shop.internal"],
            ["a class", some("class=production"), "--set class: expected no class: it is ephemeral"],
            [
                "a place",
                some("quay:addressSlot=3"),
                "--set quay:addressSlot: expected no slot: it is taken from the leases",
            ],
            ["an end", some("expiresAt=never"), "--set expiresAt: expected no end: --ttl or --until says it"],
            ["a misspelt key", some("domian=x"), "--set domian: no stack sets quay:domian; did you mean quay:domain?"],
            [
                "a misspelt part",
                some("nodes.mim=1"),
                "--set nodes.mim: quay:nodes of staging has no mim; did you mean quay:nodes.min?",
            ],
            ["a part of a text", some("domain.x=1"), "--set domain.x: quay:domain of staging has no parts"],
            [
                "a secret",
                some("token=hunter2"),
                "--set token: expected no secret on a command line: quay:token is one of staging's; pulumi config set --secret writes it",
            ],
            [
                "the owner twice",
                { owner: "a", ...some("owner=b") },
                "--set quay:owner: expected the owner once, got --owner too",
            ],
        ] as const) {
            it(`given ${given}, is refused`, () => {
                assert.deepEqual(faultsOf(changed), [message]);
            });
        }

        it("given a list that does not end, is refused", () => {
            assert.match(faultsOf(some("nodes.types=[a"))[0] ?? "", /^--set nodes\.types: expected a value of YAML, /);
        });

        it("given nothing of what no two stacks may share, names each with what to do", () => {
            assert.deepEqual(faultsOf({ set: [] }), [
                "quay:accountId: expected a value of its own (distinctConfig), got 011112222333 as staging has: --set quay:accountId=<value>",
                "quay:domain: expected a value of its own (distinctConfig), got staging.quay.internal as staging has: --set quay:domain=pr-12.quay.internal",
            ]);
        });

        it("given an account that another setting still leads back from, names that setting", () => {
            assert.deepEqual(faultsOf({ set: OWN.slice(0, 2) }), [
                "quay:deployRoleArn: expected nothing of staging, got 011112222333, its quay:accountId: --set 'quay:deployRoleArn=arn:aws:iam::044445555666:role/deploy'",
            ]);
        });

        it("given several faults, names them all", () => {
            const found = faultsOf({ ephemeral: "PR_12", ttl: "x", owner: " ", set: [...OWN, "class=x"] });
            assert.deepEqual(
                found.map(fault => fault.split(":")[0]),
                ["--ephemeral", "--ttl", "--set class", "--owner"],
            );
        });
    });

    it("given a staging with the line ends of Windows, writes the same copy", () => {
        folder.write({ "Pulumi.staging.yaml": STAGING.replaceAll("\n", "\r\n") });
        run();
        assert.equal(folder.read("Pulumi.pr-12.yaml"), WRITTEN);
    });

    it("given anchors that nothing points at, and values over several lines, copies them as they are", () => {
        const written = "  quay:note: &note |\n    one\n    # two\n  quay:flow: {a: [1, 02], b: &b 'x: y'} # kept\n";
        folder.write({ "Pulumi.staging.yaml": STAGING + written });
        run();
        assert.ok(folder.read("Pulumi.pr-12.yaml").includes(written), folder.read("Pulumi.pr-12.yaml"));
    });

    describe("the lease", () => {
        const ledger = (...leases: readonly string[]) =>
            `leases:\n${leases.map(lease => `  - { ${lease} }\n`).join("")}`;
        const lease = (slot: number, stack: string, until: string) =>
            `slot: ${slot}, stack: ${stack}, owner: o, until: ${until}`;
        const slot = () => configOf("Pulumi.pr-12.yaml")["quay:addressSlot"];

        it("given places of others that last, takes the lowest free one and keeps theirs", () => {
            folder.write({
                "stagewright.leases.yaml": ledger(lease(4, "d", "2026-11-21"), lease(2, "b", "2026-11-30")),
            });
            run();
            assert.equal(slot(), 3);
            assert.deepEqual(
                (parse(folder.read("stagewright.leases.yaml")) as { leases: { slot: number }[] }).leases.map(
                    one => one.slot,
                ),
                [2, 3, 4],
            );
        });

        it("given one whose last day is past, gives it back and says so", () => {
            folder.write({ "stagewright.leases.yaml": ledger(lease(2, "old", "2026-11-20")) });
            assert.ok(run().includes("\n  2 is free again: old had it until 2026-11-20\n"));
            assert.equal(slot(), 2);
            assert.ok(!folder.read("stagewright.leases.yaml").includes("old"));
        });

        it("given one that is past and a stack that still has its place, keeps it taken", () => {
            folder.write({
                "stagewright.leases.yaml": ledger(lease(2, "old", "2026-11-20")),
                "Pulumi.old.yaml": "config:\n  quay:class: ephemeral\n  quay:addressSlot: '2'\n",
            });
            run();
            assert.equal(slot(), 3);
        });

        it("given a lease of its own that lasts, takes that place again and leases it once", () => {
            folder.write({ "stagewright.leases.yaml": ledger(lease(5, "pr-12", "2026-11-22")) });
            run();
            assert.equal(slot(), 5);
            const { leases } = parse(folder.read("stagewright.leases.yaml")) as { leases: object[] };
            assert.deepEqual(leases, [{ slot: 5, stack: "pr-12", owner: "team-quay", until: "2026-11-24" }]);
        });

        it("given places that cannot be read, takes none beside them and names each", () => {
            folder.write({
                "Pulumi.odd.yaml": "config:\n  quay:addressSlot: two\n",
                "Pulumi.part.yaml": "config:\n  quay:addressSlot: 2.5\n",
                "Pulumi.hidden.yaml": "config:\n  quay:addressSlot:\n    secure: AAABAJ3\n",
            });
            assert.deepEqual([...faultsOf({})].sort(), [
                "Pulumi.hidden.yaml: quay:addressSlot: expected a whole number from 0, got a secret",
                'Pulumi.odd.yaml: quay:addressSlot: expected a whole number from 0, got "two"',
                'Pulumi.part.yaml: quay:addressSlot: expected a whole number from 0, got "2.5"',
            ]);
        });

        it("given that every place is taken, is refused with who has them", () => {
            const others = Array.from({ length: 14 }, (_, at) => lease(at + 2, `other-${at}`, "2026-11-30"));
            folder.write({ "stagewright.leases.yaml": ledger(...others) });
            const [only] = faultsOf({});
            assert.match(
                only ?? "",
                /^quay:addressSlot: every place in the address plan is taken: 0 prod, 1 staging, 2 other-0, /,
            );
            folder.write({ "stagewright.leases.yaml": ledger(...others.slice(0, 13)) });
            run();
            assert.equal(slot(), 15);
        });

        it("given a file elsewhere, takes the lease there", () => {
            run({ leases: "shared.yaml" });
            assert.equal(folder.read("shared.yaml"), LEASES);
            assert.equal(existsSync(folder.file("stagewright.leases.yaml")), false);
        });

        it("given somebody who takes one at this moment, is refused and leaves theirs", () => {
            writeFileSync(folder.file("stagewright.leases.yaml.lock"), "");
            assert.match(
                faultsOf({})[0] ?? "",
                /^stagewright\.leases\.yaml\.lock: somebody is taking a lease at this moment/,
            );
            assert.equal(existsSync(folder.file("stagewright.leases.yaml.lock")), true);
        });

        it("given leases that cannot be read, names each fault and writes nothing", () => {
            folder.write({
                "stagewright.leases.yaml": ledger("slot: 16, stack: a, owner: o, until: 2026-02-30, x: 1"),
            });
            const found = faultsOf({}).join("\n");
            for (const part of ["slot", "until", "x"]) assert.ok(found.includes(part), found);
        });

        it("given a folder for its file that is none, is refused", () => {
            assert.match(
                faultsOf({ leases: "absent/leases.yaml" })[0] ?? "",
                /^absent\/leases\.yaml\.lock: it cannot be written: ENOENT$/,
            );
        });
    });

    it("given a file that came in between, leaves it and no draft of its own", () => {
        const before = readdirSync(folder.path);
        assert.throws(() => {
            writeNewFile(folder.file("Pulumi.prod.yaml"), "other");
        }, /Pulumi\.prod\.yaml: it is there already, and is left as it is/);
        assert.equal(folder.read("Pulumi.prod.yaml"), PROD);
        assert.deepEqual(readdirSync(folder.path), before);
    });

    it("knows as many places and the same names as the components", () => {
        assert.equal(ADDRESS_SLOTS, COMPONENT_SLOTS);
        for (const name of ["a", "ab", "a".repeat(20), "a".repeat(21), "1a", "a--b", "a-", "A1", "pr-12"]) {
            const taken = environmentFaults({ ...ENVIRONMENT, name }).length === 0;
            if (taken) run({ ephemeral: name, dryRun: true });
            else assert.match(faultsOf({ ephemeral: name })[0] ?? "", /^--ephemeral: expected 2 to 20/);
        }
    });

    describe("the command itself", () => {
        it("given the built command, judges by STAGEWRIGHT_TODAY", async () => {
            const args = ["init", "--ephemeral", "pr-12", "--ttl", "1d", ...OWN.flatMap(one => ["--set", one])];
            const { code, stderr } = await runCli(args, { cwd: folder.path, env: { STAGEWRIGHT_TODAY: "2027-01-01" } });
            assert.deepEqual([code, stderr], [0, ""]);
            assert.equal(configOf("Pulumi.pr-12.yaml")["quay:expiresAt"], "2027-01-02T23:59:59Z");
        });

        for (const [args, says] of [
            [["init"], /--ephemeral <name>: expected the name of a stack, such as pr-12/],
            [["init", "pr-12"], /a stack is named with --ephemeral pr-12/],
            [["init", "--ephmeral", "x"], /Did you mean --ephemeral\?/],
            [["init", "--ephemeral", "x", "--today", "x"], /Expected a date that exists/],
        ] as const) {
            it(`given ${args.join(" ")}, says what is wrong`, async () => {
                const { code, stderr } = await runCli(args, { cwd: folder.path });
                assert.equal(code, 2);
                assert.match(stderr, says);
            });
        }

        it("given a folder without a project, says so", async () => {
            const empty = new TestFolder();
            const { code, stderr } = await runCli(["init", "--ephemeral", "pr-12"], { cwd: empty.path });
            empty.remove();
            assert.equal(code, 2);
            assert.match(stderr, /there is no Pulumi project here/);
        });
    });
});
