import type {
    ReportViolation,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
} from "@pulumi/policy";
import { UsageError } from "../../plan/faults";
import type { ResourceRule, Rule, RuleContext } from "../kernel/rule";
import { Judging, type PulumiOptions, type Report, type SingleStackRule } from "./judging";
import { COVERAGE_METADATA, metadataOf } from "./metadata";
import { shownAlone, shownTogether } from "./sdk-resources";
import type { Judged } from "./session";
import { TurnCache } from "./turn-cache";

/** A policy that may look at one resource alone, before it is created, and looks at the whole stack afterwards. */
type RulePolicy = StackValidationPolicy & Pick<ResourceValidationPolicy, "validateResource">;

/**
 * Makes policies for `new PolicyPack(...)` out of rules, one for each, for teams that compose a pack of their own. They
 * judge as {@link Judging} says, but for what the policy SDK does not let through: it strips the marks of secrets, so
 * messages hide every text that may be one.
 *
 * A policy never throws at an unknown value. Rules that compare environments are left out: the CLI shows a pack one stack.
 *
 * @throws {UsageError} where settings of rules, or `STAGEWRIGHT_STRICT`, are not as expected.
 * @throws {Error} where two rules share a name.
 */
export function toPulumiPolicies(rules: readonly Rule[], options: PulumiOptions): RulePolicy[] {
    const judging = new Judging(rules, options, "policy-sdk");
    const shown = new ShownByPolicySdk(judging);
    const policies = judging.rules.map(rule => policyOf(rule, judging, shown));
    return judging.settings.minimumCoverage > 0 ? [...policies, coveragePolicy(judging, shown)] : policies;
}

/** What the SDK shows, read once for all policies. */
class ShownByPolicySdk {
    private readonly lone = new TurnCache<Judged>();
    private readonly whole = new TurnCache<Judged>();

    constructor(private readonly judging: Judging) {}

    resource(args: Parameters<typeof shownAlone>[0]): Judged {
        return this.lone.get(args.urn, () => this.judging.session.resource(shownAlone(args)));
    }

    stack({ resources }: StackValidationArgs): Judged {
        const { length } = resources;
        return this.whole.get(`${length} ${resources[length - 1]?.urn ?? ""}`, () =>
            this.judging.session.stack(resources.map(shownTogether)),
        );
    }
}

function policyOf(rule: SingleStackRule, judging: Judging, shown: ShownByPolicySdk): RulePolicy {
    const validateStack: RulePolicy["validateStack"] = (args, report) => {
        const judged = shown.stack(args);
        const context = configured(rule, judging, args.getConfig());
        if (context instanceof UsageError) report(context.message);
        else reportAll(judging.together(rule, context, judged), report);
    };
    const policy = { ...metadataOf(rule, judging.settings), validateStack };
    return rule.scope === "stack" ? policy : { ...policy, validateResource: validateResourceOf(rule, judging, shown) };
}

/** Judges a resource before it is created. Faulty settings are reported at the end, where everything is judged. */
function validateResourceOf(
    rule: ResourceRule,
    judging: Judging,
    shown: ShownByPolicySdk,
): RulePolicy["validateResource"] {
    return (args, report) => {
        const judged = shown.resource(args);
        if (!judging.rulesFor(args.type).includes(rule)) return;
        const context = configured(rule, judging, args.getConfig());
        if (!(context instanceof UsageError)) reportAll(judging.alone(rule, context, judged), report);
    };
}

function coveragePolicy(judging: Judging, shown: ShownByPolicySdk): StackValidationPolicy {
    return {
        ...COVERAGE_METADATA,
        validateStack: (args, report) => {
            reportAll(judging.coverage(shown.stack(args)), report);
        },
    };
}

function configured(rule: Rule, judging: Judging, config: Readonly<Record<string, unknown>>): RuleContext | UsageError {
    try {
        return judging.contextOf(rule, config);
    } catch (error) {
        if (error instanceof UsageError) return error;
        throw error;
    }
}

function reportAll(reports: readonly Report[], report: ReportViolation): void {
    for (const one of reports) report(one.advisory ? lowered(one) : one.text, one.urn);
}

/**
 * A finding whose level is lowered to advisory. The SDK takes an object in place of the text, and its level for this one
 * finding; its types do not say so.
 */
function lowered({ text, urn }: Report): string {
    const violation = { message: text, urn, enforcementLevel: "advisory" };
    return violation as unknown as string;
}
