import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CAPTURED, captureSamples } from "./capture";

/* Writes the samples anew: `npx tsx tests/support/real-engine/write-captured.ts`. */
async function main(): Promise<void> {
    mkdirSync(CAPTURED, { recursive: true });
    const samples = await captureSamples(line => process.stderr.write(`${line}\n`));
    for (const [name, text] of Object.entries(samples)) writeFileSync(join(CAPTURED, name), text);
}

void main();
