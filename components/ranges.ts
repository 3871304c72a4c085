import * as ipaddr from "ipaddr.js";
import type { ArgumentFaults, Expectation } from "./arguments";

/** An IPv4 range such as `10.1.0.0/16`. */
export const RANGE: Expectation = {
    expected: "an IPv4 range in CIDR notation that begins at its first address",
    fits: value =>
        typeof value === "string" &&
        ipaddr.IPv4.isValidCIDR(value) &&
        ipaddr.IPv4.networkAddressFromCIDR(value).toString() === value.split("/")[0],
};

/** Records what is wrong with ranges, of which there must be one; gives back those there are. */
export function checkRanges(
    propertyPath: string,
    ranges: readonly string[],
    faults: ArgumentFaults,
): readonly string[] {
    const items = atLeastOne(propertyPath, ranges, "at least one range", faults);
    items.forEach((range, index) => {
        faults.check(`${propertyPath}[${index}]`, range, RANGE);
    });
    return items;
}

/** The items of a list; none, and one fault, if it is empty or no list. */
export function atLeastOne<Item>(
    propertyPath: string,
    value: readonly Item[],
    expected: string,
    faults: ArgumentFaults,
): readonly Item[] {
    const before = faults.all.length;
    const items = faults.items(propertyPath, value, expected);
    if (items.length === 0 && faults.all.length === before) faults.add(propertyPath, expected, value);
    return items;
}
