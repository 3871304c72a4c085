import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { removeFolder } from "../remove-folder";

/** Everything that is in an artefact, file by file, as it is after every compression is undone. */
export function contentsOf(tarFile: string): readonly { readonly name: string; readonly content: Buffer }[] {
    const folder = mkdtempSync(path.join(tmpdir(), "artefact-"));
    try {
        execFileSync("tar", ["-xf", tarFile, "-C", folder]);
        return readdirSync(folder)
            .sort()
            .map(name => {
                const content = readFileSync(path.join(folder, name));
                return { name, content: name.endsWith(".gz") ? gunzipSync(content) : content };
            });
    } finally {
        removeFolder(folder);
    }
}

/** The ways in which a dump may write a text: as it is, as COPY does, as JSON does, and as COPY does with that. */
function spellingsOf(value: string): readonly string[] {
    const inCopy = (text: string) =>
        text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r");
    const inJson = JSON.stringify(value).slice(1, -1);
    return [...new Set([value, inCopy(value), inJson, inCopy(inJson)])];
}

/** Those of the values that are found in a content, in whatever spelling. */
export function foundIn(content: Buffer, values: readonly string[]): readonly string[] {
    return values.filter(value => spellingsOf(value).some(spelling => content.includes(spelling)));
}
