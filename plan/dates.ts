/** Whether a text is a date that exists, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    const date = new Date(`${text}T00:00:00Z`);
    // The thirtieth of February is read as a day in March.
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
