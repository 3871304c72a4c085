import type { Gap, Plan } from "../../plan/plan";
import { heading, type Layout, paragraph, printable } from "./layout";

/** What each kind of gap means to a reader, in the order of the report. */
const KINDS: readonly (readonly [Gap["kind"], string])[] = [
    ["unanswered-plain-function", "not answered, and the program may branch on it"],
    ["unanswered-function", "not answered"],
    ["unanswered-call", "method not called"],
    ["remote-component", "built by a plugin, so nothing inside it was seen"],
    ["stack-reference", "outputs of another stack, not read"],
    ["encrypted-config", "encrypted setting, not read"],
    ["esc-environment", "environment of Pulumi ESC, not read"],
    ["supplied-answer", "answered by stagewright.yaml, not by the cloud"],
];

/** One line for each thing that planning did not see, with the stacks it concerns. Empty where it saw everything. */
export function gapsText(plans: readonly Plan[], layout: Layout): string {
    const lines = KINDS.flatMap(([kind, meaning]) =>
        subjectsOf(plans, kind).map(({ subject, stacks }) =>
            paragraph(
                `${printable(subject)} ${layout.colors.dim(`(${stacks.join(", ")})`)}: ${meaning}`,
                layout,
                "  ",
                "    ",
            ),
        ),
    );
    return lines.length === 0 ? "" : [heading("Not seen, or supplied, while planning", layout), ...lines].join("\n");
}

function subjectsOf(
    plans: readonly Plan[],
    kind: Gap["kind"],
): readonly { readonly subject: string; readonly stacks: readonly string[] }[] {
    const stacks = new Map<string, Set<string>>();
    for (const plan of plans) {
        for (const gap of plan.gaps.filter(candidate => candidate.kind === kind)) {
            stacks.set(gap.subject, (stacks.get(gap.subject) ?? new Set()).add(plan.stack));
        }
    }
    return [...stacks.entries()].map(([subject, names]) => ({ subject, stacks: [...names] }));
}
