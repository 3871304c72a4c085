import { z } from "zod";
import { type Fault, UsageError } from "./faults";
import { documentFaults, identityOf } from "./document";
import type { Plan } from "./plan";
import { RESOURCE_RECORD, type ResourceRecord, resourcesFromRecords, stackOutputs } from "./record";
import type { PropertyMap } from "./value";
import { decodeProperties } from "./wire";

/*
 * What `pulumi preview --json` prints: `PreviewDigest` of `pkg/display/json.go`. Secrets are written as `[secret]`,
 * unknown values as the engine's marker.
 */

const PREVIEW = z.object({
    config: z.record(z.string(), z.string()).nullish(),
    steps: z.array(z.object({ op: z.string(), urn: z.string(), newState: RESOURCE_RECORD.nullish() })).nullish(),
    diagnostics: z.array(z.object({ message: z.string().nullish(), severity: z.string().nullish() })).nullish(),
    changeSummary: z.record(z.string(), z.number()).nullish(),
});

type Preview = z.infer<typeof PREVIEW>;

/**
 * Steps that say nothing of how a resource will be: it leaves, or it is only looked at (`pkg/resource/deploy/step.go`).
 * A replacement and a refresh are followed by a step of another kind for the same resource.
 */
const PASSED_STEPS: ReadonlySet<string> = new Set([
    "delete",
    "delete-replaced",
    "discard",
    "discard-replaced",
    "remove-pending-replace",
    "refresh",
    "diff",
]);

/**
 * Reads a plan out of what `pulumi preview --json --show-sames` printed.
 *
 * @param document The parsed JSON.
 * @param origin What to call the document in an error, such as the path of its file.
 * @throws UsageError when the document is no preview, is of a preview that failed, or leaves unchanged resources out.
 */
export function planFromPreview(document: unknown, origin: string): Plan {
    const parsed = PREVIEW.safeParse(document);
    if (!parsed.success) throw new UsageError(`${origin} is not a preview's JSON`, documentFaults(parsed.error));
    const preview = parsed.data;
    const faults = previewFaults(preview);
    if (faults.length > 0) throw new UsageError(`${origin} is no complete preview`, faults);

    const records = recordsToCome(preview);
    const identity = identityOf(records, origin);
    const config = decodeProperties(preview.config);
    return {
        ...identity,
        source: "preview",
        phase: "checked",
        config,
        resources: resourcesFromRecords(records, packageName => configurationOf(packageName, config)),
        outputs: stackOutputs(records),
        gaps: [],
    };
}

/** The state in which each resource will be, in the order of the steps. A replacement has several steps for one URN. */
function recordsToCome(preview: Preview): readonly ResourceRecord[] {
    const records = new Map<string, ResourceRecord>();
    for (const { op, newState } of preview.steps ?? []) {
        if (PASSED_STEPS.has(op) || newState === null || newState === undefined || newState.delete === true) continue;
        records.set(newState.urn, newState);
    }
    return [...records.values()];
}

/**
 * The last word of a preview that failed. Whatever else failed says so in a diagnostic of its own, but for a policy
 * pack: its violations are no diagnostics, and the steps are complete.
 */
const FAILED = "error: preview failed";

function previewFaults(preview: Preview): Fault[] {
    const faults = (preview.diagnostics ?? [])
        .filter(diagnostic => diagnostic.severity === "error")
        .map(diagnostic => (diagnostic.message ?? "").trim())
        .filter(message => message !== FAILED)
        .map(message => ({
            at: "diagnostics",
            message: `the preview failed: ${message}`,
        }));
    const unchanged = preview.changeSummary?.["same"] ?? 0;
    const shown = (preview.steps ?? []).filter(step => step.op === "same").length;
    if (shown < unchanged) {
        faults.push({
            at: "changeSummary.same",
            message: `${unchanged - shown} of ${unchanged} unchanged resources are missing from the steps; expected the output of: pulumi preview --json --show-sames`,
        });
    }
    return faults;
}

/** A preview shows no step for a default provider. The engine makes its inputs from the configuration of the same name. */
function configurationOf(packageName: string, config: PropertyMap): PropertyMap {
    const prefix = `${packageName}:`;
    return Object.fromEntries(
        Object.entries(config)
            .filter(([key]) => key.startsWith(prefix))
            .map(([key, value]) => [key.slice(prefix.length), value]),
    );
}

/** Whether a parsed document looks like a preview's JSON, complete or not. */
export function looksLikePreview(document: Readonly<Record<string, unknown>>): boolean {
    return "steps" in document || "changeSummary" in document;
}
