import { z } from "zod";
import { isPropertyMap } from "../../../plan/value";
import type { Subject } from "../../kernel";
import { canonicalTagKey, tagsOf } from "./tags";

/**
 * Tags that well-known controllers obey: AWS Instance Scheduler (its stack's parameter `TagName`), and Cloud Custodian's
 * filters `offhour` and `onhour`, with the key of their default and the one of their documentation.
 */
export const KNOWN_CONTROLLER_TAGS = ["Schedule", "maid_offhours", "custodian_downtime"] as const;

/** The setting that names tags which a controller outside of the plan obeys. */
export const CONTROLLER_TAGS = z
    .array(z.string().min(1))
    .max(20)
    .describe("Keys of tags that a controller outside of the plan obeys, such as AWS Instance Scheduler.");

/** Which tags count as a controller's, and whether one is there to obey them. */
export const CONTROLLER_SETTINGS = z.object({
    controllerTags: CONTROLLER_TAGS.default([...KNOWN_CONTROLLER_TAGS]),
    controllersRun: z
        .boolean()
        .default(false)
        .describe("Whether such a controller runs where these programs are deployed, so that its tags are obeyed."),
});

/** Types whose annotations kube-downscaler and its successors read. */
export const DOWNSCALED_TYPES = [
    "kubernetes:apps/v1:Deployment",
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:core/v1:Namespace",
];

/** Annotations by which kube-downscaler takes something down; `downscaler/exclude` keeps it up. */
const DOWNSCALER_ANNOTATIONS = [
    "downscaler/uptime",
    "downscaler/downtime",
    "downscaler/upscale-period",
    "downscaler/downscale-period",
    "downscaler/force-downtime",
];

/** A tag that a controller obeys, or why that cannot be told. */
export interface ControllerTag {
    readonly key: string;
    readonly unread: string | undefined;
}

/** The first of some tags that a resource carries; nothing where it carries none. */
export function controllerTagOf(subject: Subject, keys: readonly string[]): ControllerTag | undefined {
    if (keys.length === 0 || subject.type.startsWith("kubernetes:")) return undefined;
    const { tags, unread } = tagsOf(subject);
    const found = keys.find(key => tags.has(canonicalTagKey(key)));
    if (found !== undefined) return { key: found, unread: undefined };
    // A plan that does not carry the provider says nothing of its default tags: that alone is no reason to doubt.
    const readable = subject.resource.provider !== undefined || subject.read("tags").state === "unknown";
    return unread === undefined || !readable ? undefined : { key: "", unread };
}

/** The annotation by which a downscaler takes a Kubernetes object down, if it carries one. */
export function downscalerAnnotation(subject: Subject): string | undefined {
    const annotations = subject.read("metadata.annotations");
    if (annotations.state !== "known" || !isPropertyMap(annotations.value)) return undefined;
    const { value } = annotations;
    return DOWNSCALER_ANNOTATIONS.find(name => value[name] !== undefined && value[name] !== null);
}
