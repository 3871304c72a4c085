import type { NormalValue } from "./normal";
import type { Difference } from "./stacks";

/** A value as plain data: for reports, and for `differences.yaml` to say which value was approved. */
export type ShownValue =
    null | boolean | number | string | readonly ShownValue[] | { readonly [name: string]: ShownValue };

/** A value as it was planned, as far as it may be shown: nothing of a secret, and of the unknown where it comes from. */
export function showValue(value: NormalValue | undefined): ShownValue {
    if (value === undefined) return null;
    switch (value.kind) {
        case "plain":
            return value.planned;
        case "secret":
            return "<secret>";
        case "unknown":
            return `<from ${[...value.from, ...value.fromOnlyHere.map(urn => urn.slice(urn.lastIndexOf("::") + 2))].join(" and ") || "nowhere known"}>`;
        case "map":
            return Object.fromEntries([...value.fields].map(([name, field]) => [name, showValue(field)]));
        case "list":
            return value.items.map(showValue);
    }
}

/** What the two sides of a difference are, the left one first. */
export function sidesOf(difference: Difference): readonly [ShownValue, ShownValue] {
    if (difference.kind === "property") return [showValue(difference.left), showValue(difference.right)];
    const side = difference.kind === "setting" ? difference.side : difference.only.side;
    return side === "left" ? ["present", "absent"] : ["absent", "present"];
}

/** Where a difference is, as a ledger names it. */
export function placeOf(difference: Difference): string {
    return difference.kind !== "presence" ? `${difference.at}#${difference.property}` : difference.at;
}
