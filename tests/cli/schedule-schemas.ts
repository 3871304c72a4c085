import { SCHEDULE_DOCUMENT, SCHEDULE_NEXT_DOCUMENT, SCHEDULE_STATUS_DOCUMENT } from "../../cli/report/schedule-schema";
import { type PublishedSchema, publishedSchema } from "./parity-schemas";

/** The published schemas of what `schedule` writes as JSON: the ones that its documents are typed by. */
export function scheduleReportSchemas(): readonly PublishedSchema[] {
    return [
        publishedSchema("schedule.schema.json", SCHEDULE_DOCUMENT),
        publishedSchema("schedule-next.schema.json", SCHEDULE_NEXT_DOCUMENT),
        publishedSchema("schedule-status.schema.json", SCHEDULE_STATUS_DOCUMENT),
    ];
}
