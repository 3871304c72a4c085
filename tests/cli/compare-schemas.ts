import * as path from "node:path";
import { z } from "zod";
import { FACTS_DOCUMENT, FACTS_SCHEMA } from "../../cli/facts/document";
import { COMPARE_DOCUMENT } from "../../cli/report/compare-json";
import { type PublishedSchema, publishedSchema } from "./parity-schemas";

/** The published schemas of what `facts` and `compare` write: the ones that their documents are typed and read by. */
export function compareReportSchemas(): readonly PublishedSchema[] {
    return [publishedSchema("compare.schema.json", COMPARE_DOCUMENT), factsSchema()];
}

/** Of a file of facts nothing is passed over: one that says more than its reader understands is refused. */
function factsSchema(): PublishedSchema {
    const { $schema, ...schema } = z.toJSONSchema(FACTS_DOCUMENT, { io: "input" });
    return {
        file: path.join(__dirname, "..", "..", "schemas", "facts.schema.json"),
        document: {
            $schema,
            $id: FACTS_SCHEMA,
            title: "facts",
            description: "What one environment says of its credentials, by digests, and of its boundary.",
            ...schema,
        },
    };
}
