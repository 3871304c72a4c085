import { hash } from "node:crypto";
import * as fc from "fast-check";
import { NO_OPTIONS, type Plan, type PlannedProvider, type PlannedResource } from "../../plan/plan";
import { type PropertyMap, Unknown } from "../../plan/value";
import { buildUrn } from "../../plan/urn";
import { INPUTS, type MeantInputs, SETTINGS, WORDS } from "./random-inputs";
import { type Meant, type RandomEnvironment, render, unknownsIn } from "./random-values";

/*
 * Random programs: trees of components, three deep, and resources with random inputs, options, providers and dependencies.
 * One program makes a plan for each environment.
 */

/** A resource, or a component where its type is one of ours. */
export interface MeantResource {
    readonly id: number;
    readonly type: string;
    readonly name: string;
    /** The component that it belongs to. */
    readonly parent: number | undefined;
    readonly inputs: MeantInputs;
    readonly protect?: boolean;
    readonly ignoreChanges?: readonly string[];
    /** Whether it is made with the second provider. */
    readonly isElsewhere?: boolean;
    /** Numbers of what it waits for beside its inputs. */
    readonly dependsOn?: readonly number[];
}

export interface MeantProgram {
    readonly resources: readonly MeantResource[];
    readonly settings: MeantInputs;
    readonly outputs: MeantInputs;
}

export const COMPONENT = "acme:index:Part";
const PROJECT = "random";

/** Where ranges lie, and what everything may depend on. */
const NETWORK: MeantResource = {
    id: -1,
    type: "aws:ec2/vpc:Vpc",
    name: "net",
    parent: undefined,
    inputs: { cidrBlock: { kind: "named", text: "{network}.0.0/16" } },
};
const OTHER_NETWORK: MeantResource = {
    ...NETWORK,
    id: -2,
    name: "net-of-tools",
    isElsewhere: true,
    inputs: { cidrBlock: { kind: "named", text: "{otherNetwork}.0.0/16" } },
};

const resource = fc.constantFrom(...Object.keys(INPUTS)).chain(type =>
    fc.record({
        type: fc.constant(type),
        word: fc.constantFrom(...WORDS),
        parent: fc.nat(4),
        inputs: INPUTS[type] ?? fc.constant({}),
        protect: fc.boolean(),
        ignoreChanges: fc.subarray(["tags", "size"]),
        isElsewhere: fc.nat(4).map(chance => chance === 0),
        dependsOn: fc.array(fc.nat(9), { maxLength: 2 }),
    }),
);

/** Random programs of up to 14 resources, in up to four components. */
export const randomProgram: fc.Arbitrary<MeantProgram> = fc
    .record({
        components: fc.nat(4),
        areDeep: fc.boolean(),
        resources: fc.array(resource, { minLength: 2, maxLength: 9 }),
        settings: SETTINGS,
        outputs: SETTINGS,
    })
    .map(({ areDeep, components, resources, ...program }) => {
        const parts = Array.from({ length: components }, (_, id) => ({
            id,
            type: COMPONENT,
            name: `part-${WORDS[id] ?? id}`,
            parent: areDeep && id > 0 ? id - 1 : undefined,
            inputs: {},
        }));
        return {
            ...program,
            resources: [
                OTHER_NETWORK,
                NETWORK,
                ...parts,
                ...resources.map(({ dependsOn, parent, word, ...made }, place) => ({
                    ...made,
                    id: components + place,
                    name: `${word}-x${place}`,
                    parent: parent < components ? parent : undefined,
                    dependsOn: dependsOn.filter(other => other < place).map(other => components + other),
                })),
            ],
        };
    });

export function isComponent({ type }: MeantResource): boolean {
    return type === COMPONENT;
}

/** Names of what a resource lies in and its own, joined by `/`. */
export function pathOf(one: MeantResource, { resources }: MeantProgram): string {
    const names = [one.name];
    for (let { parent } = one; parent !== undefined;) {
        const owner = resources.find(({ id }) => id === parent);
        if (owner === undefined) break;
        names.unshift(owner.name);
        ({ parent } = owner);
    }
    return names.join("/");
}

/** What a resource may depend on, in order. */
export function originCandidates({ resources }: MeantProgram, user: MeantResource): readonly MeantResource[] {
    return resources.filter(one => one.id < user.id && !isComponent(one)).sort((one, other) => one.id - other.id);
}

/** What an unknown value comes from: an earlier resource. */
export function originOf(value: Meant & { kind: "unknown" }, user: MeantResource, program: MeantProgram) {
    const before = originCandidates(program, user);
    return before[value.of % Math.max(1, before.length)];
}

/** What the inputs of a resource come from. */
export function originsOf(value: Meant, user: MeantResource, program: MeantProgram): readonly MeantResource[] {
    return unknownsIn(value).flatMap(one => originOf(one, user, program) ?? []);
}

/**
 * The plan of a program for an environment.
 *
 * @param phase As declared, or as an exported state has it: with what was not known, and names that nobody gave, filled in.
 */
export function planFor(
    program: MeantProgram,
    environment: RandomEnvironment,
    phase: "declared" | "output" = "declared",
): Plan {
    const { stack } = environment;
    const byId = new Map(program.resources.map(one => [one.id, one]));
    const urnOf = (one: MeantResource): string => {
        const parent = one.parent === undefined ? undefined : byId.get(one.parent);
        return buildUrn(stack, PROJECT, parent === undefined ? undefined : urnOf(parent), one.type, one.name);
    };
    const resources = program.resources.map((one): PlannedResource => {
        const parent = one.parent === undefined ? undefined : byId.get(one.parent);
        const propertyDependencies = Object.fromEntries(
            Object.entries(one.inputs).map(([name, value]) => [name, originsOf(value, one, program).map(urnOf)]),
        );
        const unknown = (value: Meant & { kind: "unknown" }) => {
            const origin = originOf(value, one, program);
            return phase === "declared" || origin === undefined ? Unknown.computed : madeId(origin, environment);
        };
        const waitsFor = (one.dependsOn ?? []).flatMap(id => byId.get(id) ?? []).map(urnOf);
        const generated: PropertyMap =
            phase === "declared" || isComponent(one) ? {} : { physicalName: generatedName(one, environment) };
        return {
            urn: urnOf(one),
            type: one.type,
            name: one.name,
            path: pathOf(one, program),
            parent: parent === undefined ? undefined : urnOf(parent),
            custom: !isComponent(one),
            external: false,
            opaque: false,
            inputs: {
                ...Object.fromEntries(
                    Object.entries(one.inputs).map(([name, value]) => [name, render(value, environment, unknown)]),
                ),
                ...generated,
            },
            outputs: phase === "declared" ? {} : { id: madeId(one, environment), ...generated },
            dependencies: [...new Set([...Object.values(propertyDependencies).flat(), ...waitsFor])],
            propertyDependencies,
            provider: isComponent(one) ? undefined : providerOf(one, environment),
            options: { ...NO_OPTIONS, protect: one.protect ?? false, ignoreChanges: one.ignoreChanges ?? [] },
            source: undefined,
        };
    });
    const all = (values: MeantInputs) =>
        Object.entries(values).map(
            ([name, value]) => [name, render(value, environment, () => Unknown.computed)] as const,
        );
    return {
        project: PROJECT,
        stack,
        source: "embedded",
        phase,
        config: Object.fromEntries(all(program.settings).map(([name, value]) => [`${PROJECT}:${name}`, value])),
        resources,
        outputs: Object.fromEntries(all(program.outputs)),
        gaps: [],
    };
}

function providerOf(one: MeantResource, { account, otherAccount, region, stack }: RandomEnvironment): PlannedProvider {
    const isKubernetes = one.type.startsWith("kubernetes:");
    const type = isKubernetes ? "pulumi:providers:kubernetes" : "pulumi:providers:aws";
    const name = one.isElsewhere === true ? "second" : "first";
    const inputs: PropertyMap = isKubernetes
        ? {}
        : { region, allowedAccountIds: [one.isElsewhere === true ? otherAccount : account] };
    return { urn: buildUrn(stack, PROJECT, undefined, type, name), name, isDefault: false, inputs };
}

/** What a deployment calls a resource: another thing in each environment. */
function madeId({ id }: MeantResource, { account }: RandomEnvironment): string {
    return `made-${hash("sha256", `${account} ${id}`, "hex").slice(0, 17)}`;
}

/** A name with what Pulumi appends where nobody gave one. */
function generatedName({ id, name }: MeantResource, { account }: RandomEnvironment): string {
    return `${name}-${hash("sha256", `${account} name ${id}`, "hex").slice(0, 7)}`;
}
