import { coversProperty } from "./ledger/place";

/** Something in which staging must never differ from production, whatever anybody declares. */
export interface NeverDiffer {
    /** Types that it is true of, each the beginning of a type token. */
    readonly types: readonly string[];
    /** Properties, each with all that lies inside of it. */
    readonly properties: readonly string[];
    readonly reason: string;
}

const AWS = ["aws:"];
const ANY_PROPERTY = ["*"];

/** What never differs, each with its reason. A project can add to it, and take nothing away. */
export const NEVER_DIFFER: readonly NeverDiffer[] = [
    {
        types: AWS,
        properties: [
            "storageEncrypted",
            "encrypted",
            "encryptionConfig",
            "serverSideEncryption",
            "atRestEncryptionEnabled",
            "rootBlockDevice.encrypted",
            "ebsBlockDevices[*].encrypted",
            "blockDeviceMappings[*].ebs.encrypted",
        ],
        reason: "data that is encrypted in one of them only is handled by other code paths, rights and keys",
    },
    {
        types: AWS,
        properties: [
            "publiclyAccessible",
            "mapPublicIpOnLaunch",
            "associatePublicIpAddress",
            "networkInterfaces[*].associatePublicIpAddress",
            "networkConfiguration.assignPublicIp",
            "blockPublicAcls",
            "blockPublicPolicy",
            "ignorePublicAcls",
            "restrictPublicBuckets",
        ],
        reason: "a copy that the internet can reach is found first, and a test of reachability then shows nothing",
    },
    {
        types: AWS,
        properties: [
            "sslPolicy",
            "transitEncryptionEnabled",
            "minimumProtocolVersion",
            "metadataOptions.httpTokens",
            "viewerCertificate.minimumProtocolVersion",
        ],
        reason: "clients that only work with the weaker protocol fail in production first",
    },
    {
        types: ["aws:rds/", "aws:docdb/", "aws:elasticache/", "aws:opensearch/", "aws:mq/", "aws:msk/"],
        properties: ["engine", "engineVersion", "family", "kafkaVersion"],
        reason: "a test on another version of the engine is a test of another product",
    },
    {
        types: ["aws:eks/cluster:", "aws:eks/addon:", "aws:eks/nodeGroup:"],
        properties: ["version", "addonVersion", "amiType"],
        reason: "what another version of Kubernetes accepts and does is not what production's will",
    },
    {
        types: AWS,
        properties: ["enabledCloudwatchLogsExports", "enabledClusterLogTypes"],
        reason: "an incident that leaves no log in staging cannot be rehearsed there",
    },
    {
        types: ["kubernetes:admissionregistration.k8s.io/"],
        properties: ANY_PROPERTY,
        reason: "what admission refuses in production must be refused in staging first",
    },
];

/** Why a property may not differ; nothing where it may. */
export function whyNeverDiffer(type: string, property: string, list: readonly NeverDiffer[]): string | undefined {
    return list.find(
        ({ types, properties }) =>
            types.some(start => type.startsWith(start)) &&
            properties.some(pattern => coversProperty(pattern, property)),
    )?.reason;
}
