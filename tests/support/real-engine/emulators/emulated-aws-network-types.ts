import type { AwsTypeFacts } from "./emulated-aws-facts";

/** Networks, their rules and names. From the schemas of provider 7.48.0, as far as its documentation shows them. */
export const NETWORK_TYPES: Readonly<Record<string, AwsTypeFacts>> = {
    "aws:ec2/vpc:Vpc": {
        idPrefix: "vpc",
        defaults: { enableDnsSupport: true, instanceTenancy: "default" },
        replaceOn: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
        outputs: {
            defaultSecurityGroupId: made => `sg-${made.hex}`,
            defaultNetworkAclId: made => `acl-${made.hex}`,
            defaultRouteTableId: made => `rtb-${made.hex}`,
            mainRouteTableId: made => `rtb-${made.hex}`,
        },
    },
    "aws:ec2/subnet:Subnet": {
        idPrefix: "subnet",
        defaults: {
            assignIpv6AddressOnCreation: false,
            enableDns64: false,
            enableResourceNameDnsARecordOnLaunch: false,
            enableResourceNameDnsAaaaRecordOnLaunch: false,
            ipv6Native: false,
            mapPublicIpOnLaunch: false,
        },
        replaceOn: ["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId", "ipv6Native", "outpostArn"],
    },
    "aws:ec2/securityGroup:SecurityGroup": {
        idPrefix: "sg",
        arnResource: "security-group/{id}",
        defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
        replaceOn: ["vpcId", "description"],
    },
    "aws:ec2/internetGateway:InternetGateway": { idPrefix: "igw", arnResource: "internet-gateway/{id}" },
    "aws:ec2/natGateway:NatGateway": { idPrefix: "nat", replaceOn: ["allocationId", "subnetId", "connectivityType"] },
    "aws:ec2/eip:Eip": {
        idPrefix: "eipalloc",
        arnResource: "elastic-ip/{id}",
        outputs: { publicIp: () => "192.0.2.1", allocationId: made => made.id },
    },
    "aws:ec2/routeTable:RouteTable": { idPrefix: "rtb", arnResource: "route-table/{id}", replaceOn: ["vpcId"] },
    "aws:ec2/route:Route": {
        idPrefix: "r-rtb",
        replaceOn: ["routeTableId", "destinationCidrBlock", "destinationPrefixListId"],
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
        idPrefix: "rtbassoc",
        replaceOn: ["subnetId", "gatewayId"],
    },
    "aws:ec2/vpcEndpoint:VpcEndpoint": { idPrefix: "vpce", replaceOn: ["vpcId", "serviceName", "vpcEndpointType"] },
    "aws:ec2/flowLog:FlowLog": {
        idPrefix: "fl",
        arnResource: "vpc-flow-log/{id}",
        replaceOn: ["vpcId", "logDestination", "trafficType"],
    },
    "aws:route53/zone:Zone": {
        idPrefix: "Z",
        arnResource: "hostedzone/{id}",
        global: true,
        defaults: { comment: "Managed by Pulumi", forceDestroy: false },
        outputs: { zoneId: made => made.id },
    },
    "aws:ec2/launchTemplate:LaunchTemplate": {
        idPrefix: "lt",
        arnResource: "launch-template/{id}",
        countsVersions: "latestVersion",
        outputs: { latestVersion: () => 1, defaultVersion: () => 1 },
    },
    "aws:ec2/networkAcl:NetworkAcl": { idPrefix: "acl", arnResource: "network-acl/{id}", replaceOn: ["vpcId"] },
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": {
        idFrom: ["defaultNetworkAclId"],
        arnResource: "network-acl/{id}",
        replaceOn: ["defaultNetworkAclId"],
    },
    "aws:ec2/defaultRouteTable:DefaultRouteTable": {
        idFrom: ["defaultRouteTableId"],
        arnResource: "route-table/{id}",
        replaceOn: ["defaultRouteTableId"],
    },
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
        idPrefix: "sg",
        arnResource: "security-group/{id}",
        defaults: { revokeRulesOnDelete: false },
        replaceOn: ["vpcId"],
    },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
        idPrefix: "sgr",
        service: "ec2",
        replaceOn: ["securityGroupId"],
    },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
        idPrefix: "sgr",
        service: "ec2",
        replaceOn: ["securityGroupId"],
    },
    "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": { idPrefix: "rslvr-fc", replaceOn: ["resourceId"] },
    "aws:route53/resolverFirewallRule:ResolverFirewallRule": {
        idFrom: ["firewallRuleGroupId", "firewallDomainListId"],
        replaceOn: ["firewallRuleGroupId", "firewallDomainListId"],
    },
    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": {
        idPrefix: "rslvr-frgassoc",
        service: "route53resolver",
        replaceOn: ["firewallRuleGroupId", "vpcId"],
    },
    "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": {
        idPrefix: "rslvr-frg",
        service: "route53resolver",
    },
    "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": {
        idPrefix: "rslvr-fdl",
        service: "route53resolver",
    },
};
