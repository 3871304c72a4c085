/** Something in working hours that a target has no words for. */
export interface Inexpressible {
    /** The dates, days or times concerned, such as `2026-12-25 (Christmas Day)`. */
    readonly what: string;
    /** What the target lacks. */
    readonly why: string;
}

/** Working hours that a target cannot say exactly. It names everything at once; nothing was approximated. */
export class NotExpressibleError extends Error {
    override readonly name = "NotExpressibleError";

    constructor(
        /** What they were to be written for, such as `KEDA cron triggers`. */
        readonly target: string,
        readonly inexpressible: readonly Inexpressible[],
    ) {
        const lines = inexpressible.map(({ what, why }) => `  ${what}: ${why}`);
        super([`${target} cannot say these working hours exactly`, ...lines].join("\n"));
    }
}

/** @throws NotExpressibleError if anything is inexpressible */
export function refuseInexpressible(target: string, inexpressible: readonly Inexpressible[]): void {
    if (inexpressible.length > 0) throw new NotExpressibleError(target, inexpressible);
}
