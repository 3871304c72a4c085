import type { Finding } from "../../../policy-pack/index";
import type { WaiverContext } from "../../../policy-pack/waivers/apply";
import type { Waiver } from "../../../policy-pack/waivers/waiver";
import { distinct, encrypted, keyed, TODAY } from "../kernel/made-up-rules";

export const DIGEST = "v1-0123456789abcdef";
export const OTHER_DIGEST = "v1-fedcba9876543210";

/** A finding of `bucket-encrypted`, but for what a test says otherwise. */
export function finding(overrides: Partial<Finding> = {}): Finding {
    return {
        rule: "bucket-encrypted",
        family: "hygiene",
        verdict: "violated",
        severity: "high",
        stacks: ["staging"],
        urn: "urn:pulumi:staging::shop::aws:s3/bucket:Bucket::logs",
        path: "shop/logs",
        property: "encrypted",
        message: "encrypted is false, expected true",
        remediation: "Set `encrypted`.",
        evidence: ["a fact"],
        digest: DIGEST,
        fingerprint: "0123456789abcdef",
        ...overrides,
    };
}

/** A waiver of that finding that is in force, but for what a test says otherwise. */
export function waiver(overrides: Partial<Waiver> = {}): Waiver {
    return {
        rule: "bucket-encrypted",
        at: "shop/logs#encrypted",
        stacks: undefined,
        reason: "it holds nothing but public logs",
        owner: "team-orders",
        expires: "2026-03-31",
        approves: [DIGEST],
        hidesUndecided: false,
        line: 7,
        column: 3,
        ...overrides,
    };
}

/** A run that judged every stack of the project, but for what a test says otherwise. */
export function context(overrides: Partial<WaiverContext> = {}): WaiverContext {
    return {
        rules: [encrypted, keyed, distinct],
        notRun: [],
        today: TODAY,
        stacks: ["staging", "prod"],
        everyStack: true,
        marksLost: false,
        ...overrides,
    };
}
