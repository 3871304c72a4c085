import { isPropertyMap, type PropertyValue } from "../../../plan/value";
import { holds, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { hiddenObjects } from "../support/hidden-objects";
import { nameOf, NAMESPACE_TYPE, type NamespaceIndex, namespaceIndex, standsIn } from "../support/namespaces";

const QUOTA = "kubernetes:core/v1:ResourceQuota";
const HARD = "spec.hard";

/** What bounds the machines that a namespace may fill (Kubernetes, "Resource Quotas"). */
const BOUNDED: ReadonlySet<string> = new Set([
    "cpu",
    "memory",
    "requests.cpu",
    "requests.memory",
    "limits.cpu",
    "limits.memory",
    "pods",
    "count/pods",
]);

export const namespaceHasQuota = stackRule({
    name: "namespace-has-quota",
    family: "hygiene",
    severity: "low",
    description: "Every namespace may fill only a bounded part of its cluster.",
    remediation:
        "Let `Cluster` make the namespace (`namespaces`), or add a `ResourceQuota` with `requests.cpu` and `requests.memory` in its `spec.hard`.",
    appliesTo: [NAMESPACE_TYPE],
    alsoReads: [QUOTA],
    preset: "strict",
    check(stack) {
        const quotas = namespaceIndex(stack.byType(QUOTA));
        const hidden = hiddenObjects(stack);
        return stack
            .byType(NAMESPACE_TYPE)
            .filter(({ resource }) => !resource.external)
            .map(subject => ({ subject, verdict: judge(subject, quotas, hidden) }));
    },
});

function judge(namespace: Subject, quotas: NamespaceIndex, hidden: string | undefined): Verdict {
    let doubt: string | undefined;
    for (const quota of quotas(nameOf(namespace))) {
        const here = standsIn(quota, namespace);
        const hard = quota.read(HARD);
        const bounds =
            hard.state === "known" ? boundsSomething(hard.value) : hard.state === "absent" ? false : undefined;
        if (here === true && bounds === true) return holds();
        if (here !== false && bounds !== false) {
            doubt ??= `the quota ${quota.name} cannot be read: ${here === undefined ? "which namespace it is for" : "what it bounds"} is not known`;
        }
    }
    if (hidden !== undefined) doubt ??= `no quota is planned, and ${hidden}`;
    if (doubt !== undefined) return undecided({ message: doubt });
    return violated({
        message:
            "no quota bounds what the namespace may take, expected one: one workload that grows takes the cluster from all others",
    });
}

function boundsSomething(hard: PropertyValue): boolean | undefined {
    return isPropertyMap(hard) ? Object.keys(hard).some(name => BOUNDED.has(name)) : undefined;
}
