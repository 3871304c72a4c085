import { performance } from "node:perf_hooks";
import { count } from "./report/layout";

/** Wide enough to tell a stack from another, narrow enough for every terminal. */
const DEFAULT_COLUMNS = 80;

/** Clears the line that the cursor is on. */
const CLEAR_LINE = "\r\u001b[2K";

/** How often the line is rewritten at most, in milliseconds: faster than eyes read, slower than a program registers. */
export const REWRITE_INTERVAL_MS = 50;

/** The stream that progress is shown on. */
export type ProgressStream = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

/** One line on a terminal that says what is planned so far, rewritten in place. Silent where there is no terminal. */
export class Progress {
    private readonly resources = new Map<string, number>();
    private shownAt: number | undefined;

    /** @param now A clock that never goes back, in milliseconds. */
    constructor(
        private readonly stream: ProgressStream,
        private readonly now: () => number = () => performance.now(),
    ) {}

    /** Tells how many resources a stack has so far. */
    update(stack: string, resources: number): void {
        if (!this.stream.isTTY) return;
        this.resources.set(stack, resources);
        const time = this.now();
        if (this.shownAt !== undefined && time - this.shownAt < REWRITE_INTERVAL_MS) return;
        this.shownAt = time;
        const stacks = [...this.resources].map(([name, amount]) => `${name} ${count(amount, "resource")}`);
        // A line that reaches the last column wraps, and can then not be rewritten.
        const room = (this.stream.columns || DEFAULT_COLUMNS) - 1;
        this.stream.write(`${CLEAR_LINE}${`planning ${stacks.join(", ")}`.slice(0, room)}`);
    }

    /** Takes the line away, so that what follows begins on a clean one. */
    clear(): void {
        if (this.shownAt !== undefined) this.stream.write(CLEAR_LINE);
        this.shownAt = undefined;
    }
}
