import { hash } from "node:crypto";
import { listOf, mapOf, markOf, type NormalPlain, type NormalSecret, type NormalValue } from "./normal-value";

/*
 * What is compared of a secret that holds data: its keys, how many items its lists have, and those of its values that are no
 * credential. Nothing of it is ever shown but keys that are words.
 */

/** A secret of which nothing is known but that it is one. */
const UNKNOWN: NormalSecret = { kind: "secret", mark: markOf("secret") };
/** One that holds something of which each environment has its own. */
const OWN: NormalSecret = { kind: "secret", mark: markOf("secret of its own") };

/** Whether what a secret holds is known at all. */
export function isKnownSecret({ mark }: NormalSecret): boolean {
    return mark !== UNKNOWN.mark;
}

/**
 * Fields that each environment has a value of its own in: what they hold is not compared.
 * The names of the fields of a database's secret are those of AWS Secrets Manager ("JSON structure of secrets").
 */
const OWN_FIELDS =
    /pass|pwd|secret|token|key|cred|auth|private|cert|pem|salt|hash|sign|pin\b|seed|cookie|session|user|login|account|client|host|server|endpoint|address|dsn|ur[il]|connection|email|arn$|id$|identifier$/i;

/** A text or number that is a setting (`postgres`, `verify-full`, `5432`), and by its looks no credential. */
const SETTING = /^(?:[A-Za-z][A-Za-z_. -]{0,39}|-?\d{1,6}(?:\.\d{1,6})?)$/;

/** A key that is a word, and not itself a secret that stands in the place of one. */
const WORD = /^\.?[A-Za-z][A-Za-z_./-]{0,39}\d{0,3}$/;
const HIDDEN_KEY = "(hidden)";

/** A value that was marked secret, with nothing in it that could be shown. */
export function secretOf(value: NormalValue | undefined): NormalSecret {
    if (value?.kind === "plain") return OWN;
    const inner = value === undefined ? UNKNOWN : concealed(value, "");
    return inner.kind === "map" || inner.kind === "list"
        ? { kind: "secret", mark: markOf("secret", inner.mark), inner }
        : UNKNOWN;
}

function concealed(value: NormalValue, field: string): NormalValue {
    switch (value.kind) {
        case "map": {
            const fields = new Map<string, NormalValue>();
            const all = [...value.fields].map(
                ([name, inner]) => [name, concealed(inner, value.ofItems ? field : name)] as const,
            );
            // Those that stay unnamed are told by what they hold, whatever their order.
            for (const [name, inner] of all.sort(([, one], [, other]) => (one.mark < other.mark ? -1 : 1)))
                fields.set(hiddenKey(name, fields), inner);
            return mapOf(fields, value.ofItems, value.roles);
        }
        case "list":
            return listOf(
                value.items.map(item => concealed(item, field)),
                value.ordered,
            );
        case "plain":
            if (isOwn(value, field)) return OWN;
            // Marks are compared and never shown; that of a short secret would still spell it.
            return { kind: "secret", mark: hash("sha256", value.mark, "hex") };
        case "secret":
        case "unknown":
            return UNKNOWN;
    }
}

function isOwn({ normal }: NormalPlain, field: string): boolean {
    if (typeof normal === "boolean") return false;
    return OWN_FIELDS.test(field) || !SETTING.test(String(normal));
}

/** The name of a field, or one that says nothing where it is no word. */
function hiddenKey(name: string, taken: ReadonlyMap<string, unknown>): string {
    if (WORD.test(name)) return name;
    let key = HIDDEN_KEY;
    for (let count = 2; taken.has(key); count += 1) key = `${HIDDEN_KEY} ${count}`;
    return key;
}
