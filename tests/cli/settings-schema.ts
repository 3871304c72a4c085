import * as path from "node:path";
import { z } from "zod";
import { LEDGER_SCHEMA } from "../../parity/ledger/read";
import type { Rule } from "../../policy-pack/kernel/rule";
import { settingsJsonSchema } from "../../policy-pack/settings-schema";
import { waiversJsonSchema } from "../../policy-pack/waivers/schema";

const SCHEMAS = path.join(__dirname, "..", "..", "schemas");

/** The published schema of `stagewright.yaml`. */
export const SETTINGS_SCHEMA_FILE = path.join(SCHEMAS, "stagewright.schema.json");

/** The published schema of `waivers.yaml`. */
export const WAIVERS_SCHEMA_FILE = path.join(SCHEMAS, "waivers.schema.json");

/** The published schema of `differences.yaml`. */
export const LEDGER_SCHEMA_FILE = path.join(SCHEMAS, "differences.schema.json");

/** What stands in the published schema: the one that the ledger is read with, and a name for editors. */
export function ledgerSchemaDocument(): Readonly<Record<string, unknown>> {
    const { $schema, ...schema } = z.toJSONSchema(LEDGER_SCHEMA, { io: "input" });
    return {
        $schema,
        title: "differences.yaml",
        description:
            "Declared differences between two environments, each with a reason, an owner and a date of review.",
        ...schema,
    };
}

/** What stands in the published schema: the one that waivers are read with, and a name for editors. */
export function waiversSchemaDocument(rules: readonly Rule[]): Readonly<Record<string, unknown>> {
    const { $schema, ...schema } = waiversJsonSchema(rules);
    return {
        $schema,
        title: "waivers.yaml",
        description: "Reasoned exceptions to rules, each for a while.",
        ...schema,
    };
}

/** What stands in the published schema: the one that the settings are read with, and a name for editors. */
export function settingsSchemaDocument(rules: readonly Rule[]): Readonly<Record<string, unknown>> {
    const { $schema, ...schema } = settingsJsonSchema(rules);
    return { $schema, title: "stagewright.yaml", description: "Settings of the checker, all optional.", ...schema };
}
