import { readFileSync } from "node:fs";
import * as path from "node:path";
import { type Document, isMap, isScalar, isSeq, parseDocument, visit, type YAMLMap } from "yaml";
import { fullKey } from "../../engine/stack-config";
import { UsageError } from "../../plan/faults";

/** One setting that the new file has otherwise than the one that it is copied from. */
export interface NewSetting {
    /** Full key, such as `shop:domain`. */
    readonly key: string;
    /** Names of the steps inside of it; none for the setting itself. */
    readonly steps: readonly string[];
    /** As a person writes it. */
    readonly text: string;
}

/** What Pulumi would read as a date or as a number of another spelling: whole numbers alone are safe without quotes. */
const NEEDS_QUOTES = /^(?!(0|[1-9]\d{0,14})$)[\d.+-]/;

/**
 * The settings of a stack, to be copied without its secrets.
 *
 * Every scalar stays as it is written: what an account's number with a zero in front means is not for us to decide.
 */
export class StackFileCopy {
    readonly #document: Document;
    readonly #settings: YAMLMap;
    readonly #project: string;

    /** @param file A file that has been read without fault already. */
    constructor(file: string, project: string) {
        const parsed = parseDocument(readFileSync(file, "utf8"), { schema: "failsafe" });
        const settings = parsed.get("config");
        if (!isMap(settings)) {
            throw new UsageError("there is nothing to copy", [
                { at: path.basename(file), message: "expected settings under config, got none" },
            ]);
        }
        const aliases: unknown[] = [];
        visit(parsed, { Alias: (_, alias) => void aliases.push(alias) });
        if (aliases.length > 0) {
            // What an alias stands for may be what is left out.
            throw new UsageError("the settings cannot be copied", [
                { at: path.basename(file), message: "expected every value to be written out, got aliases (*name)" },
            ]);
        }
        this.#document = parsed;
        this.#settings = settings;
        this.#project = project;
    }

    /** Full keys of all settings, in the order of the file. */
    get keys(): readonly string[] {
        return this.#settings.items.map(({ key }) => this.#fullKey(key));
    }

    /** What else stands in the file: nothing of it may be copied, since it leads to the secrets of the stack. */
    get others(): readonly string[] {
        const { contents } = this.#document;
        const keys = isMap(contents) ? contents.items.map(({ key }) => textOf(key)) : [];
        return keys.filter(key => key !== "config");
    }

    /** Leaves a setting out. */
    leaveOut(key: string): void {
        const at = this.#settings.items.findIndex(pair => this.#fullKey(pair.key) === key);
        if (at >= 0) this.#settings.items.splice(at, 1);
    }

    /** Names of what a setting holds at some step inside of it; nothing where that holds no names. */
    namesIn(key: string, steps: readonly string[]): readonly string[] | undefined {
        const inner = this.#settings.getIn([this.#written(key) ?? key, ...steps]);
        if (isSeq(inner)) return inner.items.map((_, place) => String(place));
        return isMap(inner) ? inner.items.map(pair => textOf(pair.key)) : undefined;
    }

    /** Sets a value; text stays text, in the quotes that it had. */
    set({ key, steps, text }: NewSetting): void {
        const at = [this.#written(key) ?? key, ...steps];
        const old = this.#settings.getIn(at, true);
        const made = isScalar(old) ? old : parseDocument(text, { schema: "failsafe" }).contents;
        if (isScalar(made)) {
            made.value = text;
            // A comment beside the old value may not be true of the new one.
            made.comment = null;
            if (NEEDS_QUOTES.test(text)) made.type = "QUOTE_DOUBLE";
        }
        this.#settings.setIn(at, made);
    }

    /** The text of the new file. */
    text(comment: string): string {
        for (const other of this.others) this.#document.delete(other);
        // What stands on top of a file speaks of that file.
        this.#document.commentBefore = null;
        const { contents } = this.#document;
        if (isMap(contents)) {
            const [first] = contents.items;
            if (isScalar(first?.key)) first.key.commentBefore = null;
            contents.commentBefore = comment;
        }
        return this.#document.toString({ lineWidth: 0, flowCollectionPadding: false });
    }

    /** The key of a setting as it is written, which may be an older or a shorter one. */
    #written(key: string): string | undefined {
        const pair = this.#settings.items.find(item => this.#fullKey(item.key) === key);
        return pair === undefined ? undefined : textOf(pair.key);
    }

    #fullKey(key: unknown): string {
        return fullKey(textOf(key), this.#project);
    }
}

function textOf(key: unknown): string {
    return isScalar(key) ? String(key.value) : String(key);
}
