import type { Subject, SubjectReading } from "./subject";

/** The namespace that a Kubernetes object stands in: its own word, that of its provider, else Kubernetes' own. */
export function namespaceOf(object: Subject): SubjectReading {
    const own = object.read("metadata.namespace");
    const { provider } = object.resource;
    const set = own.state === "absent" && provider !== undefined ? object.readProvider("namespace") : own;
    return set.state === "absent" ? object.read(own.path, { default: "default" }) : set;
}
