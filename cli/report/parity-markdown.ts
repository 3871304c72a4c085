import { placeOf, type ShownValue, sidesOf } from "../../parity/shown";
import type { Difference } from "../../parity/stacks";
import type { ParityReport } from "../parity/command";
import { groupBy } from "./group-by";

/** Renders what testers read: what differs, why, what a test can therefore not show, who owns it and until when. */
export function renderParityMarkdown({ judgement, left, right, score }: ParityReport): string {
    const parts = [
        `# How ${right.stack} differs from ${left.stack}`,
        `Alike: **${score.score} of 100**. ${judgement.declared.length} differences are declared, ${judgement.undeclared.length} are not.`,
        table(
            ["capability", "compared", "alike", "scaled", "undeclared", "score", "weight"],
            score.capabilities.map(one => [
                one.capability,
                ...[one.compared, one.alike, one.scaled, one.undeclared, one.score, one.weight].map(String),
            ]),
        ),
        ...entries({ judgement, left, right }),
        ...undeclared({ judgement, left, right }),
    ];
    return `${parts.join("\n\n")}\n`;
}

type Parts = Pick<ParityReport, "judgement" | "left" | "right">;

function entries({ judgement, left, right }: Parts): readonly string[] {
    return groupBy(judgement.declared, ({ entry }) => entry.at).flatMap(group => {
        const [first] = group;
        if (first === undefined) return [];
        const { class: kind, owner, reason, reviewBy } = first.entry;
        return [
            `## ${text(first.entry.at)}`,
            text(reason),
            `${kind}; owned by ${text(owner)}; to be reviewed by ${reviewBy}`,
            differences(
                group.map(({ difference }) => difference),
                left.stack,
                right.stack,
            ),
        ];
    });
}

function undeclared({ judgement, left, right }: Parts): readonly string[] {
    if (judgement.undeclared.length === 0) return [];
    return ["## Not declared", differences(judgement.undeclared, left.stack, right.stack)];
}

function differences(all: readonly Difference[], left: string, right: string): string {
    return table(
        ["where", text(left), text(right)],
        all.map(difference => [`\`${placeOf(difference).replaceAll("`", "'")}\``, ...sidesOf(difference).map(cell)]),
    );
}

/** Longest value in a table, in characters. */
const MAX_CELL_CHARACTERS = 100;

function cell(value: ShownValue): string {
    if (value === null) return "not set";
    const written = typeof value === "string" ? value : JSON.stringify(value);
    return text(written.length <= MAX_CELL_CHARACTERS ? written : `${written.slice(0, MAX_CELL_CHARACTERS)}...`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** What would steer Markdown or break a table out of a text from outside. */
function text(value: string): string {
    return value.replace(/[\r\n]+/g, " ").replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
