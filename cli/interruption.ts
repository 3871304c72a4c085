import { EXIT_CODES } from "./exit-codes";

/** What an interrupted command fails with. */
export class InterruptedError extends Error {
    override readonly name = "InterruptedError";

    constructor(readonly signalName: NodeJS.Signals) {
        super(`interrupted by ${signalName}`);
    }
}

/** The signals that ask a command to end: Ctrl-C, and what a CI job is cancelled with. */
const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM"];

/**
 * Runs an action that can be interrupted. The first signal aborts it, so that it can end its children and clean up;
 * the second ends this process at once, whose `exit` handlers kill the children that are left.
 *
 * @throws InterruptedError when the action failed because it was interrupted.
 */
export async function interruptible<T>(action: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const interrupt = (name: NodeJS.Signals) => {
        if (controller.signal.aborted) process.exit(EXIT_CODES.usage);
        controller.abort(new InterruptedError(name));
    };
    for (const name of SIGNALS) process.on(name, interrupt);
    try {
        const result = await action(controller.signal);
        controller.signal.throwIfAborted();
        return result;
    } catch (error) {
        controller.signal.throwIfAborted();
        throw error;
    } finally {
        for (const name of SIGNALS) process.off(name, interrupt);
    }
}
