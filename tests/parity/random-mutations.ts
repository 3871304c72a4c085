import { type Meant, type MeantProgram, type MeantResource, originCandidates, originsOf } from "./random-programs";

/** One change of a program, and what a comparison with the unchanged one must say of it. */
export interface Mutation {
    readonly kind: string;
    readonly program: MeantProgram;
    /** Places of which at least one must be named, and beside which nothing may be; none where it must be silent. */
    readonly expected: readonly string[];
}

/** A source of numbers from 0 up to but not including a bound. */
export type Choose = (bound: number) => number;

type Mutate = (program: MeantProgram, choose: Choose) => Mutation | undefined;

/** Every kind of mutation. A kind that a program has no place for gives nothing. */
export const MUTATIONS: Readonly<Record<string, Mutate>> = {
    drop(program, choose) {
        const free = resourcesOf(program).filter(one => !program.some(user => usesOf(user, program).includes(one)));
        const dropped = pick(free, choose);
        if (dropped === undefined) return undefined;
        return { kind: "drop", program: without(program, dropped), expected: [pathOf(dropped, program)] };
    },
    add(program, choose) {
        const model = pick(resourcesOf(program), choose);
        if (model === undefined) return undefined;
        const added = { ...model, id: program.length, name: `added-${model.name}` };
        return { kind: "add", program: [...program, added], expected: [pathOf(added, program)] };
    },
    "change a value": (program, choose) =>
        changeLeaf(program, choose, "change a value", (leaf, at) =>
            leaf.kind === "plain" && !at.inDocument ? { kind: "plain", value: "changed" } : undefined,
        ),
    "change a name to another environment's": (program, choose) =>
        changeLeaf(program, choose, "change a name to another environment's", (leaf, at) =>
            leaf.kind === "named" && leaf.text.includes("{account}") && !at.inDocument
                ? { kind: "plain", value: leaf.text.replace(/\{\w+\}/g, "999988887777") }
                : undefined,
        ),
    "change inside a document": (program, choose) =>
        changeLeaf(program, choose, "change inside a document", (leaf, at) =>
            leaf.kind === "plain" && at.inDocument ? { kind: "plain", value: "changed" } : undefined,
        ),
    "known to unknown": (program, choose) =>
        changeLeaf(program, choose, "known to unknown", (leaf, at) =>
            (leaf.kind === "plain" || leaf.kind === "named") && !at.inDocument ? { kind: "unknown", of: 0 } : undefined,
        ),
    "plain to secret": (program, choose) =>
        changeLeaf(program, choose, "plain to secret", (leaf, at) =>
            leaf.kind === "plain" && !at.inDocument ? { kind: "secret", text: String(leaf.value) } : undefined,
        ),
    "swap in a list": (program, choose) => {
        const places = inputsOf(program).flatMap(({ resource, name, value }) => {
            if (value.kind !== "list") return [];
            return value.items.flatMap((item, first) =>
                value.items.flatMap((other, second) =>
                    second > first && isKnown(item) && isKnown(other) && JSON.stringify(item) !== JSON.stringify(other)
                        ? [{ resource, name, value, first, second }]
                        : [],
                ),
            );
        });
        const place = pick(places, choose);
        if (place === undefined) return undefined;
        const items = [...place.value.items];
        [items[place.first], items[place.second]] = [items[place.second]!, items[place.first]!];
        return {
            kind: "swap in a list",
            program: withInput(program, place.resource, place.name, { kind: "list", items }),
            expected: [`${pathOf(place.resource, program)}#${place.name}`],
        };
    },
    rename(program, choose) {
        const renamed = pick(resourcesOf(program), choose);
        if (renamed === undefined) return undefined;
        return {
            kind: "rename",
            program: program.map(one => (one === renamed ? { ...one, name: `renamed-${one.name}` } : one)),
            expected: [],
        };
    },
    "re-parent"(program, choose) {
        const moved = pick(resourcesOf(program), choose);
        const parents = [undefined, ...program.filter(one => !isResource(one) && one.id >= 0).map(({ id }) => id)];
        const parent = pick(
            parents.filter(id => id !== moved?.parent),
            choose,
        );
        if (moved === undefined || parents.length < 2) return undefined;
        return {
            kind: "re-parent",
            program: program.map(one => (one === moved ? { ...one, parent } : one)),
            expected: [],
        };
    },
    "reorder resources": (program, choose) => ({
        kind: "reorder resources",
        // Components stay first: an engine meets a parent before its children.
        program: [...program.filter(one => !isResource(one)), ...rotated(resourcesOf(program), choose)],
        expected: [],
    }),
    "reorder a set": (program, choose) => {
        const place = pick(
            inputsOf(program).filter(({ value }) => value.kind === "set" && value.items.length > 1),
            choose,
        );
        if (place?.value.kind !== "set") return undefined;
        const items = rotated(place.value.items, choose);
        return {
            kind: "reorder a set",
            program: withInput(program, place.resource, place.name, { kind: "set", items }),
            expected: [],
        };
    },
    "reorder fields": (program, choose) => {
        const place = pick(
            inputsOf(program).filter(({ value }) => mapIn(value) !== undefined),
            choose,
        );
        const map = place === undefined ? undefined : mapIn(place.value);
        if (place === undefined || map === undefined) return undefined;
        const turned: Meant = { kind: "map", fields: Object.fromEntries(Object.entries(map.fields).reverse()) };
        return {
            kind: "reorder fields",
            program: withInput(
                program,
                place.resource,
                place.name,
                place.value.kind === "json" ? { kind: "json", document: turned } : turned,
            ),
            expected: [],
        };
    },
};

interface LeafPlace {
    readonly inDocument: boolean;
}

/** Changes one value somewhere in the inputs of one resource. */
function changeLeaf(
    program: MeantProgram,
    choose: Choose,
    kind: string,
    change: (leaf: Meant, at: LeafPlace) => Meant | undefined,
): Mutation | undefined {
    const changes = inputsOf(program).flatMap(({ resource, name, value }) =>
        changesOf(value, change, { inDocument: false }).map(changed => ({ resource, name, changed })),
    );
    const chosen = pick(changes, choose);
    if (chosen === undefined) return undefined;
    return {
        kind,
        program: withInput(program, chosen.resource, chosen.name, chosen.changed),
        expected: [`${pathOf(chosen.resource, program)}#${chosen.name}`],
    };
}

/** Every value that a change of one leaf can make of a value. */
function changesOf(
    value: Meant,
    change: (leaf: Meant, at: LeafPlace) => Meant | undefined,
    at: LeafPlace,
): readonly Meant[] {
    switch (value.kind) {
        case "set":
        case "list":
            return value.items.flatMap((item, place) =>
                changesOf(item, change, at).map(changed => ({
                    ...value,
                    items: value.items.map((one, index) => (index === place ? changed : one)),
                })),
            );
        case "map":
            return Object.entries(value.fields).flatMap(([name, field]) =>
                changesOf(field, change, at).map(changed => ({
                    ...value,
                    fields: { ...value.fields, [name]: changed },
                })),
            );
        case "json":
            return changesOf(value.document, change, { inDocument: true }).map(document => ({
                kind: "json",
                document,
            }));
        case "plain":
        case "named":
        case "unknown":
        case "secret": {
            const changed = change(value, at);
            return changed === undefined ? [] : [changed];
        }
    }
}

function inputsOf(program: MeantProgram) {
    return program
        .filter(isResource)
        .flatMap(resource => Object.entries(resource.inputs).map(([name, value]) => ({ resource, name, value })));
}

function withInput(program: MeantProgram, resource: MeantResource, name: string, value: Meant): MeantProgram {
    return program.map(one => (one === resource ? { ...one, inputs: { ...one.inputs, [name]: value } } : one));
}

/** A program without a resource on which nothing depends: the numbers of the others stay. */
function without(program: MeantProgram, dropped: MeantResource): MeantProgram {
    const later = program.filter(one => one.id > dropped.id);
    // Unknown values are counted by place, so those of later resources are written anew.
    return program
        .filter(one => one !== dropped)
        .map(one => (later.includes(one) ? { ...one, inputs: pinned(one, program, dropped) } : one));
}

function pinned(user: MeantResource, program: MeantProgram, dropped: MeantResource): MeantResource["inputs"] {
    const rest = originCandidates(program, user).filter(one => one !== dropped);
    const pin = (value: Meant): Meant => {
        switch (value.kind) {
            case "unknown": {
                const [origin] = originsOf(value, user, program);
                return { kind: "unknown", of: origin === undefined ? 0 : rest.indexOf(origin) };
            }
            case "set":
            case "list":
                return { ...value, items: value.items.map(pin) };
            case "map":
                return {
                    ...value,
                    fields: Object.fromEntries(Object.entries(value.fields).map(([key, one]) => [key, pin(one)])),
                };
            case "json":
            case "plain":
            case "named":
            case "secret":
                return value;
        }
    };
    return Object.fromEntries(Object.entries(user.inputs).map(([name, value]) => [name, pin(value)]));
}

function usesOf(user: MeantResource, program: MeantProgram): readonly MeantResource[] {
    return Object.values(user.inputs).flatMap(value => originsOf(value, user, program));
}

/** The network stays as it is: it says what ranges mean. */
function isResource({ id, type }: MeantResource): boolean {
    return type.startsWith("aws:") && id >= 0;
}

function resourcesOf(program: MeantProgram): readonly MeantResource[] {
    return program.filter(isResource);
}

function isKnown({ kind }: Meant): boolean {
    return kind === "plain" || kind === "named";
}

function mapIn(value: Meant): (Meant & { kind: "map" }) | undefined {
    const inner = value.kind === "json" ? value.document : value;
    return inner.kind === "map" && Object.keys(inner.fields).length > 1 ? inner : undefined;
}

function pathOf(resource: MeantResource, program: MeantProgram): string {
    const parent = program.find(({ id }) => id === resource.parent);
    return parent === undefined ? resource.name : `${parent.name}/${resource.name}`;
}

function pick<Item>(items: readonly Item[], choose: Choose): Item | undefined {
    return items[choose(Math.max(1, items.length))];
}

function rotated<Item>(items: readonly Item[], choose: Choose): readonly Item[] {
    const by = 1 + choose(Math.max(1, items.length - 1));
    return [...items.slice(by), ...items.slice(0, by)];
}
