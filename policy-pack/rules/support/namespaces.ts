import { namespaceOf } from "../../../plan/namespace";
import type { Subject, SubjectReading } from "../../kernel";

export { namespaceOf };

/** The type of a Kubernetes namespace. */
export const NAMESPACE_TYPE = "kubernetes:core/v1:Namespace";

/** Finds the objects that may stand in a namespace of some name. */
export type NamespaceIndex = (name: SubjectReading) => readonly Subject[];

/** Puts objects up by namespace: each of thousands may ask for those of its own, and none may look through all others. */
export function namespaceIndex(objects: readonly Subject[]): NamespaceIndex {
    const byName = new Map<unknown, Subject[]>();
    const unclear: Subject[] = [];
    for (const object of objects) {
        const name = namespaceOf(object);
        if (name.state !== "known") {
            unclear.push(object);
            continue;
        }
        const alike = byName.get(name.value);
        if (alike === undefined) byName.set(name.value, [object]);
        else alike.push(object);
    }
    return name => (name.state === "known" ? [...(byName.get(name.value) ?? []), ...unclear] : objects);
}

/** What a namespace is called. Without a name, Kubernetes makes one from the resource's own. */
export function nameOf(namespace: Subject): SubjectReading {
    return namespace.read("metadata.name", { computed: true });
}

/** Whether an object stands in a namespace; nothing where that is not known. */
export function standsIn(object: Subject, namespace: Subject): boolean | undefined {
    const wanted = namespaceOf(object);
    const name = nameOf(namespace);
    if (wanted.state === "known" && name.state === "known") {
        return wanted.value === name.value ? inOneCluster(object, namespace) : false;
    }
    const origins = object.comesFrom("metadata").filter(({ type }) => type === NAMESPACE_TYPE);
    if (wanted.state === "known" || origins.length !== 1) return undefined;
    return origins[0] === namespace ? inOneCluster(object, namespace) : false;
}

/** Whether two objects stand in one namespace; nothing where that is not known. */
export function standTogether(one: Subject, other: Subject): boolean | undefined {
    const [mine, theirs] = [namespaceOf(one), namespaceOf(other)];
    if (mine.state === "known" && theirs.state === "known") {
        return mine.value === theirs.value ? inOneCluster(one, other) : false;
    }
    const [from, ofOther] = [one, other].map(object =>
        object.comesFrom("metadata").filter(({ type }) => type === NAMESPACE_TYPE),
    );
    if (mine.state !== theirs.state || from?.length !== 1 || ofOther?.length !== 1) return undefined;
    return from[0] === ofOther[0] ? inOneCluster(one, other) : undefined;
}

/** Inputs of a provider that say which cluster it speaks to. */
const CLUSTER_INPUTS = ["kubeconfig", "context", "cluster"];

/** Whether two objects stand in one cluster; nothing where that is not known. Several providers may speak to one. */
function inOneCluster(one: Subject, other: Subject): boolean | undefined {
    const [mine, theirs] = [one.resource.provider, other.resource.provider];
    if (mine?.urn === theirs?.urn) return true;
    const answers = CLUSTER_INPUTS.map(input => isSame(one.readProvider(input), other.readProvider(input)));
    if (answers.includes(false)) return false;
    return answers.includes(undefined) ? undefined : true;
}

function isSame(one: SubjectReading, other: SubjectReading): boolean | undefined {
    if (one.state === "known" && other.state === "known") return one.value === other.value;
    return one.state === "absent" && other.state === "absent" ? true : undefined;
}
