import { RunResponse, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { spawnNode } from "./children";
import { resolveFromProgram, runtimeOptions } from "./runtime-options";

/** The exit code by which the program runner says that it has told the user all there is to say. */
const ALREADY_REPORTED = 32;

/** Runs a program with the runner that its own SDK brings. Its output is ours, which the CLI shows. */
export async function runProgram(request: RunRequest, engineAddress: string): Promise<RunResponse> {
    const info = request.getInfo();
    const directory = info?.getProgramDirectory() ?? request.getPwd();
    const { nodeArgs, typescript } = runtimeOptions(info);
    const flags = {
        monitor: request.getMonitorAddress(),
        engine: engineAddress,
        organization: request.getOrganization(),
        project: request.getProject(),
        stack: request.getStack(),
        pwd: request.getPwd(),
        "root-directory": info?.getRootDirectory() ?? "",
        parallel: request.getParallel() === 0 ? "" : request.getParallel().toString(),
    };
    const child = spawnNode(
        [
            ...nodeArgs,
            resolveFromProgram(directory, "@pulumi/pulumi/cmd/run"),
            ...Object.entries(flags).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
            ...(request.getDryrun() ? ["--dry-run"] : []),
            info?.getEntryPoint() ?? request.getProgram(),
            ...request.getArgsList(),
        ],
        {
            cwd: directory,
            stdio: ["ignore", "inherit", "inherit"],
            env: {
                ...process.env,
                PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
                PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
                PULUMI_NODEJS_TYPESCRIPT: String(typescript),
            },
        },
    );
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (...ended) => {
            resolve(ended);
        });
    });
    if (code === 0) return new RunResponse();
    if (code === ALREADY_REPORTED) return new RunResponse().setBail(true);
    return new RunResponse().setError(
        `Program exited with ${code === null ? `signal ${String(signal)}` : `non-zero exit code: ${code.toString()}`}`,
    );
}
