import type { z } from "zod";
import type { settingsSchema } from "./settings-schema";

/** What files of settings say, as they say it: nothing is filled in. */
export type GivenSettings = z.input<ReturnType<typeof settingsSchema>>;

/**
 * Lays settings over others. Objects are joined key by key; any other value, a list too, takes the place of the one
 * before it.
 */
export function mergeSettings(earlier: GivenSettings, later: GivenSettings): GivenSettings {
    return merged(earlier, later) as GivenSettings;
}

function merged(earlier: unknown, later: unknown): unknown {
    if (!isObject(earlier) || !isObject(later)) return later;
    const joined = new Map(Object.entries(earlier));
    for (const [key, value] of Object.entries(later)) joined.set(key, merged(joined.get(key), value));
    return Object.fromEntries(joined);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
