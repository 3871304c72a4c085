import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/** Where the Go modules lie that pin tools. */
const TOOLS = resolve(__dirname, "../../tools");

/** How often a build that takes minutes says that it is still going on, in milliseconds. */
const PROGRESS_MS = 30_000;

/** A command that a Go module of ours pins. */
export interface GoTool {
    /** What people call it. */
    readonly title: string;
    /** Name of the executable. */
    readonly command: string;
    /** Folder below `tools/` whose `go.mod` pins the version. */
    readonly module: string;
    /** The package that is built. */
    readonly package: string;
    /** Path of the required module whose version is the tool's. */
    readonly versionOf: string;
    /** What the linker is told, given the version. */
    readonly linkerFlags: (version: string) => string;
}

/**
 * Finds a tool: the one on `PATH`, else the one built before, else it builds the pinned version with Go (minutes on two
 * cores, once a machine). Two builds at a time are wasteful but harmless.
 *
 * @param say Takes lines of progress.
 * @returns The path of the executable.
 * @throws Error that says what is missing.
 */
export async function findGoTool(
    tool: GoTool,
    say: (line: string) => void,
    environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
    const installed = onPath(tool.command, environment);
    if (installed !== undefined) return installed;
    const version = pinnedVersion(tool);
    const folder = join(cacheFolder(environment), `${tool.command}-${version}`);
    const built = join(folder, tool.command);
    if (isExecutable(built)) return built;
    if (onPath("go", environment) === undefined) {
        throw new Error(
            `these tests need ${tool.title}: there is no ${tool.command} on PATH, none at ${built}, and no go on PATH to build ${version} with`,
        );
    }
    mkdirSync(folder, { recursive: true });
    const unfinished = `${built}.${randomUUID()}.unfinished`;
    try {
        await build(tool, unfinished, version, environment, say);
        renameSync(unfinished, built);
    } finally {
        rmSync(unfinished, { force: true });
    }
    return built;
}

/** The version of a tool that its module asks for. */
export function pinnedVersion(tool: Pick<GoTool, "module" | "versionOf">): string {
    const file = join(TOOLS, tool.module, "go.mod");
    const line = readFileSync(file, "utf8")
        .split("\n")
        .map(one =>
            one
                .trim()
                .replace(/^require /, "")
                .split(" "),
        )
        .find(([module]) => module === tool.versionOf);
    const version = line?.[1];
    if (version === undefined) throw new Error(`${file} requires no version of ${tool.versionOf}`);
    return version;
}

export function cacheFolder(environment: NodeJS.ProcessEnv): string {
    const { XDG_CACHE_HOME: configured, HOME: home = homedir() } = environment;
    return join(configured !== undefined && configured !== "" ? configured : join(home, ".cache"), "stagewright");
}

async function build(
    tool: GoTool,
    output: string,
    version: string,
    environment: NodeJS.ProcessEnv,
    say: (line: string) => void,
): Promise<void> {
    const start = Date.now();
    const elapsed = (): string => `${Math.round((Date.now() - start) / 1000).toString()} s`;
    say(`building ${tool.title} ${version} with Go; this happens once a machine`);
    const timer = setInterval(() => {
        say(`still building ${tool.title}, ${elapsed()}`);
    }, PROGRESS_MS);
    const child = spawn("go", ["build", "-ldflags", tool.linkerFlags(version), "-o", output, tool.package], {
        cwd: join(TOOLS, tool.module),
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
                            `go build of ${tool.title} ended with exit code ${String(code)}:\n${Buffer.concat(errors).toString()}`,
                        ),
                    );
            });
        });
    } finally {
        clearInterval(timer);
    }
    say(`built ${tool.title} in ${elapsed()}`);
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
