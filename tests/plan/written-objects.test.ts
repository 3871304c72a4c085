import * as assert from "node:assert/strict";

import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Gap, Plan } from "../../plan/plan";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";
import { withWrittenObjects } from "../../plan/written-objects";
import { plainly, planOf } from "../support/plan";
import { plan, resource } from "../support/policy";

const GROUP = "kubernetes:yaml/v2:ConfigGroup";
const API = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api, namespace: shop }\nspec: { replicas: 2 }\n";
const MAP = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data: { colour: "blue" } };

function group(inputs: PropertyMap, extras = {}): Plan {
    const holder = resource(GROUP, inputs, { name: "app", custom: false, opaque: true, ...extras });
    const gap: Gap = { kind: "remote-component", subject: GROUP, urn: holder.urn, message: "m", mayChangeShape: true };
    return withWrittenObjects(plan([holder], { gaps: [gap] }));
}

const registered = (options: pulumi.ComponentResourceOptions) =>
    new kubernetes.yaml.v2.ConfigGroup("written", { objs: [MAP] }, options);

/** The objects that were found: type, name and inputs of each. */
const found = ({ resources }: Plan) =>
    resources.slice(1).map(({ type, name, inputs }) => [type, name, plainly(inputs)] as const);

/** Whether nothing of the group is left to doubt. */
const isWhole = ({ resources: [holder], gaps }: Plan): boolean => {
    assert.equal(holder?.opaque, gaps.length === 1, "the gap and the component do not agree");
    return !holder.opaque;
};

describe("objects written in inputs", () => {
    it("given a text of two documents and a list of objects, makes a resource of each, under the plugin's names", () => {
        const read = group({
            yaml: `${API}---\n# nothing\n---\n{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }`,
            objs: [MAP],
        });
        assert.deepEqual(
            read.resources.map(({ urn }) => urn),
            [
                `urn:pulumi:staging::shop::${GROUP}::app`,
                `urn:pulumi:staging::shop::${GROUP}$kubernetes:core/v1:ConfigMap::app:settings`,
                `urn:pulumi:staging::shop::${GROUP}$kubernetes:apps/v1:Deployment::app:shop/api`,
                `urn:pulumi:staging::shop::${GROUP}$kubernetes:core/v1:Namespace::app:shop`,
            ],
        );
        assert.ok(isWhole(read));
        assert.deepEqual(found(read)[0]?.[2], MAP);
        assert.deepEqual(
            read.resources.map(({ path }) => path),
            ["app", "app/app:settings", "app/app:shop/api", "app/app:shop"],
        );
    });

    it("given a prefix, names them by it", () => {
        assert.deepEqual(
            found(group({ resourcePrefix: "blue", objs: [MAP] })).map(([, name]) => name),
            ["blue:settings"],
        );
    });

    it("given a list, makes what is in it, however deep", () => {
        const list = {
            apiVersion: "v1",
            kind: "List",
            items: [MAP, { apiVersion: "v1", kind: "ConfigMapList", items: [MAP] }],
        };
        const read = group({ objs: [list] });
        assert.deepEqual([found(read).length, isWhole(read)], [2, true]);
    });

    it("given a Secret, marks what it holds as the plugin does", () => {
        const read = group({
            objs: [{ apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, stringData: { a: "b" } }],
        });
        assert.ok(read.resources[1]?.inputs["stringData"] instanceof Secret);
        assert.ok(!(read.resources[1].inputs["metadata"] instanceof Secret));
    });

    it("given a secret text, marks all that stands in it and names none of it", () => {
        const read = group({ yaml: new Secret(API) });
        assert.deepEqual(
            read.resources.slice(1).map(({ name }) => name),
            ["app:yaml[0]"],
        );
        assert.ok(Object.values(read.resources[1]?.inputs ?? {}).every(value => value instanceof Secret));
        assert.ok(isWhole(read));
    });

    it("given secret objects, marks all that stands in them", () => {
        for (const objs of [
            new Secret([MAP]),
            [new Secret(MAP)],
            [new Secret({ apiVersion: "v1", kind: "List", items: [MAP] })],
        ]) {
            const read = group({ objs });
            assert.ok(
                isWhole(read) && Object.values(read.resources[1]?.inputs ?? {}).every(value => value instanceof Secret),
            );
        }
    });

    it("given unknown parts of an object, says where they come from", () => {
        const network = resource("aws:ec2/vpc:Vpc", {}, { name: "network" });
        const read = group(
            { objs: [{ ...MAP, data: { id: Unknown.computed } }] },
            { comesFrom: { objs: [network] }, options: { protect: true } },
        );
        const made = read.resources[1];
        assert.deepEqual(made?.propertyDependencies, { data: [network.urn] });
        assert.deepEqual([made.dependencies, made.options.protect], [[network.urn], true]);
        assert.ok(isWhole(read));
    });

    it("given an unknown name or namespace, names the object by its place", () => {
        const unnamed: readonly PropertyValue[] = [
            { name: Unknown.computed },
            { name: "a", namespace: Unknown.computed },
            Unknown.computed,
        ];
        for (const metadata of unnamed) {
            assert.deepEqual(
                found(group({ objs: [{ ...MAP, metadata }] })).map(([, name]) => name),
                ["app:objs[0]"],
            );
        }
    });

    for (const [what, inputs, objects] of [
        ["files beside objects", { files: ["more.yaml"], objs: [MAP] }, 1],
        ["files that are not known", { files: Unknown.computed, objs: [MAP] }, 1],
        ["a text that is not known", { yaml: Unknown.computed, objs: [MAP] }, 1],
        ["a secret text that is not known", { yaml: new Secret(Unknown.computed) }, 0],
        ["a text that is no YAML", { yaml: "a: [1" }, 0],
        ["a template", { yaml: "{{ include . }}\n---\napiVersion: v1\nkind: {{ .kind }}\n" }, 0],
        ["a document that is no object", { yaml: `- 1\n---\n${API}` }, 1],
        ["an object without a kind", { objs: [{ apiVersion: "v1" }, MAP] }, 1],
        ["an object of a kind that is not known", { objs: [{ apiVersion: "v1", kind: Unknown.computed }] }, 0],
        ["an object that is not known", { objs: [Unknown.computed, MAP] }, 1],
        ["objects that are not known", { objs: Unknown.computed }, 0],
        ["a list of what is not known", { objs: [{ apiVersion: "v1", kind: "List", items: Unknown.computed }] }, 0],
    ] as const) {
        it(`given ${what}, reads what it can and leaves the component opaque`, () => {
            const read = group(inputs);
            assert.deepEqual([found(read).length, isWhole(read)], [objects, false]);
        });
    }

    it("given no inputs, or empty ones, finds nothing and doubts nothing", () => {
        const empty: readonly PropertyMap[] = [{}, { yaml: "", objs: [], files: [] }];
        for (const inputs of empty) {
            const read = group(inputs);
            assert.deepEqual([found(read), isWhole(read)], [[], true]);
        }
    });

    it("given a plan of the real engine, which shows the children, adds none", () => {
        const read = group({ objs: [MAP] }, { opaque: false });
        assert.equal(read.resources.length, 1);
    });

    it("given another component that a plugin builds, leaves it and its gap alone", () => {
        const chart = resource("kubernetes:helm.sh/v4:Chart", { objs: [MAP] }, { custom: false, opaque: true });
        const whole = plan([chart]);
        assert.equal(withWrittenObjects(whole), whole);
    });

    for (const [whose, build] of [
        ["the group", (add: pulumi.ResourceTransform) => registered({ transforms: [add] })],
        [
            "a component around it",
            (add: pulumi.ResourceTransform) =>
                registered({
                    parent: new pulumi.ComponentResource("acme:index:App", "app", {}, { transforms: [add] }),
                }),
        ],
        [
            "the stack",
            (add: pulumi.ResourceTransform) => {
                pulumi.runtime.registerResourceTransform(add);
                registered({});
            },
        ],
    ] as const) {
        it(`given transforms of ${whose}, leaves it opaque: what is written is not what is made`, async () => {
            const read = await planOf(() => {
                build(() => undefined);
            });
            assert.deepEqual(
                read.resources
                    .filter(({ type }) => type !== "acme:index:App")
                    .map(({ name, opaque }) => [name, opaque]),
                [["written", true]],
            );
        });
    }

    it("given a program, takes the provider of the group and what it is given", async () => {
        const read = await planOf(() => {
            const provider = new kubernetes.Provider("platform", { kubeconfig: "{}" });
            const namespace = new kubernetes.core.v1.Namespace("shop", {}, { provider });
            new kubernetes.yaml.v2.ConfigGroup(
                "app",
                {
                    yaml: API,
                    objs: [{ ...MAP, metadata: { name: "settings", namespace: namespace.metadata.name } }],
                },
                { provider },
            );
            new kubernetes.yaml.v2.ConfigGroup("secret", { yaml: pulumi.secret(API) }, { provider });
        });
        const objects = read.resources.filter(({ parent }) => parent?.includes(GROUP) === true);
        assert.deepEqual(objects.map(({ name, provider }) => [name, provider?.name]).sort(), [
            ["app:objs[0]", "platform"],
            ["app:shop/api", "platform"],
            ["secret:yaml[0]", "platform"],
        ]);
        const made = objects.find(({ name }) => name === "app:objs[0]");
        assert.deepEqual(Object.keys(made?.propertyDependencies ?? {}), ["metadata"]);
        assert.deepEqual([read.gaps, read.resources.filter(({ opaque }) => opaque)], [[], []]);
    });
});
