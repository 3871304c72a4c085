import type { Plan } from "../plan/plan";
import { isList, isPropertyMap, type PropertyValue, Secret } from "../plan/value";
import { documentsIn } from "./documents";
import { SETTINGS_PLACE } from "./settings";

/** A place of a stack that holds a secret. */
export interface SecretPlace {
    readonly path: string;
    readonly property: string;
    /** URN of the resource; none where it is a setting of the stack. */
    readonly urn: string | undefined;
}

/** One secret that two stacks have, and where each has it. What it is is said nowhere. */
export interface SharedSecret {
    readonly left: readonly [SecretPlace, ...SecretPlace[]];
    readonly right: readonly [SecretPlace, ...SecretPlace[]];
}

/** A shorter text is a word that two secrets may have in common by chance. */
const MIN_SECRET_CHARACTERS = 8;
/** Beside others in a secret document, a text is one of its own only where its name or its look says so. */
const MIN_RANDOM_CHARACTERS = 16;
const CREDENTIAL_NAME = /pass|pwd|secret|token|key|cred|private|cert|pem|salt|seed|signature|dsn|connection/i;
const RANDOM_TEXT = /^(?=.*\d)(?=.*[A-Za-z])\S+$/;

const OBJECT_SECRET = "kubernetes:core/v1:Secret";

/** Every secret that both stacks have, at whatever places. Compared in clear, in memory alone; what is not known is none. */
export function sharedSecrets(left: Plan, right: Plan): readonly SharedSecret[] {
    const [lefts, rights] = [secretsOf(left), secretsOf(right)];
    return [...lefts].flatMap(([text, places]) => {
        const [[one, ...more], [other, ...others]] = [places, rights.get(text) ?? []];
        if (one === undefined || other === undefined) return [];
        return [{ left: [one, ...more], right: [other, ...others] }];
    });
}

function secretsOf({ config, resources }: Plan): ReadonlyMap<string, readonly SecretPlace[]> {
    const found = new Map<string, SecretPlace[]>();
    const keep = (text: string, place: SecretPlace) => {
        const known = found.get(text);
        if (known === undefined) found.set(text, [place]);
        else known.push(place);
    };
    for (const [property, value] of Object.entries(config)) {
        search(value, property, text => {
            keep(text, { path: SETTINGS_PLACE, property, urn: undefined });
        });
    }
    const providers = new Set<string>();
    for (const { inputs, outputs, path, provider, type, urn } of resources) {
        providers.add(urn);
        // Of what was deployed with its secrets in clear, what a provider made up is an output.
        for (const [name, value] of [...Object.entries(inputs), ...Object.entries(outputs)]) {
            const isEncoded = type === OBJECT_SECRET && name === "data";
            search(value, name, (text, property) => {
                keep(isEncoded ? decoded(text) : text, { path, property, urn });
            });
        }
        // A provider that the engine made by itself is no resource of the plan, and has its settings all the same.
        if (provider === undefined || providers.has(provider.urn)) continue;
        providers.add(provider.urn);
        for (const [name, value] of Object.entries(provider.inputs)) {
            search(value, `@provider.${name}`, (text, property) => {
                keep(text, { path, property, urn });
            });
        }
    }
    return found;
}

type Found = (text: string, property: string) => void;

/** Finds what is marked secret, however deep. */
function search(value: PropertyValue, property: string, found: Found): void {
    if (value instanceof Secret) {
        searchSecret(value.value, property, found, true);
    } else if (isList(value)) {
        for (const item of value) search(item, property, found);
    } else if (isPropertyMap(value)) {
        for (const [name, field] of Object.entries(value)) search(field, `${property}.${name}`, found);
    }
}

/** Finds what may be a credential in something that is marked secret as a whole, its settings and names beside it. */
function searchSecret(value: PropertyValue, property: string, found: Found, alone: boolean): void {
    if (value instanceof Secret) {
        searchSecret(value.value, property, found, alone);
    } else if (isList(value)) {
        for (const item of value) searchSecret(item, property, found, alone);
    } else if (isPropertyMap(value)) {
        for (const [name, field] of Object.entries(value)) searchSecret(field, `${property}.${name}`, found, false);
    } else if (typeof value === "string") {
        const documents = documentsIn(value);
        for (const document of documents) searchSecret(document, property, found, false);
        if (documents.length === 0 && isCredential(value, property, alone)) found(value, property);
    }
}

function isCredential(text: string, property: string, alone: boolean): boolean {
    if (text.length < MIN_SECRET_CHARACTERS) return false;
    const name = property.slice(property.lastIndexOf(".") + 1);
    return alone || CREDENTIAL_NAME.test(name) || (text.length >= MIN_RANDOM_CHARACTERS && RANDOM_TEXT.test(text));
}

function decoded(text: string): string {
    return Buffer.from(text, "base64").toString("utf8");
}
