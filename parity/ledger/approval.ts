import { hash } from "node:crypto";
import { canonical, placeOf, type ShownValue, sideOriginsOf, sidesOf } from "../shown";
import { type Comparison, DEPENDENCIES, type Difference, type PresenceDifference } from "../stacks";
import type { LedgerEntry } from "./entry";

/** Names the way in which digests are made; it also keeps YAML from taking one of digits alone for a number. */
const VERSION = "v1";
/** Length of a digest in hexadecimal digits: no two sets of values of a project share one by chance. */
const DIGEST_DIGITS = 16;

/** What a digest looks like. */
export const APPROVAL_PATTERN = new RegExp(`^${VERSION}-[0-9a-f]{${DIGEST_DIGITS}}$`);

/**
 * The digest of all values in which some places differ. Of a secret nothing goes into it but that it is one, and of what a
 * deployment made where it comes from.
 */
export function approvalOf(differences: readonly Difference[]): string {
    const lines = differences
        .flatMap(difference => [[placeOf(difference), ...sideOriginsOf(difference)], ...membersOf(difference)])
        .map(line => JSON.stringify(line))
        .sort();
    return `${VERSION}-${hash("sha256", lines.join("\n"), "hex").slice(0, DIGEST_DIGITS)}`;
}

/** What an entry for one difference says of the values that it approves. */
export interface Approved {
    readonly values?: Readonly<Record<string, ShownValue>>;
    readonly approves?: string;
}

/**
 * What binds an entry to one difference: both values; a digest too where more than the one resource that the place names is
 * missing; and a digest alone where both values read alike, as two secrets do.
 */
export function approvedBy(difference: Difference, { left, right }: Pick<Comparison, "left" | "right">): Approved {
    const [ofLeft, ofRight] = sidesOf(difference);
    const values = { [left.stack]: ofLeft, [right.stack]: ofRight };
    // By the name of its stack a value must be told from the other one.
    if (left.stack === right.stack || canonical(ofLeft) === canonical(ofRight))
        return { approves: approvalOf([difference]) };
    return isSubtree(difference) ? { values, approves: approvalOf([difference]) } : { values };
}

/** Every resource that is missing, and every place that differs for it. Of one resource alone its place says all. */
function membersOf(difference: Difference): readonly (readonly string[])[] {
    if (difference.kind !== "presence" || !isSubtree(difference)) return [];
    return [
        ...difference.only.resources.map(({ path, type }) => [path, type]),
        ...[...new Set(consequencesOf(difference))].map(place => [place]),
    ];
}

/** Whether more is missing than the one resource that a place names. */
function isSubtree(difference: Difference): boolean {
    return difference.kind === "presence" && difference.only.resources.length + consequencesOf(difference).length > 1;
}

/** Places that differ for it. That something waits for it too changes nothing in what it is. */
function consequencesOf({ consequences }: PresenceDifference): readonly string[] {
    return (
        consequences
            .filter(({ property }) => property !== DEPENDENCIES)
            // An item has another number in a plan that was read at another time.
            .map(one => placeOf(one).replace(/\[\d+\]/g, "[]"))
    );
}

/** Whether all values that an entry covers are the ones that were approved, of a plan or of what was deployed from it. */
export function isApproved(
    entry: LedgerEntry,
    covered: readonly Difference[],
    { left, right }: Pick<Comparison, "left" | "right">,
): boolean {
    const { approves, values } = entry;
    if (approves !== undefined && approves !== approvalOf(covered)) return false;
    // "It is missing" says nothing of what else may come to be missing with it.
    const isOne = covered.length === 1 && !covered.some(isSubtree);
    if (approves === undefined && !isOne && covered.some(({ kind }) => kind === "presence")) return false;
    // What must differ may be anything, as long as both have it.
    if (values === undefined) return approves !== undefined || !covered.some(isMissingInOne);
    return covered.every(difference =>
        [sidesOf(difference), sideOriginsOf(difference)].some(
            ([ofLeft, ofRight]) => isSame(values, left.stack, ofLeft) && isSame(values, right.stack, ofRight),
        ),
    );
}

/** A stack that was left out approves nothing, not even that nothing is set. */
function isSame(approved: Readonly<Record<string, ShownValue>>, stack: string, found: ShownValue): boolean {
    return Object.hasOwn(approved, stack) && canonical(approved[stack] ?? null) === canonical(found);
}

/** The number of an item: lists whose items must differ may be of another length, too. */
const ITEM = /\[\d+\]$/;

/** Whether one stack alone has something by name: that is no value that differs. */
export function isMissingInOne(difference: Difference): boolean {
    if (difference.kind !== "property") return true;
    const { left, property, right } = difference;
    return (left === undefined || right === undefined) && !ITEM.test(property);
}
