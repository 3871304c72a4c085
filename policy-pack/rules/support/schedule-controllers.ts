import { z } from "zod";
import { bare } from "../../../plan/plain";
import { KNOWN_CONTROLLER_TAGS, MAY_SAY_ANYTHING, type TagSays, tagSays } from "../../../schedule/controller-tags";
import type { Subject } from "../../kernel";
import { canonicalTagKey, tagsOf } from "./tags";

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

/** A tag that a controller obeys, or why that cannot be told. */
export interface ControllerTag {
    readonly key: string;
    readonly says: TagSays;
    /** Its text; nothing where that is not known, or secret. */
    readonly value: string | undefined;
    readonly unread: string | undefined;
}

/** The first of some tags that a resource carries and that has it switched; nothing where it carries none. */
export function controllerTagOf(subject: Subject, keys: readonly string[]): ControllerTag | undefined {
    if (keys.length === 0 || subject.type.startsWith("kubernetes:")) return undefined;
    const { tags, unread } = tagsOf(subject);
    for (const key of keys) {
        const tag = tags.get(canonicalTagKey(key));
        const value = tag === undefined ? undefined : bare(tag.value);
        if (value === undefined) continue;
        const says = typeof value === "string" ? tagSays(key, value) : MAY_SAY_ANYTHING;
        const shown = typeof tag?.value === "string" ? tag.value : undefined;
        if (says.stop !== "no" || says.start !== "no") return { key, says, value: shown, unread: undefined };
    }
    // A plan that does not carry the provider says nothing of its default tags: that alone is no reason to doubt.
    const readable = subject.resource.provider !== undefined || subject.read("tags").state === "unknown";
    return unread === undefined || !readable
        ? undefined
        : { key: "", says: MAY_SAY_ANYTHING, value: undefined, unread };
}
