import { createRequire } from "node:module";
import * as path from "node:path";

import type * as grpc from "@grpc/grpc-js";
import type * as callbackClients from "@pulumi/pulumi/proto/callback_grpc_pb";
import type * as callback from "@pulumi/pulumi/proto/callback_pb";
import type * as engine from "@pulumi/pulumi/proto/engine_pb";
import type * as provider from "@pulumi/pulumi/proto/provider_pb";
import type * as resource from "@pulumi/pulumi/proto/resource_pb";
import type * as empty from "google-protobuf/google/protobuf/empty_pb";
import type * as struct from "google-protobuf/google/protobuf/struct_pb";

/** The messages of Pulumi's protocol, from the very copy of the SDK that the planned program uses. */
export interface Protocol {
    readonly resource: typeof resource;
    readonly provider: typeof provider;
    readonly callback: typeof callback;
    readonly engine: typeof engine;
    readonly struct: typeof struct;
    readonly empty: typeof empty;
    /** Loaded when first used: only a program with transforms, and the socket transport, need them. */
    readonly callbackClients: () => typeof callbackClients;
    readonly grpc: () => typeof grpc;
}

/**
 * Loads the protocol of one copy of the SDK.
 *
 * @param sdkFolder The folder of `@pulumi/pulumi`.
 */
export function loadProtocol(sdkFolder: string): Protocol {
    const load = createRequire(path.join(sdkFolder, "package.json"));
    return {
        resource: load("./proto/resource_pb.js") as typeof resource,
        provider: load("./proto/provider_pb.js") as typeof provider,
        callback: load("./proto/callback_pb.js") as typeof callback,
        engine: load("./proto/engine_pb.js") as typeof engine,
        struct: load("google-protobuf/google/protobuf/struct_pb.js") as typeof struct,
        empty: load("google-protobuf/google/protobuf/empty_pb.js") as typeof empty,
        callbackClients: () => load("./proto/callback_grpc_pb.js") as typeof callbackClients,
        grpc: () => load("@grpc/grpc-js") as typeof grpc,
    };
}

/** A refusal as the engine words it, in the form in which a call of the protocol fails. */
export class MonitorError extends Error {
    /** The code `UNKNOWN` of gRPC. */
    readonly code = 2;
    readonly details: string;

    constructor(message: string) {
        super(message);
        this.details = message;
    }
}
