import type { NormalPlain, NormalValue } from "./normal";
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

/**
 * A value as {@link showValue}, but what a deployment made is shown by where it comes from, as it is before the deployment:
 * so that what was approved of a plan is approved of a state too.
 */
export function showOrigin(value: NormalValue | undefined): ShownValue {
    switch (value?.kind) {
        case "plain":
            return isMadeElsewhere(value) ? showValue({ ...value, kind: "unknown" }) : showValue(value);
        case "map":
            return Object.fromEntries([...value.fields].map(([name, field]) => [name, showOrigin(field)]));
        case "list":
            return value.items.map(showOrigin);
        case "secret":
        case "unknown":
        case undefined:
            return showValue(value);
    }
}

/** Whether all of a text is what a deployment gave one other resource, and not just a part of it. */
function isMadeElsewhere({ from, fromOnlyHere, normal }: NormalPlain): boolean {
    const [origin] = [...from, ...fromOnlyHere];
    if (origin === undefined) return false;
    const start = `{${origin}.`;
    const text = String(normal);
    return text.startsWith(start) && /^[^{}]*\}$/.test(text.slice(start.length));
}

/** What the two sides of a difference are, the left one first. */
export function sidesOf(difference: Difference): readonly [ShownValue, ShownValue] {
    return sidesBy(showValue, difference);
}

/** As {@link sidesOf}, but each as {@link showOrigin} has it. */
export function sideOriginsOf(difference: Difference): readonly [ShownValue, ShownValue] {
    return sidesBy(showOrigin, difference);
}

function sidesBy(show: typeof showValue, difference: Difference): readonly [ShownValue, ShownValue] {
    if (difference.kind === "property") return [show(difference.left), show(difference.right)];
    const isSecretThere = difference.kind === "setting" && difference.isSecretThere === true;
    const [one, other] = isSecretThere ? ["secret", "plain"] : ["present", "absent"];
    const side = difference.kind === "setting" ? difference.side : difference.only.side;
    return side === "left" ? [one, other] : [other, one];
}

/** Where a difference is, as a ledger names it. */
export function placeOf(difference: Difference): string {
    return difference.kind !== "presence" ? `${difference.at}#${difference.property}` : difference.at;
}

/** One spelling of a value, whatever the order of its fields. */
export function canonical(value: ShownValue): string {
    return JSON.stringify(value, (_, inner: unknown) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
            : inner,
    );
}
