import type { Connection, Reference } from "../connection";
import type { Party, PolicyContext } from "./party";

/** One thing that a policy says of somebody, or of something, that does not certainly belong to its own account. */
export interface Entry {
    readonly reference: Reference;
    readonly certainty: Connection["certainty"];
    /** Why it is undecided. Nothing where it is declared. */
    readonly why?: string;
    /** The AWS service by which somebody gets in, where they do by one. */
    readonly service?: string;
    /** The statement that says it, such as `Statement[0]`. */
    readonly path: string;
    /** What may be done, as patterns. Of what is permitted, actions that matter by themselves stand beside the pattern. */
    readonly actions: readonly string[];
}

/** What is left of a party, as an entry of its statement. */
export function entryOf(
    { doubt, reference, service }: Party,
    path: string,
    action: string,
    { secret }: PolicyContext,
): Entry {
    const hidden = hiddenIf(secret, reference);
    const why = hidden.kind === "unknown" ? hidden.why : secret && doubt !== undefined ? SECRET : doubt;
    return {
        reference: hidden,
        certainty: why === undefined ? "declared" : "undecided",
        ...(why === undefined ? {} : { why }),
        ...(service === undefined || secret ? {} : { service }),
        path,
        actions: [action],
    };
}

/** What a part that cannot be read may stand for: nothing where it is made of the stack's own things alone. */
export function unreadable(path: string, why: string, { secret, unread }: PolicyContext): readonly Entry[] {
    const reference = unread(why);
    if (reference === undefined) return [];
    const hidden = hiddenIf(secret, reference);
    return [{ reference: hidden, certainty: "undecided", why: "a part of it cannot be read", path, actions: ["*"] }];
}

const SECRET = "it stands in a text that is marked secret";

/** A reference that names nothing of a text that is marked secret. */
function hiddenIf(secret: boolean, reference: Reference): Reference {
    if (!secret || reference.kind === "anyone" || reference.kind === "unknown") return reference;
    return { kind: "unknown", why: SECRET };
}

/** Adds an entry to others of its statement. Those that say the same are one, with the actions of both. */
export function merged(entries: readonly Entry[], entry: Entry): readonly Entry[] {
    const key = keyOf(entry);
    const place = entries.findIndex(one => keyOf(one) === key);
    if (place < 0) return [...entries, entry];
    return entries.map((one, index) =>
        index === place ? { ...one, actions: [...new Set([...one.actions, ...entry.actions])] } : one,
    );
}

function keyOf({ certainty, path, reference, service, why }: Entry): string {
    return JSON.stringify([reference, certainty, why, service, path]);
}
