import type { Area } from "../area";
import { passingConnections } from "./firewalls";
import { gatewayConnections } from "./gateways";
import { groupConnections } from "./group-rules";
import { networkIdentities } from "./identities";
import { peeringConnections } from "./peerings";
import { publicConnections } from "./public-endpoints";
import { rangeConnections } from "./rules";
import { serviceConnections } from "./services";
import { shareConnections } from "./shares";
import { sharedNetworkConnections } from "./shared-networks";
import { transitGatewayConnections } from "./transit-gateways";

/** Ways by packets: what joins networks, and what lets addresses through. */
export const NETWORK: Area = {
    identities: networkIdentities,
    connections: stack =>
        [
            peeringConnections,
            transitGatewayConnections,
            gatewayConnections,
            shareConnections,
            sharedNetworkConnections,
            serviceConnections,
            rangeConnections,
            groupConnections,
            passingConnections,
            publicConnections,
        ].flatMap(connections => connections(stack)),
};
