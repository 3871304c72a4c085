import { hash } from "node:crypto";
import * as fc from "fast-check";
import { NO_OPTIONS, type Plan, type PlannedResource } from "../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";
import { buildUrn } from "../../plan/urn";

/*
 * Random programs: trees of components and resources whose inputs hold numbers, names of the environment, sets, lists,
 * documents, secrets and what is not known yet. One program makes a plan for each environment.
 */

/** An environment that a program is planned for. */
export interface RandomEnvironment {
    readonly stack: string;
    readonly account: string;
    readonly region: string;
    /** The first two bytes of its network. */
    readonly network: string;
    /** A second account that its provider may use, and a second network. */
    readonly otherAccount: string;
    readonly otherNetwork: string;
}

export const PRODUCTION: RandomEnvironment = {
    stack: "prod",
    account: "444455556666",
    region: "eu-central-1",
    network: "10.64",
    otherAccount: "444455557777",
    otherNetwork: "172.20",
};
export const STAGING: RandomEnvironment = {
    stack: "staging",
    account: "111122223333",
    region: "eu-west-1",
    network: "10.65",
    otherAccount: "111122224444",
    otherNetwork: "172.24",
};

/** A value as a program means it, before it is known for which environment. */
export type Meant =
    | { readonly kind: "plain"; readonly value: string | number | boolean }
    /** A text that holds names of the environment, such as `{stack}`: the names of {@link RandomEnvironment}. */
    | { readonly kind: "named"; readonly text: string }
    /** Known after the deployment of an earlier resource, by its number; of any other where there are fewer. */
    | { readonly kind: "unknown"; readonly of: number }
    | { readonly kind: "secret"; readonly text: string }
    | { readonly kind: "set"; readonly items: readonly Meant[] }
    | { readonly kind: "list"; readonly items: readonly Meant[] }
    | { readonly kind: "map"; readonly fields: Readonly<Record<string, Meant>> }
    | { readonly kind: "json"; readonly document: Meant };

/** A resource, or a component where its type is one of ours. */
export interface MeantResource {
    readonly id: number;
    readonly type: string;
    readonly name: string;
    /** The component that it belongs to. */
    readonly parent: number | undefined;
    readonly inputs: Readonly<Record<string, Meant>>;
}

export type MeantProgram = readonly MeantResource[];

const COMPONENT = "acme:index:Part";
const TYPES = ["aws:sqs/queue:Queue", "aws:ecs/taskDefinition:TaskDefinition", "aws:iam/policy:Policy"];

const WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
const named = fc.constantFrom(
    "{stack}-orders",
    "arn:aws:sqs:{region}:{account}:{stack}-jobs",
    "{network}.16.0/20",
    "orders.{stack}.internal",
    "{region}a",
    "arn:aws:iam::{otherAccount}:role/{stack}-audit",
    "{otherNetwork}.16.0/20",
);

const leaf: fc.Arbitrary<Meant> = fc.oneof(
    fc.record({
        kind: fc.constant("plain" as const),
        value: fc.oneof(fc.constantFrom(...WORDS), fc.nat(500), fc.boolean()),
    }),
    fc.record({ kind: fc.constant("named" as const), text: named }),
    fc.record({ kind: fc.constant("unknown" as const), of: fc.nat(30) }),
    fc.record({ kind: fc.constant("secret" as const), text: fc.constantFrom(...WORDS) }),
);
const known: fc.Arbitrary<Meant> = leaf.filter(({ kind }) => kind === "plain" || kind === "named");
const fields = (value: fc.Arbitrary<Meant>) =>
    fc
        .dictionary(fc.constantFrom("first", "second", "third"), value, { minKeys: 1, maxKeys: 3 })
        .map((entries): Meant => ({ kind: "map", fields: { ...entries } }));
const nested: fc.Arbitrary<Meant> = fc.oneof(
    { weight: 3, arbitrary: leaf },
    {
        weight: 1,
        arbitrary: fc.array(leaf, { minLength: 1, maxLength: 4 }).map((items): Meant => ({ kind: "list", items })),
    },
    { weight: 1, arbitrary: fields(leaf) },
    { weight: 1, arbitrary: fields(known).map((document): Meant => ({ kind: "json", document })) },
);
/** Variables of a container: a set whose items tell themselves from each other. */
const variables = fc
    .uniqueArray(fc.record({ name: fc.constantFrom("HOST", "LEVEL", "ZONE"), value: known }), {
        minLength: 1,
        maxLength: 3,
        selector: ({ name }) => name,
    })
    .map((all): Meant => ({
        kind: "set",
        items: all.map(({ name, value }) => ({ kind: "map", fields: { name: { kind: "plain", value: name }, value } })),
    }));
/** Lists under these names are sets. */
const set = fc
    .uniqueArray(known, { minLength: 1, maxLength: 4, selector: value => JSON.stringify(value) })
    .map((items): Meant => ({ kind: "set", items }));

const inputs = fc
    .record({
        size: leaf,
        document: nested,
        settings: nested,
        layout: nested,
        cidrBlocks: set,
        vpcSecurityGroupIds: set,
        env: variables,
    })
    .map((made): Readonly<Record<string, Meant>> => made);

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
    inputs: { cidrBlock: { kind: "named", text: "{otherNetwork}.0.0/16" } },
};

/** Random programs of up to 14 resources, in up to four components. */
export const randomProgram: fc.Arbitrary<MeantProgram> = fc
    .record({
        components: fc.nat(3),
        resources: fc.array(
            fc.record({ type: fc.constantFrom(...TYPES), word: fc.constantFrom(...WORDS), parent: fc.nat(4), inputs }),
            { minLength: 2, maxLength: 10 },
        ),
    })
    .map(({ components, resources }) => {
        const parts = Array.from({ length: components }, (_, id) => ({
            id,
            type: COMPONENT,
            name: `part-${WORDS[id] ?? id}`,
            parent: undefined,
            inputs: {},
        }));
        return [
            OTHER_NETWORK,
            NETWORK,
            ...parts,
            ...resources.map(({ type, word, parent, inputs: made }, place) => ({
                id: components + place,
                type,
                name: `${word}-x${place}`,
                parent: parent < components ? parent : undefined,
                inputs: made,
            })),
        ];
    });

/**
 * The plan of a program for an environment.
 *
 * @param phase As declared, or as an exported state has it: with what was not known filled in.
 */
export function planFor(
    program: MeantProgram,
    environment: RandomEnvironment,
    phase: "declared" | "output" = "declared",
): Plan {
    const { stack, account, otherAccount, region } = environment;
    const provider = {
        urn: buildUrn(stack, "random", undefined, "pulumi:providers:aws", "aws"),
        name: "aws",
        isDefault: false,
        inputs: { region, allowedAccountIds: [account, otherAccount] },
    };
    const byId = new Map(program.map(one => [one.id, one]));
    const urnOf = (one: MeantResource): string => {
        const parent = one.parent === undefined ? undefined : byId.get(one.parent);
        return buildUrn(stack, "random", parent === undefined ? undefined : urnOf(parent), one.type, one.name);
    };
    const blank = {
        external: false,
        opaque: false,
        outputs: {},
        options: NO_OPTIONS,
        source: undefined,
    };
    const resources = program.map((one): PlannedResource => {
        const parent = one.parent === undefined ? undefined : byId.get(one.parent);
        const custom = one.type !== COMPONENT;
        const propertyDependencies = Object.fromEntries(
            Object.entries(one.inputs).map(([name, value]) => [name, originsOf(value, one, program).map(urnOf)]),
        );
        const unknown = (value: Meant) => {
            const [origin] = originsOf(value, one, program);
            return phase === "declared" || origin === undefined ? Unknown.computed : madeId(origin, environment);
        };
        return {
            ...blank,
            outputs: phase === "declared" ? {} : { id: madeId(one, environment) },
            urn: urnOf(one),
            type: one.type,
            name: one.name,
            path: parent === undefined ? one.name : `${parent.name}/${one.name}`,
            parent: parent === undefined ? undefined : urnOf(parent),
            custom,
            inputs: Object.fromEntries(
                Object.entries(one.inputs).map(([name, value]) => [name, render(value, environment, unknown)]),
            ),
            dependencies: [...new Set(Object.values(propertyDependencies).flat())],
            propertyDependencies,
            provider: custom ? provider : undefined,
        };
    });
    return {
        project: "random",
        stack,
        source: "embedded",
        phase,
        config: {},
        resources,
        outputs: {},
        gaps: [],
    };
}

/** What an unknown value in something comes from: an earlier resource, never one of a later place. */
export function originsOf(value: Meant, user: MeantResource, program: MeantProgram): readonly MeantResource[] {
    switch (value.kind) {
        case "unknown": {
            const before = originCandidates(program, user);
            const origin = before[value.of % Math.max(1, before.length)];
            return origin === undefined ? [] : [origin];
        }
        case "set":
        case "list":
            return value.items.flatMap(item => originsOf(item, user, program));
        case "map":
            return Object.values(value.fields).flatMap(field => originsOf(field, user, program));
        case "json":
            return originsOf(value.document, user, program);
        case "plain":
        case "named":
        case "secret":
            return [];
    }
}

/** What a resource may depend on, in order. */
export function originCandidates(program: MeantProgram, user: MeantResource): readonly MeantResource[] {
    return program.filter(one => one.id < user.id && one.type !== COMPONENT).sort((one, other) => one.id - other.id);
}

/** What a deployment calls a resource: another thing in each environment. */
function madeId({ id }: MeantResource, { account }: RandomEnvironment): string {
    return `made-${hash("sha256", `${account} ${id}`, "hex").slice(0, 17)}`;
}

type RenderUnknown = (value: Meant) => PropertyValue;

function render(value: Meant, environment: RandomEnvironment, unknown: RenderUnknown): PropertyValue {
    switch (value.kind) {
        case "plain":
            return value.value;
        case "named":
            return value.text.replace(
                /\{(stack|account|region|network|otherAccount|otherNetwork)\}/g,
                (_, name: keyof RandomEnvironment) => environment[name],
            );
        case "unknown":
            return unknown(value);
        case "secret":
            return new Secret(`${environment.stack}-${value.text}`);
        case "set":
        case "list":
            return value.items.map(item => render(item, environment, unknown));
        case "map":
            return rendered(value.fields, environment, unknown);
        case "json":
            return JSON.stringify(render(value.document, environment, unknown));
    }
}

function rendered(
    all: Readonly<Record<string, Meant>>,
    environment: RandomEnvironment,
    unknown: RenderUnknown,
): PropertyMap {
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, render(value, environment, unknown)]));
}
