import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { MAX_MESSAGE_BYTES } from "../protobuf";
import { runPlugin } from "./run-plugin";
import { runProgram } from "./run-program";

/*
 * A small stand-in for Pulumi's Node language host, for machines that lack the official one. Started by the CLI as
 * `pulumi-language-nodejs <engine address>`, it prints its port and serves until it is ended.
 */

/** What the host answers where the engine asks for its version. */
const HOST_VERSION = "0.0.0-test";

function main(): void {
    const engineAddress = process.argv.slice(2).find(argument => !argument.startsWith("-"));
    if (engineAddress === undefined) throw new Error("usage: pulumi-language-nodejs <engine address>");
    const server = new grpc.Server({
        "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
        "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    });
    server.addService(LanguageRuntimeService, {
        getRequiredPackages: unary(() => Promise.resolve(new rpc.GetRequiredPackagesResponse())),
        getRequiredPlugins: unary(() => Promise.resolve(new rpc.GetRequiredPluginsResponse())),
        getPluginInfo: unary(() => Promise.resolve(new PluginInfo().setVersion(HOST_VERSION))),
        run: unary((request: rpc.RunRequest) => runProgram(request, engineAddress)),
        runPlugin,
    });
    // The CLI holds the other end: when it is gone, by whatever means, so is this host and all that it started.
    process.stdin.resume().once("close", () => {
        process.exit(0);
    });
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) throw error;
        process.stdout.write(`${port.toString()}\n`);
    });
}

function unary<Request, Response>(answer: (request: Request) => Promise<Response>) {
    return (call: grpc.ServerUnaryCall<Request, Response>, callback: grpc.sendUnaryData<Response>): void => {
        answer(call.request).then(
            response => {
                callback(null, response);
            },
            (error: unknown) => {
                callback({
                    code: grpc.status.UNKNOWN,
                    details: error instanceof Error ? error.message : String(error),
                });
            },
        );
    };
}

main();
