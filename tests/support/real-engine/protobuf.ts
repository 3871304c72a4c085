import { createRequire } from "node:module";
import type * as emptyTypes from "google-protobuf/google/protobuf/empty_pb";
import type * as structTypes from "google-protobuf/google/protobuf/struct_pb";

/*
 * Messages of Pulumi's protocol are made of the classes of the protobuf runtime that the SDK itself loads, which may be
 * another copy than the one installed beside it.
 */
const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));

/** The `Struct` message class that the SDK uses. */
export const { Struct } = requireFromSdk("google-protobuf/google/protobuf/struct_pb.js") as typeof structTypes;

/** The `Empty` message class that the SDK uses. */
export const { Empty } = requireFromSdk("google-protobuf/google/protobuf/empty_pb.js") as typeof emptyTypes;

/** Largest message in bytes that Pulumi's engine sends or accepts. */
export const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;
