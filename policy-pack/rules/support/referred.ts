import type { Stack, Subject, SubjectReading } from "../../kernel";

/** What an input refers to: a resource of the plan, or why it is none. */
export type Referred =
    | { readonly state: "planned"; readonly subject: Subject }
    /** The input is not set. */
    | { readonly state: "absent" }
    /** It names what no resource of the plan is called. */
    | { readonly state: "elsewhere"; readonly name: string }
    | { readonly state: "unknown"; readonly why: string };

/** Finds what an input of a resource refers to. */
export type Resolver = (subject: Subject, input: string) => Referred;

/**
 * A resolver for references to some types. A reference is followed by name where both names are known, else by what the
 * value is made from, which the plan says even where it does not say the value.
 *
 * @param name The input of the types that names them, such as `bucket`.
 */
export function resolverOf(stack: Stack, types: readonly string[], name: string): Resolver {
    const targets = stack.byType(...types);
    const byName = new Map<string, Subject>();
    let unnamed: Subject | undefined;
    for (const target of targets) {
        const reading = target.read(name);
        const known = textOf(reading);
        if (known !== undefined) byName.set(known, target);
        else if (reading.state !== "absent") unnamed ??= target;
    }
    return (subject, input) => {
        const reading = subject.read(input);
        if (reading.state === "absent") return { state: "absent" };
        const known = textOf(reading);
        const named = known === undefined ? undefined : byName.get(known);
        if (named !== undefined) return { state: "planned", subject: named };
        const [source, ...others] = subject.comesFrom(input).filter(({ type }) => types.includes(type));
        if (source !== undefined && others.length === 0) return { state: "planned", subject: source };
        if (known === undefined) {
            return { state: "unknown", why: reading.state === "unknown" ? reading.why : "it is not a text" };
        }
        if (unnamed !== undefined) return { state: "unknown", why: `the name of ${unnamed.name} is not known` };
        return { state: "elsewhere", name: known };
    };
}

function textOf(reading: SubjectReading): string | undefined {
    return reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
}

/** The resources that set a part of another one, and why there may be more of them. */
export interface Parts {
    readonly parts: readonly Subject[];
    readonly doubt: string | undefined;
}

/**
 * Finds the resources that set a part of another, such as the policies of a bucket.
 *
 * @param reference The input of a part that says what it belongs to.
 */
export function partsOf(
    stack: Stack,
    owners: { readonly types: readonly string[]; readonly name: string },
    parts: { readonly types: readonly string[]; readonly reference: string },
): (owner: Subject) => Parts {
    const resolve = resolverOf(stack, owners.types, owners.name);
    const byOwner = new Map<string, Subject[]>();
    let doubt: string | undefined;
    for (const part of stack.byType(...parts.types)) {
        const owner = resolve(part, parts.reference);
        if (owner.state === "unknown") doubt ??= `what ${part.name} belongs to is not known`;
        if (owner.state !== "planned") continue;
        const { urn } = owner.subject;
        byOwner.set(urn, [...(byOwner.get(urn) ?? []), part]);
    }
    const [hidden] = stack.opaque;
    if (hidden !== undefined) doubt ??= `a plan does not show what is inside ${hidden.name}`;
    return owner => ({ parts: byOwner.get(owner.urn) ?? [], doubt });
}
