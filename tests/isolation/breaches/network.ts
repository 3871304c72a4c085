import * as aws from "@pulumi/aws";
import type { Breach, BreachSite } from "./breach";
import { only } from "./only";

/** Ids that both environments were given by hand. */
const SHARED_GATEWAY = "tgw-0a1b2c3d4e5f60718";
const SHARED_TABLE = "tgw-rtb-0a1b2c3d4e5f60718";
const SHARED_SUBNET = "subnet-0a1b2c3d4e5f60718";
const SERVICE_NETWORK = "sn-0a1b2c3d4e5f60718";
/** By which staging comes out onto the internet. */
const STAGING_NAT_ADDRESS = "203.0.113.20";
const OWN_ADDRESS = "203.0.113.99";
const REGION = "eu-central-1";

/** What production has to let in for the breach: staging's range, or its own. */
function letIn({ otherRange, range, twin }: BreachSite): string {
    return twin ? range : otherRange;
}

/** The address by which staging calls others. */
function natAddress(name: string, site: BreachSite): void {
    new aws.ec2.Eip(`${name}-nat-address`, { domain: "vpc", address: STAGING_NAT_ADDRESS }, site.aws);
}

/** Breaches by packets. */
export const NETWORK_BREACHES: readonly Breach[] = [
    {
        name: "overlapping-peering",
        sort: 8,
        title: "networks that have one range in common and are peered",
        from: "staging",
        way: ["network-peering"],
        build(site) {
            new aws.ec2.VpcIpv4CidrBlockAssociation(
                "overlapping-peering-range",
                { vpcId: site.vpc.id, cidrBlock: "172.20.0.0/16" },
                site.aws,
            );
            if (site.stack === "staging") {
                new aws.ec2.VpcPeeringConnection(
                    "overlapping-peering",
                    {
                        vpcId: site.vpc.id,
                        peerVpcId: "vpc-0a1b2c3d4e5f60718",
                        peerOwnerId: site.twin ? site.account : site.otherAccount,
                    },
                    site.aws,
                );
            } else {
                new aws.ec2.VpcPeeringConnectionAccepter(
                    "overlapping-peering-accepter",
                    { vpcPeeringConnectionId: "pcx-0a1b2c3d4e5f60718", autoAccept: true },
                    site.aws,
                );
            }
        },
    },
    {
        name: "full-mesh",
        sort: 8,
        title: "networks attached to one transit gateway by its default tables",
        from: "staging",
        way: ["transit-gateway", "transit-gateway"],
        build(site) {
            const subnet = subnetOf("full-mesh", site);
            new aws.ec2transitgateway.VpcAttachment(
                "full-mesh-attachment",
                {
                    transitGatewayId: site.twin ? `tgw-0${site.account}` : SHARED_GATEWAY,
                    vpcId: site.vpc.id,
                    subnetIds: [subnet.id],
                },
                site.aws,
            );
        },
    },
    {
        name: "shared-route-table",
        sort: 8,
        title: "staging that sends by the route table into which production propagates",
        from: "staging",
        way: ["transit-gateway", "transit-gateway"],
        build(site) {
            const attachment = new aws.ec2transitgateway.VpcAttachment(
                "shared-route-table-attachment",
                {
                    transitGatewayId: "tgw-0918273645f0e1d2c",
                    vpcId: site.vpc.id,
                    subnetIds: [subnetOf("shared-route-table", site).id],
                    transitGatewayDefaultRouteTableAssociation: false,
                    transitGatewayDefaultRouteTablePropagation: false,
                },
                site.aws,
            );
            const transitGatewayAttachmentId = attachment.id;
            if (site.stack === "staging") {
                new aws.ec2transitgateway.RouteTableAssociation(
                    "shared-route-table-association",
                    { transitGatewayAttachmentId, transitGatewayRouteTableId: SHARED_TABLE },
                    site.aws,
                );
            } else {
                new aws.ec2transitgateway.RouteTablePropagation(
                    "shared-route-table-propagation",
                    {
                        transitGatewayAttachmentId,
                        transitGatewayRouteTableId: site.twin ? "tgw-rtb-0918273645f0e1d2c" : SHARED_TABLE,
                    },
                    site.aws,
                );
            }
        },
    },
    {
        name: "shared-subnet",
        sort: 8,
        title: "machines of both in a subnet that a third account shares",
        from: "staging",
        way: ["shared-network", "shared-network"],
        build(site) {
            const isShared = site.stack === "prod" || !site.twin;
            new aws.ec2.NetworkInterface(
                "shared-subnet-interface",
                { subnetId: isShared ? SHARED_SUBNET : "subnet-0918273645f0e1d2c" },
                site.aws,
            );
        },
    },
    {
        name: "subnet-share",
        sort: 8,
        title: "a subnet of production that is shared with staging's account",
        from: "staging",
        way: ["resource-share"],
        build: only("prod", site => {
            const share = new aws.ram.ResourceShare("subnet-share", { allowExternalPrincipals: false }, site.aws);
            new aws.ram.ResourceAssociation(
                "subnet-share-subnet",
                { resourceArn: subnetOf("subnet-share", site).arn, resourceShareArn: share.arn },
                site.aws,
            );
            new aws.ram.PrincipalAssociation(
                "subnet-share-principal",
                { principal: site.twin ? site.account : site.otherAccount, resourceShareArn: share.arn },
                site.aws,
            );
        }),
    },
    {
        name: "offered-service",
        sort: 8,
        title: "an endpoint service of production that lets in staging's account",
        from: "staging",
        way: ["private-endpoint"],
        build: only("prod", site => {
            const balancer = new aws.lb.LoadBalancer(
                "offered-service-balancer",
                {
                    internal: true,
                    loadBalancerType: "network",
                    subnets: [subnetOf("offered-service", site).id],
                },
                site.aws,
            );
            new aws.ec2.VpcEndpointService(
                "offered-service",
                {
                    acceptanceRequired: false,
                    networkLoadBalancerArns: [balancer.arn],
                    allowedPrincipals: [`arn:aws:iam::${site.twin ? site.account : site.otherAccount}:root`],
                },
                site.aws,
            );
        }),
    },
    {
        name: "service-network",
        sort: 8,
        title: "a service of production in the service network that staging's network is in",
        from: "staging",
        way: ["service-network", "service-network"],
        build(site) {
            if (site.stack === "staging") {
                new aws.vpclattice.ServiceNetworkVpcAssociation(
                    "service-network-association",
                    { vpcIdentifier: site.vpc.id, serviceNetworkIdentifier: SERVICE_NETWORK },
                    site.aws,
                );
            } else {
                const service = new aws.vpclattice.Service("service-network-service", {}, site.aws);
                new aws.vpclattice.ServiceNetworkServiceAssociation(
                    "service-network-offer",
                    {
                        serviceIdentifier: service.id,
                        serviceNetworkIdentifier: site.twin ? "sn-0918273645f0e1d2c" : SERVICE_NETWORK,
                    },
                    site.aws,
                );
            }
        },
    },
    {
        name: "route-across",
        sort: 8,
        title: "a route of staging that leads to production's range",
        from: "staging",
        way: ["route"],
        build: only("staging", site => {
            const table = new aws.ec2.RouteTable("route-across-table", { vpcId: site.vpc.id }, site.aws);
            new aws.ec2.Route(
                "route-across",
                {
                    routeTableId: table.id,
                    destinationCidrBlock: site.twin ? "192.168.0.0/16" : site.otherRange,
                    transitGatewayId: "tgw-0f1e2d3c4b5a69788",
                },
                site.aws,
            );
        }),
    },
    {
        name: "open-group",
        sort: 14,
        title: "a security group of production that lets in staging's range",
        from: "staging",
        way: ["security-group-rule"],
        build: only("prod", site => {
            new aws.ec2.SecurityGroup(
                "open-group",
                {
                    vpcId: site.vpc.id,
                    ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: [letIn(site)] }],
                },
                site.aws,
            );
        }),
    },
    {
        name: "group-of-the-other",
        sort: 14,
        title: "a rule of production that lets in a security group of staging's account",
        from: "staging",
        way: ["security-group-rule"],
        build: only("prod", site => {
            const group = new aws.ec2.SecurityGroup("group-of-the-other-group", { vpcId: site.vpc.id }, site.aws);
            const account = site.twin ? site.account : site.otherAccount;
            new aws.vpc.SecurityGroupIngressRule(
                "group-of-the-other",
                {
                    securityGroupId: group.id,
                    ipProtocol: "tcp",
                    fromPort: 5432,
                    toPort: 5432,
                    referencedSecurityGroupId: `${account}/sg-0a1b2c3d4e5f60718`,
                },
                site.aws,
            );
        }),
    },
    {
        name: "access-list",
        sort: 14,
        title: "an entry of production's access list for staging's range",
        from: "staging",
        way: ["network-acl-entry"],
        build: only("prod", site => {
            const list = new aws.ec2.NetworkAcl("access-list", { vpcId: site.vpc.id }, site.aws);
            new aws.ec2.NetworkAclRule(
                "access-list-entry",
                {
                    networkAclId: list.id,
                    ruleNumber: 100,
                    protocol: "tcp",
                    fromPort: 443,
                    toPort: 443,
                    cidrBlock: site.otherRange,
                    ruleAction: site.twin ? "deny" : "allow",
                },
                site.aws,
            );
        }),
    },
    {
        name: "cluster-allow-list",
        sort: 14,
        title: "production's public cluster endpoint whose allow-list holds staging's NAT address",
        from: "staging",
        way: ["address-list"],
        build(site) {
            if (site.stack === "staging") {
                natAddress("cluster-allow-list", site);
                return;
            }
            const role = new aws.iam.Role(
                "cluster-allow-list-role",
                { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "eks.amazonaws.com" }) },
                site.aws,
            );
            new aws.eks.Cluster(
                "cluster-allow-list",
                {
                    roleArn: role.arn,
                    vpcConfig: {
                        subnetIds: [subnetOf("cluster-allow-list", site).id],
                        endpointPublicAccess: true,
                        publicAccessCidrs: [`${site.twin ? OWN_ADDRESS : STAGING_NAT_ADDRESS}/32`],
                    },
                },
                site.aws,
            );
        },
    },
    {
        name: "firewall-allow-list",
        sort: 14,
        title: "a web firewall of production that lets through staging's NAT address",
        from: "staging",
        way: ["address-list"],
        build(site) {
            if (site.stack === "staging") {
                natAddress("firewall-allow-list", site);
                return;
            }
            new aws.wafv2.IpSet(
                "firewall-allow-list",
                {
                    scope: "REGIONAL",
                    ipAddressVersion: "IPV4",
                    addresses: [`${site.twin ? OWN_ADDRESS : STAGING_NAT_ADDRESS}/32`],
                },
                site.aws,
            );
        },
    },
    {
        name: "public-database",
        sort: 14,
        title: "a database of production that all the world reaches",
        from: "staging",
        way: ["public-endpoint"],
        build: only("prod", site => {
            const group = new aws.ec2.SecurityGroup(
                "public-database-group",
                {
                    vpcId: site.vpc.id,
                    ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] }],
                },
                site.aws,
            );
            new aws.rds.Instance(
                "public-database",
                {
                    engine: "postgres",
                    instanceClass: "db.t4g.micro",
                    allocatedStorage: 20,
                    username: "owner",
                    manageMasterUserPassword: true,
                    skipFinalSnapshot: true,
                    publiclyAccessible: !site.twin,
                    vpcSecurityGroupIds: [group.id],
                },
                site.aws,
            );
        }),
    },
];

/** A subnet of the site's own network. What of its range is taken by whom does not matter to any breach. */
function subnetOf(name: string, site: BreachSite): aws.ec2.Subnet {
    return new aws.ec2.Subnet(
        `${name}-subnet`,
        { vpcId: site.vpc.id, cidrBlock: site.range.replace("0.0/16", "240.0/24"), availabilityZone: `${REGION}a` },
        site.aws,
    );
}
