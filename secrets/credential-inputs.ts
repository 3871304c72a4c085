import { textOf } from "../plan/plain";
import type { PlannedResource } from "../plan/plan";
import type { Subject } from "../plan/subject";

/*
 * Inputs that are a credential, by type: those that `@pulumi/aws` 7.48 and `@pulumi/kubernetes` 4.34 mark secret by
 * themselves, and those that are named like one. What a provider marks for other reasons (certificates, banners, tenant
 * names) is left out, and so are write-only twins (`passwordWo`), which reach no state but come from the program too.
 */
const AWS_INPUTS: Readonly<Record<string, readonly string[]>> = {
    "acm/certificate:Certificate": ["privateKey"],
    "amplify/app:App": ["accessToken", "basicAuthCredentials", "oauthToken"],
    "amplify/branch:Branch": ["basicAuthCredentials"],
    "apigateway/apiKey:ApiKey": ["value"],
    "apigateway/domainName:DomainName": ["certificatePrivateKey"],
    "bedrock/agentcoreApiKeyCredentialProvider:AgentcoreApiKeyCredentialProvider": ["apiKey"],
    "cloudwatch/eventConnection:EventConnection": ["authParameters.apiKey.value"],
    "codebuild/sourceCredential:SourceCredential": ["token"],
    "cognito/user:User": ["password", "temporaryPassword"],
    "connect/user:User": ["password"],
    "datasync/locationFsxWindows:LocationFsxWindows": ["password"],
    "datasync/locationObjectStorage:LocationObjectStorage": ["accessKey", "secretKey"],
    "datasync/locationSmb:LocationSmb": ["password"],
    "directoryservice/directory:Directory": ["password"],
    "directoryservice/radiusSettings:RadiusSettings": ["sharedSecret"],
    "directoryservice/trust:Trust": ["trustPassword"],
    "dms/endpoint:Endpoint": ["password"],
    "docdb/cluster:Cluster": ["masterPassword"],
    "docdb/elasticCluster:ElasticCluster": ["adminUserPassword"],
    "ec2/vpnConnection:VpnConnection": ["tunnel1PresharedKey", "tunnel2PresharedKey"],
    "elasticache/replicationGroup:ReplicationGroup": ["authToken"],
    "elasticache/user:User": ["passwords"],
    "fsx/ontapFileSystem:OntapFileSystem": ["fsxAdminPassword"],
    "fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": ["svmAdminPassword"],
    "iam/serverCertificate:ServerCertificate": ["privateKey"],
    "kms/customKeyStore:CustomKeyStore": ["keyStorePassword"],
    "kms/externalKey:ExternalKey": ["keyMaterialBase64"],
    "kms/replicaExternalKey:ReplicaExternalKey": ["keyMaterialBase64"],
    "lightsail/database:Database": ["masterPassword"],
    "pinpoint/admChannel:AdmChannel": ["clientSecret"],
    "pinpoint/apnsChannel:ApnsChannel": ["privateKey", "tokenKey"],
    "pinpoint/apnsSandboxChannel:ApnsSandboxChannel": ["privateKey", "tokenKey"],
    "pinpoint/apnsVoipChannel:ApnsVoipChannel": ["privateKey", "tokenKey"],
    "pinpoint/apnsVoipSandboxChannel:ApnsVoipSandboxChannel": ["privateKey", "tokenKey"],
    "pinpoint/baiduChannel:BaiduChannel": ["apiKey", "secretKey"],
    "pinpoint/gcmChannel:GcmChannel": ["apiKey", "serviceJson"],
    "rds/cluster:Cluster": ["masterPassword"],
    "rds/instance:Instance": ["password"],
    "redshift/cluster:Cluster": ["masterPassword"],
    "redshift/hsmConfiguration:HsmConfiguration": ["hsmPartitionPassword"],
    "redshiftserverless/namespace:Namespace": ["adminUserPassword"],
    "secretsmanager/secretVersion:SecretVersion": ["secretBinary", "secretString"],
    "sns/platformApplication:PlatformApplication": ["platformCredential"],
    "storagegateway/fileSystemAssociation:FileSystemAssociation": ["password"],
    "storagegateway/gateway:Gateway": ["smbGuestPassword"],
    "timestreaminfluxdb/dbCluster:DbCluster": ["password"],
    "timestreaminfluxdb/dbInstance:DbInstance": ["password"],
    "transfer/certificate:Certificate": ["privateKey"],
    "transfer/hostKey:HostKey": ["hostKeyBody"],
    "transfer/server:Server": ["hostKey"],
    "workmail/user:User": ["password"],
};

/** Names of inputs that hold a credential, by type. */
const CREDENTIAL_INPUTS: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(Object.entries(AWS_INPUTS).map(([type, inputs]) => [`aws:${type}`, inputs])),
    "pulumi:providers:aws": ["accessKey", "secretKey", "token"],
    "kubernetes:core/v1:Secret": ["data", "stringData"],
};

const PARAMETER = "aws:ssm/parameter:Parameter";

/** Types that may have an input that is a credential. */
export const CREDENTIAL_TYPES: readonly string[] = [...Object.keys(CREDENTIAL_INPUTS), PARAMETER];

/** Names of the inputs of a resource that hold a credential. A parameter holds one where it is a `SecureString`. */
export function credentialInputsOf({ resource }: Subject): readonly string[] {
    return credentialInputsOfResource(resource);
}

/** As {@link credentialInputsOf}, of a resource by itself. */
export function credentialInputsOfResource({
    inputs,
    type,
}: Pick<PlannedResource, "inputs" | "type">): readonly string[] {
    if (type !== PARAMETER) return CREDENTIAL_INPUTS[type] ?? [];
    return textOf(inputs["type"]) === "SecureString" ? ["value"] : [];
}

/**
 * Inputs that their provider marks secret as a whole, whatever is in them: settings, names and banners, of which only what
 * is named like a credential is one.
 */
const MARKED_BY_HABIT: Readonly<Record<string, readonly string[]>> = {
    "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": ["content"],
    "aws:bedrock/agentcoreHarness:AgentcoreHarness": ["environmentVariables"],
    "aws:cloudcontrol/resource:Resource": ["schema"],
    "aws:directoryservice/sharedDirectory:SharedDirectory": ["notes"],
    "aws:glue/connection:Connection": ["athenaProperties", "connectionProperties"],
    "aws:iot/authorizer:Authorizer": ["tokenSigningPublicKeys"],
    "aws:mwaa/environment:Environment": ["airflowConfigurationOptions"],
    "aws:pinpoint/admChannel:AdmChannel": ["clientId"],
    ...Object.fromEntries(
        ["apnsChannel:ApnsChannel", "apnsSandboxChannel:ApnsSandboxChannel"]
            .concat("apnsVoipChannel:ApnsVoipChannel", "apnsVoipSandboxChannel:ApnsVoipSandboxChannel")
            .map(type => [`aws:pinpoint/${type}`, ["bundleId", "certificate", "teamId", "tokenKeyId"]]),
    ),
    "aws:redshiftserverless/namespace:Namespace": ["adminUsername"],
    "aws:s3/objectCopy:ObjectCopy": ["kmsEncryptionContext", "kmsKeyId"],
    "aws:sns/platformApplication:PlatformApplication": ["platformPrincipal"],
    "aws:transfer/server:Server": ["postAuthenticationLoginBanner", "preAuthenticationLoginBanner"],
};

/**
 * Whether the mark of an input says nothing. The value of a parameter that is no `SecureString` is shown to everybody who
 * may list parameters.
 */
export function isMarkedByHabit({ inputs, type }: PlannedResource, input: string): boolean {
    const kind = inputs["type"];
    if (type === PARAMETER) return input === "value" && typeof kind === "string" && kind !== "SecureString";
    return MARKED_BY_HABIT[type]?.includes(input) === true;
}

/** Types that make a credential, or hand one out, as an output. */
export const CREDENTIAL_GENERATORS: ReadonlySet<string> = new Set([
    "aws:iam/accessKey:AccessKey",
    "aws:secretsmanager/secretVersion:SecretVersion",
    "random:index/randomBytes:RandomBytes",
    "random:index/randomPassword:RandomPassword",
    "tls:index/privateKey:PrivateKey",
]);
