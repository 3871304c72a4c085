import { changesWithin } from "./clock-changes-of-week";
import type { Inexpressible } from "./not-expressible";
import { later, type WeekStretch, weekTimeText } from "./week-stretches";

/** A window that opens at the same local time every week, and always lasts as long. */
interface MutePiece {
    /** Minutes from the beginning of the stretch to its own, on clocks that do not change. */
    readonly offset: number;
    /** In minutes as they pass. */
    readonly duration: number;
}

/**
 * The windows of fixed length that together are a part of every week and no minute more, whatever clocks do: where they may
 * be changed meanwhile, one that lasts as long as that part does when time is skipped, and one that opens after the change
 * and ends with the part.
 */
export function mutePieces(timeZone: string, stretch: WeekStretch): readonly MutePiece[] | Inexpressible {
    const { length } = stretch;
    const changes = changesWithin(timeZone, stretch);
    if (changes.length === 0) return [{ offset: 0, duration: length }];
    const skipped = Math.max(0, ...changes.map(({ shiftMinutes }) => shiftMinutes));
    const repeated = Math.max(0, ...changes.map(({ shiftMinutes }) => -shiftMinutes));
    const changed = Math.max(...changes.map(({ end }) => end));
    // When time is repeated, the second window opens so much later; the first must not have ended by then.
    if (changed + repeated > length - skipped) {
        return {
            what: `${weekTimeText(stretch)} to ${weekTimeText(later(stretch, length))}`,
            why: `it ends ${length - changed} minutes after clocks may change, less than the ${skipped + repeated} that two windows need`,
        };
    }
    return [
        { offset: 0, duration: length - skipped },
        { offset: changed, duration: length - changed },
    ];
}
