import { ISOLATION_DOCUMENT, ISOLATION_EXPLAIN_DOCUMENT } from "../../cli/report/isolation-schema";
import { type PublishedSchema, publishedSchema } from "./parity-schemas";

/** The published schemas of what `isolation` writes as JSON: the ones that its documents are typed by. */
export function isolationReportSchemas(): readonly PublishedSchema[] {
    return [
        publishedSchema("isolation.schema.json", ISOLATION_DOCUMENT),
        publishedSchema("isolation-explain.schema.json", ISOLATION_EXPLAIN_DOCUMENT),
    ];
}
