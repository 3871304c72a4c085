import type { ChildProcess } from "node:child_process";
import { isAbsolute, join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerStackConfigureRequest, AnalyzerStackConfigureResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import type { RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import { MAX_MESSAGE_BYTES } from "../protobuf";
import { spawnNode } from "./children";
import { resolveFromProgram, runtimeOptions } from "./runtime-options";

/** Where a plugin's output goes. */
export interface PluginOutput {
    readonly stdout: (chunk: Buffer) => void;
    readonly stderr: (chunk: Buffer) => void;
    readonly exited: (code: number) => void;
}

/** Longest time in milliseconds that a pack may take to print its port. */
const PACK_START_MS = 60_000;

const MESSAGE_LIMITS = {
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
};

/**
 * Serves a policy pack as the official host does: answers `ConfigureStack` itself, for the pack must find its stack,
 * project and configuration in its environment from the start; then starts the pack and passes everything else through.
 */
export function startAnalyzerProxy(request: RunPluginRequest, output: PluginOutput): { readonly stop: () => void } {
    const server = new grpc.Server(MESSAGE_LIMITS);
    let pack: { readonly child: ChildProcess; readonly client: Promise<grpc.Client> } | undefined;
    let stopping = false;

    const startPack = (stackEnvironment: NodeJS.ProcessEnv): Promise<grpc.Client> => {
        const child = spawnPack(request, stackEnvironment);
        child.stderr?.on("data", output.stderr);
        child.once("close", code => {
            server.forceShutdown();
            if (!stopping) output.exited(code ?? 1);
        });
        pack = { child, client: connect(child, output) };
        return pack.client;
    };
    const client = (): Promise<grpc.Client> => pack?.client ?? startPack({});

    server.addService(passThrough(AnalyzerService), {
        ...passAllThrough(AnalyzerService, client),
        handshake: (_call: unknown, callback: grpc.sendUnaryData<Buffer>) => {
            callback({ code: grpc.status.UNIMPLEMENTED, details: "Handshake is not implemented" });
        },
        configureStack: (call: grpc.ServerUnaryCall<Buffer, Buffer>, callback: grpc.sendUnaryData<Buffer>) => {
            const configuration = AnalyzerStackConfigureRequest.deserializeBinary(call.request);
            startPack(stackEnvironmentOf(configuration)).then(
                () => {
                    callback(null, Buffer.from(new AnalyzerStackConfigureResponse().serializeBinary()));
                },
                (error: unknown) => {
                    callback({
                        code: grpc.status.UNAVAILABLE,
                        details: error instanceof Error ? error.message : String(error),
                    });
                },
            );
        },
    });
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) throw error;
        output.stdout(Buffer.from(`${port.toString()}\n`));
    });
    return {
        stop: () => {
            stopping = true;
            server.forceShutdown();
            pack?.child.kill();
        },
    };
}

function stackEnvironmentOf(configuration: AnalyzerStackConfigureRequest): NodeJS.ProcessEnv {
    return {
        PULUMI_NODEJS_STACK: configuration.getStack(),
        PULUMI_NODEJS_PROJECT: configuration.getProject(),
        PULUMI_NODEJS_ORGANIZATION: configuration.getOrganization(),
        PULUMI_NODEJS_DRY_RUN: String(configuration.getDryRun()),
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(configuration.getConfigMap().toArray())),
    };
}

function spawnPack(request: RunPluginRequest, stackEnvironment: NodeJS.ProcessEnv): ChildProcess {
    const info = request.getInfo();
    const directory = info?.getProgramDirectory() ?? request.getPwd();
    const [engineAddress = ""] = request.getArgsList();
    const entryPoint = info?.getEntryPoint() ?? ".";
    const { typescript } = runtimeOptions(info);
    return spawnNode(
        [
            resolveFromProgram(directory, "@pulumi/pulumi/cmd/run-policy-pack"),
            engineAddress,
            isAbsolute(entryPoint) ? entryPoint : join(directory, entryPoint),
        ],
        {
            cwd: directory,
            stdio: ["ignore", "pipe", "pipe"],
            env: { ...environmentOf(request), ...stackEnvironment, PULUMI_NODEJS_TYPESCRIPT: String(typescript) },
        },
    );
}

function environmentOf(request: RunPluginRequest): NodeJS.ProcessEnv {
    const pairs = request.getEnvList().map(pair => {
        const separator = pair.indexOf("=");
        return [pair.slice(0, separator), pair.slice(separator + 1)] as const;
    });
    return { ...process.env, ...Object.fromEntries(pairs) };
}

/** Waits for the pack to print its port; what it prints afterwards is output. */
function connect(child: ChildProcess, output: PluginOutput): Promise<grpc.Client> {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
            reject(new Error(`the policy pack printed no port within ${(PACK_START_MS / 1000).toString()} s`));
            child.kill();
        }, PACK_START_MS);
        let head: Buffer | undefined = Buffer.alloc(0);
        child.once("close", code => {
            clearTimeout(timer);
            reject(new Error(`the policy pack ended with exit code ${String(code)} before it served`));
        });
        child.stdout?.on("data", (chunk: Buffer) => {
            if (head === undefined) {
                output.stdout(chunk);
                return;
            }
            head = Buffer.concat([head, chunk]);
            const end = head.indexOf("\n");
            if (end < 0) return;
            clearTimeout(timer);
            const port = head.subarray(0, end).toString().trim();
            const rest = head.subarray(end + 1);
            head = undefined;
            if (rest.length > 0) output.stdout(rest);
            resolve(new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), MESSAGE_LIMITS));
        });
    });
}

const same = (bytes: Buffer): Buffer => bytes;

/** The service with messages left as bytes. */
function passThrough(service: grpc.ServiceDefinition): grpc.ServiceDefinition {
    return Object.fromEntries(
        Object.entries(service).map(([name, method]) => [
            name,
            {
                ...method,
                requestSerialize: same,
                requestDeserialize: same,
                responseSerialize: same,
                responseDeserialize: same,
            },
        ]),
    );
}

function passAllThrough(
    service: grpc.ServiceDefinition,
    client: () => Promise<grpc.Client>,
): grpc.UntypedServiceImplementation {
    return Object.fromEntries(
        Object.entries(service).map(([name, method]) => [
            name,
            (call: grpc.ServerUnaryCall<Buffer, Buffer>, callback: grpc.sendUnaryData<Buffer>) => {
                client().then(
                    connected => connected.makeUnaryRequest(method.path, same, same, call.request, callback),
                    (error: unknown) => {
                        callback({
                            code: grpc.status.UNAVAILABLE,
                            details: error instanceof Error ? error.message : String(error),
                        });
                    },
                );
            },
        ]),
    );
}
