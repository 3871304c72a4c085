import type { Stack } from "../../plan/stack";
import type { Connection } from "../connection";
import { ALIAS, KEY } from "./arn-forms";
import { called, type Naming } from "./namings";
import { type Pointing, pointedAt } from "./pointing";

/** A key, by its ARN or id, or by an alias. */
export const key: Naming = (text, subject) =>
    text.startsWith("alias/") ? called(ALIAS)(text.slice("alias/".length), subject) : called(KEY)(text, subject);

/** How inputs are called that name a key, in every service: `kmsKeyId`, `performanceInsightsKmsKeyId`, `encryptionKeyArn`. */
const KEY_INPUT = /(?:^kms|Kms|^encryption|Encryption)(?:Master)?Key(?:Id|Arn|Identifier)?$|^kmsArn$/;

/** Keys within nested settings. */
const NESTED: Pointing["places"] = {
    "aws:codepipeline/pipeline:Pipeline": { "artifactStores[].encryptionKey.id": key },
    "aws:dynamodb/table:Table": { "serverSideEncryption.kmsKeyArn": key },
    "aws:ec2/instance:Instance": { "ebsBlockDevices[].kmsKeyId": key, "rootBlockDevice.kmsKeyId": key },
    "aws:ec2/launchTemplate:LaunchTemplate": { "blockDeviceMappings[].ebs.kmsKeyId": key },
    "aws:ecr/repository:Repository": { "encryptionConfigurations[].kmsKey": key },
    "aws:eks/cluster:Cluster": { "encryptionConfig.provider.keyArn": key },
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": { "serverSideEncryption.keyArn": key },
    "aws:s3/bucket:Bucket": {
        "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.kmsMasterKeyId": key,
    },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
        "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId": key,
    },
};

const KEY_USES: Omit<Pointing, "places"> = {
    kind: "key-use",
    consequences: [{ direction: "out", access: "read", says: "is encrypted with" }],
    change: "Encrypt with a key of this environment.",
    isLookedUp: true,
};

/** The keys that what a stack makes is encrypted with. */
export function keysUsed(stack: Stack): readonly Connection[] {
    return pointedAt(stack, { ...KEY_USES, places: withInputs(stack) });
}

/** The types of a stack, with the inputs that name a key in any of their resources. */
function withInputs(stack: Stack): Pointing["places"] {
    const places: Record<string, Record<string, Naming>> = {};
    for (const { resource, type } of stack.subjects) {
        if (!type.startsWith("aws:")) continue;
        for (const input of Object.keys(resource.inputs)) {
            if (KEY_INPUT.test(input)) (places[type] ??= { ...NESTED[type] })[input] = key;
        }
        if (Object.hasOwn(NESTED, type)) places[type] ??= { ...NESTED[type] };
    }
    return places;
}
