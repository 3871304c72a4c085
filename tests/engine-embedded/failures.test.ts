import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { listStacks, planStacks, readProject } from "../../engine";
import { UsageError } from "../../plan/faults";
import { removeFolder } from "../support/remove-folder";
import { isRunning, planFixture, processesFor, PROGRAMS } from "./support";

/** Above this a program that fails at once is reported too late. */
const REPORTED_WITHIN_MS = 3000;
/** Enough for a program that does nothing to end, on a machine that is busy with other tests. */
const SHORT_TIMEOUT_MS = 2500;

/** Above this a stack that failed at once has waited too long for the others. */
const ENDED_WITHIN_MS = 15_000;

async function failure(stack: string, request: Parameters<typeof planFixture>[1] = {}): Promise<UsageError> {
    const error = await planFixture("faulty", { stack, ...request }).then(
        () => assert.fail("the program was planned"),
        (reason: unknown) => reason,
    );
    assert(error instanceof UsageError, String(error));
    assert.deepEqual(processesFor(stack), []);
    return error;
}

const messages = ({ faults }: UsageError) => faults.map(({ at, message }) => `${at}: ${message}`);

describe("planning engine: programs at fault", () => {
    it("given a program that throws, shows its own error with the lines of its source, soon", async () => {
        const started = performance.now();
        const error = await failure("throws");

        assert(performance.now() - started < REPORTED_WITHIN_MS);
        assert.equal(error.summary, "stack throws could not be planned");
        assert.deepEqual(messages(error), ["program faulty: the program failed: the keel is broken"]);
        assert.match(error.details!, /Error: the keel is broken\n {4}at failDeeply \(.*faulty\/index\.ts:14:11\)/);
        assert.doesNotMatch(error.details!, /\u001b/);
    });

    for (const stack of ["throws", "twice"]) {
        it(`given a program that ${stack}, shows frames of the program alone`, async () => {
            const { details } = await failure(stack);
            const frames = details!.split("\n").filter(line => line.startsWith("    at "));
            assert(frames.length > 0);
            assert.deepEqual(
                frames.filter(line => !line.includes(PROGRAMS)),
                [],
            );
            assert.doesNotMatch(details!, /Circular|<ref/);
        });
    }

    it("given more output at once than a pipe holds, says so in few words", async () => {
        const error = await failure("overruns");
        assert.match(messages(error).join(), /^program faulty: the program wrote more .*; let it print less$/);
        assert((error.details ?? "").length < 2000, error.details);
    });

    it("given a long line of output, cuts it", async () => {
        assert.match((await failure("rambles")).details!, /^y{400}\.\.\. and 9,600 characters more$/m);
    });

    for (const [stack, told] of [
        ["refuses", ""],
        ["mistyped", ""],
        ["setting", ""],
    ] as const) {
        it(`given a program that ${stack}, repeats nothing below`, async () => {
            assert.equal((await failure(stack)).details, told);
        });
    }

    it("given a promise of the program that is rejected, shows why", async () => {
        assert.match((await failure("rejects")).details!, /Error: no wind/);
    });

    for (const stack of ["leftovers", "orphans"]) {
        it(`given a program with ${stack}, ends what it started too`, async () => {
            const { details } = await failure(stack);

            const pid = Number(/left behind: (\d+)/.exec(details!)![1]);
            assert.equal(isRunning(pid), false);
        });
    }

    for (const [stack, expected] of [
        ["exits", "program faulty: the program ended with exit code 3"],
        [
            "leaves",
            "program faulty: the program ended before it had registered all its resources; " +
                "it must not call process.exit, nor wait for what never comes",
        ],
        [
            "untold",
            "program faulty: the program ended before it had registered all its resources; " +
                "it must not call process.exit, nor wait for what never comes",
        ],
        ["dies", "program faulty: the program was ended by SIGKILL"],
        ["nothing", "program faulty: the program registered no resource"],
        ["logs", "program faulty: the hull leaks"],
        ["refuses", "program faulty: 2 settings are wrong in Pulumi.refuses.yaml:\n  a: too small\n  b: too large"],
        ["mistyped", 'Pulumi.mistyped.yaml:3: faulty:tonnage: expected a number, got "heavy"'],
        [
            "twice",
            "program faulty: the program failed: failed to register new resource one [aws:sqs/queue:Queue]: " +
                "Duplicate resource URN 'urn:pulumi:twice::faulty::aws:sqs/queue:Queue::one'; try giving it a unique name",
        ],
        ["absent", "program faulty: the program imports ./a-file-that-is-not-there, which does not exist"],
        ["setting", "Pulumi.setting.yaml: faulty:tonnage: the program needs this setting, and it is missing"],
        [
            "encrypted",
            "Pulumi.encrypted.yaml: faulty:pin: the program must be able to read this setting, and it is encrypted; " +
                "supply a stand-in under answers.settings in stagewright.yaml",
        ],
        ["garbles", "program faulty: the program wrote to file descriptor 3, over which its plan is handed on"],
        ["floods", "program faulty: the program wrote more than 16 MiB of output and was stopped; let it print less"],
    ] as const) {
        it(`given a program that ${stack}, says so`, async () => {
            assert.deepEqual(messages(await failure(stack)), [expected]);
        });
    }

    it("given a package that is not installed, says that and where to install it", async () => {
        assert.deepEqual(messages(await failure("uninstalled")), [
            "program faulty: the program imports a-package-that-nobody-installed, which is not installed; " +
                `run npm install in ${path.join(PROGRAMS, "faulty")}`,
        ]);
    });

    it("given one URN twice, refuses it in the engine's words", async () => {
        assert.match(
            (await failure("twice")).details!,
            /Duplicate resource URN 'urn:pulumi:twice::faulty::aws:sqs\/queue:Queue::one'; try giving it a unique name/,
        );
    });

    it("given a forbidden default provider, refuses it in the engine's words", async () => {
        assert.match(
            (await failure("denied")).details!,
            /Default provider for 'aws' disabled\. 'urn:pulumi:denied::faulty::aws:sqs\/queue:Queue::one' must use an explicit provider\./,
        );
    });

    it("given a program that fails on an awaited function without an answer, names the function", async () => {
        assert.deepEqual(messages(await failure("awaits")), [
            "program faulty: the program failed: TypeError: (intermediate value).blockDeviceMappings.map is not a function",
            "aws:ec2/getAmi:getAmi: is awaited and has no answer while planning; " +
                "supply one under answers.functions in stagewright.yaml",
        ]);
    });

    for (const stack of ["spins", "waits"]) {
        it(`given a program that ${stack} for ever, stops it in time`, async () => {
            assert.deepEqual(messages(await failure(stack, { timeoutMs: SHORT_TIMEOUT_MS })), [
                "program faulty: the program did not end within 2.5 s and was stopped; " +
                    "let it wait for nothing outside, or raise --timeout",
            ]);
        });
    }

    it("given a program that needs more memory than it may have, stops it", async () => {
        const error = await failure("hoards", { memoryMiB: 128 });
        assert.deepEqual(messages(error), [
            "program faulty: the program needed more than its 128 MiB of memory and was stopped",
        ]);
        assert.equal(error.details, "");
    });

    it("given an interruption, stops at once", async () => {
        const controller = new AbortController();
        const planned = failure("spins", { signal: controller.signal });
        setImmediate(() => {
            controller.abort();
        });

        assert.deepEqual(messages(await planned), ["program faulty: planning was interrupted"]);
    });

    it("given an interruption before the start, starts nothing that stays", async () => {
        assert.deepEqual(messages(await failure("spins", { signal: AbortSignal.abort() })), [
            "program faulty: planning was interrupted",
        ]);
    });

    it("given one stack at fault and another that hangs, ends it soon and reports the fault", async () => {
        const started = performance.now();
        const planned = planStacks({ cwd: path.join(PROGRAMS, "faulty"), stacks: ["spins", "throws"] });

        await assert.rejects(planned, { summary: "stack throws could not be planned" });
        assert(performance.now() - started < ENDED_WITHIN_MS);
        assert.deepEqual(processesFor("spins"), []);
    });

    it("given a stack that hangs beside one that would never end, reports those that were too late", async () => {
        const planned = planStacks({
            cwd: path.join(PROGRAMS, "faulty"),
            stacks: ["spins", "waits"],
            timeoutMs: SHORT_TIMEOUT_MS,
        });

        await assert.rejects(planned, /did not end within 2\.5 s/);
        assert.deepEqual([...processesFor("spins"), ...processesFor("waits")], []);
    });

    it("given several stacks at fault, reports the faults of all, what they share once", async () => {
        const error = await planStacks({
            cwd: path.join(PROGRAMS, "faulty"),
            stacks: ["throws", "leftovers", "setting"],
        }).then(
            () => assert.fail("the program was planned"),
            (reason: unknown) => reason,
        );

        assert(error instanceof UsageError, String(error));
        assert.equal(error.summary, "stacks throws, leftovers, setting could not be planned");
        assert.deepEqual(messages(error), [
            "throws, leftovers: program faulty: the program failed: the keel is broken",
            "Pulumi.setting.yaml: faulty:tonnage: the program needs this setting, and it is missing",
        ]);
        assert.match(error.details!, /^throws:\nRunning .*\n\nleftovers:\nRunning /s);
    });

    it("given faults in the files of several stacks, reports all before anything runs", async () => {
        const planned = planStacks({ cwd: path.join(PROGRAMS, "faulty"), stacks: ["scalar", "list", "throws"] });

        await assert.rejects(planned, {
            faults: [
                { at: "Pulumi.scalar.yaml: config", message: "expected settings by name" },
                { at: "Pulumi.list.yaml:1:1", message: "expected keys and values" },
            ],
        });
    });

    it("given sockets, reports a fault in the same words", async () => {
        const near = await failure("twice");
        const far = await failure("twice", { transport: "sockets" });

        assert.deepEqual(messages(far), messages(near));
        assert.match(far.details!, /Duplicate resource URN/);
    });
});

describe("planning engine: projects and stacks at fault", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "stagewright-"));
    });
    afterEach(() => {
        removeFolder(folder);
    });

    const project = (text: string) => {
        writeFileSync(path.join(folder, "Pulumi.yaml"), text);
    };
    const fault = (run: () => unknown): string[] => {
        try {
            run();
        } catch (error) {
            assert(error instanceof UsageError, String(error));
            return messages(error);
        }
        return assert.fail("nothing was refused");
    };

    it("given no Pulumi.yaml, says where it was expected", () => {
        assert.deepEqual(
            fault(() => listStacks(folder)),
            [`${folder}: expected a file Pulumi.yaml`],
        );
    });

    it("given a Pulumi.yaml further up, names its folder", () => {
        project("name: a\nruntime: nodejs\n");
        const inside = path.join(folder, "deep", "inside");
        mkdirSync(inside, { recursive: true });

        assert.deepEqual(
            fault(() => readProject(inside)),
            [`${inside}: expected a file Pulumi.yaml; there is one in ${folder}`],
        );
    });

    for (const [given, text, expected] of [
        ["another runtime", "name: a\nruntime: python\n", "Pulumi.yaml: runtime: expected nodejs, got python"],
        [
            "another runtime with options",
            "name: a\nruntime: { name: go }\n",
            "Pulumi.yaml: runtime: expected nodejs, got go",
        ],
        ["no runtime", "name: a\n", "Pulumi.yaml: runtime: expected nodejs, got nothing"],
        ["no name", "runtime: nodejs\n", "Pulumi.yaml: name: expected the project's name"],
        [
            "a program outside",
            "name: a\nruntime: nodejs\nmain: ../b\n",
            "Pulumi.yaml: main: expected a path inside the project, got ../b",
        ],
        ["a program that is not there", "name: a\nruntime: nodejs\nmain: b\n", "Pulumi.yaml: main: b was not found"],
        [
            "arguments that are no text",
            "name: a\nruntime: { name: nodejs, options: { nodeargs: [--a] } }\n",
            "Pulumi.yaml: runtime.options.nodeargs: expected one text, such as --require tsx/cjs",
        ],
        ["a list", "- a\n", "Pulumi.yaml:1:1: expected keys and values"],
    ] as const) {
        it(`given a Pulumi.yaml with ${given}, refuses it`, () => {
            project(text);
            assert.deepEqual(
                fault(() => readProject(folder)),
                [expected],
            );
        });
    }

    it("given YAML that does not parse, shows file, line and column", () => {
        project("name: a\nruntime: [nodejs\n");
        assert.match(fault(() => readProject(folder)).join("\n"), /^Pulumi\.yaml:3:1: .*\]/);
    });

    for (const [stack, expected] of [
        ["unparsed", /^Pulumi\.unparsed\.yaml:4:1: Flow sequence[^\n]*$/],
        ["list", /^Pulumi\.list\.yaml:1:1: expected keys and values$/],
        ["scalar", /^Pulumi\.scalar\.yaml: config: expected settings by name$/],
        ["throw", /^Pulumi\.throw\.yaml: expected this file in .*; did you mean throws\? the project has absent, /],
        [
            "something-else-entirely",
            /^Pulumi\.something-else-entirely\.yaml: expected this file in [^?]*; the project has absent, /,
        ],
    ] as const) {
        it(`given the stack ${stack}, says what is wrong with its file`, async () => {
            assert.match(messages(await failure(stack)).join("\n"), expected);
        });
    }

    it("given a project without stacks, says so", async () => {
        project("name: a\nruntime: nodejs\n");
        await assert.rejects(planStacks({ cwd: folder, stacks: ["dev"] }), /the project has no stack files/);
    });

    it("given no SDK, says how to install it", async () => {
        project("name: a\nruntime: nodejs\n");
        writeFileSync(path.join(folder, "Pulumi.dev.yaml"), "");

        await assert.rejects(planStacks({ cwd: folder, stacks: ["dev"] }), {
            summary: "Pulumi's SDK is not installed",
            faults: [
                {
                    at: folder,
                    message: "the program needs @pulumi/pulumi; install the program's packages first (npm ci)",
                },
            ],
        });
    });

    for (const [version, isRefused] of [
        ["3.170.9", true],
        ["2.900.0", true],
        ["3.171.0-alpha.1", false],
    ] as const) {
        it(`given SDK ${version}, ${isRefused ? "refuses" : "accepts"} it`, async () => {
            project("name: a\nruntime: nodejs\n");
            writeFileSync(path.join(folder, "Pulumi.dev.yaml"), "");
            const sdk = path.join(folder, "node_modules", "@pulumi", "pulumi");
            mkdirSync(sdk, { recursive: true });
            writeFileSync(path.join(sdk, "package.json"), JSON.stringify({ version }));

            const summary = isRefused ? "Pulumi's SDK is too old" : "stack dev could not be planned";
            await assert.rejects(planStacks({ cwd: folder, stacks: ["dev"] }), { summary });
        });
    }

    it("given a setting that the project declares without a default, names key and file", async () => {
        const declared = path.join(folder, "declared");
        mkdirSync(declared);
        writeFileSync(
            path.join(declared, "Pulumi.yaml"),
            "name: a\nruntime: nodejs\nconfig:\n  size: { type: integer }\n  b:x: 1\n",
        );
        writeFileSync(path.join(declared, "Pulumi.dev.yaml"), "config: {}\n");
        mkdirSync(path.join(declared, "node_modules", "@pulumi", "pulumi"), { recursive: true });
        writeFileSync(
            path.join(declared, "node_modules", "@pulumi", "pulumi", "package.json"),
            '{ "version": "3.248.0" }',
        );

        await assert.rejects(planStacks({ cwd: declared, stacks: ["dev"] }), {
            faults: [
                { at: "Pulumi.dev.yaml: a:size", message: "is missing; Pulumi.yaml declares it without a default" },
            ],
        });
    });
});
