import { Asset, isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "./value";

/*
 * Pulumi's encoding of property values in JSON: the form in which they cross between program, engine and provider,
 * and in which previews and states are written. The constants are the ones of `@pulumi/pulumi/runtime/rpc`, repeated
 * here so that reading a plan does not load the SDK.
 */

/** The key that marks an object as a special value. */
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";

/** What stands behind {@link SIGNATURE_KEY}. */
export const SIGNATURES = {
    secret: "1b47061264138c4ac30d75fd1eb44270",
    asset: "c44067f5952c0a294b673a41bacd8c17",
    archive: "0def7320c3a5731c473e5ecbe6d01bc7",
    resourceReference: "5cf8f73096256a8f31e491e813e4eb8e",
    output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

/** What a state or a preview writes in place of a value that is not known yet. */
export const UNKNOWN_MARKER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine's markers for unknown values of each type: string, boolean, number, list, map, asset, archive, object. */
const UNKNOWN_MARKERS: ReadonlySet<unknown> = new Set([
    UNKNOWN_MARKER,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Properties of a resource that belong to the engine and its providers start so, and say nothing of the resource. */
const INTERNAL_PREFIX = "__";

/** What a provider's bridge adds to an object inside a resource. Any other name there may be the user's, as in a map. */
const INTERNAL_NESTED = "__defaults";

/** What a backend leaves in place of a secret that it cannot or will not decrypt. */
const REDACTED = "[secret]";

/**
 * Decodes the properties of one resource, dropping what is internal to the engine and its providers.
 * Never throws: what has an unknown shape is decoded as unknown, with the shape named.
 */
export function decodeProperties(properties: unknown): PropertyMap {
    return decodeFields(properties, name => name.startsWith(INTERNAL_PREFIX));
}

function decodeFields(fields: unknown, isInternal: (name: string) => boolean): PropertyMap {
    if (typeof fields !== "object" || fields === null) return {};
    const entries = Object.entries(fields).filter(([name, value]) => value !== undefined && !isInternal(name));
    // Built from entries, since assigning to a field of the name `__proto__` would change the object instead.
    return Object.fromEntries(entries.map(([name, value]) => [name, decodeValue(value)]));
}

/** Decodes one value. */
export function decodeValue(value: unknown): PropertyValue {
    if (typeof value === "string") {
        if (UNKNOWN_MARKERS.has(value)) return Unknown.computed;
        return value === REDACTED ? new Secret(new Unknown("redacted")) : value;
    }
    if (value === null || typeof value === "boolean" || typeof value === "number") return value;
    if (Array.isArray(value)) return value.map(decodeValue);
    if (typeof value !== "object") return new Unknown(`a value of type ${typeof value}`);
    const fields = value as Record<string, unknown>;
    const signature = fields[SIGNATURE_KEY];
    return signature === undefined
        ? decodeFields(fields, name => name === INTERNAL_NESTED)
        : decodeSpecial(signature, fields);
}

function decodeSpecial(signature: unknown, fields: Record<string, unknown>): PropertyValue {
    switch (signature) {
        case SIGNATURES.secret:
            return new Secret(decodeSecretContent(fields));
        case SIGNATURES.output:
            return decodeOutput(fields);
        case SIGNATURES.resourceReference:
            return decodeReference(fields);
        case SIGNATURES.asset:
            return new Asset("asset", text(fields["hash"]), text(fields["path"]) ?? text(fields["uri"]));
        case SIGNATURES.archive:
            return new Asset("archive", text(fields["hash"]), text(fields["path"]) ?? text(fields["uri"]));
        default:
            return new Unknown(`a special value with the unrecognised signature ${String(signature)}`);
    }
}

function decodeSecretContent(fields: Record<string, unknown>): PropertyValue {
    if ("value" in fields) return decodeValue(fields["value"]);
    const plaintext = fields["plaintext"];
    if (typeof plaintext === "string") {
        try {
            return decodeValue(JSON.parse(plaintext));
        } catch {
            return new Unknown("a secret whose content is not JSON");
        }
    }
    return new Unknown("an encrypted secret");
}

function decodeOutput(fields: Record<string, unknown>): PropertyValue {
    const content = "value" in fields ? decodeValue(fields["value"]) : Unknown.computed;
    return fields["secret"] === true && !(content instanceof Secret) ? new Secret(content) : content;
}

/** A custom resource is referred to by its id, a component by its URN. */
function decodeReference(fields: Record<string, unknown>): PropertyValue {
    if (!("id" in fields)) return text(fields["urn"]) ?? new Unknown("a reference without a URN");
    const id = decodeValue(fields["id"]);
    return id === "" ? Unknown.computed : id;
}

function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

/** Encodes a value as {@link decodeValue} reads it. The content of a secret is encoded too: hand it to no one who must not see it. */
export function encodeValue(value: PropertyValue): unknown {
    if (value instanceof Unknown) return UNKNOWN_MARKER;
    if (value instanceof Secret) return { [SIGNATURE_KEY]: SIGNATURES.secret, value: encodeValue(value.value) };
    if (value instanceof Asset) {
        return { [SIGNATURE_KEY]: SIGNATURES[value.kind], hash: value.hash, path: value.origin };
    }
    if (isList(value)) return value.map(encodeValue);
    if (isPropertyMap(value)) {
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, encodeValue(inner)]));
    }
    return value;
}
