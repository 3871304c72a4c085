import { Stack } from "../plan/stack";
import { redactionOf } from "../policy-pack/kernel/redact";
import { environmentFacts } from "../policy-pack/settings";
import { withCredentialsMarked } from "../secrets/hidden";
import type { CommonOptions } from "./arguments";
import { EXIT_CODES } from "./exit-codes";
import type { Output } from "./output";
import { obtainPlans } from "./plans";
import { layoutFor } from "./report/layout";
import { renderPlanJson } from "./report/plan-json";
import { renderPlanText } from "./report/plan-text";
import { terminalColumns, usesColor } from "./terminal";

/**
 * Plans and prints the plans.
 *
 * @returns The exit code.
 */
export async function plan(options: CommonOptions, output: Output, signal: AbortSignal): Promise<number> {
    const { plans: obtained, settings } = await obtainPlans(options, signal);
    const redact = redactionOf(obtained.map(one => new Stack(one, environmentFacts(one.stack, settings))));
    const plans = obtained.map(one => withCredentialsMarked(one, text => redact(text, () => "")));
    const text =
        options.format === "json"
            ? renderPlanJson(plans)
            : renderPlanText(plans, layoutFor(terminalColumns(options), usesColor(options)));
    await output.write(text);
    return EXIT_CODES.holds;
}
