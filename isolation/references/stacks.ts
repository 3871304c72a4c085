import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Connection, Identity, Reference } from "../connection";
import { STACK_REFERENCE } from "../referred";

/** The stack itself, as others refer to it. */
export function ownStack({ plan: { project, stack } }: Stack): readonly Identity[] {
    const reference = { kind: "thing", thing: "stack", id: `${project}/${stack}` } as const;
    return [{ reference, isPublic: false, from: "the names of project and stack" }];
}

/** Every stack whose outputs are read. */
export function stackReferences(stack: Stack): readonly Connection[] {
    return stack.byType(STACK_REFERENCE).flatMap(subject =>
        readStacks(subject).map(remote =>
            connectionAt(subject, "name", "stack-reference", {
                remote,
                direction: "out",
                access: "read",
                says:
                    remote.kind === "thing"
                        ? `reads what the stack ${remote.id} exports, its secrets included`
                        : "reads what a stack exports of which it cannot be told whose it is",
                change: "Read a stack of this environment, or hand the value over as configuration.",
            }),
        ),
    );
}

function readStacks(subject: Subject): readonly Reference[] {
    // Without `name`, the resource's own name is the name of the stack (StackReferenceArgs).
    const reading = subject.read("name", { default: subject.name });
    if (reading.state !== "known" || reading.secret || typeof reading.value !== "string") {
        const why = reading.state === "unknown" ? reading.why : "secret, or no text";
        return [{ kind: "unknown", why: `the name of the stack is ${why}` }];
    }
    return idsOf(reading.value, subject.plan.project).map(id => ({ kind: "thing", thing: "stack", id }));
}

/**
 * Project and stack of a name: `<organisation>/<project>/<stack>` in full, else of the own project. Of two parts, the CLI
 * takes the first for the organisation, and people mean the project: both are looked for.
 */
function idsOf(name: string, project: string): readonly string[] {
    const parts = name.split("/");
    const own = `${project}/${parts.at(-1) ?? name}`;
    if (parts.length === 1) return [own];
    return [...new Set(parts.length === 2 ? [name, own] : [parts.slice(-2).join("/")])];
}
