import { resolve } from "node:path";
import { captureRelease, saveRelease } from "./previous-release";

/*
 * Keeps the deployments of a release, for the next one to be previewed over. Run at each release, on what is released:
 * `npm run build && npx tsx tests/support/real-engine/write-previous-release.ts`. For another checkout than this one, its
 * folder follows, with packages installed and built.
 */
async function main(): Promise<void> {
    const project = resolve(process.argv[2] ?? resolve(__dirname, "../../.."));
    saveRelease(await captureRelease(project, line => process.stderr.write(`${line}\n`)));
}

void main();
