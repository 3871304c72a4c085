import type { PropertyMap } from "../plan/value";

/*
 * What each environment has its own of: data, with the reason why two may not share it.
 */

/** Something that each environment has its own of. */
export interface OwnThing {
    /** What it is, for people. */
    readonly what: string;
    /** Why two environments may not share it. */
    readonly reason: string;
    /** Where it stands: beginnings of a type, and properties in which items of lists have no number. */
    readonly places: readonly (readonly [type: string, ...properties: readonly string[]])[];
    /** Whether it names something within an account alone: in two accounts one name is two things. */
    readonly inAccount?: true;
    /** Whether it is the id of one thing, wherever it stands. */
    readonly isId?: true;
    /** Whether an input beside it makes it say nothing. */
    readonly unless?: (inputs: PropertyMap) => boolean;
    /** What of a text is compared. Nothing where the text names nothing that could be shared. */
    readonly read?: (text: string, stacks: readonly string[]) => string | undefined;
}

const RIGHTS = "whoever may act in one of them may then act in the other";
const ROUTES = "no route, rule or log can tell one from the other, and they can never be connected";
const NAMES = "who resolves a name in one of them reaches the other";
const DATA = "a test then reads, changes or deletes what production lives on";
const CREDENTIALS = "who learns it in staging has it for production";
const MIXED = "whatever takes it by its name takes that of the wrong environment";

const has =
    (...names: readonly string[]) =>
    (inputs: PropertyMap) =>
        names.some(name => Object.hasOwn(inputs, name));

/** Things by type and property. */
export const OWN_THINGS: readonly OwnThing[] = [
    {
        what: "account",
        reason: RIGHTS,
        places: [["pulumi:providers:aws", "allowedAccountIds"]],
    },
    {
        what: "account",
        reason: RIGHTS,
        places: [["pulumi:providers:aws", "assumeRole.roleArn", "assumeRoles.roleArn"]],
        read: arn => arn.split(":")[4],
    },
    {
        what: "credentials of the provider",
        reason: RIGHTS,
        places: [["pulumi:providers:aws", "profile", "accessKey", "secretKey"]],
        // The base is one for both, where each takes a role of its own from there.
        unless: has("assumeRole", "assumeRoles"),
    },
    {
        what: "cluster of the provider",
        reason: RIGHTS,
        places: [["pulumi:providers:kubernetes", "kubeconfig"]],
    },
    {
        what: "cluster of the provider",
        reason: RIGHTS,
        places: [["pulumi:providers:kubernetes", "context", "cluster"]],
        unless: has("kubeconfig"),
    },
    {
        what: "address range",
        reason: ROUTES,
        places: [
            ["aws:ec2/vpc:Vpc", "cidrBlock"],
            ["aws:ec2/vpcIpv4CidrBlockAssociation:", "cidrBlock"],
            ["aws:ec2/vpcIpamPoolCidr:", "cidr"],
        ],
    },
    {
        what: "private or public zone",
        reason: NAMES,
        places: [
            ["aws:route53/zone:Zone", "name"],
            ["aws:servicediscovery/privateDnsNamespace:", "name"],
            ["aws:servicediscovery/publicDnsNamespace:", "name"],
        ],
    },
    {
        what: "zone",
        reason: NAMES,
        places: [["aws:route53/record:Record", "zoneId"]],
        // Handing a zone down is what a parent zone is for.
        unless: inputs => inputs["type"] === "NS",
    },
    {
        what: "public name",
        reason: NAMES,
        places: [
            ["aws:acm/certificate:Certificate", "domainName", "subjectAlternativeNames"],
            ["aws:cloudfront/distribution:Distribution", "aliases"],
            ["aws:apigateway/domainName:", "domainName"],
            ["aws:apigatewayv2/domainName:", "domainName"],
            ["aws:cognito/userPoolDomain:", "domain"],
        ],
    },
    { what: "bucket", reason: DATA, places: [["aws:s3/", "bucket"]] },
    {
        what: "role name",
        reason: RIGHTS,
        places: [
            ["aws:iam/role:Role", "name"],
            ["aws:iam/user:User", "name"],
            ["aws:iam/instanceProfile:InstanceProfile", "name"],
        ],
    },
    { what: "topic", reason: MIXED, places: [["aws:sns/topic:Topic", "name"]] },
    { what: "queue", reason: MIXED, places: [["aws:sqs/queue:Queue", "name"]] },
    { what: "secret's name", reason: CREDENTIALS, places: [["aws:secretsmanager/secret:Secret", "name"]] },
    {
        what: "secret",
        reason: CREDENTIALS,
        places: [["aws:secretsmanager/secretVersion:", "secretString", "secretBinary"]],
    },
    {
        what: "secret",
        reason: CREDENTIALS,
        places: [["aws:ssm/parameter:Parameter", "value"]],
        unless: inputs => inputs["type"] === "String" || inputs["type"] === "StringList",
    },
    {
        what: "password",
        reason: CREDENTIALS,
        places: [
            ["aws:rds/", "password", "masterPassword"],
            ["aws:docdb/", "masterPassword"],
            ["aws:redshift/cluster:", "masterPassword"],
            ["aws:elasticache/replicationGroup:", "authToken"],
            ["aws:mq/broker:", "users.password"],
            ["aws:opensearch/domain:", "advancedSecurityOptions.masterUserOptions.masterUserPassword"],
        ],
    },
    { what: "key of machines", reason: CREDENTIALS, places: [["aws:ec2/keyPair:KeyPair", "publicKey"]] },
    { what: "parameter's name", reason: CREDENTIALS, places: [["aws:ssm/parameter:Parameter", "name"]] },
    {
        what: "stack whose outputs are read",
        reason: RIGHTS,
        places: [["pulumi:pulumi:StackReference", "name"]],
        // A stack that is neither's, such as that of the registry, is common to both.
        read: (name, stacks) => (stacks.includes(name.split("/").at(-1)?.toLowerCase() ?? "") ? name : undefined),
    },
    { what: "alias of a key", reason: CREDENTIALS, inAccount: true, places: [["aws:kms/alias:Alias", "name"]] },
    {
        what: "database",
        reason: DATA,
        inAccount: true,
        places: [
            ["aws:rds/", "clusterIdentifier", "identifier", "globalClusterIdentifier"],
            ["aws:docdb/", "clusterIdentifier", "identifier", "globalClusterIdentifier"],
            ["aws:neptune/", "clusterIdentifier", "identifier"],
            ["aws:redshift/cluster:", "clusterIdentifier"],
            ["aws:elasticache/cluster:", "clusterId"],
            ["aws:elasticache/replicationGroup:", "replicationGroupId"],
            ["aws:elasticache/serverlessCache:", "name"],
            ["aws:memorydb/cluster:", "name"],
            ["aws:opensearch/domain:", "domainName"],
            ["aws:opensearch/serverlessCollection:", "name"],
            ["aws:dynamodb/table:", "name"],
            ["aws:timestreamwrite/database:", "databaseName"],
        ],
    },
    {
        what: "stream or bus",
        reason: MIXED,
        inAccount: true,
        places: [
            ["aws:kinesis/stream:", "name"],
            ["aws:kinesis/firehoseDeliveryStream:", "name"],
            ["aws:cloudwatch/eventBus:", "name"],
            ["aws:msk/cluster:", "clusterName"],
            ["aws:mq/broker:", "brokerName"],
        ],
    },
    {
        what: "file system, vault or pool of users",
        reason: DATA,
        inAccount: true,
        places: [
            ["aws:efs/fileSystem:", "creationToken"],
            ["aws:backup/vault:", "name"],
            ["aws:cognito/userPool:", "name"],
            ["aws:cognito/identityPool:", "identityPoolName"],
        ],
    },
    {
        what: "cluster or function",
        reason: MIXED,
        inAccount: true,
        places: [
            ["aws:eks/cluster:", "name"],
            ["aws:ecs/cluster:", "name"],
            ["aws:lambda/function:", "name"],
            ["aws:sfn/stateMachine:", "name"],
            ["aws:batch/jobQueue:", "name"],
        ],
    },
    {
        what: "log group",
        reason: "an alarm or a query over it then speaks of both",
        inAccount: true,
        places: [["aws:cloudwatch/logGroup:", "name"]],
    },
];

/** Inputs of any type that name a thing by its id. */
const REFERENCES: readonly (Omit<OwnThing, "places"> & { readonly property: RegExp })[] = [
    {
        what: "key",
        reason: CREDENTIALS,
        property: /(?:kms(?:Master)?Key(?:Id|Arn|Identifier)?|encryptionKey(?:Id|Arn)?|targetKeyId|(?:^|\.)keyArn)$/i,
        // AWS's own keys are not anybody's: `alias/aws/s3` is another one in each account.
        read: text => (text.includes("alias/aws/") ? undefined : text),
    },
    {
        what: "secret",
        reason: CREDENTIALS,
        property: /(?:secretArn|(?:^|\.)secretId|credentialsArn|credentialsParameter|(?:^|\.)valueFrom)$/i,
    },
    { what: "certificate", reason: NAMES, property: /certificateArns?$/i },
    {
        what: "network",
        reason: ROUTES,
        property:
            /(?:^|\.)(?:vpcId|subnetIds?|securityGroupIds?|vpcSecurityGroupIds|customerGatewayId|vpnGatewayId|vpcPeeringConnectionId)$/,
    },
    { what: "file system or pool of users", reason: DATA, property: /(?:^|\.)(?:fileSystemId|userPoolId)$/ },
    {
        what: "snapshot or source of data",
        reason: "staging then starts from data that is not its own, or both from one copy",
        property:
            /(?:^|\.)(?:snapshotIdentifier|snapshotId|snapshotArn|snapshotName|dbSnapshotIdentifier|replicateSourceDb|replicationSourceIdentifier|sourceClusterIdentifier|sourceDbInstanceIdentifier)$/,
    },
];

const OWN_REFERENCES = REFERENCES.map(one => ({ ...one, isId: true as const }));

const BY_PROPERTY = new Map<string, (readonly [type: string, thing: OwnThing])[]>();
for (const thing of OWN_THINGS) {
    for (const [type, ...properties] of thing.places) {
        for (const property of properties)
            BY_PROPERTY.set(property, [...(BY_PROPERTY.get(property) ?? []), [type, thing]]);
    }
}

/** What is kept at a place that each environment has its own of; nothing at any other place. */
export function ownThing(type: string, property: string, inputs: PropertyMap): Omit<OwnThing, "places"> | undefined {
    const thing =
        BY_PROPERTY.get(property)?.find(([start]) => type.startsWith(start))?.[1] ??
        (type === "kubernetes:core/v1:Secret" && /^(?:data|stringData)\./.test(property) ? OBJECT_SECRET : undefined) ??
        OWN_REFERENCES.find(one => one.property.test(property));
    return thing?.unless?.(inputs) === true ? undefined : thing;
}

/** Shorter values of a Kubernetes secret are words such as `postgres`. */
const MIN_SECRET_CHARACTERS = 12;

const OBJECT_SECRET: Omit<OwnThing, "places"> = {
    what: "secret",
    reason: CREDENTIALS,
    read: text => (text.length >= MIN_SECRET_CHARACTERS ? text : undefined),
};
