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
    "lightsail/database:Database": ["masterPassword"],
    "rds/cluster:Cluster": ["masterPassword"],
    "rds/instance:Instance": ["password"],
    "redshift/cluster:Cluster": ["masterPassword"],
    "redshiftserverless/namespace:Namespace": ["adminUserPassword"],
    "secretsmanager/secretVersion:SecretVersion": ["secretBinary", "secretString"],
    "storagegateway/fileSystemAssociation:FileSystemAssociation": ["password"],
    "timestreaminfluxdb/dbCluster:DbCluster": ["password"],
    "timestreaminfluxdb/dbInstance:DbInstance": ["password"],
    "transfer/server:Server": ["hostKey"],
};

/** Names of inputs that hold a credential, by type. */
export const CREDENTIAL_INPUTS: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(Object.entries(AWS_INPUTS).map(([type, inputs]) => [`aws:${type}`, inputs])),
    "pulumi:providers:aws": ["accessKey", "secretKey", "token"],
    "kubernetes:core/v1:Secret": ["data", "stringData"],
};

/** Types that make a credential, or hand one out, as an output. */
export const CREDENTIAL_GENERATORS: ReadonlySet<string> = new Set([
    "aws:iam/accessKey:AccessKey",
    "aws:secretsmanager/secretVersion:SecretVersion",
    "random:index/randomBytes:RandomBytes",
    "random:index/randomPassword:RandomPassword",
    "tls:index/privateKey:PrivateKey",
]);
