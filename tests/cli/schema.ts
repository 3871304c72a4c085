import { readFileSync } from "node:fs";
import * as path from "node:path";
import Ajv2020 from "ajv/dist/2020";

/** Keywords below which a schema lists alternatives: closing one of them would change which one is taken. */
const ALTERNATIVES: ReadonlySet<string> = new Set(["anyOf", "not"]);

/**
 * Everything that a published schema has against a document. The schema is closed first: readers must ignore what they
 * do not know, but we must not write what no schema describes.
 */
export function schemaFaults(schemaFile: string, document: unknown): readonly string[] {
    const text = readFileSync(path.join(__dirname, "..", "..", "schemas", schemaFile), "utf8");
    const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
    const validate = ajv.compile(closed(JSON.parse(text)) as object);
    validate(document);
    return (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
    );
}

function closed(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map(closed);
    if (typeof schema !== "object" || schema === null) return schema;
    const fields = Object.fromEntries(
        Object.entries(schema).map(([key, value]) => [key, ALTERNATIVES.has(key) ? (value as unknown) : closed(value)]),
    );
    const isOpen = "properties" in fields && !("additionalProperties" in fields);
    return isOpen ? { ...fields, additionalProperties: false } : fields;
}
