import { type ArgumentFaults, textMatching } from "../arguments";
import { checkObject, type Fields } from "../object-arguments";
import { atLeastOne } from "../ranges";

/** A column whose values must not be found in an artefact, wherever in it. */
export interface PersonalColumn {
    readonly schema: string;
    readonly table: string;
    readonly column: string;
    /**
     * Keys that lead to the value within a column of `json` or `jsonb`, such as `["address", "street"]`.
     *
     * @default - the whole value of the column
     */
    readonly keys?: readonly string[];
}

/** A name in PostgreSQL that needs no more than quotes: at most 63 bytes. */
export const IDENTIFIER = textMatching(
    /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/,
    "a name of PostgreSQL: 1 to 63 letters, digits, _ and $, no digit first",
);
/** A key within JSON; commas would part it. */
const JSON_KEY = textMatching(/^[^,{}"\\\s]{1,100}$/, "a key without spaces, commas, braces, quotes and backslashes");
const COLUMN: Fields<PersonalColumn> = { schema: true, table: true, column: true, keys: true };
/** Bound of our own: each is looked for in the whole dump, and the task definition holds them all. */
const COLUMNS_MAXIMUM = 50;

/** Records what is wrong with the columns, of which there must be one. */
export function checkPersonalColumns(faults: ArgumentFaults, path: string, columns: readonly PersonalColumn[]): void {
    const expected = "at least one column whose values must not survive";
    const items = atLeastOne(path, columns, expected, faults);
    if (items.length > COLUMNS_MAXIMUM) faults.add(path, `at most ${COLUMNS_MAXIMUM} columns`, items.length);
    const seen = new Set<string>();
    items.forEach((item, index) => {
        const at = `${path}[${index}]`;
        if (!checkObject(faults, at, item, COLUMN)) return;
        const { schema, table, column, keys } = item;
        faults.check(`${at}.schema`, schema, IDENTIFIER);
        faults.check(`${at}.table`, table, IDENTIFIER);
        faults.check(`${at}.column`, column, IDENTIFIER);
        if (keys !== undefined) {
            atLeastOne(`${at}.keys`, keys, "at least one key", faults).forEach((key, place) => {
                faults.check(`${at}.keys[${place}]`, key, JSON_KEY);
            });
        }
        const full = JSON.stringify([schema, table, column, keys]);
        if (seen.has(full)) faults.add(at, "a column that is not in the list yet", column);
        seen.add(full);
    });
}
