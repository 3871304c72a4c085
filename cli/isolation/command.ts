import type { Fragment } from "../../isolation/connection";
import { judgeIsolation } from "../../isolation/judge";
import { type Fault, UsageError } from "../../plan/faults";
import { isStrict } from "../../policy-pack/kernel/strict";
import type { Settings } from "../../policy-pack/settings";
import type { IsolationCommandOptions } from "../arguments";
import { EXIT_CODES } from "../exit-codes";
import type { Output } from "../output";
import { obtainPlans } from "../plans";
import { renderDocument } from "../report/document/render";
import { isolationDocument } from "../report/isolation-document";
import { renderIsolationDot, renderIsolationMermaid } from "../report/isolation-drawing";
import { renderIsolationJson } from "../report/isolation-json";
import { renderIsolationText } from "../report/isolation-text";
import { type Layout, layoutFor } from "../report/layout";
import { terminalColumns, usesColor } from "../terminal";
import { explainWays } from "./explain";
import { readFragments } from "./facts";
import { fragmentsOf } from "./fragments";
import { holdsApart, type IsolationReport } from "./report";

/**
 * Says whether anything declared leads from one environment into another.
 *
 * @returns The exit code.
 */
export async function isolation(
    options: IsolationCommandOptions,
    output: Output,
    signal: AbortSignal,
): Promise<number> {
    const fromFacts = readFragments(options.facts);
    const { plans, settings } = await obtainPlans(options, signal, { acrossProjects: true });
    const planned = fragmentsOf(plans, settings);
    const fragments = [...planned, ...fromFacts.map(({ fragment }) => fragment)];
    assertComparable(fragments, settings, options);
    const report: IsolationReport = {
        environments: fragments.map((fragment, place) => ({
            project: fragment.project,
            stack: fragment.stack,
            identities: fragment.identities.length,
            connections: fragment.connections.length,
            facts: fromFacts[place - planned.length]?.file,
        })),
        strict:
            options.strict ??
            isStrict({ settings, stacks: fragments.map(({ stack }) => stack), environment: process.env }),
        today: options.today,
        judgement: judgeIsolation(fragments, settings.isolation, options.today),
    };
    const layout = layoutFor(terminalColumns(options), usesColor(options));
    if (options.explain !== undefined) {
        await output.write(explainWays(options.explain, report, options.format, layout));
        return EXIT_CODES.holds;
    }
    await output.write(render(report, options, layout));
    return holdsApart(report) ? EXIT_CODES.holds : EXIT_CODES.fails;
}

function render(report: IsolationReport, { format }: IsolationCommandOptions, layout: Layout): string {
    switch (format) {
        case "text":
            return renderIsolationText(report, layout);
        case "json":
            return renderIsolationJson(report);
        case "markdown":
        case "html":
            return renderDocument(isolationDocument(report), format);
        case "dot":
            return renderIsolationDot(report);
        case "mermaid":
            return renderIsolationMermaid(report);
    }
}

/** Two environments at least, each once; and what the settings name must be among them. */
function assertComparable(
    fragments: readonly Fragment[],
    { isolation: declared }: Settings,
    { facts, plan, stack }: IsolationCommandOptions,
): void {
    const names = fragments.map(one => one.stack);
    const faults: Fault[] = [];
    if (names.length < 2) {
        faults.push({
            at: facts.length > 0 ? "--facts" : plan.length > 0 ? "--plan" : "--stack",
            message: `expected two environments or more, got ${names.join(", ")}`,
        });
    }
    for (const name of new Set(names.filter((one, place) => names.indexOf(one) !== place)))
        faults.push({ at: "--facts", message: `${name} is there twice, expected each environment once` });
    // With fewer stacks than the project has, a gateway of another one is at rest.
    if (stack === undefined && plan.length === 0) {
        for (const [name, gateway] of Object.entries(declared.gateways)) {
            for (const end of ["from", "to"] as const) {
                if (names.includes(gateway[end])) continue;
                faults.push({
                    at: `stagewright.yaml: isolation.gateways.${name}.${end}`,
                    message: `got ${gateway[end]}, expected one of ${names.join(", ")}`,
                });
            }
        }
        for (const name of Object.keys(declared.boundaries).filter(one => !names.includes(one))) {
            faults.push({
                at: `stagewright.yaml: isolation.boundaries.${name}`,
                message: `expected the name of a stack: ${names.join(", ")}`,
            });
        }
    }
    if (faults.length > 0) throw new UsageError("these environments cannot be judged together", faults);
}
