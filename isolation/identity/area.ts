import type { Area } from "../area";
import { bindingConnections } from "./bindings";
import { clusterConnections } from "./clusters";
import { federationConnections } from "./federations";
import { ownedIdentities } from "./owned";
import { permissions } from "./permissions";
import { pipelineRoles, providerRoles } from "./providers";
import { roleTrusts } from "./trust";

/** Who may become whom, and whom clusters and accounts let in. */
export const IDENTITY: Area = {
    identities: ownedIdentities,
    connections: stack => [
        ...roleTrusts(stack),
        ...permissions(stack),
        ...providerRoles(stack),
        ...pipelineRoles(stack),
        ...clusterConnections(stack),
        ...bindingConnections(stack),
        ...federationConnections(stack),
    ],
};
