import type { EdgeKind } from "../../isolation/edge-kinds";
import { type Way, waysFrom } from "../../isolation/ways";
import { UsageError } from "../../plan/faults";
import { nearest } from "../../plan/nearest";
import type { IsolationFormat } from "../arguments";
import { groupBy } from "../../plan/group-by";
import { renderExplanationJson } from "../report/isolation-json";
import { renderWay } from "../report/isolation-text";
import { count, type Layout, paragraph } from "../report/layout";
import type { ExplainedEnds, IsolationReport } from "./report";

/**
 * Every way from one end to the other in one direction, or what was looked at where there is none.
 *
 * @throws {UsageError} where an end is no environment that was judged, or both are the same one.
 */
export function explainWays(
    ends: ExplainedEnds,
    report: IsolationReport,
    format: IsolationFormat,
    layout: Layout,
): string {
    const { from, to } = ends;
    const [begin, end] = [endOf(from, report), endOf(to, report)];
    if (begin.stack === end.stack) {
        throw new UsageError("there is nothing to explain", [
            { at: `isolation explain ${from} ${to}`, message: `expected two environments, got ${begin.stack} twice` },
        ]);
    }
    const ways = waysFrom(report.judgement.linked, begin.stack, end.stack).filter(
        way => beginsAt(way, begin.path) && endsAt(way, end.path),
    );
    if (format === "json") return renderExplanationJson(ends, ways);
    if (ways.length > 0) return `${ways.map(way => renderWay(way, layout)).join("\n\n")}\n`;
    const looked = [begin.stack, end.stack].map(stack => lookedAt(stack, report));
    return `${[paragraph(`Nothing declared leads from ${from} to ${to}.`, layout), ...looked.map(text => paragraph(text, layout, "  "))].join("\n")}\n`;
}

interface End {
    readonly stack: string;
    readonly path: string | undefined;
}

function endOf(text: string, { environments }: IsolationReport): End {
    const at = text.indexOf(":");
    const [stack, path] = at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
    const names = environments.map(one => one.stack);
    if (names.includes(stack)) return { stack, path };
    const guess = nearest(stack, names);
    throw new UsageError("there is nothing to explain", [
        {
            at: `isolation explain ${text}`,
            message: `expected ${names.join(" or ")}, with :<component path> behind it or none${guess === undefined ? "" : `; did you mean ${guess}?`}`,
        },
    ]);
}

function beginsAt({ from, steps }: Way, path: string | undefined): boolean {
    const [first] = steps;
    return path === undefined || (first?.edge.declaredBy === from && first.edge.at?.path === path);
}

function endsAt({ alternatives, steps, to }: Way, path: string | undefined): boolean {
    if (path === undefined) return true;
    return [...steps.slice(-1), ...alternatives].some(
        ({ edge: { at, declaredBy, target } }) =>
            (declaredBy === to && at?.path === path) || target?.from.startsWith(`${path}#`) === true,
    );
}

/** What was looked at of an environment, by kind. */
function lookedAt(stack: string, { environments, judgement }: IsolationReport): string {
    const summary = environments.find(one => one.stack === stack);
    const kinds: EdgeKind[] = [];
    judgement.linked.graph.forEachDirectedEdge((_, { declaredBy, kind }) => {
        if (declaredBy === stack && kind !== "membership") kinds.push(kind);
    });
    const outside = [...groupBy(kinds, kind => kind)].map(([kind, group]) => `${group.length} ${kind}`);
    const leaves = outside.length === 0 ? "none of which leaves it" : `of which these leave it: ${outside.join(", ")}`;
    return `${stack}: ${count(summary?.connections ?? 0, "connection")}, ${leaves}`;
}
