import { EDGE_KINDS } from "../../isolation/edge-kinds";

/** The rows of the table of steps on the page about isolation. */
export function edgeKindRows(): readonly string[] {
    return Object.entries(EDGE_KINDS).map(([kind, { leavesOut, madeBy, models }]) =>
        ["", `\`${kind}\``, ...[madeBy, models, leavesOut].map(text => text.replaceAll("|", "\\|")), ""]
            .join(" | ")
            .trim(),
    );
}
