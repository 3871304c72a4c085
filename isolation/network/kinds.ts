import type { EdgeKindFacts } from "../edge-kinds";

export const NETWORK_KINDS = {
    "network-peering": {
        madeBy: "`VpcPeeringConnection` (`peerOwnerId`, `peerVpcId`) and `VpcPeeringConnectionAccepter` (`vpcPeeringConnectionId`).",
        models: "Two networks reach one another once the request of one is accepted by the other. Half of it is undecided, unless the same plan accepts it.",
        leavesOut: "Routes and rules within either network: whoever may peer may add them.",
    },
    "transit-gateway": {
        madeBy: "Attachments to a transit gateway (`VpcAttachment`, its accepter, `Connect`, `VpnConnection.transitGatewayId`), associations with and propagations into its route tables, static routes and prefix lists in them, and peerings of gateways.",
        models: "An attachment sends by the route table that it is associated with, and is reached by whoever sends by a table into which it propagates. Both happen with the gateway's default table unless the attachment says otherwise.",
        leavesOut:
            "Multicast domains, policy tables, and what the tables of somebody else's gateway hold: an attachment that leaves both to the gateway's owner is undecided.",
    },
    "core-network": {
        madeBy: "Attachments to a core network of Cloud WAN (`aws.networkmanager`: VPC, VPN, Connect, Direct Connect, transit gateway).",
        models: "Attachments of one segment reach one another. The segment is chosen by a policy that the plan of an environment does not hold, so an edge is undecided.",
        leavesOut: "Segments and their sharing.",
    },
    "private-line": {
        madeBy: "VPN connections, customer gateways (`ipAddress`), virtual private gateways made elsewhere, Direct Connect gateways, their associations and proposals, and virtual interfaces hosted for another account.",
        models: "What hangs on the same router or gateway can be routed there. Whether it is decides the other side of the line, so a meeting point is undecided; another account as the owner is declared.",
        leavesOut: "Routing between the virtual interfaces of one Direct Connect location, and what routers announce.",
    },
    "shared-network": {
        madeBy: "Subnets and networks that a resource is put into and the plan does not make: `subnetId`, `subnetIds`, `vpcId` and their like.",
        models: "A subnet that is shared between accounts: who is in it reaches everybody in its network as a neighbour.",
        leavesOut: "Security groups between neighbours.",
    },
    "resource-share": {
        madeBy: "`aws.ram.PrincipalAssociation` (`principal`) and `ResourceShareAccepter` (`shareArn`); permissions to attach an interface, and attachments of accelerators for another account.",
        models: "Resource Access Manager lets an account, a unit or an organisation use what is shared. Subnets, transit gateways, core networks and service networks carry traffic both ways.",
        leavesOut: "Which permission a share carries: any of them is use. Service principals.",
    },
    "service-network": {
        madeBy: "Associations of VPC Lattice (networks, services, resource configurations) and `VpcEndpoint` with `serviceNetworkArn` or `resourceConfigurationArn`.",
        models: "A network that is associated with a service network reaches every service and resource in it; a service in it is reached from there.",
        leavesOut: "Authorisation policies of services, which are judged as policies of resources.",
    },
    "private-endpoint": {
        madeBy: "`VpcEndpoint.serviceName` of somebody's endpoint service, `allowedPrincipals` and acceptance of endpoint services, and endpoints that managed services keep for another account (OpenSearch, Redshift, MSK, API Gateway).",
        models: "An endpoint leads to the one service behind it, never back. It works once the service's owner allows or accepts it.",
        leavesOut: "Endpoints of AWS's own services: their policies are judged with the data that they lead to.",
    },
    "security-group-rule": {
        madeBy: "Rules of security groups, inline or by themselves, that hold a range or another security group.",
        models: "Inbound rules let the other end in, outbound rules let whoever is inside out. Neither works without a route, but it states what is meant to.",
        leavesOut:
            "Ports and protocols. `0.0.0.0/0` and `::/0`: who is meant by anybody is no other environment; what is open to the world is judged where it gets a public address.",
    },
    "network-acl-entry": {
        madeBy: "Entries of network access lists that allow, inline or by themselves.",
        models: "As rules of security groups, for whole subnets.",
        leavesOut: "The order of entries: one that an earlier entry refuses counts as well. `0.0.0.0/0` and `::/0`.",
    },
    route: {
        madeBy: "Routes of route tables, transit gateways, VPN connections and client VPN endpoints that lead to a range, and addresses that a load balancer or a service of Kubernetes sends to.",
        models: "Packets for the range leave the network. Whether they arrive is for the other side; that they are sent is declared.",
        leavesOut: "Routes that throw packets away, default routes, and routes that a gateway announces by itself.",
    },
    "address-list": {
        madeBy: "Lists of addresses that let through: `publicAccessCidrs` of a cluster, `loadBalancerSourceRanges` of a service, address sets of a web firewall, prefix lists.",
        models: "Whoever comes from an address of the list gets in, as through the NAT address of another environment. A prefix list leads the way that the rules and routes that hold it lead.",
        leavesOut:
            "Address sets that are only used to block. `aws:SourceIp` in policies, which is judged with what the policy guards.",
    },
    "firewall-pass": {
        madeBy: "Rules of AWS Network Firewall with the action `PASS`, by their `header`.",
        models: "Packets between the two ranges pass.",
        leavesOut: "Rules written as Suricata text, variables, and stateless rules.",
    },
    "pod-policy": {
        madeBy: "Ranges (`ipBlock`) in network policies of Kubernetes.",
        models: "Pods may be reached from the range, or reach it. It states what is meant to, as a security group does.",
        leavesOut:
            "Selectors of pods and namespaces, which stay within a cluster; `except`; policies of other makers than Kubernetes.",
    },
    "public-endpoint": {
        madeBy: "What gets an address that the whole internet reaches: load balancers that are not internal, distributions, APIs, function addresses, endpoints of clusters, and databases and brokers with `publiclyAccessible`.",
        models: "Load balancers, distributions, APIs and cluster endpoints are front doors by intent, at which everybody is a stranger. A database is none: where its security groups let anywhere in, so does the environment.",
        leavesOut: "Who may sign in once connected, and instances with public addresses.",
    },
} as const satisfies Readonly<Record<string, EdgeKindFacts>>;
