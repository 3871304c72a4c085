import { textOf } from "../plan/plain";
import type { Subject } from "../plan/subject";
import { isPropertyMap, type PropertyMap } from "../plan/value";
import { downscalerTimes } from "./downscaler-times";

/** The annotation by which kube-downscaler, or a successor, takes something down. */
export interface Downscaling {
    readonly annotation: string;
    /** Whether its value is one that a downscaler reads; what it cannot read it passes over. */
    readonly isRead: boolean;
}

/** Annotations that take something down, each with the values by which they do not. */
const ANNOTATIONS: Readonly<Record<string, readonly string[]>> = {
    "downscaler/uptime": ["always"],
    "downscaler/downtime": ["never"],
    "downscaler/upscale-period": ["never"],
    "downscaler/downscale-period": ["never"],
    "downscaler/force-downtime": ["false"],
};
/** The annotation that has everything left as it is. */
export const EXCLUDE = "downscaler/exclude";
/** Annotations that keep everything up while they are `true`. */
const EXCEPTIONS = [EXCLUDE, "downscaler/force-uptime"];
/** What every annotation that a downscaler reads begins with. */
const OF_DOWNSCALER = "downscaler/";

/** The annotation by which a downscaler takes a Kubernetes object down, if it carries one that does. */
export function downscalingOf(subject: Subject): Downscaling | undefined {
    const annotations = subject.read("metadata.annotations");
    if (annotations.state !== "known" || !isPropertyMap(annotations.value) || isExcepted(annotations.value))
        return undefined;
    for (const [annotation, without] of Object.entries(ANNOTATIONS)) {
        const value = annotations.value[annotation];
        if (value === undefined || value === null) continue;
        const text = textOf(value).trim();
        if (without.includes(text.toLowerCase())) continue;
        return { annotation, isRead: downscalerTimes(text) !== undefined };
    }
    return undefined;
}

/** Whether a Kubernetes object is kept out of what a downscaler does to its namespace. */
export function isExceptedFromDownscaling(subject: Subject): boolean {
    const annotations = subject.read("metadata.annotations");
    return annotations.state === "known" && isPropertyMap(annotations.value) && isExcepted(annotations.value);
}

function isExcepted(annotations: PropertyMap): boolean {
    return EXCEPTIONS.some(name => textOf(annotations[name]).toLowerCase() === "true");
}

/** Whether a Kubernetes object says anything to a downscaler. */
export function speaksToDownscaler(subject: Subject): boolean {
    const annotations = subject.read("metadata.annotations");
    return (
        annotations.state === "known" &&
        isPropertyMap(annotations.value) &&
        Object.keys(annotations.value).some(name => name.startsWith(OF_DOWNSCALER))
    );
}

/** Whether an object says that it is not excluded: one version has that outweigh what its namespace says, another does not. */
export function isIncluded(subject: Subject): boolean {
    const annotations = subject.read("metadata.annotations");
    if (annotations.state !== "known" || !isPropertyMap(annotations.value)) return false;
    return textOf(annotations.value[EXCLUDE]).toLowerCase() === "false";
}
