import type { SourcePosition } from "../../plan/plan";

/** What every judgement comes out as. What could not be read is never a pass. */
export type Verdict = Holds | Violated | Undecided;

export interface Holds {
    readonly outcome: "holds";
}

export interface Violated {
    readonly outcome: "violated";
    /** Path of the property at fault, such as `backupRetentionPeriod`; nothing where the fault is no one property's. */
    readonly property?: string;
    /** What was found and what was expected. Must never hold a secret: build it with `show`. */
    readonly message: string;
    /** What led to the verdict, one fact a line. */
    readonly evidence?: readonly string[];
    /** What a waiver approves, where that is more than the value of {@link property}: both values of a comparison. */
    readonly approves?: readonly string[];
    /** Every place that has a part in it. What other rules of the family find there is not said a second time. */
    readonly covers?: readonly CoveredPlace[];
    /** Where it is written, where that is not where the resource is: the line of an entry that people made. */
    readonly source?: SourcePosition;
    /** Set by the kernel where the rule threw instead of judging. No waiver hides that. */
    readonly ruleFailed?: true;
}

/** A property of a resource that a verdict covers. */
export interface CoveredPlace {
    readonly urn: string;
    readonly property: string;
}

export interface Undecided {
    readonly outcome: "undecided";
    readonly property?: string;
    /** What could not be read, and why. */
    readonly message: string;
    readonly evidence?: readonly string[];
    /** As of {@link Violated}. */
    readonly approves?: readonly string[];
}

/** The families of rules. Reports count by them. */
export const FAMILIES = ["isolation", "tagging", "schedule", "secrets", "parity", "hygiene"] as const;
export type Family = (typeof FAMILIES)[number];

/** How serious a violation is, the least first. */
export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];
