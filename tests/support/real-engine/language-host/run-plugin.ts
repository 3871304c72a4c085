import type * as grpc from "@grpc/grpc-js";
import { RunPluginResponse, type RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import { startAnalyzerProxy } from "./analyzer-proxy";

/** Runs a policy pack behind a proxy; streams what the pack prints. Other kinds of plugin are refused. */
export function runPlugin(call: grpc.ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
    const request = call.request;
    if (request.getKind() !== "analyzer") {
        call.destroy(new Error(`this test host runs policy packs only, not a plugin of the kind ${request.getKind()}`));
        return;
    }
    const proxy = startAnalyzerProxy(request, {
        stdout: chunk => call.write(new RunPluginResponse().setStdout(chunk)),
        stderr: chunk => call.write(new RunPluginResponse().setStderr(chunk)),
        exited: code => {
            call.write(new RunPluginResponse().setExitcode(code));
            call.end();
        },
    });
    call.on("cancelled", () => {
        proxy.stop();
    });
}
