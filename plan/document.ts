import type { z } from "zod";
import { type Fault, UsageError } from "./faults";
import type { ResourceRecord } from "./record";
import { parseUrn } from "./urn";

/** How many faults of one document are worth a line each. */
const FAULTS_SHOWN = 10;

/** A place in a document: names of fields and places in lists, from the outermost on. */
export type DocumentPath = readonly PropertyKey[];

/** Says where a place in a document is, for people. */
export type Locate = (path: DocumentPath) => string;

/** One thing wrong with a document. */
export interface DocumentFault {
    readonly path: DocumentPath;
    readonly message: string;
}

/** Says a place by its path alone. */
export function pathText(path: DocumentPath): string {
    const text = path.map(step => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
    return text === "" ? "the document" : text.replace(/^\./, "");
}

/** Fails with the faults of a document, as many as a person reads; returns where there is none. */
export function refuse(summary: string, found: readonly DocumentFault[], locate: Locate): void {
    if (found.length > 0) throw refusal(summary, found, locate);
}

/** A document in the shape that a schema describes. @throws UsageError with what is wrong with it. */
export function shaped<TSchema extends z.ZodType>(
    schema: TSchema,
    document: unknown,
    summary: string,
    locate: Locate,
): z.output<TSchema> {
    const parsed = schema.safeParse(document);
    if (parsed.success) return parsed.data;
    throw refusal(summary, parsed.error.issues, locate);
}

function refusal(summary: string, found: readonly DocumentFault[], locate: Locate): UsageError {
    const faults = found.slice(0, FAULTS_SHOWN).map(({ path, message }): Fault => ({ at: locate(path), message }));
    const more = found.length - faults.length;
    return new UsageError(summary, more > 0 ? [...faults, { at: "...", message: `and ${more} more` }] : faults);
}

/**
 * Project and stack as the URNs say them.
 *
 * @throws UsageError when there is no resource, or when they are of several stacks.
 */
export function identityOf(
    records: readonly ResourceRecord[],
    origin: string,
    locate: Locate,
): { readonly project: string; readonly stack: string } {
    const identities = new Map<string, { readonly project: string; readonly stack: string }>();
    for (const record of records) {
        const parts = parseUrn(record.urn);
        if (parts !== undefined)
            identities.set(`${parts.project}/${parts.stack}`, { project: parts.project, stack: parts.stack });
    }
    const [identity, ...others] = identities.values();
    if (identity === undefined) {
        const message = "holds no resources, so there is nothing to check";
        throw new UsageError(`${origin} ${message}`, [{ at: locate([]), message }]);
    }
    if (others.length > 0) {
        const message = `mixes the resources of several stacks: ${[...identities.keys()].join(", ")}; expected one`;
        throw new UsageError(`${origin} ${message}`, [{ at: locate([]), message }]);
    }
    return identity;
}
