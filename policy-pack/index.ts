/*
 * The public API `stagewright/policy-pack`: the rules, what rules are written with, and the ways to run them. Importing it
 * starts nothing; the pack that the Pulumi CLI runs is `pack.ts`.
 */
export { parseLedger, readLedger } from "../parity/ledger/read";
export * from "./kernel";
export { judge, type JudgeOptions } from "./kernel/judge";
export type { Counts, Coverage, Finding, Judgement } from "./kernel/judgement";
export { isStrict, type StrictFacts } from "./kernel/strict";
export { type PulumiOptions, rulesForManyStacks } from "./pulumi/judging";
export { toPulumiPolicies } from "./pulumi/policies";
export { projectRules } from "./rule-modules";
export { rules } from "./rules";
export { type Pack, servePack } from "./serve";
export {
    type Answers,
    DEFAULT_SETTINGS,
    type FunctionAnswer,
    type RuleSettings,
    type Settings,
    SETTINGS_FILE,
} from "./settings";
export { parseSettings, readSettings } from "./settings-file";
export { settingsJsonSchema } from "./settings-schema";
export { parseWaivers, readWaivers } from "./waivers/read";
export { waiversJsonSchema } from "./waivers/schema";
export { MAX_FINDINGS_PER_WAIVER, type Waiver, WAIVER_FAULTS, type WaiverFault, WAIVERS_FILE } from "./waivers/waiver";
