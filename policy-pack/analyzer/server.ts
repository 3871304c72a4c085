import type * as grpc from "@grpc/grpc-js";
import { UsageError } from "../../plan/faults";
import type { PackDefinition } from "./pack";
import { protocol } from "./protocol";
import { AnalyzerService } from "./service";

/** The largest message that Pulumi's own SDK sends and takes, in bytes. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

const LOOPBACK = "127.0.0.1:0";

/** A pack that serves. */
export interface RunningPack {
    readonly port: number;
    /** Ends it, with the calls that are still open. */
    stop(): void;
}

/**
 * Serves a pack on a free port of this machine.
 *
 * @throws {UsageError} where settings of rules, or `STAGEWRIGHT_STRICT`, are not as expected.
 * @throws {Error} where two rules share a name, or no port is to be had.
 */
export async function startPack(pack: PackDefinition): Promise<RunningPack> {
    const { grpc, services } = protocol;
    const server = new grpc.Server({
        "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
        "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    });
    server.addService(services.AnalyzerService, handlersOf(pack));
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync(LOOPBACK, grpc.ServerCredentials.createInsecure(), (error, bound) => {
            if (error === null) resolve(bound);
            else reject(error);
        });
    });
    return {
        port,
        stop: () => {
            server.forceShutdown();
        },
    };
}

/** `Handshake` is left out: the CLI then does without. */
function handlersOf(pack: PackDefinition) {
    const { empty, messages, plugin } = protocol;
    const service = new AnalyzerService(pack);
    let cancelled = false;
    const whileWanted = <TRequest, TResponse>(act: (request: TRequest) => TResponse) =>
        answer((request: TRequest) => {
            if (cancelled) throw new Cancelled();
            return act(request);
        });
    return {
        getAnalyzerInfo: answer(() => service.info()),
        getPluginInfo: answer(() => new plugin.PluginInfo().setVersion(pack.version)),
        configure: answer((request: Parameters<AnalyzerService["configure"]>[0]) => {
            service.configure(request);
            return new empty.Empty();
        }),
        configureStack: answer((request: Parameters<AnalyzerService["configureStack"]>[0]) => {
            service.configureStack(request);
            return new messages.AnalyzerStackConfigureResponse();
        }),
        analyze: whileWanted((request: Parameters<AnalyzerService["analyze"]>[0]) => service.analyze(request)),
        analyzeStack: whileWanted((request: Parameters<AnalyzerService["analyzeStack"]>[0]) =>
            service.analyzeStack(request),
        ),
        remediate: whileWanted((request: Parameters<AnalyzerService["remediate"]>[0]) => service.remediate(request)),
        cancel: answer(() => {
            cancelled = true;
            return new empty.Empty();
        }),
    };
}

/** Answers a call. What is thrown fails the call, and with it the preview or update: nothing unjudged passes. */
function answer<TRequest, TResponse>(act: (request: TRequest) => TResponse) {
    return (call: grpc.ServerUnaryCall<TRequest, TResponse>, callback: grpc.sendUnaryData<TResponse>): void => {
        let response: TResponse;
        try {
            response = act(call.request);
        } catch (error) {
            callback(failureOf(error));
            return;
        }
        callback(null, response);
    };
}

/** Why a call fails that came after the CLI asked to stop. */
class Cancelled extends Error {
    override readonly name = "Cancelled";

    constructor() {
        super("the operation was cancelled");
    }
}

function failureOf(error: unknown): Pick<grpc.ServiceError, "code" | "details"> {
    const { CANCELLED, INTERNAL, INVALID_ARGUMENT } = protocol.grpc.status;
    if (!(error instanceof Error)) return { code: INTERNAL, details: String(error) };
    const code = error instanceof UsageError ? INVALID_ARGUMENT : error instanceof Cancelled ? CANCELLED : INTERNAL;
    return { code, details: error.message };
}
