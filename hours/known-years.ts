/**
 * Years whose clock changes are looked at. Fixed, so that the same program plans the same on every day; far enough ahead
 * that a rule of any zone repeats within it.
 */
export const FIRST_YEAR = 2026;
export const LAST_YEAR = 2036;
