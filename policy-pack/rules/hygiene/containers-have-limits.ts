import { Unknown } from "../../../plan/value";
import { holds, type Stack, stackRule, type Subject, undecided, type Verdict, violated } from "../../kernel";
import { containersOf, type PlannedContainer, podSpecPath, within, WORKLOAD_TYPES } from "../support/containers";

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
        return stack
            .byType(...WORKLOAD_TYPES)
            .filter(({ resource }) => !resource.external)
            .flatMap(subject => judge(subject, stack).map(verdict => ({ subject, verdict })));
    },
});

function judge(subject: Subject, stack: Stack): readonly Verdict[] {
    const spec = subject.read(podSpecPath(subject));
    if (spec.state === "unknown") {
        return [undecided({ property: spec.path, message: `${spec.path} cannot be read: ${spec.why}` })];
    }
    const filled = isFilledIn(subject, stack);
    return containersOf(subject).map(container => {
        const verdict = judgeContainer(container);
        if (verdict.outcome === "holds" || filled === "no") return verdict;
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

/** Whether a LimitRange of the namespace fills in what a container leaves open: `yes`, `no`, or why that is not known. */
function isFilledIn(subject: Subject, stack: Stack): string {
    const namespace = subject.read("metadata.namespace", { default: "default" });
    for (const range of stack.byType(LIMIT_RANGE)) {
        const other = range.read("metadata.namespace", { default: "default" });
        if (namespace.state !== "known" || other.state !== "known") return "a namespace is not known";
        if (namespace.value !== other.value) continue;
        const limits = range.read("spec.limits");
        if (limits.state !== "known") return "its limits are not known";
        return range.readAll("spec.limits[].default.memory").some(({ state }) => state !== "absent") &&
            range.readAll("spec.limits[].defaultRequest.cpu").some(({ state }) => state !== "absent")
            ? "yes"
            : "no";
    }
    return "no";
}
