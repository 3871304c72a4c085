import { z } from "zod";
import { type DocumentFault, identityOf, type Locate, pathText, refuse, shaped } from "./document";
import { SECRETS_PROVIDERS, storageOfState } from "./kept-secrets";
import type { Plan } from "./plan";
import { RESOURCE_RECORD, resourcesFromRecords, stackOutputs } from "./record";

/*
 * What `pulumi stack export` prints: `UntypedDeployment` around `DeploymentV3` of `sdk/go/common/apitype/core.go`.
 * Secrets are ciphertext, unless the export was asked to show them.
 */

/** The versions of a deployment that share the shape read here (`DeploymentSchemaVersionCurrent` and `...Latest`). */
const READ_VERSIONS: readonly number[] = [3, 4];

const VERSION = z.object({ version: z.number() });

const STATE = VERSION.extend({
    deployment: z.object({
        secrets_providers: SECRETS_PROVIDERS,
        resources: z.array(RESOURCE_RECORD.extend({ pendingReplacement: z.boolean().nullish() })).nullish(),
        pending_operations: z.array(z.object({ type: z.string(), resource: z.object({ urn: z.string() }) })).nullish(),
    }),
});

type Deployment = z.infer<typeof STATE>["deployment"];

/**
 * Reads a plan out of what `pulumi stack export` printed: what is deployed, judged as if it were planned.
 *
 * @param document The parsed JSON.
 * @param origin What to call the document in an error, such as the path of its file.
 * @param locate What to call a place in it.
 * @throws UsageError when the document is no exported state, is of another version, is empty, or when an update of it was
 * interrupted, so that nobody knows what is deployed.
 */
export function planFromState(document: unknown, origin: string, locate: Locate = pathText): Plan {
    refuse(`${origin} cannot be read`, versionFaults(document), locate);
    const { deployment } = shaped(STATE, document, `${origin} is not an exported state`, locate);
    refuse(`${origin} does not say what is deployed`, deploymentFaults(deployment), locate);
    // What waits for its deletion has been replaced already.
    const records = (deployment.resources ?? []).filter(record => record.delete !== true);
    const storage = storageOfState(deployment.secrets_providers);
    return {
        ...identityOf(records, origin, locate),
        source: "state",
        phase: "output",
        config: {},
        // Every provider in use has a record of its own in a state.
        resources: resourcesFromRecords(records, () => ({})),
        outputs: stackOutputs(records),
        gaps: [],
        ...(storage !== undefined && { storage }),
    };
}

function versionFaults(document: unknown): readonly DocumentFault[] {
    const { data } = VERSION.safeParse(document);
    if (data === undefined || READ_VERSIONS.includes(data.version)) return [];
    const advice =
        data.version > Math.max(...READ_VERSIONS)
            ? "it was written by a Pulumi CLI that this release of stagewright does not know"
            : "export it again with a current Pulumi CLI";
    return [{ path: ["version"], message: `got ${data.version}, expected ${READ_VERSIONS.join(" or ")}: ${advice}` }];
}

function deploymentFaults({ pending_operations: operations, resources }: Deployment): readonly DocumentFault[] {
    const urns = new Set<string>();
    return [
        ...(operations ?? []).map(({ resource, type }, place) => ({
            path: ["deployment", "pending_operations", place],
            message: `${type} ${resource.urn} was interrupted; expected no pending operation: run \`pulumi refresh\`, then export again`,
        })),
        ...(resources ?? []).flatMap((record, place) => {
            const path = ["deployment", "resources", place];
            if (record.delete === true) return [];
            const isTwin = urns.has(record.urn);
            urns.add(record.urn);
            return [
                ...(isTwin ? [{ path: [...path, "urn"], message: `got ${record.urn} twice, expected it once` }] : []),
                ...(record.pendingReplacement === true
                    ? [
                          {
                              path: [...path, "pendingReplacement"],
                              message: `${record.urn} was deleted and not made anew; run \`pulumi up\`, then export again`,
                          },
                      ]
                    : []),
            ];
        }),
    ];
}

/** Whether a parsed document looks like an exported state, whole or not. */
export function looksLikeState(document: Readonly<Record<string, unknown>>): boolean {
    return "deployment" in document;
}
