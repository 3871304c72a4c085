import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { isMainThread } from "node:worker_threads";

import type * as grpc from "@grpc/grpc-js";

import type { CaptureEvent } from "../../plan/capture-events";
import { Monitor } from "../monitor/monitor";
import { loadProtocol } from "../protocol";
import { currentCallForm, observeCallForms, type OutputModule } from "./call-forms";
import { engineClient, monitorClient } from "./clients";
import { guardInspect } from "./inspect-guard";
import { CALL_FORM_HEADER, CAPTURE_DESCRIPTOR, type LaunchSettings, SETTINGS_DESCRIPTOR } from "./launch-settings";
import { DEFERRED_IMPORTS, leverPatches } from "./levers";
import { deferSdkImports, type Patch, patchSdkModules } from "./module-hooks";
import { OriginalPositions } from "./original-positions";
import { type Invoke, observeReferenceReads } from "./reference-reads";
import { TranspiledFiles } from "./transpiled";

/*
 * Runs in the program's own process before anything else (`node --require`). It readies the process for being planned;
 * the program itself is then run by Pulumi's own runner, as in a deployment.
 */

type ClientClass = new (...args: unknown[]) => { invoke(...args: unknown[]): unknown };

// Node.js preloads this into its threads too, which run no program.
if (isMainThread) ready(JSON.parse(readFileSync(SETTINGS_DESCRIPTOR, "utf8")) as LaunchSettings);

function ready(settings: LaunchSettings): void {
    keepToThisProcess();
    const transpiled = new TranspiledFiles(settings);
    const sdkRequire = createRequire(path.join(settings.sdkFolder, "package.json"));
    guardInspect();
    if (settings.transpiled !== undefined) {
        transpiled.hook();
        showOriginalLines(sdkRequire, transpiled);
    }
    const observe: Patch = exports => {
        observeCallForms([exports], sdkRequire("./output.js") as OutputModule);
    };
    patchSdkModules(
        new Map([
            ...(settings.levers ? leverPatches(new OriginalPositions(file => transpiled.mapOf(file))) : []),
            // The functions that call provider functions, in the module itself and in the one that copies them.
            ["runtime/invoke.js", observe],
            ["runtime/index.js", observe],
            [
                "stackReference.js",
                observeReferenceReads(() => (sdkRequire("./runtime/invoke.js") as { invoke: Invoke }).invoke),
            ],
            ...(settings.transport === "in-process" ? standIns(settings) : callFormHeader(sdkRequire)),
        ]),
    );
    if (settings.levers) deferSdkImports(DEFERRED_IMPORTS);
}

/** A process that the program forks is a program of its own: it inherits the arguments of `node` that are written here. */
function keepToThisProcess(): void {
    const own = process.execArgv.findIndex((argument, index) => argument === __filename && index > 0);
    if (own > 0) process.execArgv.splice(own - 1, 2);
}

/** Gives the SDK clients that answer in this process. Every copy of the SDK gets the same monitor. */
function standIns(settings: LaunchSettings): readonly (readonly [string, Patch])[] {
    let clients: { readonly monitor: object; readonly engine: object } | undefined;
    const make = () => {
        const protocol = loadProtocol(settings.sdkFolder);
        const monitor = new Monitor(protocol, settings.monitor, hand);
        return { monitor: monitorClient(protocol, monitor), engine: engineClient(protocol, monitor) };
    };
    const standIn = (name: "monitor" | "engine") =>
        function StandIn() {
            return (clients ??= make())[name];
        };
    return [
        ["proto/resource_grpc_pb.js", exports => void (exports["ResourceMonitorClient"] = standIn("monitor"))],
        ["proto/engine_grpc_pb.js", exports => void (exports["EngineClient"] = standIn("engine"))],
    ];
}

/** Over a socket, the form of a call travels beside the message. */
function callFormHeader(sdkRequire: NodeJS.Require): readonly (readonly [string, Patch])[] {
    const patch: Patch = exports => {
        const Client = exports["ResourceMonitorClient"] as ClientClass;
        const { Metadata } = sdkRequire("@grpc/grpc-js") as typeof grpc;
        exports["ResourceMonitorClient"] = class extends Client {
            override invoke(request: unknown, done: unknown): unknown {
                const metadata = new Metadata();
                metadata.set(CALL_FORM_HEADER, currentCallForm());
                return super.invoke(request, metadata, done);
            }
        };
    };
    return [["proto/resource_grpc_pb.js", patch]];
}

/** Hands one event to the checker, at once: a program may end at any time. */
function hand(event: CaptureEvent): void {
    const bytes = Buffer.from(`${JSON.stringify(event)}\n`);
    for (let written = 0; written < bytes.length;) {
        try {
            written += writeSync(CAPTURE_DESCRIPTOR, bytes, written);
        } catch (error) {
            // The pipe is full: the checker is about to read it.
            if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
        }
    }
}

/** Lets the stack trace of the program's own error show the lines that a person wrote. */
function showOriginalLines(sdkRequire: NodeJS.Require, transpiled: TranspiledFiles): void {
    const support = sdkRequire("source-map-support") as {
        install(options: { retrieveSourceMap(file: string): { url: string; map: string } | null }): void;
    };
    support.install({
        retrieveSourceMap: file => {
            const map = transpiled.mapOf(file);
            return map === undefined ? null : { url: file, map };
        },
    });
}
