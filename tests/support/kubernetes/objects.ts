import * as assert from "node:assert/strict";
import type { Plan } from "../../../plan/plan";
import { Secret, Unknown } from "../../../plan/value";
import { plainly } from "../plan";
import type { Answer, ApiServer } from "./api-server";

/** An object as the API server takes it. */
export interface KubernetesObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
    readonly [field: string]: unknown;
}

/** Where objects of each kind that components plan are kept. */
const RESOURCES: Readonly<Record<string, string>> = {
    Namespace: "namespaces",
    ResourceQuota: "resourcequotas",
    LimitRange: "limitranges",
    NetworkPolicy: "networkpolicies",
    ServiceAccount: "serviceaccounts",
    CustomResourceDefinition: "customresourcedefinitions",
    EC2NodeClass: "ec2nodeclasses",
    NodePool: "nodepools",
    Job: "jobs",
    CronJob: "cronjobs",
    Role: "roles",
    RoleBinding: "rolebindings",
    Deployment: "deployments",
    StatefulSet: "statefulsets",
    NodeClaim: "nodeclaims",
    Rollout: "rollouts",
    ScaledObject: "scaledobjects",
    ScaledJob: "scaledjobs",
    ClusterRole: "clusterroles",
    ClusterRoleBinding: "clusterrolebindings",
    ValidatingAdmissionPolicy: "validatingadmissionpolicies",
    ValidatingAdmissionPolicyBinding: "validatingadmissionpolicybindings",
};

const FIELD_MANAGER = "stagewright-tests";

/** A chart's objects are not in a plan. */
const CHART = "kubernetes:helm.sh/v3:Release";

/**
 * The Kubernetes objects that a plan declares, in its order.
 *
 * @throws Error where a part of one is not known: the API server could not be asked about it.
 */
export function kubernetesObjects(plan: Plan): readonly KubernetesObject[] {
    return plan.resources
        .filter(({ type, custom }) => custom && type.startsWith("kubernetes:") && type !== CHART)
        .map(({ name, inputs }) => {
            if (holdsUnknown(inputs)) throw new Error(`${name} holds what is not known before deployment`);
            return plainly(inputs) as KubernetesObject;
        });
}

function holdsUnknown(value: unknown): boolean {
    if (value instanceof Unknown) return true;
    if (value instanceof Secret) return holdsUnknown(value.value);
    return typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown);
}

/** Path of an object at the API server. */
export function pathOf({ apiVersion, kind, metadata }: KubernetesObject): string {
    const resource = RESOURCES[kind];
    if (resource === undefined) throw new Error(`the tests do not know where a ${kind} is kept`);
    const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const namespace = metadata.namespace === undefined ? "" : `/namespaces/${metadata.namespace}`;
    return `${group}${namespace}/${resource}/${metadata.name}`;
}

/** Applies an object as Pulumi's provider does: by server-side apply, and strictly, so that no misspelt field is dropped. */
export function apply(server: ApiServer, object: KubernetesObject): Promise<Answer> {
    const query = `fieldManager=${FIELD_MANAGER}&fieldValidation=Strict`;
    return server.call("PATCH", `${pathOf(object)}?${query}`, object, "application/apply-patch+yaml");
}

/** Applies objects twice: each is made, and the second time nothing of it changes. */
export async function acceptedTwice(server: ApiServer, objects: readonly KubernetesObject[]): Promise<void> {
    for (const object of objects) {
        const { status, body } = await apply(server, object);
        assert.ok(status === 201, `${pathOf(object)}: ${String(status)} ${body.message ?? ""}`);
    }
    for (const object of objects) {
        const before = await server.call("GET", pathOf(object));
        const { status } = await apply(server, object);
        const after = await server.call("GET", pathOf(object));
        assert.equal(status, 200, pathOf(object));
        assert.deepEqual(after.body["metadata"], before.body["metadata"], pathOf(object));
    }
}
