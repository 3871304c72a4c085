import type { Subject, SubjectReading } from "../../kernel";
import { standTogether } from "./namespaces";

/** What an autoscaler scales that does not say of which kind. */
const DEFAULT_KIND = "Deployment";

/** An autoscaler of pods, and what it says that it scales. */
export interface Scaler {
    readonly scaler: Subject;
    readonly kind: SubjectReading;
    readonly name: SubjectReading;
    /** What its target is made from. */
    readonly from: readonly Subject[];
}

export function scalerOf(scaler: Subject): Scaler {
    const kind = scaler.read("spec.scaleTargetRef.kind", { default: DEFAULT_KIND });
    const name = scaler.read("spec.scaleTargetRef.name");
    return { scaler, kind, name, from: scaler.comesFrom("spec") };
}

/** Whether an autoscaler is for a workload; nothing where that is not known. */
export function doesScale(
    { scaler, kind, name: wanted, from }: Scaler,
    workload: Subject,
    name: SubjectReading,
): boolean | undefined {
    if (kind.state === "known" && kind.value !== workload.type.split(":").at(-1)) return false;
    if (wanted.state === "known") {
        if (name.state === "known" && name.value !== wanted.value) return false;
        // Kubernetes makes the name of a workload that has none, and no text of the program is that.
        if (name.state === "absent") return false;
    }
    if (standTogether(scaler, workload) === false) return false;
    const alike = from.filter(({ type }) => type === workload.type);
    if (wanted.state === "unknown" && alike.length === 1) return alike[0] === workload;
    const isNamed = wanted.state === "known" && kind.state === "known" && name.state === "known";
    return isNamed ? standTogether(scaler, workload) : undefined;
}
