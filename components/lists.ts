import type { ArgumentFaults, Expectation } from "./arguments";

/** Each item is what was expected, and stands in the list once. */
export function checkEach(
    faults: ArgumentFaults,
    property: string,
    items: readonly unknown[],
    expectation: Expectation,
): void {
    items.forEach((item, index) => {
        faults.check(`${property}[${index}]`, item, expectation);
        if (items.indexOf(item) !== index) faults.add(`${property}[${index}]`, "one that is not in the list yet", item);
    });
}
