import { isTimeZone } from "../hours/schema";
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
const ONE_SIDED: Readonly<Record<string, TagSays>> = {
    running: { stop: "no", start: "yes" },
    stopped: { stop: "yes", start: "no" },
};

/** What the tag of a controller says by its value. */
export function tagSays(key: string, value: string): TagSays {
    if (CUSTODIAN_KEYS.has(key.toLowerCase())) return custodianSays(value);
    const name = value.trim().toLowerCase();
    return name === "" ? NOTHING : (ONE_SIDED[name] ?? BOTH);
}

/** `[(m-f,19),(u,18)]`, or one of these without brackets: days from Monday as m, t, w, h, f, s, u, and an hour. */
const TIMES = /^(?:\[(?<list>.+)\]|(?<one>\([^()]+\)))$/;
const TIME = /^\([mtwhfsu](?:-[mtwhfsu])?,(?:[01]?\d|2[0-3])\)$/;
/** Short names of zones that Custodian knows, such as `pt` and `cest`. */
const ZONE_ALIAS = /^[a-z]{2,5}$/;

/**
 * What Cloud Custodian makes of a value, as `off=(m-f,19);on=(m-f,7);tz=europe/berlin` (its documentation, "Offhours"): `off`
 * alone leaves a resource out, nothing and `on` mean the schedule of its policy, and what it cannot read it passes over.
 */
function custodianSays(value: string): TagSays {
    const text = value
        .trim()
        .toLowerCase()
        .replace(/^['"]+|['"]+$/g, "")
        .replace(/\s+/g, "");
    if (text === "" || text === "on") return BOTH;
    const parts = text.split(";").filter(part => part !== "");
    const given = new Map(parts.map(part => [part.split("=")[0] ?? "", part.slice(part.indexOf("=") + 1)] as const));
    for (const [key, said] of given) {
        const isRight = key === "tz" ? isZone(said) : (key === "off" || key === "on") && areTimes(said);
        if (!isRight) return NOTHING;
    }
    if (given.has("off") === given.has("on")) return BOTH;
    // The other half is what the policy has by default.
    return given.has("off") ? { stop: "yes", start: "maybe" } : { stop: "maybe", start: "yes" };
}

function areTimes(text: string): boolean {
    const { list, one } = TIMES.exec(text)?.groups ?? {};
    const times = list?.split(/,(?=\()/) ?? (one === undefined ? [] : [one]);
    return times.length > 0 && times.every(time => TIME.test(time));
}

function isZone(name: string): boolean {
    const titled = name.replace(/[a-z]+/g, word => word.charAt(0).toUpperCase() + word.slice(1));
    return ZONE_ALIAS.test(name) || isTimeZone(titled) || isTimeZone(name);
}
