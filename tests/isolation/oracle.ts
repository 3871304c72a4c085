import type { Fragment, Reference } from "../../isolation/connection";

/** Who gets to whom: by brute force, over a matrix of everything with everything. */
export interface Oracle {
    /** Whether nothing but certain steps leads from one environment to the other. */
    declared(from: string, to: string): boolean;
    /** Whether any steps do. */
    possible(from: string, to: string): boolean;
}

type Step = readonly [from: string, to: string, certain: boolean];

/**
 * Says what leads where in fragments of exact references alone: accounts, things, an organisation, anyone and what cannot be
 * read. Shares no line with what it judges.
 *
 * @param common Accounts that are commons.
 */
export function oracleOf(fragments: readonly Fragment[], common: ReadonlySet<string>): Oracle {
    const stacks = fragments.map(({ stack }) => stack);
    const owners = new Map<string, Set<string>>();
    for (const { identities, stack } of fragments) {
        for (const { reference } of identities) {
            const name = nameOf(reference);
            owners.set(name, (owners.get(name) ?? new Set()).add(stack));
        }
    }
    const unpinned = fragments.filter(
        ({ identities }) => !identities.some(({ reference }) => reference.kind === "account"),
    );
    const steps: Step[] = [];
    for (const [name, all] of owners) {
        if (all.size > 1)
            for (const stack of all) steps.push([stack, `own ${name}`, true], [`own ${name}`, stack, true]);
    }
    for (const { connections, stack } of fragments) {
        const others = stacks.filter(other => other !== stack);
        for (const { certainty, direction, frontDoor, remote } of connections) {
            const name = remote.kind === "unknown" ? `unknown of ${stack}` : nameOf(remote);
            const certain = certainty === "declared";
            const lead = (to: string) => {
                if (direction !== "in") steps.push([stack, to, certain]);
                if (direction !== "out") steps.push([to, stack, certain]);
            };
            if (remote.kind === "unknown") {
                lead(name);
                for (const other of others) {
                    if (direction !== "in") steps.push([name, other, false]);
                    if (direction !== "out") steps.push([other, name, false]);
                }
            } else if (remote.kind === "account" && common.has(remote.account)) {
                // Commons lead nowhere.
            } else if (owners.has(name)) {
                for (const owner of owners.get(name) ?? []) if (owner !== stack) lead(owner);
            } else if (remote.kind !== "anyone" || !frontDoor) {
                lead(name);
                if (remote.kind === "anyone" || remote.kind === "organisation")
                    for (const other of others) steps.push([other, name, true]);
                if (remote.kind === "account")
                    for (const other of unpinned)
                        if (other.stack !== stack) steps.push([other.stack, name, false], [name, other.stack, false]);
            }
        }
    }
    const closure = (chosen: readonly Step[]) => (from: string, to: string) => {
        const inner = stacks.filter(stack => stack !== from && stack !== to);
        const usable = chosen.filter(([one, other]) => !inner.includes(one) && !inner.includes(other));
        const nodes = [...new Set([from, to, ...usable.flatMap(([one, other]) => [one, other])])];
        const reaches = new Set(usable.map(([one, other]) => `${one}|${other}`));
        for (const middle of nodes)
            for (const one of nodes)
                for (const other of nodes)
                    if (reaches.has(`${one}|${middle}`) && reaches.has(`${middle}|${other}`))
                        reaches.add(`${one}|${other}`);
        return reaches.has(`${from}|${to}`);
    };
    return { declared: closure(steps.filter(([, , certain]) => certain)), possible: closure(steps) };
}

function nameOf(reference: Reference): string {
    switch (reference.kind) {
        case "account":
            return `account ${reference.account}`;
        case "thing":
            return `thing ${reference.thing} ${reference.id}`;
        case "organisation":
            return `organisation ${reference.organisation}`;
        case "anyone":
        case "host":
        case "name":
        case "range":
        case "tokens":
        case "unknown":
            return reference.kind;
    }
}
