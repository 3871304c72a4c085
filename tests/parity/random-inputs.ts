import * as fc from "fast-check";
import type { Meant } from "./random-values";

/*
 * Inputs of random resources, by type: numbers, names of the environment, sets, lists, documents, secrets, objects of
 * Kubernetes, and what is not known yet.
 */

export type MeantInputs = Readonly<Record<string, Meant>>;

export const WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];

const plain = (value: string | number | boolean): Meant => ({ kind: "plain", value });
const map = (fields: MeantInputs): Meant => ({ kind: "map", fields });

const word = fc.constantFrom(...WORDS).map(plain);
const value = fc.oneof(fc.constantFrom(...WORDS), fc.nat(500), fc.boolean()).map(plain);
const named = fc
    .constantFrom(
        "{stack}-orders",
        "arn:aws:sqs:{region}:{account}:{stack}-jobs",
        "{network}.16.0/20",
        "orders.{stack}.internal",
        "{region}a",
        "arn:aws:iam::{otherAccount}:role/{stack}-audit",
        "{otherNetwork}.16.0/20",
    )
    .map((text): Meant => ({ kind: "named", text }));
const unknown = fc.nat(30).map((of): Meant => ({ kind: "unknown", of }));
const credential = fc.constantFrom(...WORDS).map((text): Meant => ({ kind: "credential", text }));
const known = fc.oneof(value, named);
const leaf = fc.oneof({ weight: 2, arbitrary: known }, unknown, credential);
const quantity = fc
    .record({
        spellings: fc.constantFrom(["500m", "0.5"], ["1", "1000m"], ["1Gi", "1024Mi"], ["2k", "2000", "2e3"]),
        spelling: fc.nat(2),
    })
    .map((made): Meant => ({ kind: "quantity", ...made }));

const fields = (inner: fc.Arbitrary<Meant>, minKeys = 1) =>
    fc
        .dictionary(fc.constantFrom("first", "second", "third", "dotted.key"), inner, { minKeys, maxKeys: 3 })
        .map(entries => map({ ...entries }));
const deep = fields(fc.oneof({ weight: 2, arbitrary: known }, { weight: 1, arbitrary: fields(known) }));
const json = deep.map((document): Meant => ({ kind: "json", document }));
const listOf = (inner: fc.Arbitrary<Meant>) =>
    fc.array(inner, { minLength: 1, maxLength: 4 }).map((items): Meant => ({ kind: "list", items }));

/** What is secret as a whole: a text of JSON, or a map of which each value is a setting or a credential. */
const secretFields = fc
    .record({ engine: word, port: fc.nat(500).map(plain), tls: fc.boolean().map(plain), password: credential })
    .map(made => map(made));
const secret = fc
    .oneof(
        secretFields,
        secretFields.map((document): Meant => ({ kind: "json", document })),
    )
    .map((inner): Meant => ({ kind: "secret", inner }));
const secrets = listOf(credential);

/** Items that tell themselves from each other by a name. */
const itemsByName = (names: readonly string[], rest: Readonly<Record<string, fc.Arbitrary<Meant>>>) =>
    fc
        .uniqueArray(fc.record({ name: fc.constantFrom(...names).map(plain), ...rest }), {
            minLength: 1,
            maxLength: 3,
            selector: item => JSON.stringify(item["name"]),
        })
        .map((all): Meant => ({ kind: "set", items: all.map(map) }));
const variables = itemsByName(["HOST", "LEVEL", "ZONE"], { value: fc.oneof(known, credential) });
const set = fc
    .uniqueArray(known, { minLength: 1, maxLength: 4, selector: one => JSON.stringify(one) })
    .map((items): Meant => ({ kind: "set", items }));

const nested = fc.oneof({ weight: 3, arbitrary: leaf }, listOf(leaf), fields(leaf), json, secret, secrets);

const OF_AWS = fc.record({
    size: leaf,
    document: nested,
    settings: nested,
    layout: nested,
    credentials: fc.oneof(secret, secrets, fields(credential)),
    cidrBlocks: set,
    vpcSecurityGroupIds: set,
    env: variables,
});

const metadata = fc
    .record({ name: fc.oneof(word, fc.constant<Meant>({ kind: "named", text: "{stack}-app" })), labels: fields(known) })
    .map(map);
const resources = fc.record({
    limits: fc.record({ cpu: quantity }).map(map),
    requests: fc.record({ memory: quantity }).map(map),
});
const container = (name: string) =>
    fc
        .record({
            name: fc.constant(plain(name)),
            image: known,
            env: variables,
            resources: resources.map(map),
            args: listOf(known),
        })
        .map(map);
const pod = fc
    .record({
        containers: fc
            .oneof(fc.tuple(container("app")), fc.tuple(container("app"), container("sidecar")))
            .map((items): Meant => ({ kind: "list", items })),
        volumes: itemsByName(["data", "cache"], { size: value }),
    })
    .map(map);
const DEPLOYMENT = fc.record({ metadata, spec: fc.record({ replicas: fc.nat(9).map(plain), template: pod }).map(map) });

/** Objects in a text, each with a name of its own. */
const manifests = fc
    .uniqueArray(
        fc.record({
            kind: fc.constantFrom("ConfigMap", "Service"),
            name: fc.constantFrom(...WORDS),
            spec: deep,
            limits: quantity,
        }),
        { minLength: 1, maxLength: 3, selector: ({ kind, name }) => `${kind}/${name}` },
    )
    .map((all): Meant => ({
        kind: "yaml",
        documents: all.map(({ kind, limits, name, spec }) =>
            map({
                apiVersion: plain("v1"),
                kind: plain(kind),
                metadata: map({ name: plain(name) }),
                spec,
                limits: map({ cpu: limits }),
            }),
        ),
    }));
const yaml = fc
    .record({ server: deep, args: listOf(known), level: value })
    .map((document): Meant => ({ kind: "yaml", documents: [map(document)] }));

const CONFIG_MAP = fc.record({
    metadata,
    data: fc.record({ LEVEL: word, "app.yaml": yaml, "all.yaml": manifests, "app.json": json }).map(map),
});
const SECRET = fc.record({ metadata, stringData: secret });
const RELEASE = fc.record({ chart: word, values: fields(leaf), valuesText: yaml, manifests });

/** Types of resources, and the inputs of each. */
export const INPUTS: Readonly<Record<string, fc.Arbitrary<MeantInputs>>> = {
    "aws:sqs/queue:Queue": OF_AWS,
    "aws:ecs/taskDefinition:TaskDefinition": OF_AWS,
    "aws:iam/policy:Policy": OF_AWS,
    "kubernetes:apps/v1:Deployment": DEPLOYMENT,
    "kubernetes:core/v1:ConfigMap": CONFIG_MAP,
    "kubernetes:core/v1:Secret": SECRET,
    "kubernetes:helm.sh/v3:Release": RELEASE,
};

/** Settings and outputs of a program. */
export const SETTINGS: fc.Arbitrary<MeantInputs> = fc
    .dictionary(fc.constantFrom("size", "token", "days"), fc.oneof(known, credential), { minKeys: 1, maxKeys: 3 })
    .map(entries => ({ ...entries }));
