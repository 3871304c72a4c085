import { z } from "zod";
import { decide, environmentFacts, holds, resourceRule, undecided, violated } from "../../kernel";
import { showPart } from "../support/values";

const settings = z.object({
    commons: z
        .array(z.string().min(1))
        .max(100)
        .default([])
        .describe(
            "Stacks that both sides may read, as the reference names them (`organisation/project/stack`) or by `project/stack`.",
        ),
});

export const noCrossEnvironmentStackReference = resourceRule({
    name: "no-cross-environment-stack-reference",
    family: "isolation",
    severity: "high",
    description: "No stack reads the outputs of a stack on the other side of the wall around production.",
    remediation:
        "Read a stack of the same environment, or hand the value over as configuration; a stack that belongs to neither side is named in this rule's setting `commons`.",
    appliesTo: ["pulumi:pulumi:StackReference"],
    settings,
    check(subject, { settings: { commons }, pack }) {
        // Without `name`, the resource's own name is the name of the stack (StackReferenceArgs).
        return decide(subject.read("name", { default: subject.name }), {
            absent: holds,
            known: value => {
                if (typeof value !== "string") return undecided({ property: "name", message: "name is not a text" });
                const parts = value.split("/");
                const stack = parts.at(-1) ?? value;
                if (commons.includes(value) || commons.includes(parts.slice(-2).join("/"))) return holds();
                const here = subject.environment;
                const there = environmentFacts(stack, pack);
                if ((here.class === "production") === (there.class === "production")) return holds();
                const reading = subject.read("name", { default: subject.name });
                const message = `${here.name} (${here.class}) reads the stack ${showPart(reading, value)} (${there.class}), expected a stack on its own side: what one side exports, the other then depends on, and its credentials must be able to open that state`;
                return violated({ property: "name", message });
            },
        });
    },
});
