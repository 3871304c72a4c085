import * as path from "node:path";
import type { Rule } from "../../policy-pack/kernel/rule";
import { settingsJsonSchema } from "../../policy-pack/settings-schema";

/** The published schema of `stagewright.yaml`. */
export const SETTINGS_SCHEMA_FILE = path.join(__dirname, "..", "..", "schemas", "stagewright.schema.json");

/** What stands in the published schema: the one that the settings are read with, and a name for editors. */
export function settingsSchemaDocument(rules: readonly Rule[]): Readonly<Record<string, unknown>> {
    const { $schema, ...schema } = settingsJsonSchema(rules);
    return { $schema, title: "stagewright.yaml", description: "Settings of the checker, all optional.", ...schema };
}
