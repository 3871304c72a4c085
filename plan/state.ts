import { z } from "zod";
import { documentFaults, identityOf } from "./document";
import { UsageError } from "./faults";
import type { Plan } from "./plan";
import { RESOURCE_RECORD, resourcesFromRecords, stackOutputs } from "./record";

/*
 * What `pulumi stack export` prints: `UntypedDeployment` around `DeploymentV3` of `sdk/go/common/apitype/core.go`.
 * Secrets are ciphertext, unless the export was asked to show them.
 */

/** The versions of a deployment that share the shape read here (`DeploymentSchemaVersionCurrent` and `...Latest`). */
const READ_VERSIONS: readonly number[] = [3, 4];

const STATE = z.object({
    version: z.number(),
    deployment: z.object({ resources: z.array(RESOURCE_RECORD).nullish() }),
});

/**
 * Reads a plan out of what `pulumi stack export` printed: what is deployed, judged as if it were planned.
 *
 * @param document The parsed JSON.
 * @param origin What to call the document in an error, such as the path of its file.
 * @throws UsageError when the document is no exported state, is of another version, or is empty.
 */
export function planFromState(document: unknown, origin: string): Plan {
    const parsed = STATE.safeParse(document);
    if (!parsed.success) throw new UsageError(`${origin} is not an exported state`, documentFaults(parsed.error));
    const { version, deployment } = parsed.data;
    if (!READ_VERSIONS.includes(version)) {
        throw new UsageError(`${origin} cannot be read`, [
            {
                at: "version",
                message: `got ${version}, expected ${READ_VERSIONS.join(" or ")}: export it again with a current Pulumi CLI`,
            },
        ]);
    }
    // What waits for its deletion has been replaced already.
    const records = (deployment.resources ?? []).filter(record => record.delete !== true);
    return {
        ...identityOf(records, origin),
        source: "state",
        phase: "output",
        config: {},
        // Every provider in use has a record of its own in a state.
        resources: resourcesFromRecords(records, () => ({})),
        outputs: stackOutputs(records),
        gaps: [],
    };
}

/** Whether a parsed document looks like an exported state, whole or not. */
export function looksLikeState(document: Readonly<Record<string, unknown>>): boolean {
    return "deployment" in document;
}
