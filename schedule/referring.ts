import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { lastPart } from "../aws/arn";
import { textOf } from "../plan/plain";

/** Finds the resources that refer to another by one of their inputs: by its name, or by what the input is made from. */
export interface Referring {
    /** @param name The input that names the target, such as `clusterIdentifier`. */
    to(target: Subject, name: string): readonly Subject[];
}

const known = new WeakMap<Stack, Map<string, Referring>>();

/**
 * The resources of some types, by what one of their inputs refers to. Made once a stack: each of thousands of targets may
 * ask, and none may look through thousands of others.
 *
 * @param input Empty brackets stand for the items of a list: `roles[]`.
 */
export function referring(stack: Stack, types: readonly string[], input: string): Referring {
    const ofStack = known.get(stack) ?? new Map<string, Referring>();
    known.set(stack, ofStack);
    const key = [input, ...types].join(" ");
    const found = ofStack.get(key) ?? index(stack, types, input);
    ofStack.set(key, found);
    return found;
}

function index(stack: Stack, types: readonly string[], input: string): Referring {
    const byName = new Map<string, Subject[]>();
    const byOrigin = new Map<Subject, Subject[]>();
    for (const subject of stack.byType(...types)) {
        for (const reading of subject.readAll(input)) {
            const name = reading.state === "known" ? textOf(reading.value) : "";
            if (name !== "") add(byName, lastPart(name), subject);
        }
        for (const origin of subject.comesFrom(input)) add(byOrigin, origin, subject);
    }
    return {
        to(target, name) {
            const own = target.read(name);
            const text = own.state === "known" ? textOf(own.value) : "";
            const named = text === "" ? [] : (byName.get(text) ?? []);
            return [...new Set([...(byOrigin.get(target) ?? []), ...named])];
        },
    };
}

function add<Key>(groups: Map<Key, Subject[]>, key: Key, subject: Subject): void {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [subject]);
    else group.push(subject);
}
