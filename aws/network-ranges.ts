import type { Subject } from "../plan/subject";

/** Types that give a VPC a range, and the properties that hold it. Amazon's own IPv6 ranges are unique by themselves. */
export const RANGE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/vpc:Vpc": ["cidrBlock", "ipv6CidrBlock"],
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": ["cidrBlock"],
    "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation": ["ipv6CidrBlock"],
    "aws:ec2/defaultVpc:DefaultVpc": [],
};

/** The range of every default VPC, in every region of every account (AWS, "Default VPC components"). */
export const DEFAULT_VPC_RANGE = "172.31.0.0/16";
export const DEFAULT_VPC_TYPE = "aws:ec2/defaultVpc:DefaultVpc";

/** Properties by which an address manager or Amazon hands out the range, each with the family that it speaks of. */
const ALLOCATORS = { cidrBlock: "ipv4IpamPoolId", ipv6CidrBlock: "ipv6IpamPoolId" } as const;

/** Types that say which addresses a network has. */
export const NETWORK_TYPES: readonly string[] = Object.keys(RANGE_PROPERTIES);

/** Whether a pool hands out the range that a property would hold. */
export function isAllocated(subject: Subject, property: string): boolean {
    const allocator = property === "cidrBlock" ? ALLOCATORS.cidrBlock : ALLOCATORS.ipv6CidrBlock;
    return subject.read(allocator).state !== "absent";
}
