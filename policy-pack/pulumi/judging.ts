import { STACK_TYPE } from "../../plan/urn";
import { coverageOf } from "../kernel/account";
import { findingsOf } from "../kernel/findings";
import { assertDistinctNames } from "../kernel/judge";
import type { Finding } from "../kernel/judgement";
import { NeedsWholeStack } from "../kernel/lone-stack";
import type { EnvironmentsRule, ResourceRule, Rule, RuleContext, StackRule } from "../kernel/rule";
import { ruleRuns } from "../kernel/preset";
import { type Change, remediationOf } from "../kernel/remediate";
import { contextOf, rulingOf } from "../kernel/ruling";
import { appliesTo } from "../kernel/run";
import type { Stack } from "../../plan/stack";
import { isStrict } from "../kernel/strict";
import { DEFAULT_SETTINGS, type Settings } from "../settings";
import { applyWaivers, type Waived } from "../waivers/apply";
import type { Waiver } from "../waivers/waiver";
import type { ShownBy, ShownResource } from "./analyzer-plan";
import { type Judged, Session } from "./session";

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
export type SingleStackRule = ResourceRule | StackRule;

/** What a pack says to the CLI of one finding. */
export interface Report {
    readonly text: string;
    readonly urn: string | undefined;
    /** Whether its level is lowered to advisory, whatever the user gave the rule. */
    readonly advisory: boolean;
}

/** Set by Pulumi's language host for the packs that it starts: whether this is a preview. */
const DRY_RUN_VARIABLE = "PULUMI_NODEJS_DRY_RUN";

/** The rules that a pack leaves out, since they need every stack at once. */
export function rulesForManyStacks(rules: readonly Rule[]): readonly EnvironmentsRule[] {
    return rules.filter((rule): rule is EnvironmentsRule => rule.scope === "environments");
}

function isForOneStack(rule: Rule): rule is SingleStackRule {
    return rule.scope !== "environments";
}

/**
 * Judges one deployment as the Pulumi CLI shows it, and says what to report when.
 *
 * Every rule judges the whole stack at the end of a preview or an update. A rule about one resource that reads nothing
 * but inputs and provider also judges each resource alone before it is created, since only that stops an update in time;
 * it reports only what is *violated* there, and the end of the run does not repeat it. What is unknown or comes from
 * other resources is left to the end, where more is known.
 *
 * *Undecided* is reported at the rule's own level where `isStrict`, else as an advisory; in an update, where all should
 * be known, as violated. No level is ever raised above the user's.
 *
 * What a waiver hides is not reported. What is wrong with a waiver is reported by the policy of its rule, at the end:
 * unused is said of one that names this stack alone, since others may be in use in a stack that is not shown.
 */
export class Judging {
    /** What the settings file says. */
    readonly written: Settings;
    private inForce: Settings;
    readonly session: Session;
    /** The rules for one stack, those included that do not run. */
    readonly rules: readonly SingleStackRule[];
    private readonly environment: PulumiOptions["environment"];
    private readonly today: string;
    private readonly waivers: readonly Waiver[];
    private readonly marksLost: boolean;
    /** Whether resources are being created. Nothing is said where the language host does not tell, or a state is judged. */
    private isUpdate: boolean;
    private readonly applicable = new Map<string, readonly ResourceRule[]>();

    /**
     * @throws {UsageError} where settings of rules, or `STAGEWRIGHT_STRICT`, are not as expected.
     * @throws {Error} where two rules share a name.
     */
    constructor(rules: readonly Rule[], options: PulumiOptions, by: ShownBy) {
        const { environment, settings = DEFAULT_SETTINGS, today, waivers = [] } = options;
        assertDistinctNames(rules);
        isStrict({ settings, stacks: [], environment });
        this.inForce = settings;
        this.written = settings;
        this.environment = environment;
        this.today = today;
        this.waivers = waivers;
        this.marksLost = by === "policy-sdk";
        this.isUpdate = environment[DRY_RUN_VARIABLE]?.toLowerCase() === "false";
        this.session = new Session(settings, by);
        this.rules = rules.filter(isForOneStack);
        // Settings of a file are checked at once, those of the CLI when it hands them over.
        for (const rule of this.rules) this.contextOf(rule);
    }

    /** What the settings file says, and over it what the user told the CLI of the pack as a whole. */
    get settings(): Settings {
        return this.inForce;
    }

    /** Takes the word of a host that says itself whether this is a preview. */
    tellDryRun(dryRun: boolean): void {
        this.isUpdate = !dryRun;
    }

    /** Takes what the user told the CLI of the pack as a whole. */
    tellSettings(said: Partial<Pick<Settings, "preset" | "strict">>): void {
        this.inForce = { ...this.written, ...said };
    }

    /**
     * What a rule is handed beside the stack. What the user told the CLI lies over what the settings file says.
     *
     * @param config The rule's own settings, and whether it runs and mends.
     * @throws {UsageError} where the settings of the rule are not as it expects.
     */
    contextOf(rule: Rule, config: Readonly<Record<string, unknown>> = {}): RuleContext {
        const { settings, today } = this;
        const own = { ...settings.rules[rule.name], ...config };
        return contextOf(rule, { ...settings, rules: { ...settings.rules, [rule.name]: own } }, today);
    }

    /** The rules about one resource that look at a type. */
    rulesFor(type: string): readonly ResourceRule[] {
        const known = this.applicable.get(type);
        if (known !== undefined) return known;
        const found = this.rules.filter(
            (rule): rule is ResourceRule => rule.scope === "resource" && type !== STACK_TYPE && appliesTo(rule, type),
        );
        this.applicable.set(type, found);
        return found;
    }

    /** Whether a rule runs, as far as the settings say. */
    runs(rule: SingleStackRule): boolean {
        return ruleRuns(rule, this.settings);
    }

    /** What to set on a resource so that a rule holds, before any rule judges it. What is waived stays as it is. */
    remediation(rule: ResourceRule, context: RuleContext, shown: ShownResource): readonly Change[] {
        const { redact, stack } = this.session.unmended(shown);
        const changes = stack.subjects.flatMap(subject => remediationOf(rule, subject, context));
        if (changes.length === 0 || this.waivers.length === 0) return changes;
        const findings = findingsOf(rulingOf(rule, [stack], context), context, redact);
        return this.waive(findings, rule, stack).findings.some(({ verdict }) => verdict === "waived") ? [] : changes;
    }

    /** What a rule says of a resource before it is created. */
    alone(rule: ResourceRule, context: RuleContext, { redact, stack }: Judged): readonly Report[] {
        try {
            const findings = findingsOf(rulingOf(rule, [stack], context), context, redact);
            // More may be known once the whole stack is planned; in an update there is nothing to wait for.
            const due = this.waive(findings, rule, stack).findings.filter(
                ({ verdict }) => verdict === "violated" || (verdict === "undecided" && this.isUpdate),
            );
            for (const finding of due) this.session.noteReported(finding);
            return due.map(finding => this.reportOf(finding));
        } catch (error) {
            if (error instanceof NeedsWholeStack) return [];
            throw error;
        }
    }

    /** What a rule says of the whole stack, without what was reported before. */
    together(rule: SingleStackRule, context: RuleContext, { redact, stack }: Judged): readonly Report[] {
        const ruling = rulingOf(rule, [stack], context);
        this.session.rulings.set(rule.name, ruling);
        const { faults, findings } = this.waive(findingsOf(ruling, context, redact), rule, stack);
        return [...findings, ...faults]
            .filter(finding => finding.verdict !== "waived" && !this.session.wasReported(finding))
            .map(finding => this.reportOf(finding));
    }

    /** Whether enough could be decided, once every rule has judged the whole stack. */
    coverage({ stack }: Judged): readonly Report[] {
        const { minimumCoverage } = this.settings;
        const { decided, judgements, unreadTypes } = coverageOf([...this.session.rulings.values()], [stack]);
        if (decided >= minimumCoverage) return [];
        const text = `${percent(decided)} of ${judgements} judgements are decided, expected ${percent(minimumCoverage)}; types that no rule looks at: ${unreadTypes.join(", ") || "none"}`;
        return [{ text, urn: undefined, advisory: false }];
    }

    /** Applies the waivers of one rule to what it found. The faults of waivers are only true of a whole stack. */
    private waive(findings: readonly Finding[], rule: Rule, stack: Stack): Waived {
        const { marksLost, today } = this;
        return applyWaivers(
            findings,
            this.waivers.filter(waiver => waiver.rule === rule.name),
            { rules: [rule], notRun: [], today, stacks: [stack.name], everyStack: false, marksLost },
        );
    }

    /** A finding at the level that the user gave its rule, or as an advisory where it is undecided and may stay so. */
    private reportOf(finding: Finding): Report {
        const counts =
            finding.verdict === "violated" ||
            this.isUpdate ||
            isStrict({ settings: this.settings, stacks: finding.stacks, environment: this.environment });
        return { text: textOf(finding), urn: finding.urn, advisory: !counts };
    }
}

/** A digest is only told where it is of the words that are told, too: `stagewright check` tells those of values. */
function textOf({ digest, evidence, message, property, remediation, verdict }: Finding): string {
    const said = verdict === "undecided" ? `undecided: ${message}` : message;
    return [
        said,
        ...evidence.map(fact => `  ${fact}`),
        `To fix: ${remediation}`,
        ...(digest === undefined || property !== undefined ? [] : [`Digest for a waiver: ${digest}`]),
    ].join("\n");
}

function percent(share: number): string {
    return `${(share * 100).toFixed(1)} %`;
}
