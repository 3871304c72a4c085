import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret } from "../plan/value";
import type { Plan } from "../plan/plan";
import { addressParts } from "./address-parts";
import { credentialIn, surelyMeansCredential } from "./credentials";
import { secretPlacesOf } from "./places";
import { strengthOf } from "./strength";
import { unwrap } from "./unwrap";

/*
 * What must not be printed although nobody marked it: a password in the open is no less a password.
 */

/** The texts of a plan that are credentials, or hold some. */
export interface HiddenTexts {
    /** Whole texts, as they stand in the plan. */
    readonly whole: ReadonlySet<string>;
    /** Everything that must not stand in any other text: those, and what is inside them. */
    readonly within: readonly string[];
}

/** Shorter texts stand in others by chance. */
const MIN_CHARACTERS = 6;

/** Below this a text is a word that everybody knows, such as `postgres` or `changeme`, and no message could do without it. */
const MIN_WORD_BITS = 10;

/** Every text of a plan that is a credential, weak ones too, or holds one, by its mark, its name, its type or its shape. */
export function hiddenTextsOf(plan: Plan): HiddenTexts {
    const whole = new Set<string>();
    const within = new Set<string>();
    for (const { marked, name, value } of secretPlacesOf(plan)) {
        if (typeof value !== "string") continue;
        const contents = unwrap(value, name, marked);
        const isCredential = contents.whole !== undefined || contents.parts.length > 0;
        if (!marked && !isCredential) continue;
        whole.add(value);
        const isEncoded = contents.parts.some(({ form }) => form[0] !== undefined && ENCODINGS.has(form[0]));
        if (contents.whole !== undefined || isEncoded) within.add(value.trim());
        for (const { bytes } of contents.parts) within.add(bytes.toString("utf8"));
    }
    return { whole, within: [...within].flatMap(written).filter(isTelling) };
}

/** Envelopes that say the same in other letters. */
const ENCODINGS: ReadonlySet<string> = new Set(["base64", "authorization header"]);

function isTelling(text: string): boolean {
    return text.length >= MIN_CHARACTERS && strengthOf(Buffer.from(text, "utf8")) >= MIN_WORD_BITS;
}

/** A text as it stands, and as JSON writes it. */
function written(text: string): readonly string[] {
    const escaped = JSON.stringify(text).slice(1, -1);
    return escaped === text ? [text] : [text, escaped];
}

/**
 * A plan in which every credential is marked secret, for whatever prints it. Judgements are made of the plan as it is: that a
 * credential is not marked is for them to say.
 *
 * @param redact Takes credentials out of a text that holds some among others.
 */
export function withCredentialsMarked(plan: Plan, redact: (text: string) => string): Plan {
    const { whole } = hiddenTextsOf(plan);
    const marked = (value: PropertyValue): PropertyValue => {
        if (typeof value === "string") return whole.has(value) ? new Secret(value) : redact(value);
        if (isList(value)) return value.map(marked);
        return isPropertyMap(value) ? map(value) : value;
    };
    const map = (properties: PropertyMap): PropertyMap =>
        Object.fromEntries(Object.entries(properties).map(([name, value]) => [redact(name), marked(value)]));
    return {
        ...plan,
        config: map(plan.config),
        outputs: map(plan.outputs),
        resources: plan.resources.map(resource => ({
            ...resource,
            inputs: map(resource.inputs),
            outputs: map(resource.outputs),
            provider: resource.provider && { ...resource.provider, inputs: map(resource.provider.inputs) },
        })),
        gaps: plan.gaps.map(gap => ({ ...gap, message: redact(gap.message) })),
    };
}

const HIDDEN = "(hidden)";

/** `password: 'x'`, `"token": "x"`, `PGPASSWORD=x`: what a program prints of what it was given. */
const NAMED = /(["']?)([A-Za-z_][\w.-]*)\1\s*[:=]\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"',;}]+))/g;

/**
 * Takes out of a text that somebody else wrote, line by line, what is a credential by its shape or by its name. What is
 * marked secret is taken out where it is known.
 */
export function hideCredentials(text: string): string {
    return text.split("\n").map(hideInLine).join("\n");
}

function hideInLine(line: string): string {
    const named = [...line.matchAll(NAMED)].flatMap(([, , name = "", double, single, bare]) => {
        const value = double ?? single ?? bare ?? "";
        return surelyMeansCredential(name) ? [value] : [];
    });
    const inAddresses = addressParts(line).map(part => part.text);
    const hidden = [...named, ...inAddresses]
        .filter(value => value !== "")
        .sort((one, other) => other.length - one.length)
        .reduce((rest, value) => rest.replaceAll(value, HIDDEN), line);
    // What has the shape of a credential, but for where it begins and ends, takes the line with it.
    return credentialIn(hidden) === undefined ? hidden : HIDDEN;
}
