import type { ZodError } from "zod";
import { type Fault, UsageError } from "./faults";
import type { ResourceRecord } from "./record";
import { parseUrn } from "./urn";

/** How many faults of one document are worth a line each. */
const FAULTS_SHOWN = 10;

/** Turns what a schema found wrong into faults, each with the path of the value. */
export function documentFaults(error: ZodError): readonly Fault[] {
    const faults = error.issues.map(issue => ({ at: pathText(issue.path), message: issue.message }));
    const more = faults.length - FAULTS_SHOWN;
    return more > 0 ? [...faults.slice(0, FAULTS_SHOWN), { at: "...", message: `and ${more} more` }] : faults;
}

function pathText(path: readonly PropertyKey[]): string {
    const text = path.map(step => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
    return text === "" ? "the document" : text.replace(/^\./, "");
}

/**
 * Project and stack as the URNs say them.
 *
 * @throws UsageError when there is no resource, or when they are of several stacks.
 */
export function identityOf(
    records: readonly ResourceRecord[],
    origin: string,
): { readonly project: string; readonly stack: string } {
    const identities = new Map<string, { readonly project: string; readonly stack: string }>();
    for (const record of records) {
        const parts = parseUrn(record.urn);
        if (parts !== undefined)
            identities.set(`${parts.project}/${parts.stack}`, { project: parts.project, stack: parts.stack });
    }
    const [identity, ...others] = identities.values();
    if (identity === undefined) throw new UsageError(`${origin} holds no resources, so there is nothing to check`);
    if (others.length > 0) {
        throw new UsageError(
            `${origin} mixes the resources of several stacks: ${[...identities.keys()].join(", ")}; expected one`,
        );
    }
    return identity;
}
