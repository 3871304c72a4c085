import type { CommonOptions } from "./arguments";

/**
 * Whether to colour the report: as the flag says, else not where `NO_COLOR` is set (no-color.org) or the report goes to
 * a file or a pipe.
 */
export function usesColor(
    { color, output }: Pick<CommonOptions, "color" | "output">,
    environment: NodeJS.ProcessEnv = process.env,
    isTerminal: boolean = isTTY(process.stdout),
): boolean {
    if (color !== undefined) return color;
    if ((environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb") return false;
    return output === undefined && isTerminal;
}

/** Columns of the terminal that the report goes to; nothing where it goes elsewhere. */
export function terminalColumns(
    { output }: Pick<CommonOptions, "output">,
    stream: Pick<NodeJS.WriteStream, "columns" | "isTTY"> = process.stdout,
): number | undefined {
    return output === undefined && stream.isTTY ? stream.columns : undefined;
}

/** Of a pipe `isTTY` is undefined, whatever its type says; handed on, that would leave the choice to the colour library. */
function isTTY({ isTTY = false }: { readonly isTTY?: boolean }): boolean {
    return isTTY;
}
