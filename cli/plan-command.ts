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
    const { plans } = await obtainPlans(options, signal);
    const text =
        options.format === "json"
            ? renderPlanJson(plans)
            : renderPlanText(plans, layoutFor(terminalColumns(options), usesColor(options)));
    await output.write(text);
    return EXIT_CODES.holds;
}
