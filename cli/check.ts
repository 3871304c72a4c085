import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import type { CheckOptions } from "./arguments";
import type { Output } from "./output";
import { obtainPlans } from "./plans";
import { renderCheckJson } from "./report/check-json";
import { renderCheckText } from "./report/check-text";
import { layoutFor } from "./report/layout";
import { type CheckReport, exitCodeOf } from "./report/report";
import { terminalColumns, usesColor } from "./terminal";
import type * as packsModule from "../engine/packs/index";
import type * as judgeModule from "./judge";

/** Loads a module of this folder when a command needs it, so that no other command waits for it. */
const load = createRequire(__filename);

/**
 * Plans, judges and reports.
 *
 * @returns The exit code.
 */
export async function check(options: CheckOptions, output: Output, signal: AbortSignal): Promise<number> {
    const started = performance.now();
    requirePack(options.policyPack);
    const obtained = await obtainPlans(options, signal);
    const { plans, warnings, settings } = obtained;
    const planned = performance.now();
    const { judgePlans } = load("./judge") as typeof judgeModule;
    const { judgement, strict } = await judgePlans(obtained, options, signal);
    const judged = performance.now();
    const report: CheckReport = {
        project: plans[0]?.project ?? "",
        stacks: plans.map(plan => plan.stack),
        preset: settings.preset,
        strict,
        minimumCoverage: options.minCoverage ?? settings.minimumCoverage,
        judgement,
        plans,
        warnings,
        timingsMs: {
            plan: Math.round(planned - started),
            judge: Math.round(judged - planned),
            total: Math.round(performance.now()),
        },
    };
    await output.write(render(report, options));
    return exitCodeOf(report);
}

/** A pack that is not there is said before anything is planned for it. */
function requirePack(folder: string | undefined): void {
    if (folder === undefined) return;
    const { findPack } = load("../engine/packs/index") as typeof packsModule;
    findPack(folder);
}

function render(report: CheckReport, options: CheckOptions): string {
    if (options.format === "json") return renderCheckJson(report);
    return renderCheckText(
        report,
        { timings: options.timings },
        layoutFor(terminalColumns(options), usesColor(options)),
    );
}
