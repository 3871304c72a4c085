import { accessSync, constants, mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type CommandResult, runCommand } from "./child-process";
import { emulatedAws } from "./emulators/emulated-aws";
import { emulatedKubernetes } from "./emulators/emulated-kubernetes";
import { type EmulatedProvider, startEmulatedProvider, type Tampering } from "./emulators/emulated-provider";
import { emulatedRandom } from "./emulators/emulated-random";
import type { Held } from "./emulators/emulation";
import { findCli } from "./find-cli";
import { installLanguageHost } from "./language-host/install";
import { copyProject } from "./project-copy";
import { removeFolder } from "../remove-folder";

/** The day on which tests judge: versions of today are supported on it. */
export const JUDGED_ON = "2026-11-21";

/** Longest time in milliseconds for one command of the CLI. */
const COMMAND_LIMIT_MS = 180_000;

/** Encrypts the secrets of states that live for one test run. */
const PASSPHRASE = "of-a-test";

/** How to run one command. */
export interface CommandOptions {
    /** More variables for its environment. */
    readonly env?: Readonly<Record<string, string>>;
    /** What to call the step in the line of progress. @default the command as it is */
    readonly step?: string;
    /**
     * How long the command may take, in milliseconds.
     * @default 180000
     */
    readonly limitMs?: number;
}

/**
 * Pulumi's own engine on a copy of one project, with a state in local files and emulated providers. It needs no network
 * and leaves nothing behind.
 */
export class RealEngine {
    private constructor(
        private readonly cli: string,
        /** Holds everything of this engine: the copy, the states, the CLI's home. */
        readonly folder: string,
        private readonly providers: readonly EmulatedProvider[],
        private readonly say: (line: string) => void,
    ) {}

    /**
     * Copies the project and starts the emulated providers.
     *
     * @param project The folder with the `Pulumi.yaml`.
     * @throws Error that says what is missing on this machine.
     */
    static async start(project: string, say: (line: string) => void = sayProgress): Promise<RealEngine> {
        const cli = await findCli(say);
        const folder = realpathSync(mkdtempSync(join(tmpdir(), "stagewright-real-engine-")));
        for (const part of ["home", "state", "bin"]) mkdirSync(join(folder, part));
        copyProject(project, join(folder, "project"));
        if (!isOnPath("pulumi-language-nodejs")) installLanguageHost(join(folder, "bin"));
        const providers = await Promise.all(
            [emulatedAws, emulatedKubernetes, emulatedRandom].map(startEmulatedProvider),
        );
        return new RealEngine(cli, folder, providers, say);
    }

    /** The copy of the project that commands run in. */
    get project(): string {
        return join(this.folder, "project");
    }

    /** URN and id of everything that the emulated providers hold. */
    resources(): readonly string[] {
        return this.providers.flatMap(provider => provider.resources());
    }

    /** Everything that the emulated providers hold, as they hold it. */
    held(): readonly Held[] {
        return this.providers.flatMap(provider => provider.held());
    }

    /** Changes something that was deployed behind the engine's back. */
    tamper(urn: string, change: Tampering): void {
        if (!this.providers.some(provider => provider.tamper(urn, change))) {
            throw new Error(`nothing is deployed with the URN ${urn}`);
        }
    }

    /** Runs one command of the CLI and says how it ended. */
    async run(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
        const result = await runCommand(this.cli, [...args, "--non-interactive", "--color", "never"], {
            cwd: this.project,
            env: this.environment(options.env),
            limitMs: options.limitMs ?? COMMAND_LIMIT_MS,
        });
        const seconds = (result.milliseconds / 1000).toFixed(1);
        this.say(`${options.step ?? args.join(" ")}: exit ${result.code.toString()} in ${seconds} s`);
        return result;
    }

    /**
     * Runs one command that is expected to succeed.
     *
     * @throws Error with all that it printed where it does not.
     */
    async succeed(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
        const result = await this.run(args, options);
        if (result.code === 0) return result;
        throw new Error(
            `pulumi ${args.join(" ")} ended with exit code ${result.code.toString()}:\n${result.stdout}\n${result.stderr}`,
        );
    }

    /** Stops the emulated providers and removes the copy and its states. */
    stop(): void {
        for (const provider of this.providers) provider.stop();
        removeFolder(this.folder);
    }

    /** Nothing of the caller's but where programs are found. */
    private environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
        return {
            PATH: [join(this.folder, "bin"), dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
            // As a shell sets it: a pack runs in its own folder, and finds the project by it.
            PWD: this.project,
            HOME: join(this.folder, "home"),
            PULUMI_HOME: join(this.folder, "home", ".pulumi"),
            PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
            PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
            STAGEWRIGHT_TODAY: JUDGED_ON,
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_DEBUG_PROVIDERS: this.providers
                .map(({ packageName, port }) => `${packageName}:${port.toString()}`)
                .join(","),
            ...more,
        };
    }
}

/** Says a line of progress below the title of the running suite. */
export function sayProgress(line: string): void {
    process.stderr.write(`      ${line}\n`);
}

function isOnPath(command: string): boolean {
    return (process.env["PATH"] ?? "").split(delimiter).some(folder => {
        try {
            accessSync(join(folder, command), constants.X_OK);
            return folder !== "";
        } catch {
            return false;
        }
    });
}
