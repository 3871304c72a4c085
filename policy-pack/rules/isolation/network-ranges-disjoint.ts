import {
    environmentsRule,
    type EnvironmentsVerdict,
    holds,
    show,
    type Stack,
    type Subject,
    type SubjectReading,
    undecided,
    undecidedBecauseUnknown,
    violated,
} from "../../kernel";
import { type AddressRange, overlap, parseRange } from "../support/address-range";
import { pairsAcrossProduction } from "../support/environment-pairs";

/** Types that give a VPC a range, and the properties that hold it. Amazon's own IPv6 ranges are unique by themselves. */
const RANGE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/vpc:Vpc": ["cidrBlock", "ipv6CidrBlock"],
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": ["cidrBlock"],
    "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation": ["ipv6CidrBlock"],
    "aws:ec2/defaultVpc:DefaultVpc": [],
};

/** The range of every default VPC, in every region of every account (AWS, "Default VPC components"). */
const DEFAULT_VPC_RANGE = "172.31.0.0/16";
const DEFAULT_VPC_TYPE = "aws:ec2/defaultVpc:DefaultVpc";

/** Properties by which an address manager or Amazon hands out the range, each with the family that it speaks of. */
const ALLOCATORS = { cidrBlock: "ipv4IpamPoolId", ipv6CidrBlock: "ipv6IpamPoolId" } as const;

export const networkRangesDisjoint = environmentsRule({
    name: "network-ranges-disjoint",
    family: "isolation",
    severity: "high",
    description: "No address range of a production network overlaps one of another environment.",
    remediation:
        "Give each environment an `addressSlot` of its own, or change `cidrBlock` of the VPC; changing it replaces the network.",
    appliesTo: Object.keys(RANGE_PROPERTIES),
    check(stacks) {
        const ranges = new Map(stacks.map(stack => [stack, rangesIn(stack)]));
        return pairsAcrossProduction(stacks).flatMap(pair => {
            const [production, other] = pair;
            return (ranges.get(other) ?? []).map(range => compare(pair, range, ranges.get(production) ?? []));
        });
    },
});

/** One range of one stack, or why it cannot be read. */
interface PlannedRange {
    readonly subject: Subject;
    readonly reading: SubjectReading;
    readonly range: AddressRange | undefined;
    readonly doubt: string | undefined;
}

function rangesIn(stack: Stack): readonly PlannedRange[] {
    return stack.byType(...Object.keys(RANGE_PROPERTIES)).flatMap(subject => {
        if (subject.resource.external) return [];
        if (subject.type === DEFAULT_VPC_TYPE) {
            return [rangeOf(subject, subject.read("cidrBlock", { default: DEFAULT_VPC_RANGE }))];
        }
        return (RANGE_PROPERTIES[subject.type] ?? []).flatMap(property => {
            const reading = subject.read(property);
            if (reading.state !== "absent") return [rangeOf(subject, reading)];
            if (isAllocated(subject, property)) {
                return [unset(subject, reading, `${property} is allotted by an address pool at deployment`)];
            }
            // Every network has IPv4 addresses, wherever they come from; those of IPv6 are optional.
            return property === "cidrBlock" ? [unset(subject, reading, `${property} is not set`)] : [];
        });
    });
}

function isAllocated(subject: Subject, property: string): boolean {
    const allocator = property === "cidrBlock" ? ALLOCATORS.cidrBlock : ALLOCATORS.ipv6CidrBlock;
    return subject.read(allocator).state !== "absent";
}

function unset(subject: Subject, reading: SubjectReading, doubt: string): PlannedRange {
    return { subject, reading, range: undefined, doubt };
}

function rangeOf(subject: Subject, reading: SubjectReading): PlannedRange {
    if (reading.state === "unknown") {
        return { subject, reading, range: undefined, doubt: undecidedBecauseUnknown(reading).message };
    }
    const text = reading.state === "known" && typeof reading.value === "string" ? reading.value : "";
    const range = parseRange(text);
    return { subject, reading, range, doubt: range === undefined ? `${reading.path} is no address range` : undefined };
}

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
