import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { edgeKindRows } from "./edge-kinds";

/* Writes the table of steps on the page about isolation anew: npx tsx tests/docs/write-edge-kinds.ts */

const PAGE = path.join(__dirname, "../../docs/isolation.md");
const rows = edgeKindRows().join("\n");
const page = readFileSync(PAGE, "utf8");
writeFileSync(PAGE, page.replace(/(\|---\|---\|---\|---\|\n)(?:\|.*\n|<!-- \/?kinds -->\n)*/, `$1${rows}\n`));
