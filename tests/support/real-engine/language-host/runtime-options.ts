import { createRequire } from "node:module";
import { join } from "node:path";
import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** What `runtime.options` of a `Pulumi.yaml` or `PulumiPolicy.yaml` says, as far as this host honours it. */
export interface RuntimeOptions {
    /** Arguments for node itself, ahead of the script. */
    readonly nodeArgs: readonly string[];
    /** Whether TypeScript is compiled on the fly. @default true */
    readonly typescript: boolean;
}

/**
 * Reads the options of a program or pack.
 *
 * @throws Error where an option has a type that the official host refuses.
 */
export function runtimeOptions(info: ProgramInfo | undefined): RuntimeOptions {
    const options = info?.getOptions()?.toJavaScript() ?? {};
    const { nodeargs = "", typescript = true } = options;
    if (typeof nodeargs !== "string") throw new Error("nodeargs: expected a string");
    if (typeof typescript !== "boolean") throw new Error("typescript: expected true or false");
    return { nodeArgs: nodeargs.split(/\s+/).filter(argument => argument !== ""), typescript };
}

/** Finds a script of the `@pulumi/pulumi` that a program or pack itself would load. */
export function resolveFromProgram(directory: string, module: string): string {
    return createRequire(join(directory, "index.js")).resolve(module);
}
