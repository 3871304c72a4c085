/** A reasoned exception: a person approved one value that a rule objects to, for a while. */
export interface Waiver {
    /** Name of the rule. */
    readonly rule: string;
    /** Where: `<component path>[#<property>]`; see `place.ts`. */
    readonly at: string;
    /** The stacks that it is for; nothing for every stack. */
    readonly stacks: readonly string[] | undefined;
    /** Why the value may stay for now. */
    readonly reason: string;
    /** Who answers for it. */
    readonly owner: string;
    /** The last day on which it is in force, as `YYYY-MM-DD`. */
    readonly expires: string;
    /** Digests of the values that were approved, as reports print them beside a finding. At least one. */
    readonly approves: readonly string[];
    /** Whether it also hides that the rule could not decide. */
    readonly hidesUndecided: boolean;
    /** Where it stands in {@link WAIVERS_FILE}, from 1. */
    readonly line: number;
    readonly column: number;
}

/** Name of the file of waivers, beside `Pulumi.yaml`. */
export const WAIVERS_FILE = "waivers.yaml";

/** Findings that one waiver may hide: what stands in more places is no exception but the way things are done. */
export const MAX_FINDINGS_PER_WAIVER = 20;

/** What may be wrong with a waiver, each a finding of its own. None of them can be waived. */
export const WAIVER_FAULTS = ["waiver-over-broad", "waiver-unused", "waiver-expired", "waiver-changed"] as const;
export type WaiverFault = (typeof WAIVER_FAULTS)[number];

/** Whether the last day of a waiver has passed. On the day itself it is still in force. */
export function isExpired({ expires }: Waiver, today: string): boolean {
    return today > expires;
}
