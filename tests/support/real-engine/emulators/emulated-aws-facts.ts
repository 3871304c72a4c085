import type { AwsScope } from "./emulated-aws-account";
import type { Wire } from "./wire";

/** What the SDK does not say of a type, and what the emulator would otherwise make up badly. */
export interface AwsTypeFacts {
    /** The property that names the resource. @default `name` */
    readonly nameProperty?: string;
    /** Whether the service refuses capitals in a name. @default false */
    readonly lowerCaseName?: boolean;
    /** Inputs that the provider fills in where they are not set (the schema's defaults). */
    readonly defaults?: Readonly<Record<string, Wire>>;
    /** Inputs whose change makes a new resource, besides the name ("forces new resource" in the provider's schema). */
    readonly replaceOn?: readonly string[];
    /** Where the id comes from, where it is not the name: the ARN, or inputs joined by colons. */
    readonly idFrom?: "arn" | readonly string[];
    /** Prefix of an id that the service makes up, such as `vpc`. */
    readonly idPrefix?: string;
    /** Service in the ARN. @default the module of the type */
    readonly service?: string;
    /** What stands behind the account in the ARN. @default `<kind>/{id}` */
    readonly arnResource?: string;
    /** Whether the service is the same in all regions, so that the ARN names none. @default false */
    readonly global?: boolean;
    /** A computed number that grows by one with each update. */
    readonly countsVersions?: string;
    /** Computed properties whose shape matters to those who read them. */
    readonly outputs?: Readonly<Record<string, (made: MadeUp) => Wire>>;
}

/** What a made-up value can be made of. */
export interface MadeUp extends AwsScope {
    readonly id: string;
    readonly name: string;
    /** Digits that follow from the resource and the property alone. */
    readonly hex: string;
}

/** The types that the reference program and the fixtures use, from the schemas of provider 7.48.0. */
export const AWS_TYPES: Readonly<Record<string, AwsTypeFacts>> = {
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
    "aws:kms/key:Key": {
        defaults: {
            bypassPolicyLockoutSafetyCheck: false,
            customerMasterKeySpec: "SYMMETRIC_DEFAULT",
            isEnabled: true,
            keyUsage: "ENCRYPT_DECRYPT",
        },
        arnResource: "key/{id}",
        replaceOn: ["customerMasterKeySpec", "keyUsage", "multiRegion", "customKeyStoreId"],
        outputs: { keyId: made => made.id },
    },
    "aws:kms/alias:Alias": { arnResource: "{name}" },
    "aws:rds/cluster:Cluster": {
        nameProperty: "clusterIdentifier",
        lowerCaseName: true,
        arnResource: "cluster:{id}",
        defaults: { copyTagsToSnapshot: false, engineMode: "provisioned", skipFinalSnapshot: false },
        replaceOn: [
            "databaseName",
            "dbSubnetGroupName",
            "engine",
            "engineMode",
            "kmsKeyId",
            "masterUsername",
            "snapshotIdentifier",
            "storageEncrypted",
            "availabilityZones",
        ],
        outputs: {
            endpoint: made => `${made.id}.cluster-emulated.${made.region}.rds.amazonaws.com`,
            readerEndpoint: made => `${made.id}.cluster-ro-emulated.${made.region}.rds.amazonaws.com`,
            port: () => 5432,
            clusterResourceId: made => `cluster-${made.hex.toUpperCase()}`,
            masterUserSecrets: made => [
                {
                    secretArn: `arn:${made.partition}:secretsmanager:${made.region}:${made.account}:secret:rds!cluster-${made.hex}`,
                    secretStatus: "active",
                    kmsKeyId: `arn:${made.partition}:kms:${made.region}:${made.account}:key/${made.hex}`,
                },
            ],
        },
    },
    "aws:rds/clusterInstance:ClusterInstance": {
        nameProperty: "identifier",
        lowerCaseName: true,
        arnResource: "db:{id}",
        defaults: {
            autoMinorVersionUpgrade: true,
            copyTagsToSnapshot: false,
            forceDestroy: false,
            promotionTier: 0,
            publiclyAccessible: false,
        },
        replaceOn: ["clusterIdentifier", "engine", "dbSubnetGroupName", "availabilityZone", "publiclyAccessible"],
    },
    "aws:rds/instance:Instance": {
        nameProperty: "identifier",
        lowerCaseName: true,
        arnResource: "db:{id}",
        defaults: {
            applyImmediately: false,
            autoMinorVersionUpgrade: true,
            copyTagsToSnapshot: false,
            publiclyAccessible: false,
            skipFinalSnapshot: false,
        },
        replaceOn: ["dbName", "engine", "kmsKeyId", "storageEncrypted", "username", "snapshotIdentifier"],
    },
    "aws:rds/subnetGroup:SubnetGroup": {
        lowerCaseName: true,
        arnResource: "subgrp:{id}",
        defaults: { description: "Managed by Pulumi" },
    },
    "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
        lowerCaseName: true,
        arnResource: "cluster-pg:{id}",
        defaults: { description: "Managed by Pulumi" },
        replaceOn: ["family", "description"],
    },
    "aws:rds/parameterGroup:ParameterGroup": {
        lowerCaseName: true,
        arnResource: "pg:{id}",
        defaults: { description: "Managed by Pulumi", skipDestroy: false },
        replaceOn: ["family", "description"],
    },
    "aws:eks/cluster:Cluster": {
        replaceOn: [
            "roleArn",
            "kubernetesNetworkConfig",
            "encryptionConfig",
            "bootstrapSelfManagedAddons",
            "outpostConfig",
        ],
        outputs: {
            certificateAuthority: () => ({ data: "ZW11bGF0ZWQ=" }),
            certificateAuthorities: () => [{ data: "ZW11bGF0ZWQ=" }],
            endpoint: made => `https://${made.hex}.emulated.${made.region}.eks.amazonaws.com`,
            identities: made => [
                { oidcs: [{ issuer: `https://oidc.eks.${made.region}.amazonaws.com/id/${made.hex}` }] },
            ],
            status: () => "ACTIVE",
            platformVersion: () => "eks.1",
        },
    },
    "aws:eks/nodeGroup:NodeGroup": {
        nameProperty: "nodeGroupName",
        idFrom: ["clusterName", "nodeGroupName"],
        replaceOn: ["clusterName", "nodeRoleArn", "subnetIds", "instanceTypes", "amiType", "capacityType", "diskSize"],
        outputs: { status: () => "ACTIVE" },
    },
    "aws:eks/addon:Addon": { idFrom: ["clusterName", "addonName"], replaceOn: ["clusterName", "addonName"] },
    "aws:eks/accessEntry:AccessEntry": {
        idFrom: ["clusterName", "principalArn"],
        replaceOn: ["clusterName", "principalArn", "type"],
        defaults: { type: "STANDARD" },
    },
    "aws:iam/role:Role": {
        global: true,
        arnResource: "role/{id}",
        defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
        replaceOn: ["path"],
    },
    "aws:iam/policy:Policy": {
        global: true,
        idFrom: "arn",
        arnResource: "policy/{name}",
        defaults: { path: "/" },
        replaceOn: ["path", "description"],
    },
    "aws:iam/rolePolicy:RolePolicy": { idFrom: ["role", "name"], replaceOn: ["role"] },
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
        idFrom: ["role", "policyArn"],
        replaceOn: ["role", "policyArn"],
    },
    "aws:cloudwatch/logGroup:LogGroup": {
        service: "logs",
        arnResource: "log-group:{id}",
        defaults: { skipDestroy: false },
        replaceOn: ["logGroupClass"],
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": {
        arnResource: "alarm:{id}",
        defaults: { actionsEnabled: true, treatMissingData: "missing" },
    },
    "aws:cloudwatch/dashboard:Dashboard": {
        nameProperty: "dashboardName",
        global: true,
        arnResource: "dashboard/{id}",
    },
    "aws:sns/topic:Topic": {
        idFrom: "arn",
        arnResource: "{name}",
        defaults: { fifoTopic: false },
        replaceOn: ["fifoTopic"],
    },
    "aws:sns/topicSubscription:TopicSubscription": {
        replaceOn: ["topic", "protocol", "endpoint"],
        defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
    },
    "aws:scheduler/schedule:Schedule": {
        arnResource: "schedule/default/{name}",
        defaults: { groupName: "default", scheduleExpressionTimezone: "UTC", state: "ENABLED" },
        replaceOn: ["groupName"],
    },
    "aws:s3/bucket:Bucket": {
        nameProperty: "bucket",
        lowerCaseName: true,
        global: true,
        arnResource: "{id}",
        defaults: { forceDestroy: false },
    },
    "aws:sqs/queue:Queue": {
        arnResource: "{name}",
        replaceOn: ["fifoQueue"],
        outputs: { url: made => `https://sqs.${made.region}.amazonaws.com/${made.account}/${made.id}` },
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
    "aws:s3/bucketPolicy:BucketPolicy": { idFrom: ["bucket"], replaceOn: ["bucket"] },
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
        idFrom: ["bucket"],
        defaults: {
            blockPublicAcls: false,
            blockPublicPolicy: false,
            ignorePublicAcls: false,
            restrictPublicBuckets: false,
        },
        replaceOn: ["bucket"],
    },
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": { idFrom: ["bucket"], replaceOn: ["bucket"] },
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { idFrom: ["bucket"], replaceOn: ["bucket"] },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
        idFrom: ["bucket"],
        replaceOn: ["bucket"],
    },
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
        idFrom: ["clusterName", "principalArn", "policyArn"],
        replaceOn: ["clusterName", "principalArn", "policyArn", "accessScope"],
    },
    "aws:sns/topicPolicy:TopicPolicy": { idFrom: ["arn"], replaceOn: ["arn"] },
    "aws:sqs/queuePolicy:QueuePolicy": { idFrom: ["queueUrl"], replaceOn: ["queueUrl"] },
    "aws:scheduler/scheduleGroup:ScheduleGroup": { arnResource: "schedule-group/{id}" },
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": { replaceOn: ["logGroupName"] },
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
