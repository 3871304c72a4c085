import { readFileSync, writeFileSync } from "node:fs";
import { rewritten } from "./page-session";
import { PARITY_PAGES, parityProject } from "./parity-samples";

/* Writes anew what the commands on the pages about parity print: npm run build && npx tsx tests/docs/write-parity-pages.ts */

async function main(): Promise<void> {
    for (const file of PARITY_PAGES) writeFileSync(file, await rewritten(readFileSync(file, "utf8"), parityProject()));
}

void main();
