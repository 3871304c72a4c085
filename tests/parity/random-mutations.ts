import { type Choose, type Mutate, pick, withResource } from "./random-mutation";
import {
    isComponent,
    type MeantProgram,
    type MeantResource,
    originCandidates,
    originOf,
    originsOf,
    pathOf,
} from "./random-programs";
import { isChangeable, rotated, VALUE_MUTATIONS } from "./random-value-mutations";
import { type Meant, withUnknowns } from "./random-values";

const PROJECT = "random";

/** Every kind of mutation. A kind that a program has no place for gives nothing. */
export const MUTATIONS: Readonly<Record<string, Mutate>> = {
    ...VALUE_MUTATIONS,
    drop(program, choose) {
        const used = new Set(program.resources.flatMap(user => usesOf(user, program)));
        const dropped = pick(
            program.resources.filter(one => isChangeable(one) && !used.has(one)),
            choose,
        );
        return dropped && { program: without(program, dropped), expected: [pathOf(dropped, program)] };
    },
    add(program, choose) {
        const model = pick(program.resources.filter(isChangeable), choose);
        if (model === undefined) return undefined;
        const id = Math.max(...program.resources.map(one => one.id)) + 1;
        const added = { ...model, id, name: `added-${model.name}`, inputs: pinned(model, program) };
        return {
            program: { ...program, resources: [...program.resources, added] },
            expected: [pathOf(added, program)],
        };
    },
    "change protection"(program, choose) {
        const one = pick(program.resources.filter(isChangeable), choose);
        return (
            one && {
                program: withResource(program, one, { protect: one.protect !== true }),
                expected: [`${pathOf(one, program)}#@protect`],
            }
        );
    },
    "change ignored changes"(program, choose) {
        const one = pick(program.resources.filter(isChangeable), choose);
        return (
            one && {
                program: withResource(program, one, { ignoreChanges: [...(one.ignoreChanges ?? []), "other"] }),
                expected: [`${pathOf(one, program)}#@ignoreChanges`],
            }
        );
    },
    "reorder ignored changes"(program, choose) {
        const one = pick(
            program.resources.filter(({ ignoreChanges = [] }) => ignoreChanges.length > 1),
            choose,
        );
        return (
            one && {
                program: withResource(program, one, { ignoreChanges: [...(one.ignoreChanges ?? [])].reverse() }),
                expected: [],
            }
        );
    },
    "change a provider"(program, choose) {
        const one = pick(program.resources.filter(isChangeable), choose);
        return (
            one && {
                program: withResource(program, one, { isElsewhere: one.isElsewhere !== true }),
                expected: [`${pathOf(one, program)}#@provider`],
            }
        );
    },
    "add a dependency"(program, choose) {
        const places = program.resources.filter(isChangeable).flatMap(user => {
            const used = usesOf(user, program);
            return originCandidates(program, user)
                .filter(one => one.id >= 0 && !used.includes(one))
                .map(one => ({ user, id: one.id }));
        });
        const place = pick(places, choose);
        if (place === undefined) return undefined;
        const dependsOn = [...(place.user.dependsOn ?? []), place.id];
        return {
            program: withResource(program, place.user, { dependsOn }),
            expected: [`${pathOf(place.user, program)}#@dependencies`],
        };
    },
    "drop a setting": (program, choose) => {
        const name = pick(Object.keys(program.settings), choose);
        if (name === undefined) return undefined;
        const settings = Object.fromEntries(Object.entries(program.settings).filter(([one]) => one !== name));
        return { program: { ...program, settings }, expected: [`@config#${PROJECT}:${name}`] };
    },
    "add an output": program => ({
        program: { ...program, outputs: { ...program.outputs, added: { kind: "plain", value: 1 } } },
        expected: ["@outputs#added"],
    }),
    "another value of a setting": (program, choose) => {
        const name = pick(
            Object.keys(program.settings).filter(one => program.settings[one]?.kind !== "credential"),
            choose,
        );
        if (name === undefined) return undefined;
        const settings = { ...program.settings, [name]: { kind: "plain", value: "another" } as const };
        return { program: { ...program, settings }, expected: [] };
    },
    "secret setting to plain": (program, choose) => {
        const name = pick(
            Object.keys(program.settings).filter(one => program.settings[one]?.kind === "credential"),
            choose,
        );
        if (name === undefined) return undefined;
        const settings = { ...program.settings, [name]: { kind: "plain", value: "plain" } as const };
        return { program: { ...program, settings }, expected: [`@config#${PROJECT}:${name}`] };
    },
    rename: (program, choose) => renamed(program, pick(program.resources.filter(isChangeable), choose)),
    "rename a subtree": (program, choose) =>
        renamed(
            program,
            pick(
                program.resources.filter(one => isFilled(one, program)),
                choose,
            ),
        ),
    "re-parent": (program, choose) => moved(program, pick(program.resources.filter(isChangeable), choose), choose),
    "re-parent a subtree": (program, choose) =>
        moved(
            program,
            pick(
                program.resources.filter(one => isFilled(one, program)),
                choose,
            ),
            choose,
        ),
    "reorder resources": (program, choose) => ({
        // Components stay first: an engine meets a parent before its children.
        program: {
            ...program,
            resources: [
                ...program.resources.filter(one => !isChangeable(one)),
                ...rotated(program.resources.filter(isChangeable), choose),
            ],
        },
        expected: [],
    }),
};

/** A component of which something is left to tell it by. */
function isFilled(one: MeantResource, { resources }: MeantProgram): boolean {
    return isComponent(one) && resources.some(({ parent }) => parent === one.id);
}

function renamed(program: MeantProgram, one: MeantResource | undefined) {
    return one && { program: withResource(program, one, { name: `renamed-${one.name}` }), expected: [] };
}

function moved(program: MeantProgram, one: MeantResource | undefined, choose: Choose) {
    if (one === undefined) return undefined;
    const owners = [undefined, ...program.resources.filter(isComponent).map(({ id }) => id)];
    const free = owners.filter(id => id !== one.parent && !liesIn(id, one.id, program));
    if (free.length === 0) return undefined;
    return { program: withResource(program, one, { parent: pick(free, choose) }), expected: [] };
}

/** Whether a component is another one, or lies in it. */
function liesIn(id: number | undefined, owner: number, { resources }: MeantProgram): boolean {
    for (let at = id; at !== undefined; at = resources.find(one => one.id === at)?.parent) {
        if (at === owner) return true;
    }
    return false;
}

/** A program without a resource on which nothing depends: the numbers of the others stay. */
function without(program: MeantProgram, dropped: MeantResource): MeantProgram {
    const resources = program.resources.filter(one => one !== dropped);
    const rest = { ...program, resources };
    return { ...rest, resources: resources.map(one => ({ ...one, inputs: pinned(one, program, rest) })) };
}

/** The inputs of a resource, with unknown values of the same origin although fewer or more come before it. */
function pinned(user: MeantResource, program: MeantProgram, after: MeantProgram = program): MeantResource["inputs"] {
    const rest = originCandidates(after, user);
    const pin = (value: Meant & { kind: "unknown" }): Meant => {
        const origin = originOf(value, user, program);
        return { kind: "unknown", of: origin === undefined ? 0 : rest.indexOf(origin) };
    };
    return Object.fromEntries(Object.entries(user.inputs).map(([name, value]) => [name, withUnknowns(value, pin)]));
}

function usesOf(user: MeantResource, program: MeantProgram): readonly MeantResource[] {
    return [
        ...Object.values(user.inputs).flatMap(value => originsOf(value, user, program)),
        ...(user.dependsOn ?? []).flatMap(id => program.resources.find(one => one.id === id) ?? []),
    ];
}
