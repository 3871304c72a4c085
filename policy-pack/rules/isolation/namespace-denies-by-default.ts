import { isList, isPropertyMap, type PropertyValue } from "../../../plan/value";
import { holds, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { hiddenObjects } from "../support/hidden-objects";
import { nameOf, NAMESPACE_TYPE, type NamespaceIndex, namespaceIndex, standsIn } from "../support/namespaces";
import { bare } from "../support/values";

const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

const DIRECTIONS = ["Ingress", "Egress"] as const;

export const namespaceDeniesByDefault = stackRule({
    name: "namespace-denies-by-default",
    family: "isolation",
    severity: "high",
    description: "Every namespace has a network policy that denies all traffic in and out that no other one allows.",
    remediation:
        'Let `Cluster` make the namespace (`namespaces`), or add a `NetworkPolicy` with `podSelector: {}`, `policyTypes: ["Ingress", "Egress"]` and no rules.',
    appliesTo: [NAMESPACE_TYPE],
    alsoReads: [POLICY],
    check(stack) {
        const policies = namespaceIndex(stack.byType(POLICY));
        const hidden = hiddenObjects(stack);
        return stack
            .byType(NAMESPACE_TYPE)
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, verdict: judge(subject, policies, hidden) }));
    },
});

function judge(namespace: Subject, inNamespace: NamespaceIndex, hidden: string | undefined): Verdict {
    const policies = inNamespace(nameOf(namespace)).map(policy => ({
        policy,
        here: standsIn(policy, namespace),
        denied: deniedBy(policy),
    }));
    const missing = DIRECTIONS.filter(
        direction => !policies.some(({ here, denied }) => here === true && denied?.includes(direction) === true),
    );
    if (missing.length === 0) return holds();
    const unclear = policies.find(({ here, denied }) => here !== false && (here === undefined || denied === undefined));
    if (unclear !== undefined) {
        const what = unclear.here === undefined ? "which namespace it is for" : "what it denies";
        return undecided({ message: `the network policy ${unclear.policy.name} cannot be read: ${what} is not known` });
    }
    if (hidden !== undefined) return undecided({ message: `no default-deny is planned, and ${hidden}` });
    const directions = missing.map(direction => direction.toLowerCase()).join(" and ");
    return violated({
        message: `no network policy of the namespace denies ${directions} by default, expected one for all pods: any pod reaches, and is reached by, all others`,
    });
}

/** Directions in which a policy denies everything to all pods; nothing where that is not known. */
function deniedBy(policy: Subject): readonly string[] | undefined {
    const spec = policy.read("spec");
    if (spec.state === "unknown") return undefined;
    if (spec.state === "absent" || !isPropertyMap(spec.value)) return [];
    const { podSelector, policyTypes, ingress, egress } = spec.value;
    const pods = selectsAll(podSelector);
    if (pods === false) return [];
    const types = listOf(policyTypes);
    if (pods === undefined || types === undefined) return undefined;
    // Where no types are named, ingress is meant, and egress if there are rules for it (NetworkPolicySpec).
    const named = policyTypes === undefined ? ["Ingress"] : types;
    const empty = { Ingress: listOf(ingress)?.length, Egress: listOf(egress)?.length };
    const wanted = DIRECTIONS.filter(direction => named.includes(direction));
    if (wanted.some(direction => empty[direction] === undefined)) return undefined;
    return wanted.filter(direction => empty[direction] === 0);
}

/** Whether a selector takes in all pods; nothing where that is not known. */
function selectsAll(value: PropertyValue | undefined): boolean | undefined {
    const selector = value === undefined ? undefined : bare(value);
    if (selector === undefined) return true;
    if (!isPropertyMap(selector)) return undefined;
    return Object.values(selector).every(part => {
        const inner = bare(part);
        return isList(inner) ? inner.length === 0 : isPropertyMap(inner) && Object.keys(inner).length === 0;
    });
}

function listOf(value: PropertyValue | undefined): readonly PropertyValue[] | undefined {
    const list = value === undefined ? [] : bare(value);
    return isList(list) ? list : undefined;
}
