import type { SourcePosition } from "./plan";

/** What a record says of the place where its resource was registered. */
export interface RecordedPlace {
    readonly sourcePosition?: string | null;
    readonly stackTrace?: readonly { readonly sourcePosition?: string | null }[] | null;
}

/** A TypeScript program registers nothing before its imports: what is said to lie here lies in transpiled text. */
const FIRST_LINES = 2;

/** Nobody writes lines this long; a transpiler that takes out line breaks does. */
const LONGEST_WRITTEN_COLUMN = 300;

const TYPESCRIPT = /\.[cm]?ts$/;

/**
 * Where the resources of a stack were registered, as the Pulumi CLI wrote it down. The CLI does not know of source
 * maps: where a loader transpiles in memory, it writes down places of a text that nobody has seen. Those are dropped.
 */
export class RecordedSources {
    private readonly transpiled: ReadonlySet<string>;

    constructor(records: readonly RecordedPlace[]) {
        this.transpiled = new Set(
            records
                .flatMap(placesOf)
                .filter(isTranspiled)
                .map(({ file }) => file),
        );
    }

    /** The innermost place in the program itself: a provider's own place, for one, lies inside the SDK. */
    of(record: RecordedPlace): SourcePosition | undefined {
        const place = placesOf(record)[0];
        return place === undefined || this.transpiled.has(place.file) ? undefined : place;
    }
}

function isTranspiled({ file, line, column }: SourcePosition): boolean {
    return TYPESCRIPT.test(file) && (line <= FIRST_LINES || column > LONGEST_WRITTEN_COLUMN);
}

function placesOf({ sourcePosition, stackTrace }: RecordedPlace): readonly SourcePosition[] {
    return [sourcePosition, ...(stackTrace ?? []).map(frame => frame.sourcePosition)]
        .map(text => parseSourcePosition(text ?? ""))
        .filter(place => place !== undefined)
        .filter(place => !place.file.includes("node_modules/"));
}

/** Reads the CLI's spelling of a place: `project:///program/index.ts#12,34`. Returns nothing for any other text. */
export function parseSourcePosition(text: string): SourcePosition | undefined {
    const [, scheme, path, line, column] = /^(project|file):\/\/(\/[^#]*)#(\d+)(?:,(\d+))?$/.exec(text) ?? [];
    if (path === undefined || line === undefined) return undefined;
    const file = decodePath(path);
    return { file: scheme === "project" ? file.slice(1) : file, line: Number(line), column: Number(column ?? 1) };
}

function decodePath(path: string): string {
    try {
        return decodeURIComponent(path);
    } catch {
        return path;
    }
}
