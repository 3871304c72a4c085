import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/** The Go module that pins the CLI's version. */
const TOOL_MODULE = resolve(__dirname, "../../../tools/pulumi-cli");
const CLI_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** How often a build that takes minutes says that it is still going on, in milliseconds. */
const PROGRESS_MS = 30_000;

/**
 * Finds the Pulumi CLI: the one on `PATH`, else the one built before, else it builds the pinned version with Go (several
 * minutes on two cores, once a machine). Two builds at a time are wasteful but harmless.
 *
 * @param say Takes lines of progress.
 * @returns The path of the executable.
 * @throws Error that says what is missing.
 */
export async function findCli(
    say: (line: string) => void,
    environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
    const installed = onPath("pulumi", environment);
    if (installed !== undefined) return installed;
    const version = pinnedVersion();
    const folder = join(cacheFolder(environment), `pulumi-${version}`);
    const built = join(folder, "pulumi");
    if (isExecutable(built)) return built;
    if (onPath("go", environment) === undefined) {
        throw new Error(
            `the real engine tests need the Pulumi CLI: there is no pulumi on PATH, none at ${built}, and no go on PATH to build ${version} with`,
        );
    }
    mkdirSync(folder, { recursive: true });
    const unfinished = `${built}.${randomUUID()}.unfinished`;
    try {
        await build(unfinished, version, environment, say);
        renameSync(unfinished, built);
    } finally {
        rmSync(unfinished, { force: true });
    }
    return built;
}

/** The version of the CLI that the tool module asks for. */
export function pinnedVersion(): string {
    const file = join(TOOL_MODULE, "go.mod");
    const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 (v[\w.-]+)/.exec(readFileSync(file, "utf8"))?.[1];
    if (version === undefined) throw new Error(`${file} requires no version of github.com/pulumi/pulumi/pkg/v3`);
    return version;
}

function cacheFolder(environment: NodeJS.ProcessEnv): string {
    const { XDG_CACHE_HOME: configured, HOME: home = homedir() } = environment;
    return join(configured !== undefined && configured !== "" ? configured : join(home, ".cache"), "stagewright");
}

async function build(
    output: string,
    version: string,
    environment: NodeJS.ProcessEnv,
    say: (line: string) => void,
): Promise<void> {
    const start = Date.now();
    const elapsed = (): string => `${Math.round((Date.now() - start) / 1000).toString()} s`;
    say(`building the Pulumi CLI ${version} with Go; this happens once a machine`);
    const timer = setInterval(() => {
        say(`still building the Pulumi CLI, ${elapsed()}`);
    }, PROGRESS_MS);
    const linkerFlags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
    const child = spawn("go", ["build", "-ldflags", linkerFlags, "-o", output, CLI_PACKAGE], {
        cwd: TOOL_MODULE,
        env: { ...environment, GOFLAGS: "-mod=readonly" },
        stdio: ["ignore", "ignore", "pipe"],
    });
    const errors: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    try {
        await new Promise<void>((resolve, reject) => {
            child.once("error", reject);
            child.once("close", code => {
                if (code === 0) resolve();
                else
                    reject(
                        new Error(
                            `go build of the Pulumi CLI ended with exit code ${String(code)}:\n${Buffer.concat(errors).toString()}`,
                        ),
                    );
            });
        });
    } finally {
        clearInterval(timer);
    }
    say(`built the Pulumi CLI in ${elapsed()}`);
}

function onPath(command: string, environment: NodeJS.ProcessEnv): string | undefined {
    const folders = (environment["PATH"] ?? "").split(delimiter).filter(folder => folder !== "");
    return folders.map(folder => join(folder, command)).find(isExecutable);
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
