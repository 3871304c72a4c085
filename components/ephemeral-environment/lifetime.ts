import { DateTime } from "luxon";
import type { ArgumentFaults } from "../arguments";
import { MOMENT } from "../environment";
import { MAXIMUM_DAYS } from "./reaper-arguments";

/** From when until when an environment lives: moments with their offset from UTC. */
export interface Lifetime {
    readonly createdAt: string;
    readonly expiresAt: string;
}

/** Records what is wrong with a life. What day it is today is not asked: a plan of tomorrow is the same. */
export function checkLifetime({ createdAt, expiresAt }: Lifetime, maximumDays: number, faults: ArgumentFaults): void {
    faults.check("createdAt", createdAt, MOMENT);
    faults.check("expiresAt", expiresAt, MOMENT);
    if (!MOMENT.fits(createdAt) || !MOMENT.fits(expiresAt)) return;
    const begin = DateTime.fromISO(createdAt, { zone: "utc" });
    const end = DateTime.fromISO(expiresAt, { zone: "utc" });
    if (end <= begin) faults.add("expiresAt", `a moment after createdAt, ${createdAt}`, expiresAt);
    if (!MAXIMUM_DAYS.fits(maximumDays)) return;
    const last = begin.plus({ days: maximumDays });
    if (end > last)
        faults.add("expiresAt", `at most ${maximumDays} days after createdAt, ${momentText(last)}`, expiresAt);
}

/** A moment as it stands in Kubernetes and in the database: in UTC, so that it can be read without a time zone. */
export function inUtc(moment: string): string {
    return momentText(DateTime.fromISO(moment, { zone: "utc" }));
}

function momentText(moment: DateTime): string {
    return moment.toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
