import { united } from "../../hours/local-time";
import { isTimeZone } from "../../hours/schema";
import { holdsSecret, listed, textOf, unknownWithin } from "../../plan/plain";
import type { Subject } from "../../plan/subject";
import { isPropertyMap, type PropertyMap } from "../../plan/value";
import { speaksToDownscaler } from "../downscaler";
import { kedaActiveSpans } from "../kubernetes-cron-moments";
import { kubernetesCron } from "../kubernetes-cron";
import type { WorkloadScaler } from "./controllers";
import { clipped } from "./intervals";
import { jobMoments } from "./job-moments";
import type { Interval } from "./model";
import { remembered } from "./remembered";
import { inOrder, type Switcher, type Turn } from "./sleeping";

/** When something that scales a workload leaves it up, and by what; else why that cannot be told, or is no sleep. */
export interface Scaled {
    readonly awake?: readonly Interval[];
    readonly by?: readonly Switcher[];
    /** What of these acts at a moment, either way; where nothing is said, all do. */
    readonly moves?: readonly JobMove[];
    readonly doubt?: string;
    readonly note?: string;
}

/** Annotations by which an autoscaler of KEDA leaves its target as it is, or up ("Pause autoscaling", "Force activation"). */
const PAUSED = ["paused", "paused-replicas", "paused-scale-in", "paused-scale-out", "force-activation"].map(
    name => `autoscaling.keda.sh/${name}`,
);
/** What works out from all triggers together whether there is something to do ("Scaling Modifiers"). */
const FORMULA = "spec.advanced.scalingModifiers.formula";

/** When an autoscaler of KEDA leaves its target up: while one of its cron triggers asks for replicas. */
export function asleepByKeda(scaler: Subject, window: Interval): Scaled {
    const annotations = scaler.read("metadata.annotations");
    const given = annotations.state === "known" && isPropertyMap(annotations.value) ? annotations.value : {};
    if (annotations.state === "unknown" || PAUSED.some(name => given[name] !== undefined)) {
        return { doubt: "whether it is paused, or for how long, is not known" };
    }
    if (speaksToDownscaler(scaler)) return { doubt: "a downscaler acts on it as well" };
    if (scaler.read(FORMULA).state !== "absent") return { doubt: "a formula of it weighs its triggers" };
    const triggers = scaler.read("spec.triggers");
    const isHidden = triggers.state !== "known" || triggers.secret || holdsSecret(triggers.value);
    if (isHidden || unknownWithin(triggers.value) !== undefined) {
        return { doubt: "its triggers are not known before deployment, or secret" };
    }
    const maps = listed(triggers.value).filter(isPropertyMap);
    const other = maps.find(({ type }) => textOf(type) !== "cron");
    if (other !== undefined) {
        return { doubt: `it has a trigger of the kind ${textOf(other["type"])} as well, which no plan foresees` };
    }
    const floor = lowestOf(scaler);
    if (floor === undefined) return { doubt: "how far down it goes is not known before deployment, or secret" };
    if (floor > 0) return { note: `it goes down to ${floor} and not to nothing` };
    const spans = maps.map(({ metadata }) => activeBy(isPropertyMap(metadata) ? metadata : {}, window));
    const unread = spans.find(one => typeof one === "string");
    if (unread !== undefined) return { doubt: unread };
    return { awake: clipped(united(spans.flatMap(one => (typeof one === "string" ? [] : one))), window) };
}

/** How many replicas are left where no trigger asks for any ("ScaledObject specification"). */
function lowestOf(scaler: Subject): number | undefined {
    const idle = scaler.read("spec.idleReplicaCount");
    const lowest = idle.state === "absent" ? scaler.read("spec.minReplicaCount", { default: 0 }) : idle;
    const isShown = lowest.state === "known" && !lowest.secret;
    return isShown && typeof lowest.value === "number" ? lowest.value : undefined;
}

function activeBy(metadata: PropertyMap, window: Interval): readonly Interval[] | string {
    const [startText = "", endText = "", zone = ""] = ["start", "end", "timezone"].map(name => textOf(metadata[name]));
    const [start, end] = [kubernetesCron(startText), kubernetesCron(endText)];
    if (!isTimeZone(zone)) return "the zone of a trigger is none";
    if (typeof start === "string") return `of the start of a trigger, ${start}`;
    if (typeof end === "string") return `of the end of a trigger, ${end}`;
    return remembered(["KEDA", startText, endText, zone, window.from, window.to], () =>
        kedaActiveSpans({ start, end }, zone, window),
    );
}

/** One moment at which a job scales a workload. */
export interface JobMove extends Turn {
    readonly by: Switcher;
}

/** When jobs take a workload away and give it back; as a text, why that cannot be told. */
export function movedByJobs(jobs: readonly WorkloadScaler[], window: Interval): readonly JobMove[] | string {
    const moves: JobMove[] = [];
    for (const { carrier, replicas } of jobs) {
        const moments = jobMoments(carrier, window);
        if (typeof moments === "string") return moments;
        if (replicas === undefined) return `what ${carrier.name} does is not known`;
        moves.push(...moments.map(at => ({ at, wakes: replicas > 0, by: carrier })));
    }
    return moves.sort(inOrder);
}
