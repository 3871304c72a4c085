import type { ReadableEntry } from "../../aws/readable-places";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { Unknown } from "../../plan/value";
import { connectionAt } from "../area";
import type { Connection } from "../connection";
import { shown } from "../data/pointing";
import { unknownFrom } from "../referred";
import { configuringTexts, CONFIGURING_TYPES } from "./places";
import { spokenIn } from "./spoken";

const CHANGE =
    "Take the value from the environment's own resource (`database.endpoint`, `bucket.bucket`) or from its own stack's configuration, and not from a text that was copied.";

/** What the texts that programs are configured with speak of. */
export function textConnections(stack: Stack): readonly Connection[] {
    return stack
        .byType(...CONFIGURING_TYPES)
        .filter(({ resource }) => !resource.external)
        .flatMap(subject => configuringTexts(subject).flatMap(entry => spokenOf(subject, entry)));
}

function spokenOf(subject: Subject, entry: ReadableEntry): readonly Connection[] {
    const { name, path, value } = entry;
    // Without the marks of secrets, any text may be one.
    const isSecret = entry.secret || subject.plan.source === "policy-sdk";
    const references =
        value instanceof Unknown
            ? [unknownFrom(subject, path, value.why)].filter(reference => reference !== undefined)
            : spokenIn(value, { name, isSecret });
    return references.map(remote =>
        connectionAt(subject, path, "host-name", {
            remote,
            direction: "out",
            fromSecret: isSecret,
            says: `speaks of ${isSecret ? "a host or an account in a text that is secret" : shown(remote)}`,
            change: CHANGE,
        }),
    );
}
