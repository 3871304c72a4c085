import { z } from "zod";
import {
    decide,
    environmentFacts,
    holds,
    type RuleContext,
    show,
    stackRule,
    type Subject,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";

const settings = z.object({
    commons: z
        .array(z.string().min(1))
        .max(100)
        .default([])
        .describe(
            "Stacks that both sides may read, as the reference names them (`organisation/project/stack`) or by `project/stack`.",
        ),
});

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

export const noCrossEnvironmentStackReference = stackRule({
    name: "no-cross-environment-stack-reference",
    family: "isolation",
    severity: "high",
    description: "No stack reads the outputs of a stack on the other side of the wall around production.",
    remediation:
        "Read a stack of the same environment, or hand the value over as configuration; a stack that belongs to neither side is named in this rule's setting `commons`.",
    appliesTo: [STACK_REFERENCE],
    settings,
    // A reference is a resource that is only read, and only the rules over a whole stack look at those.
    check(stack, { settings: { commons }, pack }) {
        return stack
            .byType(STACK_REFERENCE)
            .map(subject => ({ subject, verdict: judge(subject, new Set(commons), pack) }));
    },
});

function judge(subject: Subject, commons: ReadonlySet<string>, pack: RuleContext["pack"]): Verdict {
    // Without `name`, the resource's own name is the name of the stack (StackReferenceArgs).
    const reading = subject.read("name", { default: subject.name });
    return decide(reading, {
        absent: holds,
        known: value => {
            if (typeof value !== "string") return undecided({ property: "name", message: "name is not a text" });
            const parts = value.split("/");
            if (commons.has(value) || commons.has(parts.slice(-2).join("/"))) return holds();
            const here = subject.environment;
            const there = environmentFacts(parts.at(-1) ?? value, pack);
            if ((here.class === "production") === (there.class === "production")) return holds();
            const message = `${here.name} (${here.class}) reads the stack ${show(reading)} (${there.class}), expected a stack on its own side: what one side exports, the other then depends on, and its credentials must be able to open that state`;
            return violated({ property: "name", message });
        },
    });
}
