import { custodianTimes, custodianTimings } from "./custodian-times";
import type { Certainty } from "./stoppable";

/**
 * Tags that well-known controllers obey: AWS Instance Scheduler (its stack's parameter `TagName`), and Cloud Custodian's
 * filters `offhour` and `onhour`, with the key of their default and the one of their documentation.
 */
export const KNOWN_CONTROLLER_TAGS = ["Schedule", "maid_offhours", "custodian_downtime"] as const;

/** Whether a controller switches what carries its tag off, and on again. */
export interface TagSays {
    readonly stop: Certainty;
    readonly start: Certainty;
}

const NOTHING: TagSays = { stop: "no", start: "no" };
const BOTH: TagSays = { stop: "yes", start: "yes" };
/** What a tag says whose value is not known. */
export const MAY_SAY_ANYTHING: TagSays = { stop: "maybe", start: "maybe" };

/** Keys of Cloud Custodian: the default of its filters `offhour` and `onhour`, and those of its documentation. */
const CUSTODIAN_KEYS: ReadonlySet<string> = new Set(["maid_offhours", "custodian_downtime", "custodian_uptime"]);
/**
 * Names of schedules of AWS Instance Scheduler that do one thing only (its implementation guide, "Sample schedules"). Any
 * other name is one that its own configuration explains.
 */
const ONE_SIDED: ReadonlyMap<string, TagSays> = new Map([
    ["running", { stop: "no", start: "yes" }],
    ["stopped", { stop: "yes", start: "no" }],
]);

/** What the tag of a controller says by its value. */
export function tagSays(key: string, value: string): TagSays {
    if (CUSTODIAN_KEYS.has(key.toLowerCase())) return custodianSays(value);
    const name = value.trim().toLowerCase();
    return name === "" ? NOTHING : (ONE_SIDED.get(name) ?? BOTH);
}

/**
 * What Cloud Custodian makes of a value, as `off=(m-f,19);on=(m-f,7);tz=europe/berlin` (its documentation, "Offhours"): `off`
 * alone leaves a resource out, nothing and `on` mean the schedule of its policy, and what it cannot read it passes over.
 */
function custodianSays(value: string): TagSays {
    const text = custodianText(value);
    if (text === "" || text === "on") return BOTH;
    const times = custodianTimes(text);
    if (times === undefined) return NOTHING;
    if ((times.off === undefined) === (times.on === undefined)) return BOTH;
    // The other half is what the policy has by default.
    return times.on === undefined ? { stop: "yes", start: "maybe" } : { stop: "maybe", start: "yes" };
}

/** When the tag of a controller has something stopped and started; nothing where its value does not say so whole. */
export function tagTimings(key: string, value: string): ReturnType<typeof custodianTimings> {
    const times = CUSTODIAN_KEYS.has(key.toLowerCase()) ? custodianTimes(custodianText(value)) : undefined;
    return times === undefined ? undefined : custodianTimings(times);
}

function custodianText(value: string): string {
    return value
        .trim()
        .toLowerCase()
        .replace(/^['"]+|['"]+$/g, "")
        .replace(/\s+/g, "");
}
