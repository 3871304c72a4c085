import * as path from "node:path";
import { z } from "zod";
import { PARITY_DOCUMENT, PARITY_DUE_DOCUMENT, PARITY_EXPLAIN_DOCUMENT } from "../../cli/report/parity-schema";

const SCHEMAS = path.join(__dirname, "..", "..", "schemas");

/** A schema that is published, and where. */
export interface PublishedSchema {
    readonly file: string;
    readonly document: Readonly<Record<string, unknown>>;
}

/** The published schemas of what `parity` writes as JSON: the ones that its documents are typed by. */
export function parityReportSchemas(): readonly PublishedSchema[] {
    return [
        publishedSchema("parity.schema.json", PARITY_DOCUMENT),
        publishedSchema("parity-due.schema.json", PARITY_DUE_DOCUMENT),
        publishedSchema("parity-explain.schema.json", PARITY_EXPLAIN_DOCUMENT),
    ];
}

/** A schema as it is published: for readers, who pass over what it does not describe. */
export function publishedSchema(name: string, shape: z.ZodObject): PublishedSchema {
    // As it is read: what no schema describes is passed over.
    const { $schema, title, ...schema } = z.toJSONSchema(shape, { io: "input" });
    return {
        file: path.join(SCHEMAS, name),
        document: {
            $schema,
            $id: (shape.shape["schema"] as z.ZodLiteral<string>).value,
            title,
            description: "Only additions are made under this number; a reader ignores what it does not know.",
            ...schema,
        },
    };
}
