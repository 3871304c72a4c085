import { z } from "zod";
import { nearest } from "./nearest";

/** One thing wrong with something that a person wrote: where, and what was given and expected. */
export interface SchemaFault {
    readonly path: readonly PropertyKey[];
    readonly message: string;
}

/** Longest value that a message repeats, in characters. */
const MAX_SHOWN_CHARACTERS = 60;

/** Everything that a schema has against a value. */
export function schemaFaults(schema: z.ZodType, error: z.ZodError, given: unknown): readonly SchemaFault[] {
    return error.issues.flatMap((issue): readonly SchemaFault[] => {
        if (issue.code === "unrecognized_keys") {
            const known = keysAt(schema, issue.path);
            return issue.keys.map(key => ({ path: [...issue.path, key], message: unknownKey(key, known) }));
        }
        // The library writes "Invalid input: expected string, received number": what counts is what was expected.
        const expected = issue.message
            .replace(/^[A-Z][a-z ]+: (?=expected)/, "")
            .replace(/, received .*$/, "")
            .replace(/^expected record$/, "expected object");
        return [{ path: issue.path, message: `${expected}, got ${showGiven(valueAt(given, issue.path))}` }];
    });
}

/** What to say of a key that does not exist: the nearest that does, or all of them where none is near. */
export function unknownKey(key: string, known: readonly string[]): string {
    if (known.length === 0) return `unknown key ${JSON.stringify(key)}; no key is expected here`;
    const guess = nearest(key, known);
    return guess === undefined
        ? `unknown key ${JSON.stringify(key)}; expected one of ${known.join(", ")}`
        : `unknown key ${JSON.stringify(key)}; did you mean ${JSON.stringify(guess)}?`;
}

/** A path as a person writes it. */
export function writtenPath(path: readonly PropertyKey[]): string {
    return path
        .map((step, place) => (typeof step === "number" ? `[${step}]` : `${place === 0 ? "" : "."}${String(step)}`))
        .join("");
}

function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
    const inner = unwrap(schema);
    const [step, ...rest] = path;
    if (step === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
    if (inner instanceof z.ZodObject) {
        const field = (inner.shape as z.core.$ZodShape)[String(step)];
        return field === undefined ? [] : keysAt(field, rest);
    }
    if (inner instanceof z.ZodRecord) return keysAt(inner.valueType, rest);
    if (inner instanceof z.ZodArray) return keysAt(inner.element, rest);
    return [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
    return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrap(schema.unwrap()) : schema;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
    return path.reduce<unknown>(
        (inner, step) =>
            typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
        value,
    );
}

function showGiven(value: unknown): string {
    if (value === undefined) return "nothing";
    const text = JSON.stringify(value);
    return text.length <= MAX_SHOWN_CHARACTERS ? text : `${text.slice(0, MAX_SHOWN_CHARACTERS)}...`;
}
