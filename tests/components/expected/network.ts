/** What tells the networks of two environments apart. */
interface Facts {
    readonly environment: string;
    readonly accountId: string;
    /** Second byte of every address: 64 and the slot. */
    readonly byte: number;
    readonly zones: readonly ("a" | "b" | "c")[];
    readonly production: boolean;
}

/** Third byte of the first address of each tier in each zone. */
const PLACES = {
    private: { a: "0.0/19", b: "64.0/19", c: "128.0/19" },
    public: { a: "32.0/22", b: "96.0/22", c: "160.0/22" },
    data: { a: "36.0/22", b: "100.0/22", c: "164.0/22" },
} as const;
const UNKNOWN = "<unknown>";
const ANYWHERE = "0.0.0.0/0";

/** All that a network with the required arguments alone declares, but for the DNS firewall's allow-list. */
function networkPlan(facts: Facts) {
    const { environment, accountId, byte, zones, production } = facts;
    const kept = production ? { protect: true } : {};
    const bucket = `${environment}-net-flows-${accountId}`;
    return {
        net: { type: "stagewright:network:Network" },
        "net-vpc": {
            type: "aws:ec2/vpc:Vpc",
            cidrBlock: `10.${byte}.0.0/16`,
            enableDnsHostnames: true,
            enableDnsSupport: true,
            ...kept,
        },
        ...each(zones, zone => subnets(facts, zone)),
        ...each(zones, routes),
        "net-internet": { type: "aws:ec2/internetGateway:InternetGateway", vpcId: UNKNOWN },
        "net-public-routes": { type: "aws:ec2/routeTable:RouteTable", vpcId: UNKNOWN },
        "net-public-internet": {
            type: "aws:ec2/route:Route",
            routeTableId: UNKNOWN,
            destinationCidrBlock: ANYWHERE,
            gatewayId: UNKNOWN,
        },
        "net-data-routes": { type: "aws:ec2/routeTable:RouteTable", vpcId: UNKNOWN },
        "net-nat-a": {
            type: "aws:ec2/natGateway:NatGateway",
            allocationId: UNKNOWN,
            connectivityType: "public",
            subnetId: UNKNOWN,
        },
        "net-nat-a-address": { type: "aws:ec2/eip:Eip", domain: "vpc" },
        ...accessLists(facts),
        "net-s3": gatewayEndpoint(facts, "s3", [ownAccount("s3:*", accountId), LAYERS_AND_PACKAGES]),
        "net-dynamodb": gatewayEndpoint(facts, "dynamodb", [ownAccount("dynamodb:*", accountId)]),
        "net-flow-logs": {
            type: "aws:ec2/flowLog:FlowLog",
            vpcId: UNKNOWN,
            trafficType: "ALL",
            logDestinationType: "s3",
            logDestination: `arn:aws:s3:::${bucket}`,
            destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: false, perHourPartition: false },
            maxAggregationInterval: 600,
        },
        "net-flow-logs-bucket": { type: "aws:s3/bucket:Bucket", bucket, forceDestroy: !production, ...kept },
        "net-flow-logs-access": {
            type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            bucket: UNKNOWN,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        "net-flow-logs-ownership": {
            type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            bucket: UNKNOWN,
            rule: { objectOwnership: "BucketOwnerEnforced" },
        },
        "net-flow-logs-encryption": {
            type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            bucket: UNKNOWN,
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
        },
        "net-flow-logs-lifecycle": {
            type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            bucket: UNKNOWN,
            rules: [
                {
                    id: "expire",
                    status: "Enabled",
                    filter: { prefix: "" },
                    expiration: { days: 30 },
                    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
                },
            ],
        },
        "net-flow-logs-policy": {
            type: "aws:s3/bucketPolicy:BucketPolicy",
            bucket: UNKNOWN,
            policy: document(flowLogStatements(bucket, accountId)),
        },
        "net-dns": { type: "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup" },
        "net-dns-config": {
            type: "aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
            resourceId: UNKNOWN,
            firewallFailOpen: "DISABLED",
        },
        "net-dns-association": {
            type: "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
            firewallRuleGroupId: UNKNOWN,
            vpcId: UNKNOWN,
            priority: 101,
            mutationProtection: "DISABLED",
        },
        "net-zone": {
            type: "aws:route53/zone:Zone",
            name: `${environment}.internal`,
            comment: `Private names of ${environment}`,
            vpcs: [{ vpcId: UNKNOWN, vpcRegion: "eu-central-1" }],
            forceDestroy: !production,
            ...kept,
        },
    };
}

/** Where third parties are known by name only. */
const ALLOW_LIST = {
    "net-dns-allowed": {
        type: "aws:route53/resolverFirewallRule:ResolverFirewallRule",
        firewallRuleGroupId: UNKNOWN,
        firewallDomainListId: UNKNOWN,
        action: "ALLOW",
        firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
        priority: 200,
    },
    "net-dns-allowed-domains": {
        type: "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
        domains: [
            "*.amazonaws.com",
            "*.api.aws",
            "*.compute.internal",
            "*.ec2.internal",
            "*.in-addr.arpa",
            "staging.internal",
            "*.staging.internal",
        ],
    },
    "net-dns-rest": {
        type: "aws:route53/resolverFirewallRule:ResolverFirewallRule",
        firewallRuleGroupId: UNKNOWN,
        firewallDomainListId: UNKNOWN,
        action: "BLOCK",
        blockResponse: "NXDOMAIN",
        priority: 300,
    },
    "net-dns-rest-domains": {
        type: "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
        domains: ["*"],
    },
};

function subnets({ byte, production }: Facts, zone: Facts["zones"][number]) {
    return Object.fromEntries(
        (["public", "private", "data"] as const).map(tier => [
            `net-${tier}-${zone}`,
            {
                type: "aws:ec2/subnet:Subnet",
                vpcId: UNKNOWN,
                availabilityZone: `eu-central-1${zone}`,
                cidrBlock: `10.${byte}.${PLACES[tier][zone]}`,
                mapPublicIpOnLaunch: false,
                ...(production ? { protect: true } : {}),
            },
        ]),
    );
}

function routes(zone: string) {
    const association = {
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
        routeTableId: UNKNOWN,
        subnetId: UNKNOWN,
    };
    return {
        [`net-public-${zone}-association`]: association,
        [`net-private-${zone}-association`]: association,
        [`net-data-${zone}-association`]: association,
        [`net-private-${zone}-routes`]: { type: "aws:ec2/routeTable:RouteTable", vpcId: UNKNOWN },
        [`net-private-${zone}-nat`]: {
            type: "aws:ec2/route:Route",
            routeTableId: UNKNOWN,
            destinationCidrBlock: ANYWHERE,
            natGatewayId: UNKNOWN,
        },
    };
}

const EVERYTHING = { action: "allow", protocol: "-1", fromPort: 0, toPort: 0 };
const tcp = (ruleNo: number, fromPort: number, toPort = fromPort) => ({
    ruleNo,
    action: "allow",
    protocol: "tcp",
    cidrBlock: ANYWHERE,
    fromPort,
    toPort,
});
const answers = (first: number) => [
    tcp(first, 1024, 65535),
    { ...tcp(first + 100, 1024, 65535), protocol: "udp" },
    {
        ruleNo: first + 200,
        action: "allow",
        protocol: "icmp",
        cidrBlock: ANYWHERE,
        fromPort: 0,
        toPort: 0,
        icmpType: 3,
        icmpCode: 4,
    },
];

function accessLists({ byte, zones }: Facts) {
    const acl = (ingress: readonly object[], egress: readonly object[]) => ({
        type: "aws:ec2/networkAcl:NetworkAcl",
        vpcId: UNKNOWN,
        subnetIds: zones.map(() => UNKNOWN),
        ingress,
        egress,
    });
    const inside = { ruleNo: 100, cidrBlock: `10.${byte}.0.0/16`, ...EVERYTHING };
    const egress = [
        inside,
        { ...tcp(200, 53), action: "deny" },
        { ...tcp(300, 853), action: "deny" },
        { ...tcp(400, 53), action: "deny", protocol: "udp" },
        { ...tcp(500, 853), action: "deny", protocol: "udp" },
        { ruleNo: 600, cidrBlock: ANYWHERE, ...EVERYTHING },
    ];
    const known = (["private", "data"] as const).flatMap(tier =>
        zones.map((zone, index) => ({
            ruleNo: { private: 100, data: 900 }[tier] + index * 100,
            cidrBlock: `10.${byte}.${PLACES[tier][zone]}`,
            ...EVERYTHING,
        })),
    );
    return {
        "net-public-acl": acl([inside, tcp(200, 80), tcp(300, 443), ...answers(400)], egress),
        "net-private-acl": acl([inside, ...answers(200)], egress),
        "net-data-acl": acl(known, known),
        "net-default-acl": {
            type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
            defaultNetworkAclId: UNKNOWN,
            ingress: [],
            egress: [],
            ignoreChanges: ["subnetIds"],
        },
        "net-default-group": {
            type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
            vpcId: UNKNOWN,
            ingress: [],
            egress: [],
        },
        "net-default-routes": {
            type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
            defaultRouteTableId: UNKNOWN,
            routes: [],
        },
    };
}

function gatewayEndpoint({ zones }: Facts, service: string, statements: readonly object[]) {
    return {
        type: "aws:ec2/vpcEndpoint:VpcEndpoint",
        vpcId: UNKNOWN,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.eu-central-1.${service}`,
        // One for each private subnet, one for the public ones, one for the data subnets.
        routeTableIds: [...zones.map(() => UNKNOWN), UNKNOWN, UNKNOWN],
        policy: document(statements),
    };
}

/** The statement of every endpoint: own principals, own resources. */
export function ownAccount(action: string, accountId: string) {
    return {
        Sid: "OwnAccountOnly",
        Effect: "Allow",
        Principal: "*",
        Action: action,
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId } },
    };
}

const LAYERS_AND_PACKAGES = {
    Sid: "ImageLayersAndPackages",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: [
        "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
        "arn:aws:s3:::al2023-repos-eu-central-1-de612dc2/*",
    ],
};

function flowLogStatements(bucket: string, accountId: string) {
    const delivery = { Service: "delivery.logs.amazonaws.com" };
    const account = { "aws:SourceAccount": accountId };
    const logs = { "aws:SourceArn": `arn:aws:logs:eu-central-1:${accountId}:*` };
    return [
        {
            Sid: "AWSLogDeliveryWrite",
            Effect: "Allow",
            Principal: delivery,
            Action: "s3:PutObject",
            Resource: `arn:aws:s3:::${bucket}/AWSLogs/${accountId}/*`,
            Condition: {
                StringEquals: { ...account, "s3:x-amz-acl": "bucket-owner-full-control" },
                ArnLike: logs,
            },
        },
        {
            Sid: "AWSLogDeliveryAclCheck",
            Effect: "Allow",
            Principal: delivery,
            Action: "s3:GetBucketAcl",
            Resource: `arn:aws:s3:::${bucket}`,
            Condition: { StringEquals: account, ArnLike: logs },
        },
        {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
    ];
}

function document(statements: readonly object[]) {
    return { Version: "2012-10-17", Statement: statements };
}

function each(
    zones: Facts["zones"],
    build: (zone: Facts["zones"][number]) => object,
): Readonly<Record<string, object>> {
    return Object.assign({}, ...zones.map(build)) as Record<string, object>;
}

/** All that a network of staging declares, in two zones. */
export const STAGING_NETWORK_PLAN = {
    ...networkPlan({
        environment: "staging",
        accountId: "111122223333",
        byte: 65,
        zones: ["a", "b"],
        production: false,
    }),
    ...ALLOW_LIST,
};

/** All that a network of production declares, in three zones. */
export const PRODUCTION_NETWORK_PLAN = networkPlan({
    environment: "prod",
    accountId: "444455556666",
    byte: 64,
    zones: ["a", "b", "c"],
    production: true,
});
