import { z } from "zod";
import { ACCESSES } from "../../isolation/connection";
import { EDGE_KINDS } from "../../isolation/edge-kinds";

/*
 * The shapes of what `isolation` writes as JSON. Only additions are made under a number; a reader ignores what it does not
 * know. The types of the documents are taken from here, so that none is written that no schema describes.
 */

const KINDS = ["membership", ...Object.keys(EDGE_KINDS)] as [string, ...string[]];
const count = (what: string) => z.int().min(0).describe(what);
const text = (what: string) => z.string().describe(what);

const STEP = z.object({
    from: text("What the step leads out of, for people."),
    to: text("What it leads into, for people."),
    kind: z.enum(KINDS).describe("What makes it; `membership` follows from what something is."),
    certainty: z.enum(["declared", "undecided"]).describe("Whether all that matters of it could be read."),
    access: z.enum(ACCESSES).describe("What can be done at its end."),
    says: text("What is declared, as a clause that begins with the verb."),
    stack: text("The stack that declares it.").optional(),
    urn: text("The resource that declares it.").optional(),
    path: text("Component path of that resource.").optional(),
    property: text("The property that declares it.").optional(),
    target: text("What of the environment at its end it leads to, as <path>#<property>.").optional(),
});

/** One way, as both write it. */
const WAY = z.object({
    from: text("The stack that it leads out of."),
    to: text("The stack that it leads into."),
    bothWays: z.boolean().describe("Whether the same leads back."),
    verdict: z.enum(["violated", "undecided"]).describe("Undecided where a step of it is."),
    steps: z.array(STEP).min(1).describe("The shortest such way, step by step."),
    alternatives: z.array(STEP).describe("Other places that declare the last step."),
    changes: z.array(z.string()).describe("What to change to cut it."),
});

const PLACE = {
    urn: text("The resource that declares it."),
    path: text("Component path of that resource."),
    property: text("The property that declares it."),
} as const;

/** What `stagewright isolation --format json` writes. */
export const ISOLATION_DOCUMENT = z
    .object({
        schema: z.literal("stagewright.isolation/1").describe("Name and version of this shape."),
        environments: z.array(
            z.object({
                project: text("Name of the project."),
                stack: text("Name of the stack."),
                identities: count("How many things belong to it."),
                connections: count("How many of its declarations may lead somewhere, most of them inside."),
                facts: text("The file of facts that stood in for its plan.").optional(),
            }),
        ),
        today: text("The day of the judgement, as YYYY-MM-DD."),
        strict: z.boolean().describe("Whether what is undecided fails."),
        summary: z.object({
            passes: z.boolean().describe("Whether the exit code is 0."),
            walls: z
                .array(z.tuple([z.string(), z.string()]))
                .describe("Pairs of stacks between which nothing may lead."),
            ways: count("Ways that are certain."),
            undecided: count("Ways that cannot be excluded."),
            misuses: count("Uses of commons against what was declared of them."),
            gatewayFaults: count("Gateways that expired or are nowhere."),
        }),
        ways: z.array(WAY).describe("Every way across a wall, certain ones first."),
        misuses: z.array(
            z.object({
                stack: text("The stack that does it."),
                common: text("Name of the commons."),
                access: z.enum(ACCESSES).describe("What it does there."),
                says: text("What is declared."),
                ...PLACE,
            }),
        ),
        gatewayFaults: z.array(
            z.object({
                gateway: text("Name of the gateway."),
                fault: z.enum(["expired", "unused"]).describe("What is wrong with it."),
                from: text("The stack that it leads out of."),
                to: text("The stack that it leads into."),
                at: z.array(z.string()).describe("Where it was declared to be."),
                expires: text("Its last day, as YYYY-MM-DD."),
            }),
        ),
    })
    .meta({ title: "What leads from one environment into another" });

/** What `stagewright isolation explain --format json` writes. */
export const ISOLATION_EXPLAIN_DOCUMENT = z
    .object({
        schema: z.literal("stagewright.isolation-explain/1").describe("Name and version of this shape."),
        from: text("The end that was asked for."),
        to: text("The end that was asked for."),
        ways: z.array(WAY).describe("Every way between the ends, in this direction."),
    })
    .meta({ title: "Every way from one place to another" });

/** One way as a document has it. */
export type WayDocument = z.input<typeof WAY>;
