import type { z } from "zod";

/** A document as every command writes it, of the shape that a schema describes. */
export function json<TSchema extends z.ZodType>(document: z.input<TSchema>): string {
    return `${JSON.stringify(document, undefined, 2)}\n`;
}
