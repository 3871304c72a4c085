import { Unknown } from "../../../plan/value";
import { holds, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { containersOf, type PlannedContainer, podSpecPath, within, WORKLOAD_TYPES } from "../support/containers";
import { type NamespaceIndex, namespaceIndex, namespaceOf, standTogether } from "../support/namespaces";

const LIMIT_RANGE = "kubernetes:core/v1:LimitRange";

/** What each container says. A limit on CPU is left out: it slows a pod down while the node is idle. */
const WANTED = [
    ["resources", "limits", "memory"],
    ["resources", "requests", "memory"],
    ["resources", "requests", "cpu"],
] as const;

export const containersHaveLimits = stackRule({
    name: "containers-have-limits",
    family: "hygiene",
    severity: "medium",
    description: "Every container says how much memory and CPU it asks for, and how much memory it may take.",
    remediation:
        "Set `resources.requests.cpu`, `resources.requests.memory` and `resources.limits.memory` of the container, or put it into a namespace of `Cluster`, whose `LimitRange` fills them in.",
    appliesTo: WORKLOAD_TYPES,
    alsoReads: [LIMIT_RANGE],
    check(stack) {
        const ranges = namespaceIndex(stack.byType(LIMIT_RANGE));
        return stack
            .byType(...WORKLOAD_TYPES)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject => judge(subject, ranges).map(verdict => ({ subject, verdict })));
    },
});

function judge(subject: Subject, ranges: NamespaceIndex): readonly Verdict[] {
    const spec = subject.read(podSpecPath(subject));
    if (spec.state === "unknown") {
        return [undecided({ property: spec.path, message: `${spec.path} cannot be read: ${spec.why}` })];
    }
    let known: string | undefined;
    return containersOf(subject).map(container => {
        const verdict = judgeContainer(container);
        if (verdict.outcome === "holds") return verdict;
        // Asked only where it counts.
        const filled = (known ??= isFilledIn(subject, ranges));
        if (filled === "no") return verdict;
        if (filled === "yes") return holds();
        return undecided({
            property: container.path,
            message: `${container.path} leaves some of its limits open, and whether a LimitRange fills them in cannot be told: ${filled}`,
        });
    });
}

function judgeContainer({ path, container }: PlannedContainer): Verdict {
    if (container instanceof Unknown) {
        return undecided({ property: path, message: `${path} cannot be read: ${container.why}` });
    }
    // A limit stands for the request, too, where that is not set (Kubernetes, "Resource management").
    const missing = WANTED.filter(
        ([resources, kind, what]) =>
            within(container, resources, kind, what) === undefined &&
            within(container, resources, "limits", what) === undefined,
    ).map(steps => steps.slice(1).join("."));
    if (missing.length === 0) return holds();
    const message = `${path} sets no ${missing.join(", ")}, expected all: one pod takes what its neighbours need, and the scheduler cannot tell`;
    return violated({ property: `${path}.resources`, message });
}

/** Whether LimitRanges of the namespace fill in what a container leaves open: `yes`, `no`, or why that is not known. */
function isFilledIn(subject: Subject, ranges: NamespaceIndex): string {
    let doubt: string | undefined;
    for (const range of ranges(namespaceOf(subject))) {
        const here = standTogether(range, subject);
        if (here === false) continue;
        const fills = fillsIn(range);
        if (here === true && fills === true) return "yes";
        if (fills === false) continue;
        doubt ??= here === undefined ? "a namespace is not known" : "its limits are not known";
    }
    return doubt ?? "no";
}

/**
 * Whether a LimitRange fills in all that a container leaves open; nothing where that is not known. Where it names no
 * default, its bounds stand for one (Kubernetes, `SetDefaults_LimitRangeItem`; recalled).
 */
function fillsIn(range: Subject): boolean | undefined {
    const limits = range.readAll("spec.limits[]");
    const answers = limits.map(({ path, state }) => {
        if (state === "unknown") return undefined;
        const kind = range.read(`${path}.type`);
        if (kind.state === "unknown") return undefined;
        const sets = (...names: readonly string[]) =>
            names.some(name => range.read(`${path}.${name}`).state !== "absent");
        return (
            kind.state === "known" &&
            kind.value === "Container" &&
            sets("default.memory", "max.memory") &&
            sets("defaultRequest.cpu", "default.cpu", "min.cpu", "max.cpu")
        );
    });
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
}
