import { readFileSync, writeFileSync } from "node:fs";
import { rewritten } from "./page-session";
import { SCHEDULE_PAGE, scheduleProject } from "./schedule-page-project";
import { referenceProject, SCHEDULE_PAGES } from "./schedule-samples";

/* Writes anew what the commands on the pages about hours print: npm run build && npx tsx tests/docs/write-schedule-pages.ts */

async function main(): Promise<void> {
    writeFileSync(SCHEDULE_PAGE, await rewritten(readFileSync(SCHEDULE_PAGE, "utf8"), scheduleProject()));
    for (const file of SCHEDULE_PAGES) {
        writeFileSync(file, await rewritten(readFileSync(file, "utf8"), referenceProject()));
    }
}

void main();
