import { parseRange } from "../../aws/address-range";
import { DEFAULT_VPC_RANGE, DEFAULT_VPC_TYPE, NETWORK_TYPES, RANGE_PROPERTIES } from "../../aws/network-ranges";
import { readValue } from "../../plan/read";
import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { identityAt } from "../area";
import type { Identity, ThingKind } from "../connection";

const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";

/** Outputs that hold an address that all the world sees, and inputs that name one that exists. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/eip:Eip": ["publicIp", "address"],
    "aws:ec2/instance:Instance": ["publicIp"],
    [NAT_GATEWAY]: ["publicIp"],
    "aws:ec2/vpnConnection:VpnConnection": ["tunnel1Address", "tunnel2Address"],
};

/** What has an id that others name it by. Known once it is there. */
const THINGS: Readonly<Record<string, ThingKind>> = {
    "aws:directconnect/gateway:Gateway": "direct-connect-gateway",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "security-group",
    "aws:ec2/defaultSubnet:DefaultSubnet": "subnet",
    "aws:ec2/defaultVpc:DefaultVpc": "network",
    "aws:ec2/managedPrefixList:ManagedPrefixList": "prefix-list",
    "aws:ec2/securityGroup:SecurityGroup": "security-group",
    "aws:ec2/subnet:Subnet": "subnet",
    "aws:ec2/vpc:Vpc": "network",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "endpoint",
    "aws:ec2/vpcEndpointService:VpcEndpointService": "endpoint-service",
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "peering",
    "aws:ec2/vpnGateway:VpnGateway": "virtual-private-gateway",
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": "peering",
    "aws:ec2transitgateway/routeTable:RouteTable": "transit-gateway-route-table",
    "aws:ec2transitgateway/transitGateway:TransitGateway": "transit-gateway",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": "peering",
    "aws:networkmanager/coreNetwork:CoreNetwork": "core-network",
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration": "service-network",
    "aws:vpclattice/service:Service": "service-network",
    "aws:vpclattice/serviceNetwork:ServiceNetwork": "service-network",
};

const SUBNET = "aws:ec2/subnet:Subnet";

/** Where an environment is on the network: its ranges, its addresses, and the ids that others name its parts by. */
export function networkIdentities(stack: Stack): readonly Identity[] {
    return [
        ...stack.byType(...NETWORK_TYPES, SUBNET).flatMap(rangesOf),
        ...stack.byType(...Object.keys(ADDRESSES)).flatMap(subject => addressesOf(stack, subject)),
        ...stack.byType(...Object.keys(THINGS)).flatMap(idsOf),
        ...stack.byType(NAT_GATEWAY).flatMap(allocationOf),
    ];
}

function rangesOf(subject: Subject): readonly Identity[] {
    if (subject.resource.external) return [];
    const isWithin = isWithinPlanned(subject);
    return (RANGES[subject.type] ?? []).flatMap(property => {
        if (isWithin && property !== GIVEN_BY_AMAZON) return [];
        const reading = subject.read(property);
        // The provider may know it of a network that is there already.
        const text =
            reading.state === "known" && !reading.secret
                ? reading.value
                : (outputOf(subject, property) ?? (subject.type === DEFAULT_VPC_TYPE ? DEFAULT_VPC_RANGE : undefined));
        if (typeof text !== "string" || parseRange(text) === undefined) return [];
        return [identityAt(subject, property, { kind: "range", range: text })];
    });
}

/** The range of a network that Amazon gives it, which only its subnets may say before it is there. */
const GIVEN_BY_AMAZON = "ipv6CidrBlock";

/** A subnet of a network that the same plan makes has no other address of its own. */
function isWithinPlanned(subject: Subject): boolean {
    return subject.type === SUBNET && subject.comesFrom("vpcId").some(isNetwork);
}

function isNetwork({ resource, type }: Subject): boolean {
    return NETWORK_TYPES.includes(type) && !resource.external;
}

/** The ranges of subnets say where an environment is whose network is made elsewhere. */
const RANGES: Readonly<Record<string, readonly string[]>> = {
    ...RANGE_PROPERTIES,
    [DEFAULT_VPC_TYPE]: ["cidrBlock"],
    [SUBNET]: ["cidrBlock", "ipv6CidrBlock"],
};

function addressesOf(stack: Stack, subject: Subject): readonly Identity[] {
    // An address that is looked up may be another's that is let in, unless an own gateway goes out by it.
    const isOwn = !subject.resource.external || stack.dependents(subject).some(({ type }) => type === NAT_GATEWAY);
    if (!isOwn) return [];
    return (ADDRESSES[subject.type] ?? []).flatMap(property => {
        const reading = subject.read(property);
        const known = reading.state === "known" && !reading.secret ? reading.value : outputOf(subject, property);
        const range = typeof known === "string" ? `${known}/32` : "";
        return parseRange(range) === undefined ? [] : [identityAt(subject, property, { kind: "range", range })];
    });
}

function idsOf(subject: Subject): readonly Identity[] {
    const thing = THINGS[subject.type];
    const id = outputOf(subject, "id") ?? "";
    // What is only looked up may be anybody's.
    if (thing === undefined || id === "" || subject.resource.external) return [];
    return [identityAt(subject, "id", { kind: "thing", thing, id })];
}

/** An address that exists, by the id of its allocation: only one gateway can have it. */
function allocationOf(subject: Subject): readonly Identity[] {
    const reading = subject.read("allocationId");
    if (reading.state !== "known" || reading.secret || typeof reading.value !== "string") return [];
    return [identityAt(subject, "allocationId", { kind: "thing", thing: "address", id: reading.value })];
}

function outputOf(subject: Subject, property: string): string | undefined {
    const reading = readValue(subject.resource.outputs, property);
    return reading.state === "known" && !reading.secret && typeof reading.value === "string"
        ? reading.value
        : undefined;
}
