import { FIRST_YEAR, LAST_YEAR } from "../../hours/known-years";
import { isDate } from "../../plan/dates";
import { MILLISECONDS_PER_MINUTE } from "../units";

/** A moment that somebody asks about. */
export type AskedMoment =
    | { readonly kind: "instant"; /** Minutes since 1970-01-01T00:00Z. */ readonly at: number }
    /** Minutes since 1970-01-01T00:00 on the wall, in a zone that is known only with the environment. */
    | { readonly kind: "local"; readonly text: string };

const LOCAL = /^(\d{4})-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/;
const WITH_OFFSET = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::[0-5]\d)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Reads a moment; nothing where the text is none, or of a year whose clock changes are not known. */
export function readMoment(text: string): AskedMoment | undefined {
    const local = WITH_OFFSET.exec(text)?.[1] ?? text;
    const year = Number(LOCAL.exec(local)?.[1]);
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR) || !isDate(local.slice(0, 10))) return undefined;
    return local === text ? { kind: "local", text } : instant(Date.parse(text));
}

/** The minute of a clock's milliseconds. */
export function instant(milliseconds: number): AskedMoment {
    return { kind: "instant", at: Math.floor(milliseconds / MILLISECONDS_PER_MINUTE) };
}
