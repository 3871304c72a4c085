import { type ArgumentFaults, wholeNumber } from "../arguments";

/** How Aurora bills storage, as RDS spells it: by request, or with all requests included at a higher price. */
export const STORAGE_TYPES = ["aurora", "aurora-iopt1"] as const;
export type StorageType = (typeof STORAGE_TYPES)[number];

/** The disk of an instance, in GiB: what gp3 can have with PostgreSQL and MySQL (RDS user guide, "DB instance storage"). */
const DISK_GIB = { minimum: 20, maximum: 65_536 };
/** RDS grows a disk only to a limit that is at least so much of it, in percent (RDS user guide, "storage autoscaling"). */
const LEAST_LIMIT_PERCENT = 110;

/** The disk of an instance. */
export interface DiskArgs {
    readonly storageGiB: number;
    readonly maximumStorageGiB?: number;
}

/** Records what is wrong with a disk. */
export function checkDisk(faults: ArgumentFaults, { storageGiB, maximumStorageGiB }: DiskArgs): void {
    const size = wholeNumber(DISK_GIB.minimum, DISK_GIB.maximum);
    faults.check("storageGiB", storageGiB, size);
    if (maximumStorageGiB === undefined || maximumStorageGiB === storageGiB || !size.fits(storageGiB)) return;
    const limit = wholeNumber(leastLimitGiB(storageGiB), DISK_GIB.maximum);
    const expected = `${storageGiB}, so that it never grows, or ${limit.expected}`;
    faults.check("maximumStorageGiB", maximumStorageGiB, { ...limit, expected });
}

function leastLimitGiB(storageGiB: number): number {
    return Math.ceil((storageGiB * LEAST_LIMIT_PERCENT) / 100);
}

/** How far RDS may grow a disk by itself; 0 for one that never grows, or has no room to. */
export function growthLimitGiB({ storageGiB, maximumStorageGiB }: DiskArgs): number {
    const limit = maximumStorageGiB ?? Math.min(2 * storageGiB, DISK_GIB.maximum);
    return limit < leastLimitGiB(storageGiB) ? 0 : limit;
}
