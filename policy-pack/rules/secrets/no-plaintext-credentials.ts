import { isList, isPropertyMap, type PropertyValue, Secret, Unknown } from "../../../plan/value";
import {
    allOf,
    holds,
    resourceRule,
    type Subject,
    undecided,
    undecidedBecauseUnknown,
    unknownWithin,
    type Verdict,
    violated,
} from "../../kernel";
import { CREDENTIAL_GENERATORS, CREDENTIAL_TYPES, credentialInputsOf } from "../../../secrets/credential-inputs";
import { credentialIn, isLiteralValue, meansAddress, meansCredential } from "../../../secrets/credentials";
import { READABLE_TYPES, type ReadableEntry, readableEntries } from "../../../aws/readable-places";
import { bare } from "../../../plan/plain";

const EVERYBODY = "everybody who may look at the resource reads it";

export const noPlaintextCredentials = resourceRule({
    name: "no-plaintext-credentials",
    family: "secrets",
    severity: "critical",
    description:
        "No program holds a credential of its own, and no environment variable, script or ConfigMap shows one.",
    remediation:
        "Let AWS make the credential (`manageMasterUserPassword`, Secrets Manager) and hand on its ARN: `valueFrom` of a container, `secretKeyRef` of a pod, a Secrets Manager look-up in a function. What has to be set comes from `config.requireSecret`.",
    appliesTo: [...new Set([...CREDENTIAL_TYPES, ...READABLE_TYPES])],
    check(subject) {
        return [
            ...credentialInputsOf(subject).flatMap(input => judgeInput(subject, input)),
            ...byPath(readableEntries(subject)).map(entries => allOf(entries.map(entry => judgeEntry(subject, entry)))),
        ];
    },
});

/** Entries of one property together: a script and the variables that it sets are one finding. */
function byPath(entries: readonly ReadableEntry[]): readonly (readonly ReadableEntry[])[] {
    const groups = new Map<string, ReadableEntry[]>();
    for (const entry of entries) groups.set(entry.path, [...(groups.get(entry.path) ?? []), entry]);
    return [...groups.values()];
}

/** An input that has to be a credential: the question is whether the program itself holds the value. */
function judgeInput(subject: Subject, input: string): readonly Verdict[] {
    const reading = subject.read(input);
    if (reading.state === "absent") return [];
    if (reading.state === "unknown") {
        return [isMadeElsewhere(subject, input, reading.secret) ? holds() : undecidedBecauseUnknown(reading)];
    }
    const unread = unknownWithin(reading.value);
    const isElsewhere = unread === undefined || isMadeElsewhere(subject, input, isAllSecret(reading.value));
    const rest = isElsewhere
        ? holds()
        : undecided({ property: input, message: `${input} holds a value that is ${unread.why}` });
    const texts = textsIn(reading.value);
    if (texts.length === 0) return [rest];
    if (reading.marksLost === true) {
        const message = `${input} is set, and whether it is marked secret is not shown here: the policy SDK hands values over without their marks`;
        return [undecided({ property: input, message })];
    }
    const plain = texts.some(text => !text.secret && !reading.secret);
    if (plain) {
        const message = `${input} is a plain text, expected a secret that the program does not hold: it stands in the code and, in clear, in the state`;
        return [violated({ property: input, message })];
    }
    const known = judgeSecretInput(subject, input, texts);
    return [known.outcome === "holds" ? rest : known];
}

/**
 * Whether a value that is not known is certain to be none of the program's own: it comes from what makes credentials,
 * or the embedded engine, which runs the program, marks it secret and does not know it either. A redacted value in a
 * preview or state may be anything.
 */
function isMadeElsewhere(subject: Subject, input: string, secret: boolean): boolean {
    const origins = subject.comesFrom(input);
    const isGenerated = origins.length > 0 && origins.every(({ type }) => CREDENTIAL_GENERATORS.has(type));
    return subject.plan.source === "embedded" && (secret || isGenerated);
}

/** Providers mark these inputs secret by themselves, so the mark does not say where the value comes from. */
function judgeSecretInput(subject: Subject, input: string, texts: readonly FoundText[]): Verdict {
    if (subject.plan.source !== "embedded") {
        const message = `${input} is marked secret, and whether its value stands in the program cannot be told from a plan of this source (${subject.plan.source})`;
        return undecided({ property: input, message });
    }
    const configured = secretConfiguration(subject);
    const isConfigured = (text: string): boolean => configured.some(secret => text.includes(secret));
    // Kubernetes wants the values of a Secret in base64.
    if (texts.every(({ text }) => isConfigured(text) || isConfigured(fromBase64(text)))) return holds();
    const message = `${input} is known without any credentials at hand and is no secret of the configuration, so the program holds it, expected a value from \`config.requireSecret\` or one that AWS makes`;
    return violated({ property: input, message });
}

function fromBase64(text: string): string {
    return Buffer.from(text, "base64").toString("utf8");
}

/** Shorter secrets would be found in any text by chance. */
const MIN_SECRET_CHARACTERS = 4;

function secretConfiguration(subject: Subject): readonly string[] {
    return Object.values(subject.plan.config).flatMap(value => {
        const text = bare(value);
        return value instanceof Secret && typeof text === "string" && text.length >= MIN_SECRET_CHARACTERS
            ? [text]
            : [];
    });
}

interface FoundText {
    readonly text: string;
    readonly secret: boolean;
}

/** Whether every part of a value that is not known is marked secret. */
function isAllSecret(value: PropertyValue): boolean {
    if (value instanceof Secret) return true;
    if (value instanceof Unknown) return false;
    if (isList(value)) return value.every(isAllSecret);
    return isPropertyMap(value) ? Object.values(value).every(isAllSecret) : true;
}

/** Every text of a value that is not empty; a number is one, too. */
function textsIn(value: PropertyValue, secret = false): readonly FoundText[] {
    if (value instanceof Secret) return textsIn(value.value, true);
    if (typeof value === "string") return value === "" ? [] : [{ text: value, secret }];
    if (typeof value === "number") return [{ text: String(value), secret }];
    if (isList(value)) return value.flatMap(item => textsIn(item, secret));
    return isPropertyMap(value) ? Object.values(value).flatMap(item => textsIn(item, secret)) : [];
}

/** A text in a place that others read: the question is whether it is a credential, marked secret or not. */
function judgeEntry(subject: Subject, { path, name, called, value, secret }: ReadableEntry): Verdict {
    const credential = name !== undefined && meansCredential(name);
    const label = called === undefined ? path : `${path} (${called})`;
    if (value instanceof Unknown) {
        const origins = subject.comesFrom(path);
        // Pulumi drops the mark of a secret that is not known yet, so the question is what the value is made from; and a
        // password that is written into an address leaves no trace at all.
        const mayBeSecret = secret || origins.some(({ type }) => CREDENTIAL_GENERATORS.has(type));
        const innocent = name !== undefined && !credential && !meansAddress(name) && !mayBeSecret;
        if (innocent) return holds();
        const names = origins.map(one => one.name).join(", ");
        const origin = names === "" ? "" : `; it comes from ${names}`;
        return undecided({ property: path, message: `${label} cannot be read: ${value.why}${origin}` });
    }
    const kind = credentialIn(value);
    if (kind !== undefined) {
        return violated({
            property: path,
            message: `${label} holds ${kind}, expected a reference to where it is kept: ${EVERYBODY}`,
        });
    }
    if (!credential || !isLiteralValue(value)) return holds();
    const message = `${label} is named like a credential and holds a value, expected a reference to where it is kept: ${EVERYBODY}`;
    return violated({ property: path, message });
}
