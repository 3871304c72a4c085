#!/usr/bin/env node
import { createRequire } from "node:module";
import { printError } from "./errors";
import { EXIT_CODES } from "./exit-codes";
import { version } from "./version";
import type * as runModule from "./run";

/** Loads a module of this folder when a command needs it, so that no other command waits for it. */
const load = createRequire(__filename);

/** Reads the arguments, runs the command and returns its exit code. Loads no more than the command needs. */
async function main(args: readonly string[]): Promise<number> {
    // Asked for by scripts, and answered without loading anything.
    if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
        process.stdout.write(`${version}\n`);
        return EXIT_CODES.holds;
    }
    try {
        const { run } = load("./run") as typeof runModule;
        return await run(args);
    } catch (error) {
        return printError(error, version);
    }
}

// A reader that has seen enough (`| head`) is no defect.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
});

// The code is set, and the process ends by itself: `process.exit` would cut off what a pipe has not taken yet.
void main(process.argv.slice(2)).then(code => {
    process.exitCode = code;
});
