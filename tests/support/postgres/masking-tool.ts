import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { cacheFolder } from "../go-tool";
import { removeFolder } from "../remove-folder";

const REQUIREMENTS = path.join(__dirname, "requirements.txt");

/**
 * Finds pganonymize, a masking tool from PyPI, or installs the pinned versions once a machine, outside of the checkout.
 *
 * @returns A folder for `PATH` that holds the command `pganonymize`.
 */
export function findMaskingTool(say: (line: string) => void): string {
    const pinned = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, 12);
    const folder = path.join(cacheFolder(process.env), `pganonymize-${pinned}`);
    if (!existsSync(folder)) {
        say("installing pganonymize from PyPI; this happens once a machine");
        const unfinished = `${folder}.${randomUUID()}.unfinished`;
        try {
            const packages = path.join(unfinished, "packages");
            const options = ["--quiet", "--no-deps", "--disable-pip-version-check", "--target", packages];
            execFileSync("python3", ["-m", "pip", "install", ...options, "--requirement", REQUIREMENTS], {
                stdio: ["ignore", "ignore", "inherit"],
            });
            mkdirSync(path.join(unfinished, "bin"));
            writeFileSync(
                path.join(unfinished, "bin", "pganonymize"),
                `#!/bin/sh\nPYTHONPATH='${path.join(folder, "packages")}' exec python3 -m pganonymize "$@"\n`,
                { mode: 0o755 },
            );
            renameSync(unfinished, folder);
        } finally {
            removeFolder(unfinished);
        }
    }
    return path.join(folder, "bin");
}
