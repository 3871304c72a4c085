import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type * as services from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import type * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import type * as empty from "google-protobuf/google/protobuf/empty_pb";
import type * as struct from "google-protobuf/google/protobuf/struct_pb";

/*
 * Pulumi's `Analyzer` service, all of it from the one copy of `@pulumi/pulumi` that runs the pack: messages of another
 * copy, or of another copy of protobuf, are refused by its checks.
 */
const load = createRequire(createRequire(__filename).resolve("@pulumi/pulumi/package.json"));

export const protocol = {
    messages: load("./proto/analyzer_pb.js") as typeof messages,
    plugin: load("./proto/plugin_pb.js") as typeof plugin,
    services: load("./proto/analyzer_grpc_pb.js") as typeof services,
    struct: load("google-protobuf/google/protobuf/struct_pb.js") as typeof struct,
    empty: load("google-protobuf/google/protobuf/empty_pb.js") as typeof empty,
    grpc: load("@grpc/grpc-js") as typeof grpc,
};
