import { holdsSecret } from "../../../plan/plain";
import { show, type SubjectReading } from "../../kernel";

/**
 * A text taken from a reading, shown under the same rules of secrecy as the whole reading. Where any part of it is
 * secret, no part is shown.
 *
 * @param known Texts that are public, shown even where the marks of secrets are lost.
 */
export function showPart(reading: SubjectReading, part: string, known: readonly string[] = []): string {
    if (reading.state !== "known") return show(reading);
    return show({ ...reading, value: part, secret: reading.secret || holdsSecret(reading.value) }, known);
}
