import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Unknown } from "../../../plan/value";
import type { Subject } from "../../kernel";
import { POD_SPECS } from "../../../aws/readable-places";
import { bare } from "../../../plan/plain";

/** Types that describe pods. */
export const WORKLOAD_TYPES: readonly string[] = Object.keys(POD_SPECS);

/** One container of a workload, or why it cannot be read. */
export interface PlannedContainer {
    readonly path: string;
    readonly container: PropertyMap | Unknown;
    /** Whether it only prepares the pod and then ends. */
    readonly isInitial: boolean;
}

/** Path of the description of a workload's pods. */
export function podSpecPath(subject: Subject): string {
    return POD_SPECS[subject.type] ?? "spec";
}

/** Every container of a workload, those that prepare it included. */
export function containersOf(subject: Subject): readonly PlannedContainer[] {
    return ["containers", "initContainers"].flatMap(list => {
        const path = `${podSpecPath(subject)}.${list}`;
        const isInitial = list === "initContainers";
        const reading = subject.read(path);
        if (reading.state === "absent") return [];
        if (reading.state === "unknown") return [{ path, container: new Unknown(reading.why), isInitial }];
        if (!isList(reading.value)) return [{ path, container: new Unknown("not a list of containers"), isInitial }];
        return reading.value.map((item, place) => {
            const container = bare(item);
            const why = container instanceof Unknown ? container : new Unknown("not a container");
            return { path: `${path}[${place}]`, container: isPropertyMap(container) ? container : why, isInitial };
        });
    });
}

/** A value within a container by the names of its steps; nothing where it is not set. */
export function within(map: PropertyMap, ...steps: readonly string[]): PropertyValue | undefined {
    let value: PropertyValue | undefined = map;
    for (const step of steps) {
        if (value instanceof Unknown) return value;
        if (!isPropertyMap(value) || !Object.hasOwn(value, step)) return undefined;
        const inner: PropertyValue | undefined = value[step];
        if (inner === undefined || inner === null) return undefined;
        value = bare(inner);
    }
    return value;
}
