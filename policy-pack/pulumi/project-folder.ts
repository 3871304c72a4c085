import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

const PROJECT_FILE = "Pulumi.yaml";

/**
 * Finds the folder of the Pulumi program that a pack is asked about. The CLI does not tell a pack, but two facts lead
 * there: the folder in which the user called the CLI (the variable `PWD`), and the pack's own, which lies inside the
 * project, be it in its `node_modules`.
 *
 * @param starts Folders to look in and above, the most likely first.
 * @param project Name of the project where the language host says it: a folder of another project is passed over.
 * @returns Nothing where there is none.
 */
export function findProjectFolder(starts: readonly string[], project: string | undefined): string | undefined {
    return starts.flatMap(ancestors).find(folder => {
        const name = projectNameIn(folder);
        return name !== undefined && (project === undefined || project === "" || name === project);
    });
}

function ancestors(folder: string): readonly string[] {
    const absolute = path.resolve(folder);
    const parent = path.dirname(absolute);
    return parent === absolute ? [absolute] : [absolute, ...ancestors(parent)];
}

/** The name of the project in a folder; nothing where there is no project or its file cannot be read. */
function projectNameIn(folder: string): string | undefined {
    try {
        const project: unknown = parse(readFileSync(path.join(folder, PROJECT_FILE), "utf8"));
        const name = typeof project === "object" && project !== null && "name" in project ? project.name : undefined;
        return typeof name === "string" ? name : undefined;
    } catch {
        return undefined;
    }
}
