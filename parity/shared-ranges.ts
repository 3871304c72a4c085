import * as ipaddr from "ipaddr.js";
import type { Plan, PlannedResource } from "../plan/plan";

/** A range of addresses that a stack takes for itself. */
export interface TakenRange {
    readonly resource: PlannedResource;
    readonly property: string;
    /** The first and the last address, so that texts of one family sort as addresses do. */
    readonly first: string;
    readonly last: string;
}

/** What takes a whole range, and what takes a part of one. */
const WHOLE: readonly Places[] = [
    { type: "aws:ec2/vpc:Vpc", properties: ["cidrBlock", "ipv6CidrBlock"] },
    { type: "aws:ec2/vpcIpv4CidrBlockAssociation:", properties: ["cidrBlock"] },
    { type: "aws:ec2/vpcIpv6CidrBlockAssociation:", properties: ["ipv6CidrBlock"] },
    { type: "aws:ec2/vpcIpamPoolCidr:", properties: ["cidr"] },
    { type: "aws:ec2clientvpn/endpoint:", properties: ["clientCidrBlock"] },
];
const PART: readonly Places[] = [{ type: "aws:ec2/subnet:Subnet", properties: ["cidrBlock", "ipv6CidrBlock"] }];

interface Places {
    readonly type: string;
    readonly properties: readonly string[];
}

/** Ranges of two stacks that have an address in common. Parts of a range that is named already are not. */
export function sharedRanges(left: Plan, right: Plan): readonly (readonly [TakenRange, TakenRange])[] {
    const wholes = overlaps(rangesOf(left, WHOLE), rangesOf(right, WHOLE));
    const isNamed = (range: TakenRange) =>
        wholes.some(([one, other]) => areOverlapping(one, range) || areOverlapping(other, range));
    const parts = overlaps(rangesOf(left, PART), rangesOf(right, PART));
    return [...wholes, ...parts.filter(([one]) => !isNamed(one))];
}

function rangesOf({ resources }: Plan, places: readonly Places[]): readonly TakenRange[] {
    return resources.flatMap(resource => {
        const place = places.find(({ type }) => resource.type.startsWith(type));
        return (place?.properties ?? []).flatMap(property => {
            const range = rangeOf(resource.inputs[property]);
            return range === undefined ? [] : [{ resource, property, ...range }];
        });
    });
}

const BITS_IN_A_BYTE = 8;

function rangeOf(text: unknown): Pick<TakenRange, "first" | "last"> | undefined {
    if (typeof text !== "string" || !ipaddr.isValidCIDR(text)) return undefined;
    const [address, prefixLength] = ipaddr.parseCIDR(text);
    const bytes = address.toByteArray();
    const bound = (fill: number) =>
        bytes
            .map((byte, place) => {
                const free = 0xff >> Math.min(BITS_IN_A_BYTE, Math.max(0, prefixLength - place * BITS_IN_A_BYTE));
                return ((byte & ~free) | (fill & free)).toString(16).padStart(2, "0");
            })
            .join("");
    return { first: `${address.kind()} ${bound(0)}`, last: `${address.kind()} ${bound(0xff)}` };
}

/** Each range that overlaps one of the other stack, with the narrowest that it lies in. Ranges lie in one another or apart. */
function overlaps(
    lefts: readonly TakenRange[],
    rights: readonly TakenRange[],
): readonly (readonly [TakenRange, TakenRange])[] {
    const isLeft = new Set(lefts);
    const inOrder = [...lefts, ...rights].sort((one, other) =>
        one.first !== other.first ? (one.first < other.first ? -1 : 1) : one.last > other.last ? -1 : 1,
    );
    const open: TakenRange[] = [];
    const found: (readonly [TakenRange, TakenRange])[] = [];
    for (const range of inOrder) {
        while ((open.at(-1)?.last ?? range.first) < range.first) open.pop();
        const around = open.findLast(one => isLeft.has(one) !== isLeft.has(range));
        if (around !== undefined) found.push(isLeft.has(range) ? [range, around] : [around, range]);
        open.push(range);
    }
    return found;
}

function areOverlapping(one: TakenRange, other: TakenRange): boolean {
    return one.first <= other.last && other.first <= one.last;
}
