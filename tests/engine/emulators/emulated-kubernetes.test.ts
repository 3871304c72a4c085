import { strict as assert } from "node:assert";
import { emulatedKubernetes } from "../../support/real-engine/emulators/emulated-kubernetes";
import type { Subject } from "../../support/real-engine/emulators/emulation";
import { isWireMap, textOf, type WireMap } from "../../support/real-engine/emulators/wire";

const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const NAMESPACE = "kubernetes:core/v1:Namespace";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const RELEASE = "kubernetes:helm.sh/v3:Release";

function subject(type: string): Subject {
    return { urn: `urn:pulumi:staging::shop::${type}::web`, type, name: "web", config: {} };
}

function metadataOf(type: string, metadata: WireMap = {}, olds: WireMap = {}): WireMap {
    const kind = type.split(":")[2] ?? "";
    const { inputs, failures } = emulatedKubernetes.check(
        subject(type),
        { apiVersion: "v1", kind, metadata },
        olds,
        "seed",
    );
    assert.deepEqual(failures, []);
    assert.ok(isWireMap(inputs["metadata"]));
    return inputs["metadata"];
}

describe("the emulated Kubernetes provider", () => {
    it("given no name, chooses one, marks it as its own choice and keeps it", () => {
        const metadata = metadataOf(CONFIG_MAP);
        assert.match(textOf(metadata["name"], "name"), /^web-[0-9a-f]{8}$/);
        assert.deepEqual(metadata["annotations"], { "pulumi.com/autonamed": "true" });
        assert.equal(metadataOf(CONFIG_MAP, {}, { metadata: { ...metadata, name: "kept" } })["name"], "kept");
    });

    it("given a name, leaves it alone", () => {
        assert.deepEqual(metadataOf(NAMESPACE, { name: "shop" }), { name: "shop" });
    });

    it("given no namespace, puts what belongs in one into the default one", () => {
        assert.equal(metadataOf(CONFIG_MAP, { name: "a" })["namespace"], "default");
        assert.equal(metadataOf(NAMESPACE, { name: "a" })["namespace"], undefined);
    });

    it("given a change, replaces for name, namespace and a deployment's selector", () => {
        const replaces = (type: string, property: string, before: WireMap, after: WireMap) =>
            emulatedKubernetes.replaces(subject(type), property, before, after);
        assert.equal(replaces(CONFIG_MAP, "metadata", { name: "a" }, { name: "b" }), true);
        assert.equal(replaces(CONFIG_MAP, "metadata", { name: "a" }, { name: "a", labels: {} }), false);
        assert.equal(replaces(CONFIG_MAP, "data", { a: "1" }, { a: "2" }), false);
        assert.equal(replaces(DEPLOYMENT, "spec", { selector: { a: "1" } }, { selector: { a: "2" } }), true);
        assert.equal(replaces(DEPLOYMENT, "spec", { replicas: 1 }, { replicas: 2 }), false);
    });

    it("given a creation, knows the object by namespace and name", () => {
        const { id } = emulatedKubernetes.create(subject(CONFIG_MAP), { metadata: { namespace: "shop", name: "web" } });
        assert.equal(id, "shop/web");
    });

    it("given a chart, names its release, keeps the name, and makes another one for another name or namespace only", () => {
        const check = (news: WireMap, olds: WireMap = {}) =>
            emulatedKubernetes.check(subject(RELEASE), news, olds, "seed");
        const { inputs, failures } = check({ chart: "rollouts" });
        assert.deepEqual(failures, []);
        assert.match(textOf(inputs["name"], "name"), /^web-[0-9a-f]{8}$/);
        assert.equal(inputs["namespace"], "default");
        assert.equal(check({ chart: "rollouts" }, { name: "kept" }).inputs["name"], "kept");
        assert.deepEqual(
            check({ version: "1.0.0" }).failures.map(({ property }) => property),
            ["chart"],
        );
        const { id } = emulatedKubernetes.create(subject(RELEASE), { name: "web", namespace: "shop" });
        assert.equal(id, "shop/web");
        for (const [property, replaced] of [
            ["name", true],
            ["namespace", true],
            ["values", false],
            ["version", false],
        ] as const) {
            assert.equal(emulatedKubernetes.replaces(subject(RELEASE), property, "a", "b"), replaced, property);
        }
    });

    it("given another identifier of the cluster, is another provider; given another way in, the same", () => {
        assert.equal(emulatedKubernetes.replacesProvider("clusterIdentifier"), true);
        assert.equal(emulatedKubernetes.replacesProvider("kubeconfig"), false);
    });
});
