import { inspect } from "node:util";

/** What stands in the place of a value wherever somebody prints it. */
const HIDDEN = "(hidden)";

/**
 * A value that nothing prints by chance: neither a message, nor JSON, nor `console.log`, nor a stack trace shows it. Who
 * asks for the bytes says so.
 */
export class Concealed {
    readonly #bytes: Buffer;

    constructor(bytes: Buffer) {
        this.#bytes = bytes;
    }

    /** The value. Hand it to what works out a digest, and to nothing else. */
    reveal(): Buffer {
        return this.#bytes;
    }

    toString(): string {
        return HIDDEN;
    }

    toJSON(): string {
        return HIDDEN;
    }

    [inspect.custom](): string {
        return HIDDEN;
    }
}
