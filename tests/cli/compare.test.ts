import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { FACTS_SCHEMA, type FactsDocument } from "../../cli/facts/document";
import { compareReportSchemas } from "./compare-schemas";
import { schemaFaults } from "./schema";
import { runCli, TestFolder } from "./support";
import { readFileSync } from "node:fs";

const digest = () => randomBytes(32).toString("hex");
const CHECK = digest();
const SHARED = digest();

type Changes = Partial<FactsDocument>;

/** A file of facts, whole and right, but for what a test changes. */
function facts(stack: string, changes: Changes = {}): FactsDocument {
    const kind = stack === "prod" ? "production" : "staging";
    const document: FactsDocument = {
        schema: FACTS_SCHEMA,
        run: "4711",
        keyCheck: CHECK,
        project: "quay",
        stack,
        class: kind,
        source: "embedded",
        credentials: [{ digest: digest(), at: [{ path: "own#password" }] }],
        identities: [],
        own: [],
        unread: [],
        storage: {},
        counts: { credentials: 0, identities: 0, own: 0, unread: 0 },
        isolation: { project: "quay", stack, environmentClass: kind, identities: [], connections: [] },
        ...changes,
    };
    const { credentials, identities, own, unread } = document;
    const counts = {
        credentials: credentials.length,
        identities: identities.length,
        own: own.length,
        unread: unread.length,
    };
    return { ...document, counts, ...(changes.counts !== undefined && { counts: changes.counts }) };
}

const holding = (stack: string, path: string, form?: string) =>
    facts(stack, { credentials: [{ digest: SHARED, at: [{ path, ...(form !== undefined && { form }) }] }] });
const UNREAD = [
    { at: "config#quay:pin", why: "encrypted", says: "it is encrypted, and nothing here opens it" },
] as const;

describe("stagewright compare", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });
    const compare = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
        runCli(["compare", ...args], { cwd: folder.path, env });
    const write = (one: unknown, other: unknown) =>
        folder.write({
            "a.json": typeof one === "string" ? one : JSON.stringify(one),
            "b.json": typeof other === "string" ? other : JSON.stringify(other),
        });
    const FILES = ["a.json", "b.json"];

    it("given nothing shared, passes without a key", async () => {
        write(facts("staging"), facts("prod"));
        const { code, stderr, stdout } = await compare(FILES);
        assert.equal(stderr, "");
        assert.equal(code, 0);
        assert.match(stdout, /^No credential is shared {2}staging, prod\n {2}2 credentials and 0 names compared;/);
    });

    it("given a credential shared, fails, and names both places and forms, no digest and no key", async () => {
        write(holding("staging", "app#token"), holding("prod", "db#url", "password in an address"));
        const { code, stdout } = await compare(FILES);
        assert.equal(code, 1);
        assert.match(stdout, /^Credentials are shared {2}staging, prod\n/);
        assert.match(
            stdout,
            /app#token in staging and db#url in prod \(password in an address\) are one\n {2}credential\n/,
        );
        assert.doesNotMatch(stdout, new RegExp(`${SHARED}|${CHECK}`));
    });

    it("given --format json, writes what its schema describes", async () => {
        write(
            holding("staging", "app#token"),
            facts("prod", { credentials: holding("prod", "db#url").credentials, unread: UNREAD }),
        );
        const { code, stdout } = await compare([...FILES, "--format", "json"]);
        assert.equal(code, 1);
        const document = JSON.parse(stdout) as Record<string, unknown>;
        assert.deepEqual(schemaFaults("compare.schema.json", document), []);
        assert.deepEqual(
            [document["schema"], document["run"], document["environments"], document["strict"], document["summary"]],
            [
                "stagewright.compare/1",
                "4711",
                ["staging", "prod"],
                true,
                {
                    verdict: "violated",
                    passes: false,
                    credentials: 1,
                    identities: 0,
                    own: 0,
                    unread: 1,
                    shared: 1,
                    undecided: 1,
                },
            ],
        );
        const [first, second] = document["findings"] as Record<string, unknown>[];
        assert.deepEqual(first?.["places"], [
            { environment: "staging", path: "app#token" },
            { environment: "prod", path: "db#url" },
        ]);
        assert.equal(
            second?.["message"],
            "config#quay:pin in prod cannot be compared: it is encrypted, and nothing here opens it",
        );
        assert.ok(!stdout.includes(SHARED));
    });

    it("given --format markdown and --output, writes the document there", async () => {
        write(holding("staging", "app#token"), holding("prod", "db#url"));
        const { code, stdout } = await compare([...FILES, "--format", "markdown", "--output", "out.md"]);
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(folder.read("out.md"), /^# Credentials of 2 environments\n\n> \*\*Credentials are shared\.\*\*\n/);
        assert.match(folder.read("out.md"), /staging: `app\\?#token`|staging: `app#token`/);
    });

    it("given what cannot be compared, fails in strict mode alone", async () => {
        write(facts("staging", { unread: UNREAD }), facts("dev"));
        assert.equal((await compare(FILES)).code, 0);
        assert.equal((await compare([...FILES, "--strict"])).code, 1);
        assert.equal((await compare(FILES, { CI: "true" })).code, 1);
        assert.equal((await compare(FILES, { STAGEWRIGHT_STRICT: "1" })).code, 1);
        // Production makes it strict, whatever it is called; the flag goes before.
        write(
            facts("staging", { unread: UNREAD }),
            facts("blue", {
                class: "production",
                isolation: { ...facts("blue").isolation, environmentClass: "production" },
            }),
        );
        assert.equal((await compare(FILES)).code, 1);
        assert.equal((await compare([...FILES, "--no-strict"])).code, 0);
    });

    it("given one backend for both, fails", async () => {
        const storage = { backend: { address: SHARED, place: SHARED, service: false } };
        write(facts("staging", { storage }), facts("prod", { storage }));
        const { code, stdout } = await compare(FILES);
        assert.equal(code, 1);
        assert.match(stdout, /keep their states in one backend/);
    });

    it("given two hundred files, compares all of them", async () => {
        const names = Array.from({ length: 200 }, (_, place) => `pr-${place}`);
        folder.write(Object.fromEntries(names.map(name => [`${name}.json`, JSON.stringify(facts(name))])));
        const passed = await compare(names.map(name => `${name}.json`));
        assert.deepEqual([passed.code, passed.stderr], [0, ""]);
        assert.match(passed.stdout, /^No credential is shared {2}200 environments\n/);
        folder.write({
            "pr-7.json": JSON.stringify(holding("pr-7", "x#a")),
            "pr-190.json": JSON.stringify(holding("pr-190", "x#b")),
        });
        const failed = await compare(names.map(name => `${name}.json`));
        assert.equal(failed.code, 1);
        assert.match(failed.stdout, /x#a in pr-7 and x#b in pr-190 are one credential/);
    });

    const whole = JSON.stringify(facts("prod"));
    for (const [given, other, expected] of [
        [
            "a file that is cut off",
            whole.slice(0, 200),
            /b\.json: the JSON ends too early, the file is cut off; expected a file that `stagewright facts` wrote/,
        ],
        [
            "a file that is cut off behind a brace",
            `${whole.slice(0, whole.indexOf('"counts"') - 1)}}`,
            /b\.json: counts: expected object, got nothing/,
        ],
        ["no JSON", "hello", /b\.json: not JSON; expected/],
        ["an empty file", " \n", /b\.json: the file is empty; expected/],
        ["a list", "[]", /b\.json: got a list; expected/],
        [
            "another document",
            { schema: "stagewright.check/1" },
            /b\.json: got schema "stagewright\.check\/1"; expected/,
        ],
        ["a document without a schema", {}, /b\.json: got no schema; expected/],
        [
            "a newer version",
            { ...facts("prod"), schema: "stagewright.facts/2" },
            /b\.json: got schema stagewright\.facts\/2, expected stagewright\.facts\/1: a newer release of stagewright wrote it; update the one that compares/,
        ],
        [
            "an older version",
            { ...facts("prod"), schema: "stagewright.facts/0" },
            /an older release of stagewright wrote it; write it anew with this one/,
        ],
        ["an unknown key", { ...facts("prod"), more: 1 }, /b\.json: more: unknown key "more"/],
        [
            "a digest that is none",
            { ...facts("prod"), credentials: [{ digest: "x", at: [{ path: "a" }] }] },
            /b\.json: credentials\[0\]\.digest: expected 64 hexadecimal digits/,
        ],
        [
            "a digest of no place",
            { ...facts("prod"), credentials: [{ digest: SHARED, at: [] }] },
            /b\.json: credentials\[0\]\.at/,
        ],
        [
            "counts that were changed",
            facts("prod", { counts: { credentials: 2, identities: 0, own: 0, unread: 0 } }),
            /b\.json: counts\.credentials is 2, and there are 1: the file was changed after it was written/,
        ],
        [
            "credentials in another order",
            facts("prod", {
                credentials: [
                    ...[digest(), digest()]
                        .sort()
                        .reverse()
                        .map(one => ({ digest: one, at: [{ path: "a" }] })),
                ],
            }),
            /b\.json: its credentials are not in order, or stand twice/,
        ],
        [
            "a credential twice",
            facts("prod", { credentials: [1, 2].map(() => ({ digest: SHARED, at: [{ path: "a" }] })) }),
            /not in order, or stand twice/,
        ],
        [
            "a boundary of another environment",
            facts("prod", { isolation: facts("dev").isolation }),
            /b\.json: isolation is of another environment than the rest/,
        ],
        [
            "the same environment",
            facts("staging"),
            /b\.json: is of quay\/staging, as a\.json is; expected another environment/,
        ],
        [
            "another run",
            facts("prod", { run: "4712" }),
            /b\.json: is of the run 4712, and a\.json of 4711; digests of different runs never agree/,
        ],
        ["another key", facts("prod", { keyCheck: digest() }), /b\.json: was made with another key than a\.json/],
    ] as const) {
        it(`given ${given}, fails with the reason and never passes`, async () => {
            write(facts("staging"), other);
            for (const format of ["text", "json", "markdown"]) {
                const { code, stderr, stdout } = await compare([...FILES, "--format", format, "--no-strict"]);
                assert.deepEqual([code, stdout], [2, ""]);
                assert.match(stderr, expected);
            }
        });
    }

    it("given faults in several files, names all of them", async () => {
        folder.write({ "a.json": "hello", "b.json": "", "c.json": whole });
        const { code, stderr } = await compare(["a.json", "b.json", "c.json", "none.json"]);
        assert.equal(code, 2);
        assert.match(
            stderr,
            /a\.json: not JSON[^]*b\.json: the file is empty[^]*none\.json: ENOENT: no such file or directory/,
        );
    });

    it("given one file, or an output that cannot be written, fails", async () => {
        write(facts("staging"), facts("prod"));
        const alone = await compare(["a.json"]);
        assert.deepEqual([alone.code, alone.stdout], [2, ""]);
        assert.match(alone.stderr, /a\.json: expected two files or more, each of another environment/);
        const output = await compare([...FILES, "--output", "none/out"]);
        assert.equal(output.code, 2);
        assert.match(output.stderr, /--output none\/out: the folder .* does not exist/);
        assert.equal((await compare([])).code, 2);
    });

    it("given the schemas, publishes the ones that documents are written and read by", () => {
        for (const { document, file } of compareReportSchemas()) {
            const published: unknown = JSON.parse(readFileSync(file, "utf8"));
            assert.deepEqual(
                published,
                JSON.parse(JSON.stringify(document)),
                "write it anew: npx tsx tests/cli/write-settings-schema.ts",
            );
        }
    });
});
