import type { Subject } from "../../plan/subject";
import * as forms from "./arn-forms";
import { account, address, arn, bucket, called, type Naming } from "./namings";
import type { Pointing } from "./pointing";

const secret = called(forms.SECRET);

/** Ends of the Database Migration Service. */
const MIGRATION_ENDS: Pointing["places"] = {
    "aws:dms/endpoint:Endpoint": {
        secretsManagerArn: secret,
        "kinesisSettings.streamArn": called(forms.STREAM),
    },
    "aws:dms/s3Endpoint:S3Endpoint": { bucketName: bucket, expectedBucketOwner: account },
};

/** Homes are paths that begin with the bucket: `/bucket/folder`. */
const homeBucket: Naming = (text, subject) => bucket(text.replace(/^\//, ""), subject);

/** Ends of the services that move data, where it is not said which way: such an end may be written. */
export const TRANSFERS: Pointing = {
    kind: "data-transfer",
    consequences: [{ direction: "out", access: "write", says: "moves data from or to" }],
    change: "Name a place of this environment.",
    only: subject => !isSource(subject),
    places: {
        "aws:datasync/efsLocation:EfsLocation": { efsFileSystemArn: called(forms.FILE_SYSTEM) },
        "aws:datasync/locationObjectStorage:LocationObjectStorage": { serverHostname: address },
        "aws:datasync/locationSmb:LocationSmb": { serverHostname: address },
        "aws:datasync/nfsLocation:NfsLocation": { serverHostname: address },
        "aws:datasync/s3Location:S3Location": { s3BucketArn: bucket },
        ...MIGRATION_ENDS,
        "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation": { dataRepositoryPath: bucket },
        "aws:msk/replicator:Replicator": { "kafkaClusters[].amazonMskCluster.mskClusterArn": arn },
        "aws:transfer/access:Access": { homeDirectory: homeBucket, "homeDirectoryMappings[].target": homeBucket },
        "aws:transfer/connector:Connector": { url: address },
        "aws:transfer/user:User": { homeDirectory: homeBucket, "homeDirectoryMappings[].target": homeBucket },
    },
};

/** Ends that say that data is read there alone. */
export const TRANSFERS_FROM: Pointing = {
    kind: "data-transfer",
    consequences: [{ direction: "out", access: "read", says: "moves data from" }],
    change: "Name a place of this environment.",
    only: isSource,
    places: MIGRATION_ENDS,
};

function isSource(subject: Subject): boolean {
    const reading = subject.read("endpointType");
    return reading.state === "known" && reading.value === "source";
}

/** What is read by a catalogue, a crawler or a flow. */
export const CATALOGUES: Pointing = {
    kind: "data-source",
    consequences: [{ direction: "out", access: "read", says: "reads data of" }],
    change: "Name data of this environment.",
    places: {
        "aws:appflow/flow:Flow": { "sourceFlowConfig.sourceConnectorProperties.s3.bucketName": bucket },
        "aws:appsync/dataSource:DataSource": { "dynamodbConfig.tableName": called(forms.TABLE) },
        "aws:glue/catalogDatabase:CatalogDatabase": {
            locationUri: bucket,
            "targetDatabase.catalogId": account,
            "federatedDatabase.identifier": arn,
        },
        "aws:glue/catalogTable:CatalogTable": {
            "storageDescriptor.location": bucket,
            "targetTable.catalogId": account,
        },
        "aws:glue/crawler:Crawler": {
            "dynamodbTargets[].path": called(forms.TABLE),
            "s3Targets[].path": bucket,
        },
        "aws:lakeformation/resource:Resource": { arn: bucket },
        "aws:s3/accessPoint:AccessPoint": { bucket, bucketAccountId: account },
        "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": {
            "details.regions[].bucket": bucket,
            "details.regions[].bucketAccountId": account,
        },
        "aws:opensearch/outboundConnection:OutboundConnection": { "remoteDomainInfo.ownerId": account },
    },
};

/** Where flows and delivery streams put what they carry. */
export const SINKS: Pointing = {
    kind: "data-sink",
    consequences: [{ direction: "out", access: "write", says: "writes data into" }],
    change: "Name a place of this environment.",
    places: {
        "aws:appflow/flow:Flow": {
            "destinationFlowConfigs[].destinationConnectorProperties.s3.bucketName": bucket,
            "destinationFlowConfigs[].destinationConnectorProperties.eventBridge.object": arn,
        },
        "aws:athena/workgroup:Workgroup": {
            "configuration.resultConfiguration.outputLocation": bucket,
            "configuration.resultConfiguration.expectedBucketOwner": account,
        },
        "aws:codebuild/project:Project": {
            "artifacts.location": bucket,
            "logsConfig.s3Logs.location": bucket,
            "secondaryArtifacts[].location": bucket,
        },
        "aws:codepipeline/pipeline:Pipeline": { "artifactStores[].location": bucket },
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
            "elasticsearchConfiguration.domainArn": arn,
            "elasticsearchConfiguration.s3Configuration.bucketArn": bucket,
            "extendedS3Configuration.bucketArn": bucket,
            "extendedS3Configuration.s3BackupConfiguration.bucketArn": bucket,
            "httpEndpointConfiguration.s3Configuration.bucketArn": bucket,
            "httpEndpointConfiguration.url": address,
            "icebergConfiguration.s3Configuration.bucketArn": bucket,
            "opensearchConfiguration.clusterEndpoint": address,
            "opensearchConfiguration.domainArn": arn,
            "opensearchConfiguration.s3Configuration.bucketArn": bucket,
            "opensearchserverlessConfiguration.collectionEndpoint": address,
            "redshiftConfiguration.clusterJdbcurl": address,
            "redshiftConfiguration.s3Configuration.bucketArn": bucket,
            "snowflakeConfiguration.s3Configuration.bucketArn": bucket,
            "splunkConfiguration.hecEndpoint": address,
            "splunkConfiguration.s3Configuration.bucketArn": bucket,
        },
        "aws:kinesis/analyticsApplication:AnalyticsApplication": {
            "outputs[].kinesisFirehose.resourceArn": arn,
            "outputs[].kinesisStream.resourceArn": arn,
            "outputs[].lambda.resourceArn": arn,
        },
        "aws:s3/bucketObject:BucketObject": { bucket },
        "aws:s3/bucketObjectv2:BucketObjectv2": { bucket },
        "aws:s3/objectCopy:ObjectCopy": { bucket },
    },
};

/** What is copied once, object by object. */
export const OBJECT_SOURCES: Pointing = {
    kind: "data-source",
    consequences: [{ direction: "out", access: "read", says: "copies an object of" }],
    change: "Name an object of this environment.",
    places: { "aws:s3/objectCopy:ObjectCopy": { source: bucket } },
};
