/** One policy that the API server enforces: what it is called, and what must be true of every pod. */
export interface AdmissionPolicy {
    readonly name: string;
    /** Parts of the pod, by the name that the checks use. */
    readonly variables: readonly { readonly name: string; readonly expression: string }[];
    /** Expressions in CEL that must be true, and what whoever is refused reads. */
    readonly validations: readonly { readonly expression: string; readonly messageExpression: string }[];
}

const KINDS = ["containers", "initContainers", "ephemeralContainers"] as const;

/** Something of every container, ephemeral ones included. Kinds of containers have different types, so each is mapped first. */
function ofEvery(of: string): string {
    return KINDS.map(kind => `(has(object.spec.${kind}) ? object.spec.${kind}.map(c, ${of}) : [])`).join(" + ");
}

/** A text in CEL. JSON's escapes are among those that CEL knows. */
function text(value: string): string {
    return JSON.stringify(value);
}

/** Who is refused, in words: the names of what fails, after what is expected. */
function naming(expected: string, failing: string): string {
    return `${text(`${expected}; at fault: `)} + ${failing}.join(", ")`;
}

/** Images that are mounted as volumes (Kubernetes documentation, "Use an Image Volume With a Pod"). */
const IMAGE_VOLUMES =
    '(has(object.spec.volumes) ? object.spec.volumes.filter(v, has(v.image)).map(v, has(v.image.reference) ? v.image.reference : "") : [])';

const DIGEST = "@sha256:[0-9a-f]{64}$";
const SETS_RESOURCES = [
    "has(c.resources)",
    "has(c.resources.requests)",
    '"cpu" in c.resources.requests',
    '"memory" in c.resources.requests',
    "has(c.resources.limits)",
    '"memory" in c.resources.limits',
].join(" && ");
const IS_PRIVILEGED = "has(c.securityContext) && has(c.securityContext.privileged) && c.securityContext.privileged";
/** Spaces of the machine that a pod may share. */
const HOST_SPACES = ["hostNetwork", "hostPID", "hostIPC"] as const;

/**
 * What every pod of a workload namespace must be, in each environment alike.
 *
 * @param registries Beginnings of image names, each up to a slash, such as `111122223333.dkr.ecr.eu-central-1.amazonaws.com/`.
 */
export function admissionPolicies(registries: readonly string[]): readonly AdmissionPolicy[] {
    const allowed = `[${registries.map(text).join(", ")}]`;
    return [
        {
            name: "images",
            variables: [{ name: "images", expression: `${ofEvery("c.image")} + ${IMAGE_VOLUMES}` }],
            validations: [
                {
                    expression: `variables.images.all(image, image.matches(${text(DIGEST)}))`,
                    messageExpression: naming(
                        "images must be named by digest (...@sha256:<64 digits>)",
                        `variables.images.filter(image, !image.matches(${text(DIGEST)}))`,
                    ),
                },
                {
                    expression: `variables.images.all(image, ${allowed}.exists(registry, image.startsWith(registry)))`,
                    messageExpression: naming(
                        `images must come from ${registries.join(", ")}`,
                        `variables.images.filter(image, !${allowed}.exists(registry, image.startsWith(registry)))`,
                    ),
                },
            ],
        },
        {
            name: "resources",
            variables: [
                {
                    name: "unbounded",
                    // Ephemeral containers cannot ask for anything.
                    expression: KINDS.slice(0, 2)
                        .map(
                            kind =>
                                `(has(object.spec.${kind}) ? object.spec.${kind}.filter(c, !(${SETS_RESOURCES})).map(c, c.name) : [])`,
                        )
                        .join(" + "),
                },
            ],
            validations: [
                {
                    expression: "variables.unbounded.size() == 0",
                    messageExpression: naming(
                        "containers must set requests.cpu, requests.memory and limits.memory",
                        "variables.unbounded",
                    ),
                },
            ],
        },
        {
            name: "privileges",
            variables: [
                {
                    name: "privileged",
                    expression: KINDS.map(
                        kind =>
                            `(has(object.spec.${kind}) ? object.spec.${kind}.filter(c, ${IS_PRIVILEGED}).map(c, c.name) : [])`,
                    ).join(" + "),
                },
            ],
            validations: [
                {
                    expression: "variables.privileged.size() == 0",
                    messageExpression: naming("containers must not be privileged", "variables.privileged"),
                },
                ...HOST_SPACES.map(space => ({
                    expression: `!has(object.spec.${space}) || !object.spec.${space}`,
                    messageExpression: text(`pods must not set ${space}`),
                })),
            ],
        },
        {
            name: "host-paths",
            variables: [
                {
                    name: "hostPaths",
                    expression:
                        "has(object.spec.volumes) ? object.spec.volumes.filter(v, has(v.hostPath)).map(v, v.name) : []",
                },
            ],
            validations: [
                {
                    expression: "variables.hostPaths.size() == 0",
                    messageExpression: naming("volumes must not be paths of the machine", "variables.hostPaths"),
                },
            ],
        },
    ];
}
