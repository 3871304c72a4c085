import { type EnvironmentClass, protectionFor } from "./environment";

/** The shortest and the longest that KMS waits before it deletes a key, in days (ScheduleKeyDeletion, API reference). */
const SHORTEST_DAYS = 7;
const LONGEST_DAYS = 30;

/** How long a key that is deleted can still be saved, in days: as long as it can be where its data must not be lost. */
export function keyDeletionDays(environmentClass: EnvironmentClass): number {
    return protectionFor(environmentClass).deletionProtected ? LONGEST_DAYS : SHORTEST_DAYS;
}
