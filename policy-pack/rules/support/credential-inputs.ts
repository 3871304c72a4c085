import type { Subject } from "../../kernel";

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
export function credentialInputsOf(subject: Subject): readonly string[] {
    if (subject.type !== PARAMETER) return CREDENTIAL_INPUTS[subject.type] ?? [];
    const kind = subject.read("type");
    return kind.state === "known" && kind.value === "SecureString" ? ["value"] : [];
}

/** Types that make a credential, or hand one out, as an output. */
export const CREDENTIAL_GENERATORS: ReadonlySet<string> = new Set([
    "aws:iam/accessKey:AccessKey",
    "aws:secretsmanager/secretVersion:SecretVersion",
    "random:index/randomBytes:RandomBytes",
    "random:index/randomPassword:RandomPassword",
    "tls:index/privateKey:PrivateKey",
]);
