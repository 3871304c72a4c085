import { type Stack, type Subject, type SubjectReading, undecidedBecauseUnknown } from "../../kernel";
import { type AddressRange, parseRange } from "./address-range";

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

/** Types that say which addresses a network has. */
export const NETWORK_TYPES: readonly string[] = Object.keys(RANGE_PROPERTIES);

/** One range of one stack, or why it cannot be read. */
export interface PlannedRange {
    readonly subject: Subject;
    readonly reading: SubjectReading;
    readonly range: AddressRange | undefined;
    readonly doubt: string | undefined;
}

/** Every range of the networks that a stack makes. */
export function plannedRanges(stack: Stack): readonly PlannedRange[] {
    return stack.byType(...NETWORK_TYPES).flatMap(subject => {
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
