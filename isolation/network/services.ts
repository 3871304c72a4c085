import type { Stack } from "../../plan/stack";
import type { Subject } from "../../plan/subject";
import type { Connection } from "../connection";
import { account, arn, identified, type Naming } from "../data/namings";
import { type Pointing, pointedAt } from "../data/pointing";
import { domain } from "../names/domain";
import { address } from "./address";

const SERVICE_NETWORK = identified("service-network");
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ENDPOINT_SERVICE = "aws:ec2/vpcEndpointService:VpcEndpointService";
const ALLOWED_PRINCIPAL = "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple";

/** Of the names of services, those that AWS gives to what a customer offers end in an id of their own. */
const CUSTOMERS_SERVICE = /\bvpce-svc-[0-9a-f]+$/;
const OFFERED_SERVICE: Naming = text => {
    const id = CUSTOMERS_SERVICE.exec(text)?.[0];
    return id === undefined ? undefined : { kind: "thing", thing: "endpoint-service", id };
};

const CHANGE_NETWORK = "Use a service network of the environment's own, with services of its own.";
const CHANGE_ENDPOINT = "Remove the endpoint, or offer the service within the environment.";

const SERVICE_NETWORKS: readonly Pointing[] = [
    {
        kind: "service-network",
        consequences: [{ direction: "out", access: "use", says: "reaches what is in" }],
        change: CHANGE_NETWORK,
        places: {
            "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": {
                serviceNetworkIdentifier: SERVICE_NETWORK,
            },
            // Whose service stands in an own network is reached from there.
            "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation": {
                serviceIdentifier: SERVICE_NETWORK,
            },
            "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation": {
                resourceConfigurationIdentifier: SERVICE_NETWORK,
            },
            [ENDPOINT]: { serviceNetworkArn: SERVICE_NETWORK, resourceConfigurationArn: SERVICE_NETWORK },
            "aws:vpclattice/resourceConfiguration:ResourceConfiguration": {
                "resourceConfigurationDefinition.ipResource.ipAddress": address,
                "resourceConfigurationDefinition.dnsResource.domainName": domain,
                "resourceConfigurationDefinition.arnResource.arn": arn,
            },
        },
    },
    {
        kind: "service-network",
        consequences: [{ direction: "in", access: "use", says: "is reached by whoever uses" }],
        change: CHANGE_NETWORK,
        places: {
            "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation": {
                serviceNetworkIdentifier: SERVICE_NETWORK,
            },
            "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation": {
                serviceNetworkIdentifier: SERVICE_NETWORK,
            },
        },
    },
];

const ENDPOINTS: readonly Pointing[] = [
    {
        kind: "private-endpoint",
        consequences: [{ direction: "out", access: "use", says: "has an endpoint to" }],
        change: CHANGE_ENDPOINT,
        needsCounterpart: true,
        places: {
            [ENDPOINT]: { serviceName: OFFERED_SERVICE },
            "aws:apigateway/domainNameAccessAssociation:DomainNameAccessAssociation": { domainNameArn: arn },
            "aws:msk/vpcConnection:VpcConnection": { targetClusterArn: arn },
            "aws:opensearch/vpcEndpoint:VpcEndpoint": { domainArn: arn },
            "aws:redshift/endpointAccess:EndpointAccess": { resourceOwner: account },
            "aws:redshiftserverless/endpointAccess:EndpointAccess": { ownerAccount: account },
        },
    },
    {
        kind: "private-endpoint",
        consequences: [{ direction: "in", access: "use", says: "accepts the connection of" }],
        change: "Remove the acceptance, or the endpoint service.",
        places: {
            "aws:ec2/vpcEndpointConnectionAccepter:VpcEndpointConnectionAccepter": {
                vpcEndpointId: identified("endpoint"),
            },
        },
    },
    {
        kind: "private-endpoint",
        consequences: [{ direction: "in", access: "use", says: "offers its service to" }],
        change: "Name no principal of another environment in `allowedPrincipals`, `principalArn` or `account`.",
        places: {
            [ENDPOINT_SERVICE]: { "allowedPrincipals[]": account },
            [ALLOWED_PRINCIPAL]: { principalArn: account },
            "aws:opensearch/authorizeVpcEndpointAccess:AuthorizeVpcEndpointAccess": { account },
            "aws:redshift/endpointAuthorization:EndpointAuthorization": { account },
        },
    },
];

/** Services that are offered to other networks, and used from them, without a connection of the networks. */
export function serviceConnections(stack: Stack): readonly Connection[] {
    const accepting = new Set(
        stack
            .byType(ENDPOINT_SERVICE)
            .filter(isAccepting)
            .map(({ urn }) => urn),
    );
    return [
        ...SERVICE_NETWORKS.flatMap(pointing => pointedAt(stack, pointing)),
        ...ENDPOINTS.flatMap(pointing => pointedAt(stack, pointing)).map(connection =>
            connection.remote.kind === "anyone" && !isOpen(stack, connection, accepting)
                ? { ...connection, certainty: "undecided" as const }
                : connection,
        ),
    ];
}

/** Whether a service lets in everybody whom it allows, without anybody's acceptance. */
function isAccepting(service: Subject): boolean {
    const reading = service.read("acceptanceRequired");
    return reading.state === "known" && reading.value === false;
}

function isOpen(stack: Stack, { at }: Connection, accepting: ReadonlySet<string>): boolean {
    if (accepting.has(at.urn)) return true;
    const service = stack.byUrn(at.urn)?.comesFrom("vpcEndpointServiceId") ?? [];
    return service.some(({ urn }) => accepting.has(urn));
}
