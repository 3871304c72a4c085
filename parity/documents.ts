import { parseAllDocuments, visit } from "yaml";
import type { PropertyValue } from "../plan/value";

/*
 * Data that stands in a text, as JSON or as YAML.
 */

/**
 * The data that a text holds as JSON or YAML: objects and lists, of YAML as many as it has documents. None for a text that is
 * only text.
 */
export function documentsIn(text: string): readonly PropertyValue[] {
    const trimmed = text.trim();
    // Numbers that a double cannot hold would be taken for their neighbours.
    if (/^[[{]/.test(trimmed)) return LONG_NUMBER.test(trimmed) ? [] : dataOf(() => [JSON.parse(trimmed) as unknown]);
    // `#cloud-config` and `#!/bin/sh` say what a text is; `# a sentence` says nothing to a machine.
    if (/^#(?!\s)/.test(trimmed)) return [];
    // One line with a colon is a sentence, an address or an image; several lines that parse as a mapping are a document.
    return trimmed.includes("\n") && KEY.test(trimmed) ? dataOf(() => yamlData(trimmed)) : [];
}

const LONG_NUMBER = /[:[,\s]-?(?:\d[\d.]{15,}|[\d.]+[eE]\+?\d{3})/;
const KEY = /^(?:- )*[\w"'.-]+:(?:\s|$)/m;

/** YAML as data, in which `1.10` is not `1.1`: what is not written as its value would be is kept as it was written. */
function yamlData(text: string): readonly unknown[] {
    const documents = parseAllDocuments(text, { logLevel: "silent" });
    if (!Array.isArray(documents)) return [];
    for (const document of documents) {
        if (document.errors.length > 0) throw document.errors[0] ?? new Error("no YAML");
        visit(document, {
            Collection: (_, node) => {
                if (isOwnTag(node.tag)) throw new Error("tagged");
            },
            Scalar: (_, node) => {
                if (isOwnTag(node.tag)) node.value = `${node.tag ?? ""} ${node.source ?? ""}`;
                else if (typeof node.value === "number" && String(node.value) !== node.source) node.value = node.source;
            },
        });
    }
    // Between two separators there may be nothing.
    return documents.map(document => document.toJS() as unknown).filter(data => data !== null);
}

/** Tags that say what a value is anyway. */
const CORE_TAG = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/;

/** Whether a tag says more than the value, as `!Ref` and `!Sub` of CloudFormation do. */
function isOwnTag(tag: string | undefined): boolean {
    return tag !== undefined && !CORE_TAG.test(tag);
}

function dataOf(read: () => readonly unknown[]): readonly PropertyValue[] {
    try {
        const data = read();
        return data.every(one => typeof one === "object" && one !== null && isWithin(one, MAX_DEPTH))
            ? (data as readonly PropertyValue[])
            : [];
    } catch {
        // Not a document after all: it is compared as text.
        return [];
    }
}

/** Deeper data is nobody's configuration, and would exhaust the stack of whatever walks it. */
const MAX_DEPTH = 200;

function isWithin(value: unknown, depth: number): boolean {
    if (typeof value !== "object" || value === null) return true;
    return depth > 0 && Object.values(value).every(inner => isWithin(inner, depth - 1));
}

/** Inputs that AWS takes in base64. */
const ENCODED_INPUT = /^userData(?:Base64)?$/;

/** What a text says that its property holds in base64; the text itself where it is none. */
export function decodedText(text: string, property: string): string {
    if (!ENCODED_INPUT.test(property)) return text;
    const bytes = Buffer.from(text, "base64");
    const decoded = bytes.toString("utf8");
    const isWhole = bytes.toString("base64") === text && Buffer.from(decoded, "utf8").equals(bytes);
    return isWhole ? decoded : text;
}
