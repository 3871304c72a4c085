import type { Way, WayStep } from "../../isolation/ways";
import { holdsApart, type IsolationReport, verdictOf, wallsOf } from "../isolation/report";
import { changesOf, gatewayWords, misuseWords, placeOf, saysOf, titleOf } from "../../isolation/words";
import { count, heading, type Layout, paragraph, printable } from "./layout";

const INDENT = "  ";
/** Ways that are printed; the JSON report has all. */
const WAYS_SHOWN = 40;

/** Renders whether environments are apart, for people: the verdict, then each way step by step, certain ones first. */
export function renderIsolationText(report: IsolationReport, layout: Layout): string {
    const { gatewayFaults, misuses, ways } = report.judgement;
    const certain = ways.filter(({ certainty }) => certainty === "declared");
    const doubtful = ways.filter(({ certainty }) => certainty === "undecided");
    const parts = [
        summary(report, layout),
        ...wayParts(certain, "Ways that are declared", layout),
        ...wayParts(doubtful, "Ways that cannot be excluded", layout),
        ...statements("Commons", misuses.map(misuseWords), layout),
        ...statements("Gateways", gatewayFaults.map(gatewayWords), layout),
    ];
    return `${parts.join("\n\n")}\n`;
}

function summary(report: IsolationReport, layout: Layout): string {
    const { environments, judgement } = report;
    const { colors } = layout;
    const verdict = (holdsApart(report) ? colors.green : colors.red)(verdictOf(report));
    const connections = environments.reduce((sum, one) => sum + one.connections, 0);
    const certain = judgement.ways.filter(({ certainty }) => certainty === "declared").length;
    const facts = environments.flatMap(({ facts: file, stack }) =>
        file === undefined ? [] : [paragraph(`${stack} from ${printable(file)}`, layout, INDENT)],
    );
    return [
        paragraph(`${colors.bold(verdict)}  ${printable(wallsOf(report))}`, layout, "", INDENT),
        paragraph(
            `${count(connections, "connection")} looked at; ${count(certain, "way")}, ${judgement.ways.length - certain} undecided`,
            layout,
            INDENT,
        ),
        ...facts,
    ].join("\n");
}

function wayParts(ways: readonly Way[], title: string, layout: Layout): readonly string[] {
    if (ways.length === 0) return [];
    const more = ways.length - WAYS_SHOWN;
    return [
        heading(title, layout),
        ...ways.slice(0, WAYS_SHOWN).map(way => renderWay(way, layout)),
        ...(more > 0 ? [paragraph(`and ${more} more; --format json has all`, layout)] : []),
    ];
}

/** One way, step by step. */
export function renderWay(way: Way, layout: Layout): string {
    const { colors } = layout;
    const others = way.alternatives.flatMap(step => placeOf(step) ?? []);
    return [
        paragraph(colors.bold(printable(titleOf(way))), layout),
        ...way.steps.flatMap((step, place) => renderStep(step, place + 1, layout)),
        ...(others.length === 0
            ? []
            : [paragraph(`and the same at ${printable([...new Set(others)].join(", "))}`, layout, INDENT.repeat(2))]),
        ...changesOf(way).map(text => paragraph(printable(text), layout, `${INDENT}${colors.dim("change")}  `)),
    ].join("\n");
}

function renderStep(step: WayStep, number: number, layout: Layout): readonly string[] {
    const { colors } = layout;
    const place = placeOf(step);
    return [
        paragraph(
            `${printable(step.from)} to ${printable(step.to)}: ${printable(saysOf(step))}`,
            layout,
            `${INDENT}${number}. `,
        ),
        ...(place === undefined ? [] : [paragraph(colors.dim(printable(place)), layout, INDENT.repeat(2) + " ")]),
    ];
}

function statements(title: string, texts: readonly string[], layout: Layout): readonly string[] {
    if (texts.length === 0) return [];
    return [[heading(title, layout), ...texts.map(text => paragraph(printable(text), layout, INDENT))].join("\n")];
}
