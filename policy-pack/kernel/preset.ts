import type { Settings } from "../settings";
import { type Preset, PRESETS, type RuleMetadata } from "./rule";

/** The smallest preset that runs a rule. */
export function smallestPresetOf({ preset, severity }: Pick<RuleMetadata, "preset" | "severity">): Preset {
    return preset ?? (severity === "critical" ? "essential" : "standard");
}

/** Whether settings have a rule run: what they say of the rule itself, else the preset. */
export function ruleRuns(
    rule: Pick<RuleMetadata, "name" | "preset" | "severity">,
    { preset, rules }: Pick<Settings, "preset" | "rules">,
): boolean {
    return rules[rule.name]?.enabled ?? PRESETS.indexOf(smallestPresetOf(rule)) <= PRESETS.indexOf(preset);
}
