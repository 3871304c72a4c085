import type { ConfigureAnalyzerRequest, EnforcementLevel, PolicyConfig } from "@pulumi/pulumi/proto/analyzer_pb";
import { type Fault, UsageError } from "../../plan/faults";
import type { Rule, RuleContext } from "../kernel/rule";
import type { Judging } from "../pulumi/judging";
import { COVERAGE_METADATA } from "../pulumi/metadata";
import { settingsFaults, unknownKey, writtenPath } from "../settings-faults";
import { ruleSchema } from "../settings-schema";
import { protocol } from "./protocol";

const { ADVISORY, DISABLED, MANDATORY } = protocol.messages.EnforcementLevel;

/** The key of the configuration that speaks of every policy. It carries a level and no settings. */
const ALL = "all";

/** The levels at which a finding is reported. What would be remediated, but is not, is mandatory. */
export type ReportedLevel = typeof ADVISORY | typeof MANDATORY;

/** What the user told the CLI, over what the settings file says. */
export interface Configuration {
    /** The level of a policy; nothing where it is switched off. */
    levelOf(policy: string): ReportedLevel | undefined;
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
    const contexts = new Map(
        judging.rules.map(rule => [rule.name, judging.contextOf(rule, said.get(rule.name)?.settings)]),
    );
    return {
        levelOf: policy => {
            const { level, settings } = said.get(policy) ?? { level: said.get(ALL)?.level ?? MANDATORY, settings: {} };
            if (level === DISABLED || settings["enabled"] === false) return undefined;
            return level === ADVISORY ? ADVISORY : MANDATORY;
        },
        contextOf: rule => contexts.get(rule.name) ?? judging.contextOf(rule),
    };
}

function faultsOf(name: string, { level, settings }: Said, rules: readonly Rule[], judging: Judging): readonly Fault[] {
    if (name === ALL || name === COVERAGE_METADATA.name) {
        return Object.keys(settings).map(key => ({ at: `${name}.${key}`, message: unknownKey(key, []) }));
    }
    const rule = rules.find(one => one.name === name);
    if (rule === undefined) {
        const known = [ALL, COVERAGE_METADATA.name, ...judging.rules.map(one => one.name)];
        return [{ at: name, message: unknownKey(name, known) }];
    }
    if (!judging.rules.some(one => one.name === name)) {
        return level === DISABLED ? [] : [{ at: name, message: whyNotRun(rule) }];
    }
    const schema = ruleSchema(rule);
    const parsed = schema.safeParse(settings);
    if (parsed.success) return [];
    return settingsFaults(schema, parsed.error, settings).map(({ message, path }) => ({
        at: writtenPath([name, ...path]),
        message,
    }));
}

function whyNotRun({ scope }: Rule): string {
    return scope === "environments"
        ? "compares stacks, and the CLI shows a pack one: run `stagewright check` for it, expected no level but disabled"
        : "is switched off in stagewright.yaml, expected no level but disabled";
}
