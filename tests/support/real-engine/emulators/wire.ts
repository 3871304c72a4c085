import { createHash } from "node:crypto";
import type { Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../../../plan/wire";
import { Struct } from "../protobuf";

/** A property value as it crosses the wire between engine and provider. */
export type Wire = null | boolean | number | string | Wire[] | WireMap;

/** Properties by name, as they cross the wire. */
export interface WireMap {
    [name: string]: Wire;
}

/** Reads the properties of a request; none where the request carries none. */
export function fromStruct(struct: StructMessage | undefined): WireMap {
    return struct === undefined ? {} : struct.toJavaScript();
}

/** Writes the properties of an answer. */
export function toStruct(properties: WireMap): StructMessage {
    return Struct.fromJavaScript(properties);
}

/** Whether a value is an object of named properties. */
export function isWireMap(value: Wire | undefined): value is WireMap {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value that must be text, with any secret mark taken off. */
export function textOf(value: Wire | undefined, what: string): string {
    const plain = value === undefined ? undefined : withoutSecrets(value);
    if (typeof plain === "string") return plain;
    throw new Error(`expected text for ${what}, got ${JSON.stringify(plain)}`);
}

/** Takes the secret marks off a value, those inside it included. */
export function withoutSecrets(value: Wire): Wire {
    if (Array.isArray(value)) return value.map(withoutSecrets);
    if (!isWireMap(value)) return value;
    if (value[SIGNATURE_KEY] === SIGNATURES.secret) return withoutSecrets(value["value"] ?? null);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner)]));
}

/** Marks a value secret. */
export function secret(value: Wire): Wire {
    return { [SIGNATURE_KEY]: SIGNATURES.secret, value };
}

/** Whether a value is, or contains, one that is not known yet. */
export function hasUnknown(value: Wire): boolean {
    if (value === UNKNOWN_MARKER) return true;
    if (Array.isArray(value)) return value.some(hasUnknown);
    return isWireMap(value) && Object.values(value).some(hasUnknown);
}

/** Hexadecimal digits that follow from the given texts alone, so that what an emulator makes up is the same in every run. */
export function madeUpHex(digits: number, ...seeds: readonly string[]): string {
    return createHash("sha256").update(seeds.join("\0")).digest("hex").slice(0, digits);
}
