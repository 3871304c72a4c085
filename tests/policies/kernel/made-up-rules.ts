import { z } from "zod";
import {
    environmentsRule,
    expectAtLeast,
    expectTrue,
    holds,
    resourceRule,
    stackRule,
    violated,
} from "../../../policy-pack/index";

/*
 * Rules made up for tests of the kernel, one of each scope.
 */

export const BUCKET = "aws:s3/bucket:Bucket";
export const KEY = "aws:kms/key:Key";
export const TODAY = "2026-01-31";

export const encrypted = resourceRule({
    name: "bucket-encrypted",
    family: "hygiene",
    severity: "high",
    description: "Buckets are encrypted.",
    remediation: "Set `encrypted`.",
    appliesTo: [BUCKET],
    check: subject => expectTrue(subject, "encrypted", { because: "anyone can read it", default: false }),
});

/** A rule with a setting. */
export const kept = resourceRule({
    name: "bucket-kept",
    family: "hygiene",
    severity: "low",
    description: "Versions are kept.",
    remediation: "Keep them.",
    appliesTo: [BUCKET],
    settings: z.object({ days: z.number().int().min(1).max(30).default(7).describe("Days.") }),
    check: (subject, { settings }) =>
        expectAtLeast(subject, "days", settings.days, { because: "they are needed", default: 1 }),
});

export const keyed = stackRule({
    name: "bucket-has-key",
    family: "isolation",
    severity: "critical",
    description: "Each bucket has a key beside it.",
    remediation: "Add a key.",
    appliesTo: [BUCKET],
    check: stack =>
        stack.byType(BUCKET).map(subject => ({
            subject,
            verdict: stack.byType(KEY).length > 0 ? holds() : violated({ message: "there is no key" }),
        })),
});

export const distinct = environmentsRule({
    name: "names-distinct",
    family: "isolation",
    severity: "medium",
    description: "No two environments share a name.",
    remediation: "Rename one.",
    appliesTo: [BUCKET],
    check: stacks => [{ stacks, verdict: violated({ message: "they are alike" }) }],
});
