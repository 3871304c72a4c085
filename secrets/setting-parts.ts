import { meansCredential } from "./credentials";
import type { Part } from "./unwrap";

/*
 * Credentials within texts of several settings: connection strings (`Server=...;Password=...`), those of PostgreSQL
 * (`host=... password=...`), and files (`.env`, `.ini`, `.properties`, `.npmrc`, YAML, scripts).
 */

/** `Name=value` between semicolons; a value with one in it stands in quotes. */
const CONNECTION = /(?:^|;)\s*([A-Za-z][A-Za-z _.-]{0,40}?)\s*=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)/g;

/** `name=value` between blanks, as libpq reads it. */
const KEYWORDS = /(?:^|\s)([a-z_]+)\s*=\s*('(?:[^'\\]|\\.)*'|[^\s']+)/g;

/** A line that gives a name a value, with `=` or with `:` and a blank. */
const LINE =
    /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+|set[ \t]+)?["']?([A-Za-z_/][\w./:@-]*?)["']?[ \t]*(?:=|:[ \t])[ \t]*(.+?)[ \t]*,?$/gm;

/** What a shell is to work out; in a file that is secret as a whole, a password may well begin so. */
const WORKED_OUT = /^["']?[$`]/;

/**
 * Every credential that one of these gives a name.
 *
 * @param marked Whether the text is secret as a whole.
 */
export function settingParts(text: string, marked: boolean): readonly Part[] {
    const lines = text.includes("\n") ? [...text.matchAll(LINE)] : [];
    if (lines.length > 0) {
        return lines
            .filter(([, , value = ""]) => marked || !WORKED_OUT.test(value))
            .flatMap(([, name = "", value = ""]) => part("setting in a file", name, value));
    }
    if (!text.includes("=")) return [];
    const pieces = text.includes(";") ? [...text.matchAll(CONNECTION)] : [...text.matchAll(KEYWORDS)];
    // One name and one value are no connection string, but an expression, or base64 with its padding.
    const isWhole = pieces.length > 1 || text.includes(";");
    const form = isWhole ? "connection string" : "setting";
    return pieces.flatMap(([, name = "", value = ""]) => part(form, name, value));
}

/** Words that connection strings have for a password beside the usual ones. */
const OTHER_NAMES: ReadonlySet<string> = new Set([
    "accountkey",
    "sharedaccesskey",
    "sharedaccesssignature",
    "pw",
    "clientkeydata",
]);

function part(form: string, name: string, written: string): readonly Part[] {
    const plain = name.split(/[:/]/).at(-1) ?? name;
    const isOther = OTHER_NAMES.has(plain.toLowerCase().replace(/[ _.-]/g, ""));
    if (!meansCredential(plain) && !isOther) return [];
    const text = unquoted(written);
    return text === "" ? [] : [{ form, text, name: isOther ? "password" : plain }];
}

function unquoted(written: string): string {
    const [, quote, inner] = /^(["'])([\s\S]*)\1$/.exec(written.trim()) ?? [];
    if (quote === undefined || inner === undefined) return written.trim();
    return inner.replaceAll(quote + quote, quote).replace(/\\(.)/g, "$1");
}
