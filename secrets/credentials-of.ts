import type { Gap, Plan } from "../plan/plan";
import { Unknown } from "../plan/value";
import { Concealed } from "./concealed";
import { originOf, type UnreadWhy } from "./origins";
import { type SecretPlace, secretPlacesOf } from "./places";
import { isStrong } from "./strength";
import { unwrap } from "./unwrap";

/** A credential of a stack at one place, in one form. */
export interface Credential {
    /** `<component path>#<property>`. */
    readonly at: string;
    /** How it is wrapped there, such as `base64 > JSON password`; nothing for the text as it stands. */
    readonly form: string | undefined;
    readonly value: Concealed;
}

/** A place that cannot be compared. */
export interface UnreadPlace {
    readonly at: string;
    readonly why: UnreadWhy;
    /** The rest of the sentence, for people. Never a part of the value. */
    readonly says: string;
}

/** A place whose value is made anew for this stack, so that nobody shares it. */
export interface OwnPlace {
    readonly at: string;
    /** Paths of the resources that make it. */
    readonly by: string;
}

/** Every place of a plan that bears a secret. */
export interface Credentials {
    readonly credentials: readonly Credential[];
    readonly own: readonly OwnPlace[];
    readonly unread: readonly UnreadPlace[];
}

/** Every credential of a plan, wherever it stands and however it is wrapped. */
export function credentialsOf(plan: Plan): Credentials {
    const byUrn = new Map(plan.resources.map(resource => [resource.urn, resource]));
    const found = new Found();
    for (const place of secretPlacesOf(plan)) {
        if (place.value instanceof Unknown) {
            const origin = originOf(place, place.value, byUrn, plan);
            if (origin.kind === "own") found.own.set(place.at, { at: place.at, by: origin.by });
            if (origin.kind === "undecided") found.leave(place.at, origin.why, origin.says);
        } else readText(place, place.value, found);
    }
    for (const gap of plan.gaps)
        if (HIDES_SECRETS.has(gap.kind)) found.leave(`config#${gap.subject}`, "not shown", gap.message);
    return {
        credentials: [...found.credentials.values()],
        own: [...found.own.values()],
        unread: [...found.unread.values()],
    };
}

/** What is missing from a plan and may have held credentials. What may change its shape is said elsewhere. */
const HIDES_SECRETS: ReadonlySet<Gap["kind"]> = new Set(["esc-environment"]);

/** What is found, once each: inputs are outputs, too. */
class Found {
    readonly credentials = new Map<string, Credential>();
    readonly own = new Map<string, OwnPlace>();
    readonly unread = new Map<string, UnreadPlace>();

    add(at: string, form: string | undefined, bytes: Buffer): void {
        const key = `${at}\n${form ?? ""}\n${bytes.toString("base64")}`;
        if (!this.credentials.has(key)) this.credentials.set(key, { at, form, value: new Concealed(bytes) });
    }

    leave(at: string, why: UnreadWhy, says: string): void {
        const key = `${at}\n${why}`;
        if (!this.unread.has(key)) this.unread.set(key, { at, why, says });
    }
}

/** What keeps a short value from being compared, and what to do. */
const TOO_WEAK = "it is too short or too plain for a digest that nobody can guess; replace it by one made at random";

function readText({ at, marked, name }: SecretPlace, text: string, found: Found): void {
    const { parts, tooDeep, whole } = unwrap(text, name, marked);
    const strong = parts.filter(({ bytes }) => isStrong(bytes));
    for (const { bytes, form } of strong) found.add(at, form.join(" > "), bytes);
    // A long text around a short password is guessed as easily as the password.
    const isWholeStrong = whole !== undefined && isStrong(whole) && (parts.length === 0 || strong.length > 0);
    if (isWholeStrong) found.add(at, undefined, whole);
    const isWeak = strong.length < parts.length || (whole !== undefined && parts.length === 0 && !isWholeStrong);
    if (isWeak) found.leave(at, "too weak", TOO_WEAK);
    if (tooDeep) found.leave(at, "nested too deep", "it is wrapped more often than anybody wraps a credential");
}
