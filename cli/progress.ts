/** Wide enough to tell a stack from another, narrow enough for every terminal. */
const DEFAULT_COLUMNS = 80;

/** Clears the line that the cursor is on. */
const CLEAR_LINE = "\r\u001b[2K";

/** The stream that progress is shown on. */
export type ProgressStream = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

/** One line on a terminal that says what is planned so far, rewritten in place. Silent where there is no terminal. */
export class Progress {
    private readonly resources = new Map<string, number>();
    private shown = false;

    constructor(private readonly stream: ProgressStream) {}

    /** Tells how many resources a stack has so far. */
    update(stack: string, resources: number): void {
        this.resources.set(stack, resources);
        if (!this.stream.isTTY) return;
        const text = `planning ${[...this.resources].map(([name, amount]) => `${name} ${amount} resources`).join(", ")}`;
        // A line that reaches the last column wraps, and can then not be rewritten.
        this.stream.write(`${CLEAR_LINE}${text.slice(0, (this.stream.columns || DEFAULT_COLUMNS) - 1)}`);
        this.shown = true;
    }

    /** Takes the line away, so that what follows begins on a clean one. */
    clear(): void {
        if (this.shown) this.stream.write(CLEAR_LINE);
        this.shown = false;
    }
}
