import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import type { Connection } from "../connection";
import { account, identified } from "../data/namings";
import { type Pointing, pointedAt } from "../data/pointing";

const REQUEST = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";

const REQUESTS: Pointing = {
    kind: "network-peering",
    consequences: [{ direction: "both", access: "use", says: "asks for a peering with" }],
    change: "Remove the peering, or make both of its networks in the own account: leave `peerOwnerId` unset.",
    needsCounterpart: true,
    places: { [REQUEST]: { peerOwnerId: account, peerVpcId: identified("network") } },
};

const ACCEPTANCES: Pointing = {
    kind: "network-peering",
    consequences: [{ direction: "both", access: "use", says: "accepts the peering" }],
    change: "Remove the accepter: what asks for the peering is made elsewhere.",
    places: { [ACCEPTER]: { vpcPeeringConnectionId: identified("peering") } },
};

/** Networks that are joined with others directly. */
export function peeringConnections(stack: Stack): readonly Connection[] {
    const accepted = acceptedRequests(stack);
    return [
        ...pointedAt(stack, REQUESTS).map(connection =>
            accepted.has(connection.at.urn) ? { ...connection, needsCounterpart: false } : connection,
        ),
        ...pointedAt(stack, ACCEPTANCES),
    ];
}

/** The requests that the same plan accepts, by themselves or by an accepter made with another provider. */
function acceptedRequests(stack: Stack): ReadonlySet<string> {
    const byThemselves = stack.byType(REQUEST).filter(accepts);
    const byOthers = stack
        .byType(ACCEPTER)
        .filter(accepts)
        .flatMap(accepter => accepter.comesFrom("vpcPeeringConnectionId"));
    return new Set([...byThemselves, ...byOthers].map(({ urn }) => urn));
}

/** Without a word neither accepts anything. */
function accepts(subject: Subject): boolean {
    const reading = subject.read("autoAccept", { default: false });
    return reading.state !== "known" || reading.value !== false;
}
