import type { CoveredPlace } from "./verdict";
import type { Finding } from "./judgement";

/**
 * Takes into a finding about a whole, such as a way of many steps, what rules of its family found at the places that it covers:
 * one thing is to be mended, so one finding is to be read. The counts of those rules stay.
 */
export function foldCovered(findings: readonly Finding[]): readonly Finding[] {
    const covering = new Map<string, Covering[]>();
    for (const finding of findings.filter(({ verdict }) => verdict === "violated")) {
        for (const place of finding.covers ?? []) {
            const key = `${finding.family} ${place.urn}`;
            covering.set(key, [...(covering.get(key) ?? []), { place, finding }]);
        }
    }
    if (covering.size === 0) return findings;
    const also = new Map<Finding, string[]>();
    const kept = findings.filter(finding => {
        const whole = wholeOf(finding, covering.get(`${finding.family} ${finding.urn ?? ""}`) ?? []);
        if (whole !== undefined) also.set(whole, [...(also.get(whole) ?? []), finding.rule]);
        return whole === undefined;
    });
    return kept.map(finding => {
        const names = also.get(finding);
        return names === undefined ? finding : { ...finding, also: [...new Set(names)].sort() };
    });
}

interface Covering {
    readonly place: CoveredPlace;
    readonly finding: Finding;
}

function wholeOf(
    { covers, property, ruleFailed, verdict }: Finding,
    covering: readonly Covering[],
): Finding | undefined {
    if (covers !== undefined || ruleFailed === true || verdict !== "violated" || property === undefined)
        return undefined;
    const found = covering.find(
        ({ place }) => isWithin(property, place.property) || isWithin(place.property, property),
    );
    return found?.finding;
}

/** Whether one place is the other, or lies in it. What stands behind a colon is a part of a document. */
function isWithin(inner: string, outer: string): boolean {
    const [one = "", other = ""] = [inner, outer].map(text => text.split(": ")[0]);
    return one.startsWith(other) && /^(?:[.[]|$)/.test(one.slice(other.length));
}
