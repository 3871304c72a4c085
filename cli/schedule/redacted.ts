/** A report with every text of it passed through a function, whatever it lies in. */
export function redacted<T>(value: T, redact: (text: string) => string): T {
    return withTexts(value, redact) as T;
}

function withTexts(value: unknown, redact: (text: string) => string): unknown {
    if (typeof value === "string") return redact(value);
    if (Array.isArray(value)) return value.map(one => withTexts(one, redact));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withTexts(one, redact)]));
}
