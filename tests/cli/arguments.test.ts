import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { type CheckOptions, commandLine, type CommonOptions, withDefaultCommand } from "../../cli/arguments";
import { nearest } from "../../plan/nearest";
import { CAPTURED } from "../plan/captured";
import { type CliRun, runCli } from "./support";

/** Parses arguments as the command does, and returns what the command is called with. */
async function parsed(...args: readonly string[]): Promise<CheckOptions> {
    let seen: CommonOptions | undefined;
    const take = (options: CommonOptions) => {
        seen = options;
        return Promise.resolve();
    };
    const unused = () => Promise.resolve();
    const commands = {
        ...{ check: take, parity: unused, isolation: unused, plan: take, facts: unused, compare: unused },
        ...{ newRule: unused, init: unused, schedule: { next: unused, simulate: unused, status: unused } },
    };
    const program = commandLine("1.0.0", commands, "2026-11-21");
    await program.parseAsync(withDefaultCommand(args), { from: "user" });
    return seen as CheckOptions;
}

describe("arguments of the command line", () => {
    it("given none, checks this folder with every default", async () => {
        assert.deepEqual(
            { ...(await parsed()) },
            { cwd: ".", plan: [], format: "text", today: "2026-11-21", timings: false },
        );
    });

    it("given flags alone, takes them for the default command", async () => {
        const options = await parsed("--cwd", "../shop", "--timings", "--no-strict");
        assert.equal(options.cwd, "../shop");
        assert.equal(options.timings, true);
        assert.equal(options.strict, false);
    });

    it("given each flag, hands its value on", async () => {
        const options = await parsed(
            ...[
                "check",
                "--stack",
                "staging, prod",
                "--policy-pack",
                "pack",
                "--format",
                "json",
                "--output",
                "out.json",
            ],
            ...["--strict", "--today", "2027-02-28", "--timeout", "0.5", "--color"],
        );
        assert.deepEqual(options.stack, ["staging", "prod"]);
        assert.equal(options.policyPack, "pack");
        assert.equal(options.format, "json");
        assert.equal(options.output, "out.json");
        assert.equal(options.strict, true);
        assert.equal(options.today, "2027-02-28");
        assert.equal(options.timeout, 0.5);
        assert.equal(options.color, true);
    });

    it("given a flag that may be repeated, gathers its values", async () => {
        assert.deepEqual((await parsed("--plan", "a.json", "--plan", "b.json")).plan, ["a.json", "b.json"]);
        assert.deepEqual((await parsed("--stack", "a", "--stack", "b,a")).stack, ["a", "b"]);
    });

    it("given a word that is near, finds it; given one that is not, finds none", () => {
        assert.equal(nearest("chek", ["check", "plan"]), "check");
        assert.equal(nearest("deploy", ["check", "plan"]), undefined);
        assert.equal(nearest("check", []), undefined);
    });
});

describe("command line at fault", () => {
    for (const { args, says } of [
        { args: ["chek"], says: ["unknown command 'chek'", "Did you mean check?"] },
        { args: ["--formt", "json"], says: ["unknown option '--formt'", "Did you mean --format?"] },
        { args: ["plan", "--strict"], says: ["unknown option '--strict'"] },
        {
            args: ["--format", "jsn"],
            says: ["argument 'jsn' is invalid", "Expected text or json", "Did you mean json?"],
        },
        { args: ["--format", "sarif"], says: ["argument 'sarif' is invalid", "Expected text or json"] },
        { args: ["--today", "2026-02-29"], says: ["'2026-02-29'", "Expected a date that exists, as YYYY-MM-DD"] },
        { args: ["--today", "tomorrow"], says: ["'tomorrow'", "YYYY-MM-DD"] },
        { args: ["--timeout", "0"], says: ["'0'", "Expected a number of seconds above 0"] },
        { args: ["--timeout", "soon"], says: ["'soon'", "seconds"] },
        { args: ["--stack", "a,,b"], says: ["'a,,b'", "Expected names separated by commas"] },
        {
            args: ["--stack", "a", "--plan", "b.json"],
            says: ["'--plan <file>' cannot be used with option '--stack <names>'"],
        },
        { args: ["--output"], says: ["'--output <file>' argument missing"] },
        { args: ["chek", "prod"], says: ["unknown command 'chek'", "Did you mean check?"] },
        { args: ["--cwd", ".", "chek", "now"], says: ["unknown command 'chek'", "Did you mean check?"] },
        { args: ["check", "prod"], says: ["unexpected 'prod'; check takes options alone", "--stack prod"] },
        { args: ["plan", "plan"], says: ["unexpected 'plan'; plan takes options alone"] },
    ]) {
        it(`given ${args.join(" ")}, exits with 2 and says what was expected`, async () => {
            const { code, stdout, stderr } = await runCli(args);
            for (const text of says) assert(stderr.includes(text), `${text} is not in: ${stderr}`);
            assert.equal(code, 2);
            assert.equal(stdout, "");
        });
    }
});

describe("help and version", () => {
    for (const { args, says } of [
        { args: ["--help"], says: /Examples:\n {2}stagewright /u },
        { args: ["help"], says: /Usage: stagewright \[options\] \[command\]/ },
        { args: ["check", "--help"], says: /--policy-pack <dir>.*Exit codes: 0 all hold/s },
        { args: ["help", "plan"], says: /Usage: stagewright plan \[options\]/ },
    ]) {
        it(`given ${args.join(" ")}, prints it and exits with 0`, async () => {
            const { code, stdout, stderr } = await runCli(args);
            assert.match(stdout, says);
            assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
        });
    }

    for (const flag of ["--version", "-V"]) {
        it(`given ${flag}, prints the version of the package`, async () => {
            const manifest = JSON.parse(readFileSync(path.join(__dirname, "..", "..", "package.json"), "utf8")) as {
                version: string;
            };
            const expected: CliRun = { code: 0, stdout: `${manifest.version}\n`, stderr: "" };
            assert.deepEqual(await runCli([flag]), expected);
        });
    }

    it("given an option beside --version, still knows it", async () => {
        const { code } = await runCli(["plan", "--plan", path.join(CAPTURED, "real-small.staging.preview.json")]);
        assert.equal(code, 0);
    });
});
