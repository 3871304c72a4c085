import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { type DocumentFault, identityOf, type Locate, pathText, refuse, shaped } from "./document";
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
    steps: z
        .array(
            z.object({
                op: z.string(),
                urn: z.string(),
                oldState: RESOURCE_RECORD.nullish(),
                newState: RESOURCE_RECORD.nullish(),
            }),
        )
        .nullish(),
    diagnostics: z.array(z.object({ message: z.string().nullish(), severity: z.string().nullish() })).nullish(),
    changeSummary: z.record(z.string(), z.number()).nullish(),
});

type Preview = z.infer<typeof PREVIEW>;
type Step = NonNullable<Preview["steps"]>[number];

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
 * @param locate What to call a place in it.
 * @throws UsageError when the document is no preview, is of a preview that failed, or leaves resources out.
 */
export function planFromPreview(document: unknown, origin: string, locate: Locate = pathText): Plan {
    const preview = shaped(PREVIEW, document, `${origin} is not a preview's JSON`, locate);
    refuse(`${origin} is no complete preview`, previewFaults(preview), locate);

    const records = recordsToCome(preview);
    const identity = identityOf(records, origin, locate);
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
    for (const step of preview.steps ?? []) {
        const record = PASSED_STEPS.has(step.op) ? undefined : recordToCome(step);
        if (record !== undefined && record.delete !== true) records.set(record.urn, record);
    }
    return [...records.values()];
}

/** Steps that leave a resource what it is: its id, and the outputs that follow from no input. */
const KEEPING_STEPS: ReadonlySet<string> = new Set(["same", "update"]);

/** The CLI prints a step before its outputs are there, so that what stays is said of the old state alone. */
function recordToCome({ op, oldState, newState }: Step): ResourceRecord | undefined {
    if (newState === null || newState === undefined) return undefined;
    if (!KEEPING_STEPS.has(op) || oldState === null || oldState === undefined) return newState;
    const kept = op === "same" ? {} : newState.inputs;
    return { ...newState, id: oldState.id, outputs: { ...oldState.outputs, ...kept, ...newState.outputs } };
}

/**
 * The last word of a preview that failed. Whatever else failed says so in a diagnostic of its own, but for a policy
 * pack: its violations are no diagnostics, and the steps are complete.
 */
const FAILED = "error: preview failed";

function previewFaults({ changeSummary, diagnostics, steps }: Preview): readonly DocumentFault[] {
    const failures = (diagnostics ?? []).flatMap(({ message, severity }, place): readonly DocumentFault[] => {
        const text = withoutStack(message ?? "");
        return severity !== "error" || text === FAILED
            ? []
            : [{ path: ["diagnostics", place], message: `the preview failed: ${text}` }];
    });
    // The CLI leaves out what it fails to write.
    const undescribed = (steps ?? []).flatMap(({ newState, op, urn }, place): readonly DocumentFault[] =>
        PASSED_STEPS.has(op) || (newState !== null && newState !== undefined)
            ? []
            : [{ path: ["steps", place], message: `expected the newState that ${op} leads to for ${urn}, got none` }],
    );
    const unchanged = changeSummary?.["same"] ?? 0;
    const shown = (steps ?? []).filter(step => step.op === "same").length;
    const left: readonly DocumentFault[] =
        shown >= unchanged
            ? []
            : [
                  {
                      path: ["changeSummary", "same"],
                      message: `${unchanged - shown} of ${unchanged} unchanged resources are missing from the steps; expected the output of: pulumi preview --json --show-sames`,
                  },
              ];
    return [...failures, ...undescribed, ...left];
}

/** What went wrong, without the colours and the stack that a program prints along. */
function withoutStack(message: string): string {
    const lines = stripVTControlCharacters(message).trim().split("\n");
    const stack = lines.findIndex(line => /^\s+at /.test(line));
    return (stack < 0 ? lines : lines.slice(0, stack)).join(" ").trim();
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
