import { type Document, isScalar, visit } from "yaml";

/** Dates and moments without quotes, in the forms that the YAML library of the Pulumi CLI takes for them. */
const MOMENT =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]| +)(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Reads dates without quotes as the Pulumi CLI does: as moments, which it hands to the program in the words of its own
 * language, `2027-03-03 00:00:00 +0000 UTC` (measured with the CLI 3.259). Whoever wants the date puts it in quotes.
 */
export function readMoments(document: Document): void {
    visit(document, {
        Scalar(key, node) {
            if (key === "key" || !isScalar(node) || node.type !== "PLAIN" || typeof node.value !== "string") return;
            node.value = momentText(node.value) ?? node.value;
        },
    });
}

/** A moment in the CLI's words; nothing for a text that is none, or a date that does not exist. */
function momentText(text: string): string | undefined {
    const [whole, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] =
        MOMENT.exec(text) ?? [];
    if (whole === undefined) return undefined;
    const twoDigits = (part: string) => part.padStart(2, "0");
    const date = `${String(year)}-${twoDigits(String(month))}-${twoDigits(String(day))}`;
    const time = [hour, minute, second].map(twoDigits).join(":");
    const at = new Date(`${date}T${time}Z`);
    if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(`${date}T${time}`)) return undefined;
    const digits = fraction.replace(/0+$/, "");
    const offset = zone.replace(":", "");
    return `${date} ${time}${digits === "" ? "" : `.${digits}`} ${zone === "Z" ? "+0000 UTC" : `${offset} ${offset}`}`;
}
