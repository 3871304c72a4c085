import type { Subject } from "../../kernel";

/** The type of a Kubernetes namespace. */
export const NAMESPACE_TYPE = "kubernetes:core/v1:Namespace";

/** Whether an object stands in a namespace; nothing where that is not known. */
export function standsIn(object: Subject, namespace: Subject): boolean | undefined {
    if (clusterOf(object) !== clusterOf(namespace)) return false;
    const wanted = object.read("metadata.namespace", { default: "default" });
    // Without a name, Kubernetes makes one from the resource's own.
    const name = namespace.read("metadata.name", { computed: true });
    if (wanted.state === "known" && name.state === "known") return wanted.value === name.value;
    const origins = object.comesFrom("metadata").filter(({ type }) => type === NAMESPACE_TYPE);
    if (wanted.state === "known" || origins.length !== 1) return undefined;
    return origins[0] === namespace;
}

/** Whether two objects stand in one namespace; nothing where that is not known. */
export function standTogether(one: Subject, other: Subject): boolean | undefined {
    if (clusterOf(one) !== clusterOf(other)) return false;
    const [mine, theirs] = [one, other].map(object => object.read("metadata.namespace", { default: "default" }));
    if (mine?.state === "known" && theirs?.state === "known") return mine.value === theirs.value;
    const [from, ofOther] = [one, other].map(object =>
        object.comesFrom("metadata").filter(({ type }) => type === NAMESPACE_TYPE),
    );
    if (mine?.state !== theirs?.state || from?.length !== 1 || ofOther?.length !== 1) return undefined;
    return from[0] === ofOther[0] ? true : undefined;
}

/** A provider speaks to one cluster. */
function clusterOf({ resource }: Subject): string | undefined {
    return resource.provider?.urn;
}
