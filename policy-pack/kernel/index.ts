/*
 * What a rule is written with. A rule imports from here and from `zod`, and from no other file of the kernel.
 */
export type { LedgerEntry } from "../../parity/ledger/entry";
export { environmentFacts } from "../settings";
export {
    type Cases,
    decide,
    type Expectation,
    expectAtLeast,
    expectAtMost,
    expectFalse,
    expectOneOf,
    expectSet,
    expectTrue,
    undecidedBecauseUnknown,
} from "./decide";
export { unknownWithin } from "../../plan/plain";
export { smallestPresetOf } from "./preset";
export {
    type AppliesTo,
    type EnvironmentsRule,
    environmentsRule,
    type EnvironmentsVerdict,
    type Preset,
    PRESETS,
    type ResourceRule,
    resourceRule,
    type Rule,
    type RuleContext,
    type RuleMetadata,
    type StackRule,
    stackRule,
    type SubjectVerdict,
} from "./rule";
export { show } from "./show";
export { ENVIRONMENT_CLASSES, type EnvironmentClass, type EnvironmentFacts, type Stack } from "../../plan/stack";
export type { ReadOptions, Subject, SubjectReading } from "../../plan/subject";
export {
    FAMILIES,
    type Family,
    type Holds,
    SEVERITIES,
    type Severity,
    type Undecided,
    type Verdict,
    type Violated,
} from "./verdict";
export { allOf, anyOf, holds, undecided, violated } from "./verdicts";
