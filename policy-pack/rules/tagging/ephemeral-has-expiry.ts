import { DateTime } from "luxon";

import { Unknown } from "../../../plan/value";
import { holds, resourceRule, undecided, type Verdict, violated } from "../../kernel";
import { TAGGED_TYPES, tagOf, type TagValue } from "../support/tags";
import { bare } from "../../../plan/plain";

const BECAUSE = "environments that are made for a while stay for ever";

/** Some time from when the resource was made, as tools that clean up take it: `72h`, `14d`, `P7D`. */
const DURATION = /^(?:[1-9]\d*\s*(?:m|min|h|hours?|d|days?|w|weeks?)|P(?=.*\d)[\dYMWDTHS.]+)$/i;

export const ephemeralHasExpiry = resourceRule({
    name: "ephemeral-has-expiry",
    family: "tagging",
    severity: "medium",
    description: "Everything in an environment that is made for a while says until when, and that day is not past.",
    remediation:
        'Set a tag `expires-on: "2026-02-28"` (or `ttl: "72h"`) once, in `defaultTags` of the provider or in `tags`, and let what cleans up go by it. Which stacks are `ephemeral` is `environments` in `stagewright.yaml`.',
    appliesTo: TAGGED_TYPES,
    check(subject, { today }) {
        if (subject.environment.class !== "ephemeral") return [];
        const { tag, unread } = tagOf(subject, "expiry");
        if (tag !== undefined) return judgeExpiry(tag, today);
        if (unread !== undefined) {
            return undecided({ property: "tags", message: `the day of expiry cannot be told: ${unread}` });
        }
        return violated({ property: "tags", message: `says nowhere when it expires, expected a tag: ${BECAUSE}` });
    },
});

function judgeExpiry({ property, value }: TagValue, today: string): Verdict {
    const text = bare(value);
    if (text instanceof Unknown) return undecided({ property, message: `the day of expiry is ${text.why}` });
    const written = typeof text === "string" ? text.trim() : "";
    if (DURATION.test(written)) return holds();
    const day = DateTime.fromISO(written, { zone: "utc" });
    if (!day.isValid) {
        const message =
            "the tag is no date, expected one such as 2026-02-28, or a time from when it is made such as 72h";
        return violated({ property, message });
    }
    if (day.toISODate() >= today) return holds();
    return violated({
        property,
        message: `expired before ${today}, expected the environment to be gone or the day to be moved: ${BECAUSE}`,
    });
}
