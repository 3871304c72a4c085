import { bare, listed, textOf } from "../../plan/plain";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { isPropertyMap, type PropertyValue } from "../../plan/value";
import { connectionAt } from "../area";
import type { Connection, Reference } from "../connection";
import { unknownFrom } from "../referred";
import { principalOf, shown } from "./naming";

const API = "kubernetes:rbac.authorization.k8s.io";
const BINDING_TYPES = ["v1", "v1beta1"].flatMap(version =>
    ["ClusterRoleBinding", "RoleBinding", "ClusterRoleBindingPatch", "RoleBindingPatch"].map(
        kind => `${API}/${version}:${kind}`,
    ),
);
const ACCESS_ENTRY = "aws:eks/accessEntry:AccessEntry";
const SUBJECTS = "subjects";

/** Names of Kubernetes' own begin so: each cluster has them for itself (Kubernetes, "Using RBAC Authorization"). */
const OF_SYSTEM = /^(?:system|eks|aws-node|kubeadm):/;

const CHANGE = "Bind the role to a group or user of this environment alone.";

/** The groups and users of people that the bindings of a stack's clusters name. */
export function bindingConnections(stack: Stack): readonly Connection[] {
    const local = localNames(stack);
    return stack
        .byType(...BINDING_TYPES)
        .filter(({ resource }) => !resource.external)
        .flatMap(subject => boundBy(subject, local));
}

/** Names that the clusters' own access entries give to principals of IAM: they mean those, and nobody of a directory. */
function localNames(stack: Stack): ReadonlySet<string> {
    return new Set(
        stack
            .byType(ACCESS_ENTRY)
            .flatMap(entry => [entry.read("userName"), ...entry.readAll("kubernetesGroups[]")])
            .flatMap(reading => (reading.state === "known" ? [textOf(reading.value)] : [])),
    );
}

function boundBy(subject: Subject, local: ReadonlySet<string>): readonly Connection[] {
    const reading = subject.read(SUBJECTS);
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") return bound(subject, SUBJECTS, unknownFrom(subject, SUBJECTS, reading.why));
    return listed(reading.value).flatMap((value, place) => {
        const property = `${SUBJECTS}[${place}]`;
        if (reading.secret) return bound(subject, property, { kind: "unknown", why: "it is marked secret" });
        return bound(subject, property, referenceOf(subject, value, local));
    });
}

function referenceOf(subject: Subject, value: PropertyValue, local: ReadonlySet<string>): Reference | undefined {
    if (!isPropertyMap(value)) return unknownFrom(subject, SUBJECTS, "not known");
    const kind = bare(value["kind"] ?? null);
    if (kind === "ServiceAccount") return undefined;
    const name = bare(value["name"] ?? null);
    if (typeof kind !== "string" || typeof name !== "string") return unknownFrom(subject, SUBJECTS, "not known");
    if (OF_SYSTEM.test(name) || local.has(name)) return undefined;
    const principal = principalOf(name);
    if (principal.kind !== "unknown") return principal;
    return { kind: "thing", thing: "kubernetes-group", id: kind === "Group" ? name : `user ${name}` };
}

function bound(subject: Subject, property: string, remote: Reference | undefined): readonly Connection[] {
    if (remote === undefined) return [];
    return [
        connectionAt(subject, property, "cluster-binding", {
            remote,
            // People of a directory are in each environment that lets them in; a principal of IAM is of its own account.
            direction: remote.kind === "thing" ? "both" : "in",
            says: `binds a role to ${shown(remote)}`,
            change: CHANGE,
        }),
    ];
}
