import { writeFileSync } from "node:fs";
import { format } from "prettier";
import { rules } from "../../policy-pack/rules/index";
import { SETTINGS_SCHEMA_FILE, settingsSchemaDocument } from "./settings-schema";

/* Writes the published schema of `stagewright.yaml` anew: npx tsx tests/cli/write-settings-schema.ts */

void format(JSON.stringify(settingsSchemaDocument(rules)), { parser: "json", tabWidth: 2, printWidth: 120 }).then(
    text => {
        writeFileSync(SETTINGS_SCHEMA_FILE, text);
    },
);
