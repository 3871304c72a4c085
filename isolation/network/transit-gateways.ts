import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import { connectionAt } from "../area";
import type { Connection } from "../connection";
import { account, identified } from "../data/namings";
import { type Pointing, namedBy, pointedAt, shown } from "../data/pointing";

const ASSOCIATION = "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation";
const PROPAGATION = "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation";
const ROUTE = "aws:ec2transitgateway/route:Route";
const PREFIX_LIST = "aws:ec2transitgateway/prefixListReference:PrefixListReference";

/** What is attached to a gateway, by the input that names the gateway or the attachment. */
const ATTACHMENTS: Readonly<
    Record<string, { readonly property: string; readonly thing: "transit-gateway" | "peering" }>
> = {
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": { property: "transitGatewayId", thing: "transit-gateway" },
    "aws:ec2transitgateway/connect:Connect": { property: "transitGatewayId", thing: "transit-gateway" },
    "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter": {
        property: "transitGatewayAttachmentId",
        thing: "peering",
    },
    // A VPN has no say in the tables: the defaults of the gateway hold.
    "aws:ec2/vpnConnection:VpnConnection": { property: "transitGatewayId", thing: "transit-gateway" },
};

/** Inputs by which an attachment leaves the default table alone. Both are true where not set. */
const DEFAULT_ASSOCIATION = "transitGatewayDefaultRouteTableAssociation";
const DEFAULT_PROPAGATION = "transitGatewayDefaultRouteTablePropagation";

const CHANGE_ATTACHMENT =
    "Attach to a gateway of the environment's own, or set `transitGatewayDefaultRouteTableAssociation` and `transitGatewayDefaultRouteTablePropagation` to false and associate the attachment with a route table that leads to no other environment.";
const CHANGE_TABLE = "Use a route table that serves this environment alone.";

const TABLE = identified("transit-gateway-route-table");

/** Tables by which attachments send, and tables that lead to them. */
const TABLES: readonly Pointing[] = [
    {
        kind: "transit-gateway",
        consequences: [{ direction: "out", access: "use", says: "sends by" }],
        change: CHANGE_TABLE,
        places: { [ASSOCIATION]: { transitGatewayRouteTableId: TABLE } },
    },
    {
        kind: "transit-gateway",
        consequences: [{ direction: "in", access: "use", says: "is reached by way of" }],
        change: CHANGE_TABLE,
        places: {
            [PROPAGATION]: { transitGatewayRouteTableId: TABLE },
            [ROUTE]: { transitGatewayRouteTableId: TABLE },
            [PREFIX_LIST]: { transitGatewayRouteTableId: TABLE },
        },
    },
];

const PEERINGS: readonly Pointing[] = [
    {
        kind: "transit-gateway",
        consequences: [{ direction: "both", access: "use", says: "asks for a peering of gateways with" }],
        change: "Remove the peering of the gateways, or leave `peerAccountId` unset and name a gateway of the own account.",
        needsCounterpart: true,
        places: {
            "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": {
                peerAccountId: account,
                peerTransitGatewayId: identified("transit-gateway"),
            },
        },
    },
    {
        kind: "transit-gateway",
        consequences: [{ direction: "both", access: "use", says: "accepts the peering of gateways" }],
        change: "Remove the accepter: what asks for the peering is made elsewhere.",
        places: {
            "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter": {
                transitGatewayAttachmentId: identified("peering"),
            },
        },
    },
];

/** Networks that meet at gateways, and gateways that meet. */
export function transitGatewayConnections(stack: Stack): readonly Connection[] {
    const thrownAway = new Set(
        stack
            .byType(ROUTE, PREFIX_LIST)
            .filter(isBlackhole)
            .map(({ urn }) => urn),
    );
    return [
        ...stack.byType(...Object.keys(ATTACHMENTS)).flatMap(subject => attachment(stack, subject)),
        ...TABLES.flatMap(table => pointedAt(stack, table)).filter(({ at }) => !thrownAway.has(at.urn)),
        ...PEERINGS.flatMap(peering => pointedAt(stack, peering)),
    ];
}

function isBlackhole(subject: Subject): boolean {
    const reading = subject.read("blackhole");
    return reading.state === "known" && reading.value === true;
}

function attachment(stack: Stack, subject: Subject): readonly Connection[] {
    const place = ATTACHMENTS[subject.type];
    if (place === undefined || subject.resource.external) return [];
    const remote = namedBy(subject, subject.read(place.property), identified(place.thing));
    if (remote === undefined) return [];
    const sends = isLeftOn(subject, DEFAULT_ASSOCIATION);
    const isReached = isLeftOn(subject, DEFAULT_PROPAGATION);
    // The tables that the plan names say more than the gateway does.
    if (!sends && !isReached && hasOwnTables(stack, subject)) return [];
    const isDecided = sends || isReached;
    return [
        connectionAt(subject, place.property, "transit-gateway", {
            remote,
            direction: sends === isReached ? "both" : sends ? "out" : "in",
            certainty: isDecided ? "declared" : "undecided",
            says: `is attached to ${shown(remote)}${isDecided ? " by its default route table" : ", by route tables that the plan does not hold"}`,
            change: CHANGE_ATTACHMENT,
        }),
    ];
}

function isLeftOn(subject: Subject, property: string): boolean {
    const reading = subject.read(property, { default: true });
    return reading.state !== "known" || reading.value !== false;
}

function hasOwnTables(stack: Stack, subject: Subject): boolean {
    return stack.dependents(subject).some(({ type }) => type === ASSOCIATION || type === PROPAGATION);
}
