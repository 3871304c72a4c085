import { groupBy } from "../../../plan/group-by";
import { parsePropertyPath } from "../../../plan/read";
import { SCHEDULING_TYPES } from "../../../schedule/schedule-target";
import { holds, stackRule, type Subject, type SubjectVerdict, undecided, type Verdict, violated } from "../../kernel";
import { AUTOSCALER_TYPES, movedReplicas, REPLICAS } from "../support/moved-replicas";
import { type Move, movedSizes, MOVING_TYPES, SIZES } from "../support/moved-sizes";
import { WORKLOAD_CONTROLLER_TYPES, WORKLOADS } from "../support/workload-controllers";

export const scaledFieldsIgnored = stackRule({
    name: "scaled-fields-ignored",
    family: "schedule",
    severity: "medium",
    description:
        "What a schedule or an autoscaler sets while the environment runs, Pulumi leaves alone, and nothing beside it.",
    remediation:
        "Name exactly the inputs that are set elsewhere in `ignoreChanges`, such as `scalingConfig.desiredSize` and `scalingConfig.minSize`, or leave `spec.replicas` out; `Cluster` does so for its node groups.",
    appliesTo: [...Object.keys(SIZES), ...WORKLOADS],
    alsoReads: [...SCHEDULING_TYPES, ...MOVING_TYPES, ...WORKLOAD_CONTROLLER_TYPES, ...AUTOSCALER_TYPES],
    check(stack) {
        const moves = [...movedSizes(stack), ...movedReplicas(stack)].filter(
            ({ subject }) => !subject.resource.external,
        );
        return [...groupBy(moves, ({ subject }) => subject.urn).values()].flatMap(own => judge(own));
    },
});

/** A service that says nothing of its size is declared as none (types of `aws.ecs.Service`). */
const UNSET_IS_NONE: ReadonlySet<string> = new Set(["desiredCount"]);

/** @param moves Those of one resource. */
function judge(moves: readonly Move[]): readonly SubjectVerdict[] {
    const byPath = groupBy(moves.flatMap(settingAnew), ({ path }) => path);
    const moved = new Map([...byPath].map(([path, ofPath]) => [path, ofPath.some(({ certain }) => certain)]));
    return [...byPath].flatMap(([path, ofPath]) =>
        ofPath.slice(0, 1).map(({ subject }) => {
            const { ignoreChanges } = subject.resource.options;
            if (ignoreChanges === undefined) return { subject, verdict: judgeUnsaid(path, ofPath) };
            const [entry, ...others] = ignoreChanges.filter(one => covers(one, path));
            if (entry === undefined) return { subject, verdict: judgeLeft(path, ofPath) };
            if (others.some(one => isExact(one, path))) return { subject, verdict: holds() };
            return { subject, verdict: judgeIgnored(entry, path, subject, moved) };
        }),
    );
}

function judgeUnsaid(path: string, [first]: readonly Move[]): Verdict {
    const message = `whether ignoreChanges holds ${path}, which is set by ${String(first?.by)}, cannot be told: the plan does not say what is ignored, expected one that a current Pulumi CLI wrote`;
    return undecided({ property: path, message });
}

/** Judges what an entry of `ignoreChanges` takes in beside an input that moves. */
function judgeIgnored(entry: string, path: string, subject: Subject, moved: ReadonlyMap<string, boolean>): Verdict {
    if (isExact(entry, path)) return holds();
    const names = [...moved.keys()].join(" and ");
    // What stands around the pods of a workload is all of it, and a star at the root is everything.
    const takesInAll = path === REPLICAS || parsePropertyPath(entry)[0] === ANY;
    const siblings = (SIZES[subject.type] ?? []).filter(one => covers(entry, one));
    const set = siblings.filter(one => subject.read(one).state !== "absent");
    if (takesInAll || set.some(one => !moved.has(one))) {
        const message = `ignoreChanges holds ${entry}, of which ${names} alone is set elsewhere, expected exactly that: what else is changed in it never arrives`;
        return violated({ property: path, message });
    }
    if (set.every(one => moved.get(one) === true)) return holds();
    const message = `whether ignoreChanges with ${entry} holds more than what is set elsewhere cannot be told: not all of what sets it can be read`;
    return undecided({ property: path, message });
}

/** A move that sets what is declared to something else; nothing for one that does not. */
function settingAnew(move: Move): readonly Move[] {
    const { path, subject, to } = move;
    const declared = subject.read(path, UNSET_IS_NONE.has(path) ? { default: 0 } : {});
    if (declared.state === "absent" || (declared.state === "known" && declared.value === to)) return [];
    // Of what is not known, nobody can say that it is declared, or that it differs.
    return [declared.state === "unknown" ? { ...move, certain: false } : move];
}

function judgeLeft(path: string, moves: readonly Move[]): Verdict {
    const certain = moves.find(one => one.certain);
    const [first] = moves;
    if (certain === undefined) {
        const message = `whether ${path} is set elsewhere cannot be told: ${String(first?.by)} may set it, and ignoreChanges does not hold it`;
        return undecided({ property: path, message });
    }
    const message = `${path} is set by ${certain.by}, and ignoreChanges does not hold it, expected ${path} there: every deployment sets it back`;
    return violated({ property: path, message });
}

/** What stands for every name in an entry. */
const ANY = "*";

/** Whether an entry of `ignoreChanges` takes in an input. */
function covers(entry: string, path: string): boolean {
    const [steps, wanted] = [parsePropertyPath(entry), parsePropertyPath(path)];
    return steps.length <= wanted.length && steps.every((step, place) => step === ANY || step === wanted[place]);
}

/** Whether an entry is about that input alone. */
function isExact(entry: string, path: string): boolean {
    const steps = parsePropertyPath(entry);
    return steps.length === parsePropertyPath(path).length && !steps.includes(ANY);
}
