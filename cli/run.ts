import { createRequire } from "node:module";
import { CommanderError } from "commander";
import { judgementDate } from "../policy-pack/judgement-date";
import {
    type CheckOptions,
    commandLine,
    type CommonOptions,
    type CompareOptions,
    type FactsOptions,
    type InitOptions,
    type IsolationCommandOptions,
    type NewRuleOptions,
    type ParityCommandOptions,
    type PlanningOptions,
    withDefaultCommand,
} from "./arguments";
import { EXIT_CODES } from "./exit-codes";
import { interruptible } from "./interruption";
import { openOutput, type Output, OWNER_ONLY } from "./output";
import { version } from "./version";
import type * as checkModule from "./check";
import type * as compareModule from "./compare/command";
import type * as factsModule from "./facts/command";
import type * as initModule from "./init/command";
import type * as isolationModule from "./isolation/command";
import type * as newRuleModule from "./new-rule/command";
import type * as parityModule from "./parity/command";
import type * as planCommandModule from "./plan-command";
import type { NextOptions, SimulateOptions, StatusOptions } from "./schedule/arguments";
import type * as scheduleModule from "./schedule/command";

/** Loads a module of this folder when a command needs it, so that no other command waits for it. */
const load = createRequire(__filename);

/**
 * Runs the command that the arguments name.
 *
 * @returns The exit code.
 * @throws UsageError, InterruptedError, and whatever is a defect.
 */
export async function run(args: readonly string[]): Promise<number> {
    let exitCode: number = EXIT_CODES.holds;
    const commands = {
        async check(options: CheckOptions) {
            const { check } = load("./check") as typeof checkModule;
            exitCode = await withOutput(options, (output, signal) => check(options, output, signal));
        },
        async plan(options: CommonOptions) {
            const { plan } = load("./plan-command") as typeof planCommandModule;
            exitCode = await withOutput(options, (output, signal) => plan(options, output, signal));
        },
        async parity(options: ParityCommandOptions) {
            const { parity } = load("./parity/command") as typeof parityModule;
            exitCode = await withOutput(options, (output, signal) => parity(options, output, signal));
        },
        async isolation(options: IsolationCommandOptions) {
            const { isolation } = load("./isolation/command") as typeof isolationModule;
            exitCode = await withOutput(options, (output, signal) => isolation(options, output, signal));
        },
        async facts(options: FactsOptions) {
            const { facts } = load("./facts/command") as typeof factsModule;
            exitCode = await withOutput(options, (output, signal) => facts(options, output, signal), OWNER_ONLY);
        },
        async compare(files: readonly string[], options: CompareOptions) {
            const { compare } = load("./compare/command") as typeof compareModule;
            exitCode = await withOutput(options, output => compare(files, options, output));
        },
        schedule: {
            async next(options: NextOptions) {
                const { scheduleNext } = load("./schedule/command") as typeof scheduleModule;
                exitCode = await withOutput(options, (output, signal) => scheduleNext(options, output, signal));
            },
            async simulate(options: SimulateOptions) {
                const { scheduleSimulate } = load("./schedule/command") as typeof scheduleModule;
                exitCode = await withOutput(options, (output, signal) => scheduleSimulate(options, output, signal));
            },
            async status(options: StatusOptions) {
                const { scheduleStatus } = load("./schedule/command") as typeof scheduleModule;
                exitCode = await withOutput(options, (output, signal) => scheduleStatus(options, output, signal));
            },
        },
        newRule(name: string, options: NewRuleOptions) {
            const { newRule } = load("./new-rule/command") as typeof newRuleModule;
            exitCode = newRule(name, options);
            return Promise.resolve();
        },
        init(options: InitOptions) {
            const { init } = load("./init/command") as typeof initModule;
            exitCode = init(options);
            return Promise.resolve();
        },
    };
    try {
        const program = commandLine(version, commands, judgementDate(process.env, today()));
        await program.parseAsync(withDefaultCommand(args), { from: "user" });
        return exitCode;
    } catch (error) {
        // What was wrong has been printed already; help and version are no faults.
        if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.holds : EXIT_CODES.usage;
        throw error;
    }
}

/** Opens the output before any work is done for it, and leaves none behind when the work fails. */
async function withOutput(
    { output: file }: Pick<PlanningOptions, "output">,
    command: (output: Output, signal: AbortSignal) => Promise<number>,
    mode?: number,
): Promise<number> {
    const output = openOutput(file, mode);
    const discard = () => {
        output.discard();
    };
    // A second Ctrl-C ends the process without coming back here.
    process.once("exit", discard);
    try {
        return await interruptible(signal => command(output, signal));
    } finally {
        process.off("exit", discard);
        discard();
    }
}

/** The date here and now: rules have no clock of their own. */
function today(): string {
    const now = new Date();
    const twoDigits = (part: number) => String(part).padStart(2, "0");
    return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
