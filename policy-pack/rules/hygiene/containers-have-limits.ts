import { type PropertyMap, Unknown } from "../../../plan/value";
import { holds, stackRule, type Subject, type SubjectReading, undecided, type Verdict, violated } from "../../kernel";
import { containersOf, type PlannedContainer, podSpecPath, within, WORKLOAD_TYPES } from "../support/containers";
import { type NamespaceIndex, namespaceIndex, namespaceOf, standTogether } from "../support/namespaces";

const LIMIT_RANGE = "kubernetes:core/v1:LimitRange";

/** What each container says. A limit on CPU is left out: it slows a pod down while the node is idle. */
const WANTED = [
    ["limits", "memory"],
    ["requests", "memory"],
    ["requests", "cpu"],
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
    const answers = WANTED.map(([kind, what]) => ({
        name: `${kind}.${what}`,
        // A limit stands for the request, too, where that is not set (Kubernetes, "Resource management").
        isSet: any([isSet(container, kind, what), isSet(container, "limits", what)]),
    }));
    const missing = answers.filter(answer => answer.isSet === false).map(({ name }) => name);
    if (missing.length === 0) {
        if (answers.every(answer => answer.isSet === true)) return holds();
        return undecided({
            property: `${path}.resources`,
            message: `${path}.resources cannot be read: a part of it is known after deployment`,
        });
    }
    const message = `${path} sets no ${missing.join(", ")}, expected all: one pod takes what its neighbours need, and the scheduler cannot tell`;
    return violated({ property: `${path}.resources`, message });
}

/** Whether a container sets one of its limits, known or not; nothing where the list that may hold it is not known. */
function isSet(container: PropertyMap, kind: string, what: string): boolean | undefined {
    if (within(container, "resources", kind) instanceof Unknown) return undefined;
    return within(container, "resources", kind, what) !== undefined;
}

/** `true` if any is, else nothing if any is not known. */
function any(answers: readonly (boolean | undefined)[]): boolean | undefined {
    if (answers.includes(true)) return true;
    return answers.includes(undefined) ? undefined : false;
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
    return any(limits.map(limit => fillsInMemoryAndCpu(range, limit)));
}

function fillsInMemoryAndCpu(range: Subject, { path, state }: SubjectReading): boolean | undefined {
    if (state === "unknown") return undefined;
    const kind = range.read(`${path}.type`);
    if (kind.state === "absent" || (kind.state === "known" && kind.value !== "Container")) return false;
    const sets = (what: string, ...lists: readonly string[]) =>
        any(
            lists.map(list => {
                if (range.read(`${path}.${list}`).state === "unknown") return undefined;
                return range.read(`${path}.${list}.${what}`).state !== "absent";
            }),
        );
    const answers = [sets("memory", "default", "max"), sets("cpu", "defaultRequest", "default", "min", "max")];
    if (answers.includes(false)) return false;
    return kind.state === "unknown" || answers.includes(undefined) ? undefined : true;
}
