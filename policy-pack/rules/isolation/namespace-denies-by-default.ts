import { isList, isPropertyMap, type PropertyValue, Unknown } from "../../../plan/value";
import { holds, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { allTrue } from "../support/all-true";
import { hiddenObjects } from "../support/hidden-objects";
import { nameOf, NAMESPACE_TYPE, type NamespaceIndex, namespaceIndex, standsIn } from "../support/namespaces";
import { bare } from "../../../plan/plain";

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
    const policies = inNamespace(nameOf(namespace)).map(policy => ({ policy, here: standsIn(policy, namespace) }));
    let doubt: string | undefined;
    const missing = DIRECTIONS.filter(direction => {
        const answers = policies.map(({ policy, here }) => ({
            policy,
            here,
            denied: allTrue([here, denies(policy, direction)]),
        }));
        if (answers.some(({ denied }) => denied === true)) return false;
        const unclear = answers.find(({ denied }) => denied === undefined);
        if (unclear === undefined) return true;
        const what = unclear.here === undefined ? "which namespace it is for" : "what it denies";
        doubt ??= `the network policy ${unclear.policy.name} cannot be read: ${what} is not known`;
        return false;
    });
    if (missing.length === 0) return doubt === undefined ? holds() : undecided({ message: doubt });
    if (hidden !== undefined) return undecided({ message: `no default-deny is planned, and ${hidden}` });
    const directions = missing.map(direction => direction.toLowerCase()).join(" and ");
    return violated({
        message: `no network policy of the namespace denies ${directions} by default, expected one for all pods: any pod reaches, and is reached by, all others`,
    });
}

/** Whether a policy denies everything to all pods in a direction; nothing where that is not known. */
function denies(policy: Subject, direction: (typeof DIRECTIONS)[number]): boolean | undefined {
    const spec = policy.read("spec");
    if (spec.state === "unknown") return undefined;
    if (spec.state === "absent" || !isPropertyMap(spec.value)) return false;
    const { podSelector, policyTypes, ingress, egress } = spec.value;
    const rules = listOf(direction === "Ingress" ? ingress : egress);
    return allTrue([
        selectsAll(podSelector),
        isNamed(policyTypes, direction),
        rules === undefined ? undefined : rules.length === 0,
    ]);
}

/** Where no types are named, ingress is meant, and egress if there are rules for it (NetworkPolicySpec). */
function isNamed(policyTypes: PropertyValue | undefined, direction: string): boolean | undefined {
    if (policyTypes === undefined) return direction === "Ingress";
    const types = listOf(policyTypes)?.map(bare);
    if (types?.includes(direction) === true) return true;
    return types?.every(type => typeof type === "string") === true ? false : undefined;
}

/** Whether a selector takes in all pods; nothing where that is not known. */
function selectsAll(value: PropertyValue | undefined): boolean | undefined {
    const selector = value === undefined ? undefined : bare(value);
    if (selector === undefined) return true;
    if (!isPropertyMap(selector)) return undefined;
    return allTrue(
        Object.values(selector).map(part => {
            const inner = bare(part);
            if (inner instanceof Unknown) return undefined;
            return isList(inner) ? inner.length === 0 : isPropertyMap(inner) && Object.keys(inner).length === 0;
        }),
    );
}

function listOf(value: PropertyValue | undefined): readonly PropertyValue[] | undefined {
    const list = value === undefined ? [] : bare(value);
    return isList(list) ? list : undefined;
}
