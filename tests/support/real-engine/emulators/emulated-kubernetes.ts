import type { Checked, CheckFailure, Emulation, Subject } from "./emulation";
import { isWireMap, madeUpHex, type Wire, type WireMap } from "./wire";

/** Hexadecimal digits that the Kubernetes provider appends to a name of its own choice. */
const AUTONAME_DIGITS = 8;

/** The annotation by which the provider knows a name as its own choice. */
const AUTONAMED = "pulumi.com/autonamed";

/** Kinds that belong to no namespace. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
    "APIService",
    "ClusterRole",
    "ClusterRoleBinding",
    "CustomResourceDefinition",
    "IngressClass",
    "MutatingWebhookConfiguration",
    "Namespace",
    "PersistentVolume",
    "PriorityClass",
    "RuntimeClass",
    "StorageClass",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
]);

/** A chart that the provider installs through Helm; no object of Kubernetes. */
const RELEASE = "kubernetes:helm.sh/v3:Release";

/** What makes another release of a chart, as the provider does (its `helm_release.go`, as recalled). */
const RELEASE_REPLACED_ON: ReadonlySet<string> = new Set(["name", "namespace"]);

/** Emulates the Kubernetes provider with server-side apply: what is applied comes back, with what an API server adds. */
export const emulatedKubernetes: Emulation = {
    packageName: "kubernetes",

    checkConfig: (): readonly CheckFailure[] => [],

    // The provider takes another identifier for another cluster, in which nothing of what it made exists (its documentation
    // of `clusterIdentifier`).
    replacesProvider: property => property === "clusterIdentifier",

    check(subject: Subject, news: WireMap, olds: WireMap, seed: string): Checked {
        if (subject.type === RELEASE) return checkRelease(subject, news, olds, seed);
        const declared = mapOf(news["metadata"]);
        const before = mapOf(olds["metadata"]);
        const metadata: WireMap = { ...declared };
        if (metadata["name"] === undefined && metadata["generateName"] === undefined) {
            const kept = mapOf(before["annotations"])[AUTONAMED] === "true" ? before["name"] : undefined;
            metadata["name"] = kept ?? `${subject.name}-${madeUpHex(AUTONAME_DIGITS, subject.urn, seed)}`;
            metadata["annotations"] = { ...mapOf(metadata["annotations"]), [AUTONAMED]: "true" };
        }
        if (metadata["namespace"] === undefined && isNamespaced(subject.type)) {
            metadata["namespace"] = subject.config["namespace"] ?? "default";
        }
        const failures = ["apiVersion", "kind"]
            .filter(property => typeof news[property] !== "string")
            .map(property => ({ property, reason: "required (said by the emulated kubernetes provider)" }));
        return { inputs: { ...news, metadata }, failures };
    },

    replaces(subject: Subject, property: string, before: Wire | undefined, after: Wire | undefined): boolean {
        if (subject.type === RELEASE) return RELEASE_REPLACED_ON.has(property);
        const was = mapOf(before);
        const is = mapOf(after);
        if (property === "metadata") return was["name"] !== is["name"] || was["namespace"] !== is["namespace"];
        if (property === "apiVersion" || property === "kind") return true;
        if (property !== "spec" || !subject.type.startsWith("kubernetes:apps/")) return false;
        return JSON.stringify(was["selector"]) !== JSON.stringify(is["selector"]);
    },

    create(subject: Subject, inputs: WireMap) {
        const { name, namespace } = subject.type === RELEASE ? inputs : mapOf(inputs["metadata"]);
        const id = [namespace, name].filter(part => typeof part === "string").join("/");
        return {
            id,
            computed: { __fieldManager: `pulumi-kubernetes-${madeUpHex(AUTONAME_DIGITS, subject.urn)}`, status: {} },
        };
    },

    update: () => ({}),

    invoke(token: string): WireMap {
        throw new Error(`the emulated kubernetes provider has no answer for the function ${token}`);
    },
};

function checkRelease(subject: Subject, news: WireMap, olds: WireMap, seed: string): Checked {
    const failures =
        typeof news["chart"] === "string"
            ? []
            : [{ property: "chart", reason: "required (said by the emulated kubernetes provider)" }];
    const name = news["name"] ?? olds["name"] ?? `${subject.name}-${madeUpHex(AUTONAME_DIGITS, subject.urn, seed)}`;
    return { inputs: { ...news, name, namespace: news["namespace"] ?? "default" }, failures };
}

function isNamespaced(type: string): boolean {
    return !CLUSTER_KINDS.has(type.split(":")[2] ?? "");
}

function mapOf(value: Wire | undefined): WireMap {
    return isWireMap(value) ? value : {};
}
