import { mkdirSync, writeFileSync } from "node:fs";
import { apiReports, REPORTS } from "./api-reports";

/* Writes down the public API as it is now: `npm run api-report`. The change is then reviewed like any other. */
mkdirSync(REPORTS, { recursive: true });
for (const [file, report] of apiReports()) writeFileSync(file, report);
