import type { ConfigureAnalyzerRequest, EnforcementLevel, PolicyConfig } from "@pulumi/pulumi/proto/analyzer_pb";
import type { z } from "zod";
import { type Fault, UsageError } from "../../plan/faults";
import { canRemediate } from "../kernel/remediate";
import type { Rule, RuleContext } from "../kernel/rule";
import type { Judging, SingleStackRule } from "../pulumi/judging";
import { COVERAGE_METADATA, levelOf, type PolicyMetadata, SETTINGS_METADATA } from "../pulumi/metadata";
import { schemaFaults, unknownKey, writtenPath } from "../../plan/schema-faults";
import { packSettingsSchema, ruleSchema } from "../settings-schema";
import { protocol } from "./protocol";

const { ADVISORY, DISABLED, MANDATORY, REMEDIATE } = protocol.messages.EnforcementLevel;

/** The key of the configuration that speaks of every policy. It carries a level and no settings. */
const ALL = "all";

/** Levels as the protocol numbers them. */
export const LEVELS: Readonly<Record<PolicyMetadata["enforcementLevel"], EnforcementLevel>> = {
    mandatory: MANDATORY,
    remediate: REMEDIATE,
    disabled: DISABLED,
};

/** The levels at which a finding is reported. What would be remediated, but is not, is mandatory. */
export type ReportedLevel = typeof ADVISORY | typeof MANDATORY;

/** What the user told the CLI, over what the settings file says. */
export interface Configuration {
    /** The level of a policy; nothing where it is switched off. */
    levelOf(policy: string): ReportedLevel | undefined;
    /** Whether a rule mends what it can. */
    remediates(rule: SingleStackRule): boolean;
    contextOf(rule: Rule): RuleContext;
}

/** The configuration of a pack that the CLI told nothing. */
export function unconfigured(judging: Judging): Configuration {
    return configurationOf(judging, new Map());
}

/**
 * Reads what the user told the CLI with `--policy-pack-config`; the CLI has filled in defaults and spread `all` before.
 *
 * @param rules All rules of the pack, those included that do not run.
 * @throws {UsageError} that names every unknown rule, unknown setting and value out of bounds.
 */
export function readConfiguration(
    request: ConfigureAnalyzerRequest,
    rules: readonly Rule[],
    judging: Judging,
): Configuration {
    const said = new Map(
        request
            .getPolicyconfigMap()
            .getEntryList()
            .map(([name]) => [name, saidOf(request.getPolicyconfigMap().get(name))]),
    );
    const faults = [...said].flatMap(([name, one]) => faultsOf(name, one, rules, judging));
    if (faults.length > 0) throw new UsageError("the policy pack's configuration is not as expected", faults);
    judging.tellSettings(packSettingsSchema.parse(said.get(SETTINGS_METADATA.name)?.settings ?? {}));
    return configurationOf(judging, said);
}

/** What is said of one policy. */
interface Said {
    readonly level: EnforcementLevel;
    readonly settings: Readonly<Record<string, unknown>>;
}

function saidOf(config: PolicyConfig | undefined): Said {
    return {
        level: config?.getEnforcementlevel() ?? MANDATORY,
        settings: config?.getProperties()?.toJavaScript() ?? {},
    };
}

function configurationOf(judging: Judging, said: ReadonlyMap<string, Said>): Configuration {
    const states = new Map(judging.rules.map(rule => [rule.name, stateOf(rule, judging, said)]));
    const contexts = new Map(
        judging.rules.map(rule => [rule.name, judging.contextOf(rule, said.get(rule.name)?.settings)]),
    );
    return {
        levelOf: policy => {
            const state = states.get(policy);
            if (state !== undefined) return state.level;
            const level = said.get(policy)?.level ?? said.get(ALL)?.level;
            return level === DISABLED ? undefined : reported(level);
        },
        remediates: rule => states.get(rule.name)?.remediates === true,
        contextOf: rule => contexts.get(rule.name) ?? judging.contextOf(rule),
    };
}

/** Whether a rule runs, at which level, and whether it mends. */
interface RuleState {
    readonly level: ReportedLevel | undefined;
    readonly remediates: boolean;
}

/**
 * A rule that the settings leave out is declared as disabled. So a level that is neither the declared one nor that of
 * `all` is one that the user gave this rule, and switches it on or off; `enabled` does so in any case.
 */
function stateOf(rule: SingleStackRule, judging: Judging, said: ReadonlyMap<string, Said>): RuleState {
    const declared = LEVELS[levelOf(rule, judging.written)];
    const all = said.get(ALL)?.level;
    const { level = all ?? declared, settings = {} } = said.get(rule.name) ?? {};
    const isTold = level !== declared && level !== all;
    const isOff = level === DISABLED && (isTold || all === DISABLED);
    const runs = settings["enabled"] ?? (!isOff && (isTold || judging.runs(rule)));
    if (runs !== true) return { level: undefined, remediates: false };
    const written = judging.written.rules[rule.name]?.remediate;
    const isToRemediate = settings["remediate"] ?? (level === DISABLED ? written : level === REMEDIATE);
    return { level: reported(level), remediates: isToRemediate === true && canRemediate(rule) };
}

function reported(level: EnforcementLevel | undefined): ReportedLevel {
    return level === ADVISORY ? ADVISORY : MANDATORY;
}

function faultsOf(name: string, { level, settings }: Said, rules: readonly Rule[], judging: Judging): readonly Fault[] {
    if (name === ALL || name === COVERAGE_METADATA.name) {
        return Object.keys(settings).map(key => ({ at: `${name}.${key}`, message: unknownKey(key, []) }));
    }
    if (name === SETTINGS_METADATA.name) return faultsIn(packSettingsSchema, name, settings);
    const rule = rules.find(one => one.name === name);
    if (rule === undefined) {
        const known = [ALL, COVERAGE_METADATA.name, SETTINGS_METADATA.name, ...judging.rules.map(one => one.name)];
        return [{ at: name, message: unknownKey(name, known) }];
    }
    if (rule.scope === "environments") return level === DISABLED ? [] : [{ at: name, message: NEEDS_EVERY_STACK }];
    return faultsIn(ruleSchema(rule), name, settings);
}

function faultsIn(schema: z.ZodType, name: string, settings: Said["settings"]): readonly Fault[] {
    const parsed = schema.safeParse(settings);
    if (parsed.success) return [];
    return schemaFaults(schema, parsed.error, settings).map(({ message, path }) => ({
        at: writtenPath([name, ...path]),
        message,
    }));
}

const NEEDS_EVERY_STACK =
    "compares stacks, and the CLI shows a pack one: run `stagewright check` for it, expected no level but disabled";
