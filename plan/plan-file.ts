import { readFile } from "node:fs/promises";
import { type DocumentPath, pathText } from "./document";
import { type Fault, UsageError } from "./faults";
import { jsonOffset, positionText } from "./json-position";
import type { Plan } from "./plan";
import { looksLikePreview, planFromPreview } from "./preview";
import { looksLikeState, planFromState } from "./state";

const EXPECTED = "the output of `pulumi preview --json --show-sames` or of `pulumi stack export`";

/** Documents that are near enough to be handed over by mistake: a key that gives them away, and what to do instead. */
const LOOKALIKES: readonly { readonly key: string; readonly what: string }[] = [
    { key: "checkpoint", what: "a backend's own checkpoint" },
    { key: "resourcePlans", what: "an update plan (`--save-plan`)" },
    { key: "schema", what: "a report of stagewright" },
];

/**
 * Reads a plan out of a file that the Pulumi CLI wrote: a preview's JSON or an exported state, told apart by content.
 *
 * @throws UsageError with the reason when the file cannot be read or is neither.
 */
export async function readPlanFile(path: string): Promise<Plan> {
    const text = await readText(path);
    const document = parseDocument(text, path);
    const locate = (place: DocumentPath) => `${located(path, text, jsonOffset(text, place))} ${pathText(place)}`;
    if (looksLikeState(document)) return planFromState(document, path, locate);
    if (looksLikePreview(document)) return planFromPreview(document, path, locate);
    const lookalike = LOOKALIKES.find(({ key }) => key in document);
    const found = lookalike?.what ?? `an object with ${keysText(Object.keys(document))}`;
    throw unreadable(path, `got ${found}, expected ${EXPECTED}`);
}

async function readText(path: string): Promise<string> {
    try {
        return decodeText(await readFile(path));
    } catch (error) {
        throw unreadable(path, error instanceof Error ? error.message : String(error));
    }
}

/** How every file that gzip compressed begins (RFC 1952, section 2.3.1). */
const GZIP_MARK = [0x1f, 0x8b];

/** PowerShell's `>` writes UTF-16 with a byte order mark; other shells write UTF-8. */
function decodeText(bytes: Buffer): string {
    if (GZIP_MARK.every((byte, place) => bytes[place] === byte))
        throw new Error(`got a compressed file, as backends keep their checkpoints; expected ${EXPECTED}`);
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
    return new TextDecoder(encoding).decode(bytes);
}

function parseDocument(text: string, path: string): Readonly<Record<string, unknown>> {
    if (text.trim() === "") throw unreadable(path, `the file is empty, expected ${EXPECTED}`);
    let document: unknown;
    try {
        document = JSON.parse(text);
    } catch (error) {
        throw new UsageError("the plan cannot be read", [syntaxFault(error, text, path)]);
    }
    if (typeof document === "object" && document !== null && !Array.isArray(document)) return { ...document };
    const found = Array.isArray(document) ? "a list" : document === null ? "null" : `a ${typeof document}`;
    throw unreadable(path, `got ${found}, expected ${EXPECTED}`);
}

function unreadable(path: string, message: string): UsageError {
    return new UsageError("the plan cannot be read", [{ at: path, message }]);
}

/** Texts that are near enough to be handed over by mistake, and no JSON. */
const OTHER_TEXTS: readonly { readonly begins: RegExp; readonly what: string }[] = [
    { begins: /^\s*</, what: "HTML or XML" },
    { begins: /^\s*\{"sequence":/, what: "a log of events, one in a line" },
];

function syntaxFault(error: unknown, text: string, path: string): Fault {
    const reason = error instanceof Error ? error.message : String(error);
    // Not every version of Node says where.
    const position = /position (\d+)/.exec(reason)?.[1];
    const end = text.trimEnd().length;
    if (/^(Unexpected end|Unterminated string)/.test(reason) || (position !== undefined && Number(position) >= end)) {
        return {
            at: located(path, text, end),
            message: `the JSON ends too early, the file is cut off; expected ${EXPECTED}`,
        };
    }
    const at = position === undefined ? path : located(path, text, Number(position));
    const other = OTHER_TEXTS.find(({ begins }) => begins.test(text))?.what;
    if (other !== undefined) return { at: path, message: `got ${other}, expected ${EXPECTED}` };
    return { at, message: `not JSON (${shortReason(reason)}); expected ${EXPECTED}` };
}

function located(path: string, text: string, offset: number): string {
    return `${path}:${positionText(text, offset)}`;
}

/** The parser repeats a part of the text, which may hold what nobody should see. */
function shortReason(reason: string): string {
    return reason.replace(/ in JSON at position.*$/s, "").replace(/, .* is not valid JSON$/s, "");
}

function keysText(keys: readonly string[]): string {
    const KEYS_SHOWN = 5;
    if (keys.length === 0) return "no keys";
    return `the keys ${keys.slice(0, KEYS_SHOWN).join(", ")}${keys.length > KEYS_SHOWN ? ", ..." : ""}`;
}
