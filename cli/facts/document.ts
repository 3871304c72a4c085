import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Fragment } from "../../isolation/connection";
import { FRAGMENT_SCHEMA } from "../../isolation/fragment-schema";
import { type Fault, UsageError } from "../../plan/faults";
import { schemaFaults, writtenPath } from "../../plan/schema-faults";
import type { SecretFacts } from "../../secrets/facts";
import { SECRET_FACTS_SHAPE } from "../../secrets/facts-schema";

/** Name and version of the shape. What one version says, another one does not read. */
export const FACTS_SCHEMA = "stagewright.facts/1";

const NAME = "stagewright.facts/";
const VERSION = 1;

const COUNT = z.int().min(0);
const COUNTED = ["credentials", "identities", "own", "unread"] as const;

/** The run that facts are made for: every file that is compared is of one. */
export const RUN = /^[\w.:/@#-]{1,200}$/;

/** What a file of facts says. */
export interface FactsDocument extends SecretFacts {
    readonly schema: typeof FACTS_SCHEMA;
    readonly run: string;
    readonly keyCheck: string;
    readonly counts: Readonly<Record<(typeof COUNTED)[number], number>>;
    readonly isolation: Fragment;
}

/** The shape of {@link FactsDocument}. */
export const FACTS_DOCUMENT: z.ZodType<FactsDocument> = z.strictObject({
    schema: z.literal(FACTS_SCHEMA),
    run: z.string().regex(RUN).describe("The run of the pipeline that the digests are made for."),
    keyCheck: z
        .string()
        .regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits")
        .describe("Equal in two files where they were made with one key for one run."),
    counts: z
        .strictObject({ credentials: COUNT, identities: COUNT, own: COUNT, unread: COUNT })
        .describe("How many there are of each, so that a file that lost some is noticed."),
    ...SECRET_FACTS_SHAPE,
    isolation: FRAGMENT_SCHEMA.describe("What the environment says of its boundary and of the ways across it."),
});

/** The number of items of each list. */
export function countsOf({ credentials, identities, own, unread }: SecretFacts): FactsDocument["counts"] {
    return { credentials: credentials.length, identities: identities.length, own: own.length, unread: unread.length };
}

/**
 * Reads a file of facts.
 *
 * @throws UsageError with every reason for which it cannot be compared.
 */
export function readFacts(file: string): FactsDocument {
    const document = parse(text(file), file);
    const version = versionFault(document);
    if (version !== undefined) throw unreadable([{ at: file, message: version }]);
    const parsed = FACTS_DOCUMENT.safeParse(document);
    if (!parsed.success) {
        throw unreadable(
            schemaFaults(FACTS_DOCUMENT, parsed.error, document).map(({ message, path }) => ({
                at: `${file}: ${writtenPath(path)}`,
                message,
            })),
        );
    }
    const faults = contentFaults(parsed.data).map(message => ({ at: file, message }));
    if (faults.length > 0) throw unreadable(faults);
    return parsed.data;
}

const EXPECTED = "expected a file that `stagewright facts` wrote";

function text(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        // Up to the comma: what follows repeats the name of the file.
        const reason = error instanceof Error ? error.message.replace(/, .*$/s, "") : String(error);
        throw unreadable([{ at: file, message: reason }]);
    }
}

function parse(written: string, file: string): Readonly<Record<string, unknown>> {
    if (written.trim() === "") throw unreadable([{ at: file, message: `the file is empty; ${EXPECTED}` }]);
    let document: unknown;
    try {
        document = JSON.parse(written);
    } catch {
        // What the parser says repeats a part of the text.
        const isCut = written.trimStart().startsWith("{") && !written.trimEnd().endsWith("}");
        const reason = isCut ? "the JSON ends too early, the file is cut off" : "not JSON";
        throw unreadable([{ at: file, message: `${reason}; ${EXPECTED}` }]);
    }
    if (typeof document === "object" && document !== null && !Array.isArray(document)) return { ...document };
    throw unreadable([
        { at: file, message: `got ${Array.isArray(document) ? "a list" : typeof document}; ${EXPECTED}` },
    ]);
}

function versionFault({ schema }: Readonly<Record<string, unknown>>): string | undefined {
    if (schema === FACTS_SCHEMA) return undefined;
    const version = typeof schema === "string" && schema.startsWith(NAME) ? Number(schema.slice(NAME.length)) : NaN;
    if (!Number.isInteger(version)) {
        const given = typeof schema === "string" ? `schema ${JSON.stringify(schema)}` : "no schema";
        return `got ${given}; ${EXPECTED}`;
    }
    const advice =
        version > VERSION
            ? "a newer release of stagewright wrote it; update the one that compares"
            : "an older release of stagewright wrote it; write it anew with this one";
    return `got schema ${NAME}${version}, expected ${FACTS_SCHEMA}: ${advice}`;
}

/** What no schema says: that nothing is missing, and nothing stands twice. */
function contentFaults(facts: FactsDocument): readonly string[] {
    const actual = countsOf(facts);
    const counts = COUNTED.flatMap(name =>
        facts.counts[name] === actual[name]
            ? []
            : [
                  `counts.${name} is ${facts.counts[name]}, and there are ${actual[name]}: the file was changed after it was written`,
              ],
    );
    const digests = facts.credentials.map(({ digest }) => digest);
    const isSorted = digests.every((digest, place) => place === 0 || (digests[place - 1] ?? "") < digest);
    const order = isSorted
        ? []
        : ["its credentials are not in order, or stand twice: the file was changed after it was written"];
    const { isolation } = facts;
    const isOther = isolation.stack !== facts.stack || isolation.project !== facts.project;
    return [...counts, ...order, ...(isOther ? ["isolation is of another environment than the rest"] : [])];
}

function unreadable(faults: readonly Fault[]): UsageError {
    return new UsageError("facts cannot be read", faults);
}
