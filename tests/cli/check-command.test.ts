import assert from "node:assert/strict";
import * as path from "node:path";
import { CAPTURED, captured } from "../plan/captured";
import { schemaFaults } from "./schema";
import { type CliRun, haveEnded, runCli, TestFolder } from "./support";

const PREVIEW = path.join(CAPTURED, "real-small.staging.preview.json");
const STATE = path.join(CAPTURED, "real-small.staging.state.json");

/** A program whose resources two of our rules have something to say of. */
const QUAY = `const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
new aws.s3.Bucket("crates", { tags: { slot: new pulumi.Config().require("slot") } });
`;

const STACKS = {
    "Pulumi.staging.yaml": "config:\n  quay:slot: 1\n",
    "Pulumi.prod.yaml": "config:\n  quay:slot: 2\n",
};

interface Document {
    readonly project: string;
    readonly stacks: readonly string[];
    readonly strict: boolean;
    readonly summary: { readonly verdict: string; readonly passes: boolean };
    readonly plans: readonly { readonly stack: string; readonly resources: number; readonly source: string }[];
}

function documentOf({ stdout }: CliRun): Document {
    const document = JSON.parse(stdout) as Document;
    assert.deepEqual(schemaFaults("check.schema.json", document), []);
    return document;
}

describe("stagewright check", function () {
    this.timeout(60_000);
    let folder: TestFolder;
    beforeEach(() => {
        folder = new TestFolder();
    });
    afterEach(() => {
        folder.remove();
    });

    it("given a project, plans and judges every stack, and prints nothing but the report", async () => {
        folder.writeProject(QUAY, STACKS);
        const run = await runCli(["--format", "json"], { cwd: folder.path });
        assert.deepEqual({ code: run.code, stderr: run.stderr }, { code: 1, stderr: "" });
        const { project, stacks, strict, plans } = documentOf(run);
        assert.deepEqual({ project, stacks, strict }, { project: "quay", stacks: ["prod", "staging"], strict: true });
        assert.deepEqual(
            plans.map(({ stack, resources, source }) => ({ stack, resources, source })),
            [
                { stack: "prod", resources: 1, source: "embedded" },
                { stack: "staging", resources: 1, source: "embedded" },
            ],
        );
    });

    it("given --cwd and --stack, checks that stack of that project, without strictness outside production", async () => {
        folder.writeProject(QUAY, STACKS);
        const run = await runCli(["--cwd", folder.path, "--stack", "staging", "--timings"]);
        assert.match(run.stdout, /violated.* {2}quay: staging\n/);
        assert.match(run.stdout, /\nTime\n {2}planning \d+\.\d\d s, judging /);
        assert.doesNotMatch(run.stdout, /\u001b|strict\)/);
        assert.deepEqual({ code: run.code, stderr: run.stderr }, { code: 1, stderr: "" });
    });

    it("given a preview and a state of two stacks, judges them together", async () => {
        const state = JSON.stringify(captured("real-small.staging.state.json")).replaceAll(
            "pulumi:staging",
            "pulumi:prod",
        );
        folder.write({ "prod.json": state });
        const run = await runCli(["--plan", PREVIEW, "--plan", "prod.json", "--format", "json"], { cwd: folder.path });
        const { stacks, strict, plans } = documentOf(run);
        assert.deepEqual({ stacks, strict }, { stacks: ["staging", "prod"], strict: true });
        assert.deepEqual(
            plans.map(({ source }) => source),
            ["preview", "state"],
        );
    });

    it("given CI, is strict; given --no-strict there, is not", async () => {
        const args = ["--plan", PREVIEW, "--format", "json"];
        const options = { cwd: folder.path };
        assert.equal(documentOf(await runCli(args, options)).strict, false);
        assert.equal(documentOf(await runCli(args, { ...options, env: { CI: "true" } })).strict, true);
        assert.equal(
            documentOf(await runCli([...args, "--no-strict"], { ...options, env: { CI: "true" } })).strict,
            false,
        );
        assert.equal(documentOf(await runCli([...args, "--strict"], options)).strict, true);
    });

    it("given CI and a pipe, does not colour: colour is for terminals", async () => {
        const { stdout } = await runCli(["--plan", PREVIEW], { cwd: folder.path, env: { CI: "true" } });
        assert.equal(stdout.includes("\u001b["), false);
    });

    it("given a preview in which nothing is judged, passes and claims nothing", async () => {
        const preview = captured("real-small.staging.preview.json");
        const steps = preview["steps"] as { urn: string }[];
        folder.write({
            "p.json": JSON.stringify({
                ...preview,
                steps: steps.filter(({ urn }) => urn.includes("::pulumi:pulumi:Stack::")),
            }),
        });
        const run = await runCli(["--plan", "p.json"], { cwd: folder.path });
        assert.match(run.stdout, /^Nothing was judged {2}real-small: staging\n/);
        assert.equal(run.code, 0);
    });

    it("given --color, colours; given NO_COLOR or nothing, does not", async () => {
        const options = { cwd: folder.path };
        assert.match((await runCli(["plan", "--plan", PREVIEW, "--color"], options)).stdout, /\u001b\[1m/);
        assert.doesNotMatch((await runCli(["plan", "--plan", PREVIEW], options)).stdout, /\u001b/);
        assert.doesNotMatch((await runCli(["plan", "--plan", PREVIEW, "--no-color"], options)).stdout, /\u001b/);
    });

    it("given a report that is longer than a pipe takes, prints all of it", async () => {
        const preview = captured("real-small.staging.preview.json");
        const steps = preview["steps"] as { urn: string; newState: { urn: string } }[];
        const last = steps.at(-1) ?? assert.fail();
        const many = Array.from({ length: 2000 }, (_, index) => {
            const urn = `${last.urn}-${index}`;
            return { ...last, urn, newState: { ...last.newState, urn } };
        });
        folder.write({ "p.json": JSON.stringify({ ...preview, steps: [...steps, ...many] }) });
        const run = await runCli(["plan", "--plan", "p.json", "--format", "json"], { cwd: folder.path });
        assert(run.stdout.length > 1_000_000);
        assert.deepEqual(schemaFaults("plan.schema.json", JSON.parse(run.stdout)), []);
    });

    const projectFaults: readonly {
        readonly what: string;
        readonly args: readonly string[];
        readonly files: Readonly<Record<string, string>>;
        readonly env?: Readonly<Record<string, string>>;
        readonly says: readonly RegExp[];
    }[] = [
        {
            what: "no Pulumi.yaml",
            args: [],
            files: {},
            says: [/^stagewright: there is no Pulumi project here\n/, /expected a file Pulumi\.yaml/],
        },
        {
            what: "a folder that does not exist",
            args: ["--cwd", "missing"],
            files: {},
            says: [/^stagewright: there is no project\n {2}--cwd missing: expected a folder that exists\n$/],
        },
        {
            what: "a file for a folder",
            args: ["--cwd", "a.txt"],
            files: { "a.txt": "" },
            says: [/--cwd a\.txt: expected a folder/],
        },
        {
            what: "a project without stacks",
            args: [],
            files: { "Pulumi.yaml": "name: quay\nruntime: nodejs\n" },
            says: [/there is no stack to plan/, /expected a file Pulumi\.<stack>\.yaml for each stack/],
        },
        {
            what: "an unknown stack",
            args: ["--stack", "prd"],
            files: { "Pulumi.yaml": "name: quay\nruntime: nodejs\n", "Pulumi.prod.yaml": "config: {}\n" },
            says: [/stack prd does not exist/, /did you mean prod\?/],
        },
        {
            what: "YAML that does not parse",
            args: [],
            files: { "Pulumi.yaml": "name: quay\nruntime: nodejs\n", "Pulumi.prod.yaml": "config:\n  quay:slot: [1\n" },
            says: [/Pulumi\.prod\.yaml is not valid YAML/, /Pulumi\.prod\.yaml:3:1: /],
        },
        {
            what: "faults in every file",
            args: [],
            files: {
                "Pulumi.yaml": "name: quay\nruntime: nodejs\n",
                "Pulumi.prod.yaml": "config: none\n",
                "Pulumi.staging.yaml": "config: [1]\n",
                "stagewright.yaml": "strikt: true\n",
            },
            says: [
                /^stagewright: the project cannot be planned\n/,
                /stagewright\.yaml:1 strikt: unknown key "strikt"; did you mean "strict"\?/,
                /Pulumi\.prod\.yaml: config: expected settings by name/,
                /Pulumi\.staging\.yaml: config: expected settings by name/,
            ],
        },
        {
            what: "a plan that is cut off",
            args: ["--plan", "p.json"],
            files: { "p.json": '{"steps": [' },
            says: [/the plan cannot be read\n {2}p\.json:1:12: the JSON ends too early/],
        },
        {
            what: "the same stack twice",
            args: ["--plan", PREVIEW, "--plan", STATE],
            files: {},
            says: [
                /these plans cannot be judged together\n {2}--plan .*state\.json: got stack staging, which .*preview\.json is of too/,
            ],
        },
        {
            what: "plans of two projects",
            args: ["--plan", PREVIEW, "--plan", path.join(CAPTURED, "real-values.staging.state.json")],
            files: {},
            says: [/got project real-values, expected real-small as in /],
        },
        {
            what: "a wish for strictness that is neither yes nor no",
            args: ["--plan", PREVIEW],
            files: {},
            env: { STAGEWRIGHT_STRICT: "maybe" },
            says: [/STAGEWRIGHT_STRICT: expected true or false, got "maybe"/],
        },
    ];
    for (const { what, args, files, env, says } of projectFaults) {
        it(`given ${what}, exits with 2 and says so`, async () => {
            folder.write(files);
            const { code, stdout, stderr } = await runCli(args, { cwd: folder.path, env });
            for (const text of says) assert.match(stderr, text);
            assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
        });
    }

    for (const { what, program, args, says } of [
        {
            what: "throws",
            program: 'throw new Error("the keel is broken");',
            args: [],
            says: [/stack one could not be planned/, /Error: the keel is broken/, /index\.js:2:7/],
        },
        {
            what: "hangs",
            program: "setInterval(() => {}, 1000);",
            args: ["--timeout", "1"],
            says: [/the program did not end within 1 s and was stopped; .* or raise --timeout/],
        },
        {
            what: "floods its output",
            program: 'for (;;) require("node:fs").writeSync(1, "x".repeat(65536));',
            args: [],
            says: [/the program wrote more than 16 MiB of output and was stopped/],
        },
        { what: "exits", program: "process.exit(3);", args: [], says: [/the program ended with exit code 3/] },
        { what: "registers nothing", program: "", args: [], says: [/the program registered no resource/] },
        {
            what: "registers a URN twice",
            program: 'const aws = require("@pulumi/aws"); new aws.sqs.Queue("a"); new aws.sqs.Queue("a");',
            args: [],
            says: [/Duplicate resource URN 'urn:pulumi:one::quay::aws:sqs\/queue:Queue::a'/],
        },
        {
            what: "imports what is not installed",
            program: 'require("left-out");',
            args: [],
            says: [/the program imports left-out, which is not installed/],
        },
        {
            what: "needs a setting that is missing",
            program: 'new (require("@pulumi/pulumi").Config)().require("berth");',
            args: [],
            says: [/Pulumi\.one\.yaml: quay:berth: the program needs this setting, and it is missing/],
        },
        {
            what: "needs a setting that is encrypted",
            program: 'new (require("@pulumi/pulumi").Config)().requireNumber("pin");',
            args: [],
            says: [/quay:pin: the program must be able to read this setting, and it is encrypted/],
        },
    ] as const) {
        it(`given a program that ${what}, exits with 2, says why and leaves nothing running`, async () => {
            const announced = `require("node:fs").writeFileSync(${JSON.stringify(folder.file("pid"))}, String(process.pid));\n`;
            folder.writeProject(announced + program, {
                "Pulumi.one.yaml": "config:\n  quay:pin:\n    secure: v1:AAAA:BBBB\n",
            });
            const { code, stdout, stderr } = await runCli([...args], { cwd: folder.path });
            for (const text of says) assert.match(stderr, text);
            assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
            assert(await haveEnded(Number(folder.read("pid"))));
        });
    }
});
