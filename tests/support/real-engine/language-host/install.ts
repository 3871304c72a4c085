import { chmodSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Writes an executable that starts the test host into a folder, under the name that the CLI looks for on `PATH`. */
export function installLanguageHost(folder: string): void {
    const loader = createRequire(__filename).resolve("tsx/cjs");
    const file = join(folder, "pulumi-language-nodejs");
    writeFileSync(
        file,
        `#!/bin/sh\nexec '${process.execPath}' --require '${loader}' '${join(__dirname, "main.ts")}' "$@"\n`,
    );
    chmodSync(file, 0o755);
}
