import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import { type Fault, UsageError } from "./faults";
import { type SchemaFault, schemaFaults, writtenPath } from "./schema-faults";

/** A place in a file, from 1. */
export interface TextPosition {
    readonly line: number;
    readonly column: number;
}

/** What a file of YAML says, once its shape is known to be right. */
export interface ReadYaml<TSchema extends z.ZodType> {
    /** With the defaults of the schema filled in. */
    readonly value: z.output<TSchema>;
    /** As it is written. */
    readonly written: z.input<TSchema>;
    /** Where something stands in the file. */
    readonly positionOf: (path: readonly PropertyKey[]) => TextPosition;
}

/**
 * Reads the text of a file beside `Pulumi.yaml`; nothing where there is none.
 *
 * @param folder The folder of `Pulumi.yaml`.
 * @param name The file's name, which ends in `.yaml`.
 * @param misnamed A name that people try, and that would be passed over in silence.
 * @throws {UsageError} where the file is misnamed or cannot be read.
 */
export function readProjectFile(folder: string, name: string, misnamed: string): string | undefined {
    if (existsSync(path.join(folder, misnamed))) {
        throw new UsageError(`cannot read ${name} of ${folder}`, [
            { at: misnamed, message: `expected the name ${name}` },
        ]);
    }
    const file = path.join(folder, name);
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOENT") return undefined;
        throw new UsageError(`cannot read ${name}`, [{ at: file, message: code ?? String(error) }]);
    }
}

/**
 * Reads YAML of a known shape.
 *
 * @param name The file's name, for messages.
 * @param whenEmpty What a file without content says.
 * @throws {UsageError} naming every fault with its line, the value given and what was expected.
 */
export function parseYaml<TSchema extends z.ZodType>(
    text: string,
    name: string,
    schema: TSchema,
    whenEmpty: unknown,
): ReadYaml<TSchema> {
    const lines = new LineCounter();
    // Editors of Windows begin a file with a mark of its encoding.
    const document = parseDocument(text.replace(/^\ufeff/, ""), { lineCounter: lines });
    const broken = document.errors.map(error => ({
        at: `${name}:${lines.linePos(error.pos[0]).line}`,
        message: String(error.message.split("\n")[0]),
    }));
    if (broken.length > 0) throw new UsageError(`${name} is not YAML`, broken);
    const given = toPlain(document, lines, name) ?? whenEmpty;
    const parsed = schema.safeParse(given);
    if (!parsed.success) {
        const faults = schemaFaults(schema, parsed.error, given).map(fault => located(fault, document, lines, name));
        throw new UsageError(`${name} is not as expected`, faults);
    }
    return {
        value: parsed.data,
        written: given as z.input<TSchema>,
        positionOf: steps => {
            const { line, col } = lines.linePos(offsetOf(steps, document) ?? 0);
            return { line, column: col };
        },
    };
}

function toPlain(document: Document, lines: LineCounter, name: string): unknown {
    try {
        return document.toJS() as unknown;
    } catch (error) {
        // An alias that names no anchor, or too many of them.
        const offset = unresolvedAlias(document);
        const at = offset === undefined ? name : `${name}:${lines.linePos(offset).line}`;
        throw new UsageError(`${name} is not YAML`, [
            { at, message: error instanceof Error ? error.message : String(error) },
        ]);
    }
}

/** Where the first alias is that names no anchor. */
function unresolvedAlias(document: Document): number | undefined {
    let offset: number | undefined;
    visit(document, {
        Alias: (_, alias) => {
            if (alias.resolve(document) === undefined) offset ??= alias.range?.[0];
        },
    });
    return offset;
}

function located({ path: steps, message }: SchemaFault, document: Document, lines: LineCounter, name: string): Fault {
    const offset = offsetOf(steps, document);
    const line = offset === undefined ? "" : `:${lines.linePos(offset).line}`;
    const at = steps.length === 0 ? "" : ` ${writtenPath(steps)}`;
    return { at: `${name}${line}${at}`, message };
}

/** Where in the text something lies: at its key if that can be found, else at the nearest thing around it. */
function offsetOf(steps: readonly PropertyKey[], document: Document): number | undefined {
    let offset: number | undefined;
    let node: unknown = document.contents;
    for (const step of steps) {
        if (isMap(node)) {
            const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
            if (pair === undefined) break;
            if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
            node = pair.value;
        } else if (isSeq(node)) {
            node = node.items[Number(step)];
            if (isNode(node)) offset = node.range?.[0] ?? offset;
        } else {
            break;
        }
    }
    return offset;
}
