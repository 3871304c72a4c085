import type {
    Policy,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
} from "@pulumi/policy";
import { UsageError } from "../../plan/faults";
import { STACK_TYPE } from "../../plan/urn";
import { coverageOf } from "../kernel/account";
import { findingsOf } from "../kernel/findings";
import { assertDistinctNames } from "../kernel/judge";
import type { Finding } from "../kernel/judgement";
import { NeedsWholeStack } from "../kernel/lone-stack";
import type { EnvironmentsRule, ResourceRule, Rule, StackRule } from "../kernel/rule";
import { contextOf, rulingOf } from "../kernel/ruling";
import { appliesTo } from "../kernel/run";
import { isStrict } from "../kernel/strict";
import { DEFAULT_SETTINGS, type Settings } from "../settings";
import { applyWaivers, type Waived } from "../waivers/apply";
import type { Waiver } from "../waivers/waiver";
import { configSchemaOf } from "./config-schema";
import { Session, type Shown } from "./session";

/** How rules run as policies. */
export interface PulumiOptions {
    /** @default DEFAULT_SETTINGS */
    readonly settings?: Settings;
    /**
     * Reasoned exceptions.
     * @default []
     */
    readonly waivers?: readonly Waiver[];
    /** The date of the judgement as `YYYY-MM-DD`. */
    readonly today: string;
    /** The environment variables of the process, which say whether to be strict and whether this is a preview. */
    readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A rule that the Pulumi CLI can run. */
type SingleStackRule = ResourceRule | StackRule;

/** A policy that may look at one resource alone, before it is created, and looks at the whole stack afterwards. */
type RulePolicy = StackValidationPolicy & Pick<ResourceValidationPolicy, "validateResource">;

/** Set by Pulumi's language host for the packs that it starts: whether this is a preview. */
const DRY_RUN_VARIABLE = "PULUMI_NODEJS_DRY_RUN";

/** Name of the policy that holds the pack to the setting `minimumCoverage`. */
const COVERAGE_POLICY = "minimum-coverage";

/**
 * Makes policies for `new PolicyPack(...)` out of rules, one for each.
 *
 * Every rule judges the whole stack at the end of a preview or an update. A rule about one resource that reads nothing
 * but inputs and provider also judges each resource alone before it is created, since only that stops an update in time;
 * it reports only what is *violated* there, and the end of the run does not repeat it. What is unknown or comes from
 * other resources is left to the end, where more is known.
 *
 * A policy never throws at an unknown value. It reports *undecided*: at its own level where `isStrict`, else as an
 * advisory; in an update, where all should be known, as violated. No level is ever raised above the user's.
 *
 * Rules that compare environments are left out: the CLI shows a pack one stack.
 *
 * What a waiver hides is not reported. What is wrong with a waiver is reported by the policy of its rule, at the end:
 * unused is said of one that names this stack alone, since others may be in use in a stack that is not shown.
 *
 * @throws {UsageError} where settings of rules, or `STAGEWRIGHT_STRICT`, are not as expected.
 * @throws {Error} where two rules share a name.
 */
export function toPulumiPolicies(rules: readonly Rule[], options: PulumiOptions): RulePolicy[] {
    assertDistinctNames(rules);
    const { environment, settings = DEFAULT_SETTINGS } = options;
    isStrict({ settings, stacks: [], environment });
    const enabled = rules.filter(isForOneStack).filter(({ name }) => settings.rules[name]?.enabled !== false);
    const pack: Pack = { ...options, settings, session: new Session(settings) };
    const policies = enabled.map(rule => policyOf(rule, pack));
    return settings.minimumCoverage > 0 ? [...policies, coveragePolicy(pack)] : policies;
}

/** The rules that {@link toPulumiPolicies} leaves out, since they need every stack at once. */
export function rulesForManyStacks(rules: readonly Rule[]): readonly EnvironmentsRule[] {
    return rules.filter((rule): rule is EnvironmentsRule => rule.scope === "environments");
}

function isForOneStack(rule: Rule): rule is SingleStackRule {
    return rule.scope !== "environments";
}

interface Pack extends PulumiOptions {
    readonly settings: Settings;
    readonly session: Session;
}

function policyOf(rule: SingleStackRule, pack: Pack): RulePolicy {
    // Settings of a file are checked at once, those of the CLI when it hands them over.
    contextOf(rule, pack.settings, pack.today);
    const validateStack: RulePolicy["validateStack"] = (args, report) => {
        judgeStack(rule, pack, args, report);
    };
    const policy = { ...metadataOf(rule, pack.settings), validateStack };
    if (rule.scope === "stack") return policy;
    return {
        ...policy,
        validateResource: (args, report) => {
            if (args.type !== STACK_TYPE) judgeAlone(rule, pack, args, report);
        },
    };
}

/** Judges a resource before it is created. Faulty settings are reported at the end, where everything is judged. */
function judgeAlone(rule: ResourceRule, pack: Pack, args: ResourceValidationArgs, report: ReportViolation): void {
    const shown = pack.session.resource(args);
    if (!appliesTo(rule, args.type)) return;
    const context = configured(rule, pack, args.getConfig());
    if (context instanceof UsageError) return;
    try {
        const findings = findingsOf(rulingOf(rule, [shown.stack], context), context, shown.redact);
        for (const finding of waive(findings, rule, pack, shown).findings) {
            if (finding.verdict === "waived") continue;
            // More may be known once the whole stack is planned; in an update there is nothing to wait for.
            if (finding.verdict !== "violated" && !isUpdate(pack.environment)) continue;
            pack.session.noteReported(finding);
            reportFinding(finding, pack, report);
        }
    } catch (error) {
        if (!(error instanceof NeedsWholeStack)) throw error;
    }
}

function judgeStack(rule: SingleStackRule, pack: Pack, args: StackValidationArgs, report: ReportViolation): void {
    const shown = pack.session.stack(args);
    const context = configured(rule, pack, args.getConfig());
    if (context instanceof UsageError) {
        report(context.message);
        return;
    }
    const ruling = rulingOf(rule, [shown.stack], context);
    pack.session.rulings.set(rule.name, ruling);
    const { faults, findings } = waive(findingsOf(ruling, context, shown.redact), rule, pack, shown);
    for (const finding of [...findings, ...faults]) {
        if (finding.verdict === "waived" || pack.session.wasReported(finding)) continue;
        reportFinding(finding, pack, report);
    }
}

/** Applies the waivers of one rule to what it found. The faults of waivers are only true of a whole stack. */
function waive(findings: readonly Finding[], rule: Rule, { today, waivers = [] }: Pack, { stack }: Shown): Waived {
    return applyWaivers(
        findings,
        waivers.filter(waiver => waiver.rule === rule.name),
        { rules: [rule], notRun: [], today, stacks: [stack.name], everyStack: false, marksLost: true },
    );
}

/** Reports a finding at the level that the user gave its rule, or as an advisory where it is undecided and may stay so. */
function reportFinding(finding: Finding, { environment, settings }: Pack, report: ReportViolation): void {
    const counts =
        finding.verdict === "violated" ||
        isUpdate(environment) ||
        isStrict({ settings, stacks: finding.stacks, environment });
    report(counts ? textOf(finding) : advisory(finding), finding.urn);
}

/** What the user told the CLI lies over what the settings file says. */
function configured(rule: Rule, { settings, today }: Pack, config: Readonly<Record<string, unknown>>) {
    try {
        const own = { ...settings.rules[rule.name], ...config };
        return contextOf(rule, { ...settings, rules: { ...settings.rules, [rule.name]: own } }, today);
    } catch (error) {
        if (error instanceof UsageError) return error;
        throw error;
    }
}

/** Whether resources are being created. Nothing is said where the language host does not tell, or a state is judged. */
function isUpdate(environment: PulumiOptions["environment"]): boolean {
    return environment[DRY_RUN_VARIABLE]?.toLowerCase() === "false";
}

/** A digest is only told where it is of the words that are told, too: any value may be a secret here. */
function textOf({ digest, evidence, message, property, remediation, verdict }: Finding): string {
    const said = verdict === "undecided" ? `undecided: ${message}` : message;
    return [
        said,
        ...evidence.map(fact => `  ${fact}`),
        `To fix: ${remediation}`,
        ...(digest === undefined || property !== undefined ? [] : [`Digest for a waiver: ${digest}`]),
    ].join("\n");
}

/**
 * A finding whose level is lowered to advisory. The SDK takes an object in place of the text, and its level for this one
 * finding; its types do not say so.
 */
function advisory(finding: Finding): string {
    const violation = { message: textOf(finding), urn: finding.urn, enforcementLevel: "advisory" };
    return violation as unknown as string;
}

function metadataOf(rule: Rule, settings: Settings): Policy {
    const { description, family, name, remediation, severity } = rule;
    return {
        name,
        description,
        enforcementLevel: "mandatory",
        severity,
        tags: [family],
        remediationSteps: remediation,
        url: `docs/rules/${name}.md`,
        configSchema: configSchemaOf(rule, settings),
    };
}

function coveragePolicy({ session, settings }: Pack): StackValidationPolicy {
    return {
        name: COVERAGE_POLICY,
        description: "Enough of what the rules ask of the stack can be decided.",
        enforcementLevel: "mandatory",
        severity: "medium",
        remediationSteps:
            "Give values that are known before the deployment, or lower `minimumCoverage` in stagewright.yaml.",
        validateStack: (args, report) => {
            const { stack } = session.stack(args);
            const { decided, judgements, unreadTypes } = coverageOf([...session.rulings.values()], [stack]);
            if (decided >= settings.minimumCoverage) return;
            report(
                `${percent(decided)} of ${judgements} judgements are decided, expected ${percent(settings.minimumCoverage)}; types that no rule looks at: ${unreadTypes.join(", ") || "none"}`,
            );
        },
    };
}

function percent(share: number): string {
    return `${(share * 100).toFixed(1)} %`;
}
