import type { WayGraph } from "../../isolation/graph";
import type { IsolationReport } from "../isolation/report";
import { placeOf } from "../../isolation/words";

/** A picture's parts, in no format yet. */
interface Drawing {
    readonly nodes: readonly DrawnNode[];
    readonly edges: readonly DrawnEdge[];
}

interface DrawnNode {
    /** Letters and digits: a name in every format. */
    readonly name: string;
    readonly label: string;
    readonly isEnvironment: boolean;
}

interface DrawnEdge {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly certain: boolean;
    /** Whether it is a step of a way across a wall. */
    readonly crosses: boolean;
}

/** Renders all that leads out of environments or into them as a graph for Graphviz. */
export function renderIsolationDot(report: IsolationReport): string {
    const { edges, nodes } = drawingOf(report);
    return [
        "digraph isolation {",
        "    rankdir=LR;",
        "    node [shape=box, fontname=Helvetica];",
        "    edge [fontname=Helvetica, fontsize=10];",
        ...nodes.map(
            ({ isEnvironment, label, name }) =>
                `    ${name} [label=${quoted(label)}${isEnvironment ? ", penwidth=2" : ", style=rounded"}];`,
        ),
        ...edges.map(({ certain, crosses, from, label, to }) => {
            const styles = [`label=${quoted(label)}`, ...(certain ? [] : ["style=dashed"])];
            return `    ${from} -> ${to} [${[...styles, ...(crosses ? ['color="#b00020"'] : [])].join(", ")}];`;
        }),
        "}",
        "",
    ].join("\n");
}

/** Renders the same as a flow chart for Mermaid, as Markdown on many sites shows it. */
export function renderIsolationMermaid(report: IsolationReport): string {
    const { edges, nodes } = drawingOf(report);
    const crossing = edges.flatMap(({ crosses }, place) => (crosses ? [place] : []));
    return [
        "flowchart LR",
        ...nodes.map(({ isEnvironment, label, name }) =>
            isEnvironment ? `    ${name}["${entities(label)}"]` : `    ${name}("${entities(label)}")`,
        ),
        ...edges.map(
            ({ certain, from, label, to }) => `    ${from} ${certain ? "-->" : "-.->"}|"${entities(label)}"| ${to}`,
        ),
        ...(crossing.length === 0 ? [] : [`    linkStyle ${crossing.join(",")} stroke:#b00020,stroke-width:2px`]),
        "",
    ].join("\n");
}

/** Environments, and whatever some declared step joins; of several steps of one kind between two nodes, one with their number. */
function drawingOf({ judgement: { linked, ways } }: IsolationReport): Drawing {
    const { graph } = linked;
    const names = new Map(graph.nodes().map((key, place) => [key, `n${place}`]));
    const crossing = new Set(ways.flatMap(({ steps }) => steps.map(({ edge }) => edge)));
    const drawn = new Map<string, { edge: DrawnEdge; amount: number }>();
    graph.forEachDirectedEdge((_, edge, begin, end, from, to) => {
        const [one = "", other = ""] = [names.get(begin), names.get(end)];
        const certain = edge.certainty === "declared";
        const crosses = crossing.has(edge);
        const key = [one, other, edge.kind, certain, crosses].join(" ");
        const known = drawn.get(key);
        if (known !== undefined) {
            known.amount += 1;
            return;
        }
        const place = placeOf({ edge, from: from.label, to: to.label });
        const label =
            edge.kind === "membership"
                ? ""
                : [edge.kind, ...(crosses && place !== undefined ? [place] : [])].join("\n");
        drawn.set(key, { amount: 1, edge: { from: one, to: other, label, certain, crosses } });
    });
    return {
        nodes: nodesOf(graph, names),
        edges: [...drawn.values()].map(({ amount, edge }) =>
            amount === 1 || edge.label === "" ? edge : { ...edge, label: `${edge.label} (${amount})` },
        ),
    };
}

function nodesOf(graph: WayGraph, names: ReadonlyMap<string, string>): readonly DrawnNode[] {
    return graph
        .nodes()
        .map(key => ({ key, ...graph.getNodeAttributes(key) }))
        .filter(({ key, kind }) => kind === "environment" || graph.degree(key) > 0)
        .map(({ key, kind, label }) => ({ name: names.get(key) ?? "", label, isEnvironment: kind === "environment" }));
}

/** A text in quotes of the DOT language. */
function quoted(text: string): string {
    return `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\r?\n/g, "\\n")}"`;
}

/** A text in quotes of Mermaid, which knows entities and no escapes. */
function entities(text: string): string {
    return text.replace(/[#&<>"`|]/g, character => `#${character.charCodeAt(0)};`).replace(/\r?\n/g, "<br/>");
}
