import { textMatching } from "./arguments";

/** Where the pages about alarms begin: the page of each is below it, under the alarm's name. */
export const RUNBOOK_BASE_URL = textMatching(
    /^https:\/\/[^\s/]+(\/[^\s]*[^\s/])?$/,
    "an https address without a slash at its end",
);

/** Ends an alarm's description with the way to its page. */
export function runbookNote(runbookBaseUrl: string, alarmName: string): string {
    return `Runbook: ${runbookBaseUrl}/${alarmName}`;
}
