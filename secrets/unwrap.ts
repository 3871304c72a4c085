import { addressParts } from "./address-parts";
import { credentialIn, meansCredential, surelyMeansCredential } from "./credentials";
import { isOpen } from "./no-credentials";
import { settingParts } from "./setting-parts";

/** A credential inside a text: what it is once everything around it is taken off, and how it was wrapped. */
export interface Unwrapped {
    /** From the outermost wrapping to the innermost, such as `["base64", "JSON password"]`; none for the text itself. */
    readonly form: readonly string[];
    readonly bytes: Buffer;
}

/** What one layer gives: a text inside a text. */
export interface Part {
    readonly form: string;
    readonly text: string;
    /** The name that the layer gives the text; nothing where it gives none. */
    readonly name?: string;
}

/** What comes out of a text. */
export interface Contents {
    /** Nothing where the text is no credential, or is an envelope around others. */
    readonly whole: Buffer | undefined;
    readonly parts: readonly Unwrapped[];
    /** Whether there were more layers than anybody wraps, so that not all of it was read. */
    readonly tooDeep: boolean;
}

/** Layers that nobody wraps around a credential: a Docker configuration in a Secret in a manifest has six. */
const MAX_LAYERS = 8;

/** Parts of one text that are read; a file with more is taken as a whole. */
const MAX_PARTS = 10_000;

/** Longer texts are archives and images; a Secret of Kubernetes holds a mebibyte, more than half as much again in base64. */
const MAX_CHARACTERS = 2 ** 20 * 2;

/**
 * Takes a text apart down to the credentials in it: base64, JSON, addresses, connection strings, files of settings, keys in
 * PEM, and any of these inside another. Base64 and JSON are nothing but envelopes; of all others the whole counts, too.
 *
 * @param name What the place calls the text, where it does.
 * @param marked Whether all of the text is secret, or only what a name or a shape in it says is.
 */
export function unwrap(text: string, name: string | undefined, marked: boolean): Contents {
    const search: Search = { isKubeconfig: KUBECONFIG.test(name ?? ""), parts: [], tooDeep: false };
    const isEnvelope = lookInto(text, { name, marked, form: [] }, search);
    const isWhole = !isEnvelope && counts(text, name, marked, search);
    return { whole: isWhole ? canonical(text) : undefined, parts: search.parts, tooDeep: search.tooDeep };
}

/** What opens a cluster. It says by which of its fields, among others that are no secret. */
const KUBECONFIG = /kube-?config/i;
const KUBECONFIG_CREDENTIAL = /^(?:.*token|client-key-data|password)$/i;

interface Search {
    readonly isKubeconfig: boolean;
    readonly parts: Unwrapped[];
    tooDeep: boolean;
}

interface Place {
    readonly name: string | undefined;
    readonly marked: boolean;
    readonly form: readonly string[];
}

/** @returns whether the text is nothing but an envelope around others. */
function lookInto(text: string, place: Place, search: Search): boolean {
    if (place.form.length >= MAX_LAYERS || search.parts.length >= MAX_PARTS || text.length > MAX_CHARACTERS) {
        search.tooDeep = true;
        return false;
    }
    const envelope = jsonParts(text) ?? encodedParts(text, place.name);
    const inner = envelope ?? [...addressParts(text), ...settingParts(text, place.marked), ...pemParts(text)];
    for (const part of inner) lookAt(part, place, search);
    return envelope !== undefined;
}

function lookAt({ form, name, text }: Part, around: Place, search: Search): void {
    const called = name ?? around.name;
    const place = { name: called, marked: around.marked, form: [...around.form, form] };
    const before = search.parts.length;
    const isEnvelope = lookInto(text, place, search);
    if (isEnvelope || !counts(text, called, around.marked, search, before)) return;
    search.parts.push({ form: place.form, bytes: canonical(text) });
}

/**
 * Whether a text is a credential as a whole.
 *
 * @param before How many were found before the text was looked into: one that holds others is no less one than they are.
 */
function counts(text: string, name: string | undefined, marked: boolean, search: Search, before = 0): boolean {
    if (isOpen(text, name)) return search.parts.length > before;
    if (marked || credentialIn(text) !== undefined) return true;
    if (name === undefined) return false;
    return surelyMeansCredential(name) || (search.isKubeconfig && KUBECONFIG_CREDENTIAL.test(name));
}

/** Line ends at the end come and go with the tool that wrote a value; white space within a key in PEM, too. */
function canonical(text: string): Buffer {
    const trimmed = text.trim();
    return Buffer.from(PEM.test(trimmed) ? pemBody(trimmed) : trimmed, "utf8");
}

const JSON_START = /^\s*[[{"]/;

function jsonParts(text: string): readonly Part[] | undefined {
    if (!JSON_START.test(text)) return undefined;
    try {
        return leavesOf(JSON.parse(text), undefined);
    } catch {
        return undefined;
    }
}

function leavesOf(value: unknown, name: string | undefined): readonly Part[] {
    if (typeof value === "string")
        return [
            {
                form: name === undefined ? "JSON" : `JSON ${shownName(name)}`,
                text: value,
                ...(name !== undefined && { name }),
            },
        ];
    if (typeof value === "number" && name !== undefined && meansCredential(name)) {
        return [{ form: `JSON ${shownName(name)}`, text: String(value), name }];
    }
    if (Array.isArray(value)) return value.flatMap(item => leavesOf(item, name));
    if (typeof value !== "object" || value === null) return [];
    const beside = value as Readonly<Record<string, unknown>>;
    const called = typeof beside["name"] === "string" ? beside["name"] : beside["key"];
    const isPair = "value" in beside && typeof called === "string";
    return Object.entries(value).flatMap(([key, item]) => {
        // What names a value beside it is no value.
        if (isPair && item === called) return [];
        return leavesOf(item, isPair && key === "value" ? called : key);
    });
}

/** Names of fields, as programs choose them. Anything else may be a credential that serves as a key. */
const FIELD_NAME = /^[A-Za-z_][A-Za-z_.-]{0,63}\d{0,3}$/;

/** A name from inside a secret as a message may show it. */
export function shownName(name: string): string {
    return FIELD_NAME.test(name) ? name : "(a name that may be secret)";
}

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** Shorter texts are words as often as they are encoded. */
const MIN_BASE64_CHARACTERS = 8;

/** Text that somebody wrote: what decodes to it was encoded, what does not was not. */
const WRITTEN = /^[\t\n\r\x20-\x7e\u00a0-\u{10ffff}]*$/u;

/** `Basic dXNlcjpwYXNz`, as headers carry it, and `user:password`, as the same says once decoded. */
const AUTHORIZATION = /^(Basic|Bearer|Token)\s+(\S+)$/i;
const USER_AND_PASSWORD = /^[^\s:/@]{1,128}:(?!\/\/)(\S+)$/;
const MEANS_BOTH = /auth|basic|credential|htpasswd/i;

function encodedParts(text: string, name: string | undefined): readonly Part[] | undefined {
    const trimmed = text.trim();
    const header = AUTHORIZATION.exec(trimmed)?.[2];
    if (header !== undefined) return [{ form: "authorization header", text: header, name: "auth_token" }];
    const pair = name !== undefined && MEANS_BOTH.test(name) ? USER_AND_PASSWORD.exec(trimmed)?.[1] : undefined;
    if (pair !== undefined) return [{ form: "user and password", text: pair, name: "password" }];
    const decoded = fromBase64(trimmed);
    return decoded === undefined ? undefined : [{ form: "base64", text: decoded }];
}

/** What a text says in base64. Nothing where it says no text: then it is a value of its own. */
export function fromBase64(text: string): string | undefined {
    const joined = text.replace(/\s+/g, "");
    if (joined.length < MIN_BASE64_CHARACTERS || joined.length % 4 === 1 || !BASE64.test(joined)) return undefined;
    const decoded = Buffer.from(joined, "base64").toString("utf8");
    return !decoded.includes("\ufffd") && decoded.length > 0 && WRITTEN.test(decoded) ? decoded : undefined;
}

/** A private key in PEM; line ends may be written as `\n`. */
const PEM = /-----BEGIN ([A-Z ]*PRIVATE KEY(?: BLOCK)?)-----([\s\S]+?)-----END \1-----/;

function pemParts(text: string): readonly Part[] {
    const blocks = [...text.matchAll(new RegExp(PEM, "g"))].map(([block]) => block);
    return blocks.flatMap(block => (block.trim() === text.trim() ? [] : [{ form: "PEM", text: block }]));
}

function pemBody(text: string): string {
    return (PEM.exec(text)?.[2] ?? text).replace(/\\[nr]|\s+/g, "");
}
