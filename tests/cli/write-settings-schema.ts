import { writeFileSync } from "node:fs";
import { format } from "prettier";
import { rules } from "../../policy-pack/rules/index";
import { compareReportSchemas } from "./compare-schemas";
import { isolationReportSchemas } from "./isolation-schemas";
import { parityReportSchemas } from "./parity-schemas";
import { scheduleReportSchemas } from "./schedule-schemas";
import {
    LEDGER_SCHEMA_FILE,
    ledgerSchemaDocument,
    SETTINGS_SCHEMA_FILE,
    settingsSchemaDocument,
    WAIVERS_SCHEMA_FILE,
    waiversSchemaDocument,
} from "./settings-schema";

/* Writes the published schemas of what people write, and of what reports write, anew: npx tsx tests/cli/write-settings-schema.ts */

const documents = [
    { file: LEDGER_SCHEMA_FILE, document: ledgerSchemaDocument() },
    { file: SETTINGS_SCHEMA_FILE, document: settingsSchemaDocument(rules) },
    { file: WAIVERS_SCHEMA_FILE, document: waiversSchemaDocument(rules) },
    ...compareReportSchemas(),
    ...parityReportSchemas(),
    ...isolationReportSchemas(),
    ...scheduleReportSchemas(),
];

for (const { file, document } of documents) {
    void format(JSON.stringify(document), { parser: "json", tabWidth: 2, printWidth: 120 }).then(text => {
        writeFileSync(file, text);
    });
}
