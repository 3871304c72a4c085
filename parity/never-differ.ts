import { propertyMatcher } from "./ledger/place";

/** Something in which staging must never differ from production, whatever anybody declares. */
export interface NeverDiffer {
    /** Types that it is true of, each the beginning of a type token. */
    readonly types: readonly string[];
    /** Properties, each with all that lies inside of it. */
    readonly properties: readonly string[];
    readonly reason: string;
    /** Whether it guards something: then it may not be missing either, unless with what it waits for. */
    readonly isGuard?: true;
}

/** The packages of AWS: what both have goes by one name in both. */
const AWS = ["aws:", "aws-native:"];
const ANY_PROPERTY = ["*"];

const ENCRYPTION = "data that is encrypted in one of them only is handled by other code paths, rights and keys";
const REACH = "a copy that the internet can reach is found first, and a test of reachability then shows nothing";
const TLS = "clients that only work with the weaker protocol fail in production first";
const ENGINE = "a test on another version of the engine is a test of another product";
const LOGS = "an incident that leaves no log in staging cannot be rehearsed there";
const ADMISSION = "what admission refuses in production must be refused in staging first";

/** What never differs, each with its reason. A project can add to it, and take nothing away. */
export const NEVER_DIFFER: readonly NeverDiffer[] = [
    {
        types: AWS,
        properties: [
            "storageEncrypted",
            "encrypted",
            "encryptionConfig",
            "encryptionConfiguration",
            "encryptionConfigurations",
            "encryptionInfo",
            "encryptionOptions",
            "encryptionType",
            "encryptAtRest",
            "nodeToNodeEncryption",
            "serverSideEncryption",
            "serverSideEncryptionConfiguration",
            "sqsManagedSseEnabled",
            "kmsMasterKeyId",
            "atRestEncryptionEnabled",
            "rootBlockDevice.encrypted",
            "ebsBlockDevices[*].encrypted",
            "blockDeviceMappings[*].ebs.encrypted",
        ],
        reason: ENCRYPTION,
    },
    {
        types: ["aws:s3/bucketServerSideEncryptionConfiguration", "aws:ec2/encryptionByDefault:"],
        properties: ["rules", "enabled"],
        isGuard: true,
        reason: ENCRYPTION,
    },
    {
        types: [
            ..."aws:s3/bucketPublicAccessBlock: aws:s3/accountPublicAccessBlock:".split(" "),
            ..."aws:ec2/imageBlockPublicAccess: aws:ec2/snapshotBlockPublicAccess:".split(" "),
        ],
        properties: ["state"],
        isGuard: true,
        reason: REACH,
    },
    {
        types: AWS,
        properties: [
            "publiclyAccessible",
            "mapPublicIpOnLaunch",
            "associatePublicIpAddress",
            "networkInterfaces[*].associatePublicIpAddress",
            "networkConfiguration.assignPublicIp",
            "networkConfiguration.ingressConfiguration.isPubliclyAccessible",
            "brokerNodeGroupInfo.connectivityInfo.publicAccess",
            "directInternetAccess",
            "blockPublicAcls",
            "blockPublicPolicy",
            "ignorePublicAcls",
            "restrictPublicBuckets",
        ],
        reason: REACH,
    },
    { types: ["aws:eks/cluster:"], properties: ["vpcConfig.endpointPublicAccess"], reason: REACH },
    { types: ["aws:lb/", "aws:alb/", "aws:elb/"], properties: ["internal"], reason: REACH },
    { types: ["aws:s3/"], properties: ["acl"], reason: REACH },
    {
        types: ["aws:lambda/functionUrl:", "aws:apigatewayv2/route:"],
        properties: ["authorizationType"],
        reason: "a call that nobody has to sign in for in one of them tests no rights",
    },
    {
        types: ["aws:apigateway/method:"],
        properties: ["authorization"],
        reason: "a call that nobody has to sign in for in one of them tests no rights",
    },
    {
        types: AWS,
        properties: [
            "sslPolicy",
            "securityPolicy",
            "securityPolicyName",
            "domainNameConfiguration.securityPolicy",
            "domainEndpointOptions.enforceHttps",
            "domainEndpointOptions.tlsSecurityPolicy",
            "transitEncryptionEnabled",
            "transitEncryptionMode",
            "tlsEnabled",
            "requireTls",
            "clusterEndpointEncryptionType",
            "minimumProtocolVersion",
            "metadataOptions.httpTokens",
            "viewerCertificate.minimumProtocolVersion",
            "defaultCacheBehavior.viewerProtocolPolicy",
            "orderedCacheBehaviors[*].viewerProtocolPolicy",
            "origins[*].customOriginConfig.originProtocolPolicy",
            "origins[*].customOriginConfig.originSslProtocols",
        ],
        reason: TLS,
    },
    { types: ["aws:lb/listener:", "aws:alb/listener:"], properties: ["protocol"], reason: TLS },
    {
        types: ["aws:rds/", "aws:docdb/", "aws:neptune/", "aws:redshift/"],
        properties: [
            'parameters["rds.force_ssl"]',
            'parameters["require_secure_transport"]',
            'parameters["require_ssl"]',
            'parameters["tls"]',
        ],
        reason: TLS,
    },
    {
        types: [
            ..."aws:rds/ aws:docdb/ aws:neptune/ aws:elasticache/ aws:memorydb/ aws:redshift/".split(" "),
            ..."aws:opensearch/ aws:elasticsearch/ aws:mq/ aws:msk/".split(" "),
        ],
        properties: [
            "engine",
            "engineVersion",
            "family",
            "neptuneParameterGroupFamily",
            "kafkaVersion",
            "clusterVersion",
            "elasticsearchVersion",
        ],
        reason: ENGINE,
    },
    {
        types: ["aws:lambda/function:", "aws:synthetics/canary:"],
        properties: ["runtime", "runtimeVersion"],
        reason: "what another runtime accepts and does is not what production's will",
    },
    {
        types: ["aws:eks/cluster:", "aws:eks/addon:", "aws:eks/nodeGroup:"],
        properties: ["version", "addonVersion", "amiType", "releaseVersion"],
        reason: "what another version of Kubernetes accepts and does is not what production's will",
    },
    {
        types: AWS,
        properties: [
            "enabledCloudwatchLogsExports",
            "enableCloudwatchLogsExports",
            "enabledClusterLogTypes",
            "logPublishingOptions[*].logType",
            "logDeliveryConfigurations[*].logType",
        ],
        reason: LOGS,
    },
    { types: ["aws:mq/broker:"], properties: ["logs"], reason: LOGS },
    { types: ["aws:ec2/flowLog:"], properties: ["trafficType"], reason: LOGS },
    {
        types: [
            "kubernetes:admissionregistration.k8s.io/",
            // Engines that admit by objects of their own.
            "kubernetes:kyverno.io/",
            "kubernetes:constraints.gatekeeper.sh/",
            "kubernetes:templates.gatekeeper.sh/",
            "kubernetes:policies.kubewarden.io/",
        ],
        properties: ANY_PROPERTY,
        reason: ADMISSION,
    },
    {
        types: ["kubernetes:core/v1:Namespace"],
        properties: ['metadata.labels["pod-security.kubernetes.io/*"]'],
        reason: ADMISSION,
    },
];

/** Why some places of one property of a resource may not differ; nothing where they may. */
export function whyNeverDiffer(
    type: string,
    places: readonly string[],
    list: readonly NeverDiffer[],
): string | undefined {
    // All of them lie in one property: patterns of another one need no look at each of thousands of items.
    const name = nameOf(places[0] ?? "");
    return list
        .filter(({ types }) => types.some(start => type.startsWith(start)))
        .find(({ properties }) =>
            properties
                .filter(pattern => nameOf(pattern) === name || nameOf(pattern).includes("*"))
                .map(propertyMatcher)
                .some(covers => places.some(covers)),
        )?.reason;
}

/** The property that a place or a pattern begins with. */
function nameOf(place: string): string {
    return place.slice(0, Math.max(0, place.search(/[.[]|$/)));
}
