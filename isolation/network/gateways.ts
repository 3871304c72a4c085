import type { Stack } from "../../plan/stack";
import type { Connection } from "../connection";
import { account, identified, type Naming } from "../data/namings";
import { type Pointing, pointedAt } from "../data/pointing";
import { address } from "./address";

const CORE_NETWORK = identified("core-network");
const DIRECT_CONNECT = identified("direct-connect-gateway");
const PRIVATE_GATEWAY = identified("virtual-private-gateway");

/** The gateway that Direct Connect is associated with: of either kind, as its id says. */
const ASSOCIATED_GATEWAY: Naming = (text, subject) =>
    (text.startsWith("tgw-") ? identified("transit-gateway") : PRIVATE_GATEWAY)(text, subject);

/** An address of a router that others may use as well. */
const ROUTER = identified("address");

const VIRTUAL_INTERFACES = ["private", "transit"].map(kind => {
    const name = `${kind}VirtualInterface`;
    return `aws:directconnect/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
});
const HOSTED_INTERFACES = ["Private", "Transit"].map(
    kind => `aws:directconnect/hosted${kind}VirtualInterface:Hosted${kind}VirtualInterface`,
);

/** Where networks of several may meet; whether they do is decided by who keeps the gateway or the line. */
const MEETING_POINTS: readonly Pointing[] = [
    {
        kind: "core-network",
        consequences: [{ direction: "both", access: "use", says: "is attached to" }],
        change: "Attach to a core network of the environment's own, or see to it that its segment is isolated and declare the core network under `isolation.commons`.",
        places: {
            "aws:networkmanager/vpcAttachment:VpcAttachment": { coreNetworkId: CORE_NETWORK },
            "aws:networkmanager/siteToSiteVpnAttachment:SiteToSiteVpnAttachment": { coreNetworkId: CORE_NETWORK },
            "aws:networkmanager/connectAttachment:ConnectAttachment": { coreNetworkId: CORE_NETWORK },
            "aws:networkmanager/dxGatewayAttachment:DxGatewayAttachment": {
                coreNetworkId: CORE_NETWORK,
                directConnectGatewayArn: DIRECT_CONNECT,
            },
            "aws:networkmanager/transitGatewayPeering:TransitGatewayPeering": {
                coreNetworkId: CORE_NETWORK,
                transitGatewayArn: identified("transit-gateway"),
            },
            "aws:networkmanager/transitGatewayRouteTableAttachment:TransitGatewayRouteTableAttachment": {
                transitGatewayRouteTableArn: identified("transit-gateway-route-table"),
            },
            "aws:networkmanager/attachmentAccepter:AttachmentAccepter": { attachmentId: identified("peering") },
        },
    },
    {
        kind: "private-line",
        consequences: [{ direction: "both", access: "use", says: "hangs on" }],
        change: "Give the environment a line, a gateway and a router of its own, or declare the router under `isolation.commons`.",
        places: {
            "aws:directconnect/gatewayAssociation:GatewayAssociation": {
                dxGatewayId: DIRECT_CONNECT,
                associatedGatewayId: ASSOCIATED_GATEWAY,
            },
            "aws:directconnect/gatewayAssociationProposal:GatewayAssociationProposal": { dxGatewayId: DIRECT_CONNECT },
            ...Object.fromEntries(
                VIRTUAL_INTERFACES.map(type => [type, { dxGatewayId: DIRECT_CONNECT, vpnGatewayId: PRIVATE_GATEWAY }]),
            ),
            "aws:ec2/customerGateway:CustomerGateway": { ipAddress: ROUTER },
        },
    },
];

/** Whoever owns the other end is joined with. */
const DECLARED: readonly Pointing[] = [
    {
        kind: "private-line",
        consequences: [{ direction: "both", access: "use", says: "hangs on" }],
        change: "Use a gateway of the environment's own.",
        places: {
            "aws:ec2/vpnConnection:VpnConnection": { vpnGatewayId: PRIVATE_GATEWAY },
            "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment": { vpnGatewayId: PRIVATE_GATEWAY },
            "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation": { vpnGatewayId: PRIVATE_GATEWAY },
            "aws:ec2/customerGateway:CustomerGateway": { ipAddress: address },
            "aws:directconnect/gatewayAssociation:GatewayAssociation": { associatedGatewayOwnerAccountId: account },
        },
    },
    {
        kind: "private-line",
        consequences: [{ direction: "both", access: "use", says: "offers a private line to" }],
        change: "Leave lines and gateways within the own account.",
        needsCounterpart: true,
        places: {
            "aws:directconnect/gatewayAssociationProposal:GatewayAssociationProposal": {
                dxGatewayOwnerAccountId: account,
            },
            ...Object.fromEntries(HOSTED_INTERFACES.map(type => [type, { ownerAccountId: account }])),
            "aws:directconnect/hostedConnection:HostedConnection": { ownerAccountId: account },
        },
    },
];

/** Core networks, private lines, and what hangs on them. */
export function gatewayConnections(stack: Stack): readonly Connection[] {
    return [
        ...MEETING_POINTS.flatMap(point => pointedAt(stack, point)).map((connection): Connection => ({
            ...connection,
            certainty: "undecided",
        })),
        ...DECLARED.flatMap(pointing => pointedAt(stack, pointing)),
    ];
}
