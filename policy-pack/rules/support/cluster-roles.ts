import { isList, isPropertyMap, type PropertyMap, type PropertyValue } from "../../../plan/value";
import {
    holds,
    type Stack,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    type Verdict,
    violated,
} from "../../kernel";
import { bare, listed } from "../../../plan/plain";

const API = "kubernetes:rbac.authorization.k8s.io/v1";
const CLUSTER_ROLE = `${API}:ClusterRole`;
export const BINDING_TYPES: readonly string[] = [`${API}:ClusterRoleBinding`, `${API}:RoleBinding`];
export const ROLE_TYPES: readonly string[] = [CLUSTER_ROLE, `${API}:Role`];

/** Subjects that stand for callers without a name. */
const NAMELESS: ReadonlySet<string> = new Set(["system:anonymous", "system:unauthenticated"]);
/** The group of everyone that has any name: each pod's service account, and each principal that is let in. */
const EVERYONE = "system:authenticated";

/** Roles that Kubernetes itself binds to everyone (Kubernetes, "Using RBAC: API discovery roles"). */
const DISCOVERY: Readonly<Record<string, "nameless" | "everyone">> = {
    "system:basic-user": "everyone",
    "system:discovery": "everyone",
    "system:public-info-viewer": "nameless",
};
/** Roles that come with every cluster and change nothing, nor show a secret ("User-facing roles"). */
const READING_ROLES: ReadonlySet<string> = new Set(["view"]);
/** Roles that come with every cluster and change things. */
const WRITING_ROLES: ReadonlySet<string> = new Set(["admin", "cluster-admin", "edit"]);

/** What nobody but its owner may even read: it holds the tokens and passwords of all others. */
const GUARDED_RESOURCES: ReadonlySet<string> = new Set(["secrets", "*"]);

const READING_VERBS: ReadonlySet<string> = new Set(["get", "list", "watch"]);

/** Judges a binding: whom it gives a role that reaches further than finding out what there is. */
export function judgeBinding(binding: Subject, stack: Stack): readonly Verdict[] {
    const property = "subjects";
    const reading = binding.read(property);
    if (reading.state === "absent") return [holds()];
    if (reading.state === "unknown") return [undecidedBecauseUnknown(reading)];
    const names = listed(reading.value).map(nameOf);
    const nameless = names.some(name => name !== undefined && NAMELESS.has(name));
    if (!nameless && !names.includes(EVERYONE)) {
        if (!names.includes(undefined)) return [holds()];
        return [undecided({ property, message: "subjects holds a subject whose name is not known" })];
    }
    const whom = nameless ? "callers without a name" : "everyone who is let in, each pod among them,";
    const reach = reachOf(binding, stack);
    if (reach === undefined) {
        const message = `subjects gives ${whom} a role that the plan does not show, so what it allows cannot be told`;
        return [undecided({ property, message })];
    }
    if (reach === "nothing" || (reach !== "writes" && !nameless) || reach === "nameless") return [holds()];
    const message = `subjects gives ${whom} a role that ${reach === "writes" ? "changes things or shows secrets" : "shows what runs there"}, expected named groups or service accounts: no breach of an account is needed any more`;
    return [violated({ property, message })];
}

/** The name of a user or group; an empty one for a service account, and nothing where it is not known. */
function nameOf(value: PropertyValue): string | undefined {
    if (!isPropertyMap(value)) return undefined;
    const kind = bare(value["kind"] ?? null);
    if (kind === "ServiceAccount") return "";
    const name = bare(value["name"] ?? null);
    return typeof name === "string" && typeof kind === "string" ? name : undefined;
}

/** How far the role of a binding reaches; nothing where that is not known. */
type Reach = "nothing" | "nameless" | "everyone" | "reads" | "writes";

function reachOf(binding: Subject, stack: Stack): Reach | undefined {
    const name = binding.read("roleRef.name");
    const kind = binding.read("roleRef.kind");
    if (name.state !== "known" || typeof name.value !== "string") {
        const [role, ...others] = binding.comesFrom("roleRef").filter(({ type }) => ROLE_TYPES.includes(type));
        return role === undefined || others.length > 0 ? undefined : reachOfRules(role);
    }
    const wanted = name.value;
    const ofCluster = kind.state === "known" && kind.value === "ClusterRole";
    if (ofCluster && Object.hasOwn(DISCOVERY, wanted)) return DISCOVERY[wanted];
    if (ofCluster && READING_ROLES.has(wanted)) return "reads";
    if (ofCluster && WRITING_ROLES.has(wanted)) return "writes";
    const roles = stack.byType(ofCluster ? CLUSTER_ROLE : `${API}:Role`).filter(role => {
        const planned = role.read("metadata.name");
        return planned.state === "known" && planned.value === wanted;
    });
    const reaches = roles.map(reachOfRules);
    if (reaches.includes("writes")) return "writes";
    return reaches.length === 0 || reaches.includes(undefined)
        ? undefined
        : (reaches.find(one => one === "reads") ?? "nothing");
}

function reachOfRules(role: Subject): Reach | undefined {
    // A role that gathers others holds what those hold.
    if (role.read("aggregationRule").state !== "absent") return undefined;
    const reading = role.read("rules");
    if (reading.state === "absent") return "nothing";
    if (reading.state === "unknown" || !isList(reading.value)) return undefined;
    const rules = reading.value.map(bare);
    if (rules.some(rule => isPropertyMap(rule) && isPowerful(rule))) return "writes";
    if (!rules.every(rule => isPropertyMap(rule) && areKnown(rule))) return undefined;
    return rules.length === 0 ? "nothing" : "reads";
}

function isPowerful(rule: PropertyMap): boolean {
    return (
        textsOf(rule, "verbs").some(verb => !READING_VERBS.has(verb)) ||
        textsOf(rule, "resources").some(resource => GUARDED_RESOURCES.has(resource))
    );
}

function textsOf(rule: PropertyMap, name: string): readonly string[] {
    return listed(rule[name]).filter(one => typeof one === "string");
}

function areKnown(rule: PropertyMap): boolean {
    return [...listed(rule["verbs"]), ...listed(rule["resources"])].every(one => typeof one === "string");
}
