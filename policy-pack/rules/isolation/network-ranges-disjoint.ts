import { environmentsRule, type EnvironmentsVerdict, holds, show, type Stack, undecided, violated } from "../../kernel";
import { overlap } from "../../../aws/address-range";
import { pairsAcrossProduction } from "../support/environment-pairs";
import { NETWORK_TYPES } from "../../../aws/network-ranges";
import { type PlannedRange, plannedRanges } from "../support/planned-ranges";

export const networkRangesDisjoint = environmentsRule({
    name: "network-ranges-disjoint",
    family: "isolation",
    severity: "high",
    description: "No address range of a production network overlaps one of another environment.",
    remediation:
        "Give each environment an `addressSlot` of its own, or change `cidrBlock` of the VPC; changing it replaces the network.",
    appliesTo: NETWORK_TYPES,
    check(stacks) {
        const ranges = new Map(stacks.map(stack => [stack, plannedRanges(stack)]));
        return pairsAcrossProduction(stacks).flatMap(pair => {
            const [production, other] = pair;
            return (ranges.get(other) ?? []).map(range => compare(pair, range, ranges.get(production) ?? []));
        });
    },
});

function compare(
    [production, other]: readonly [Stack, Stack],
    planned: PlannedRange,
    ofProduction: readonly PlannedRange[],
): EnvironmentsVerdict {
    const stacks = [production, other];
    const { subject, reading, range } = planned;
    const property = reading.path;
    const clash = ofProduction.find(one => range !== undefined && one.range !== undefined && overlap(range, one.range));
    if (clash !== undefined) {
        const message = `${property} ${show(reading)} overlaps ${clash.reading.path} ${show(clash.reading)} of ${clash.subject.name} in ${production.name}, expected ranges without a common address: the two can never be told apart by a route, a rule or a log`;
        return { stacks, subject, verdict: violated({ property, message }) };
    }
    // Against no network of production at all, any range will do.
    const doubt =
        ofProduction.length === 0 ? undefined : [planned, ...ofProduction].find(one => one.doubt !== undefined);
    if (doubt?.doubt === undefined) return { stacks, subject, verdict: holds() };
    const where = doubt === planned ? "" : ` (${doubt.subject.name} in ${production.name})`;
    return { stacks, subject, verdict: undecided({ property, message: `${doubt.doubt}${where}` }) };
}
