import type { SourcePosition } from "../../plan/plan";
import type { CoveredPlace, Family, Severity } from "./verdict";

/** One verdict that is not *holds*, with all that a reader needs to act on it. */
export interface Finding {
    readonly rule: string;
    readonly family: Family;
    readonly verdict: "violated" | "undecided" | "waived";
    readonly severity: Severity;
    /** The stacks concerned: one, or two where the rule compares them. */
    readonly stacks: readonly string[];
    readonly urn?: string;
    /** Component path of the resource, the same in every stack. */
    readonly path?: string;
    readonly property?: string;
    readonly message: string;
    readonly remediation: string;
    readonly evidence: readonly string[];
    /** Where the resource was registered, or what is at fault was written, where that is known. */
    readonly source?: SourcePosition;
    /**
     * Digest of the value that the rule objects to, for a waiver to approve; of what the finding says, where it names no
     * property that is set. Nothing for policies of another pack.
     */
    readonly digest?: string;
    /**
     * No other finding of a judgement has the same. It stays as long as rule, stacks, path, types of the resource and
     * its ancestors, and property do; of several findings on one place, the second and later go by their order.
     */
    readonly fingerprint: string;
    /** Names of further rules that object to what this finding covers: what they found is a part of it. */
    readonly also?: readonly string[];
    /** The places that it is about, where that is more than its own. */
    readonly covers?: readonly CoveredPlace[];
    /** The rule threw instead of judging. No waiver hides that. */
    readonly ruleFailed?: true;
}

/**
 * How many judgements came out how. A judgement is what one rule says of one resource (or stack, or stacks): it counts
 * once, by the worst of its verdicts, however many findings it makes.
 */
export interface Counts {
    readonly holds: number;
    readonly violated: number;
    readonly undecided: number;
    readonly waived: number;
}

/** How much of the plans was judged. */
export interface Coverage {
    /** Judgements made: rules times the resources they apply to. */
    readonly judgements: number;
    /** Share of the judgements that were decided, from 0 to 1; 1 where none was asked for. */
    readonly decided: number;
    /** Planned types that no rule looked at, or that make others which no plan shows. Sorted. */
    readonly unreadTypes: readonly string[];
    /**
     * Planned types that only rules over a whole class of types looked at, for what all of them have: their account, their
     * tags. What is particular to them nobody judged. Sorted.
     */
    readonly generallyReadTypes: readonly string[];
}

/** What all rules say of one or more plans. */
export interface Judgement {
    /** The worst first. */
    readonly findings: readonly Finding[];
    readonly families: Readonly<Record<Family, Counts>>;
    readonly coverage: Coverage;
    /** Names of the rules that compare environments and had fewer than two to compare. Nothing is said of them. */
    readonly notRun: readonly string[];
}
