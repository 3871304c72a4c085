import type { RESOURCE_POLICIES } from "../../aws/resource-policies";

/** Further types with a policy of their own. */
export const FURTHER_RESOURCE_POLICIES: typeof RESOURCE_POLICIES = {
    "aws:acmpca/policy:Policy": { holder: "certificate authority", property: "policy" },
    "aws:amp/resourcePolicy:ResourcePolicy": { holder: "workspace", property: "policyDocument" },
    "aws:apigateway/domainName:DomainName": { holder: "domain", property: "policy" },
    "aws:apigateway/restApi:RestApi": { holder: "API", property: "policy" },
    "aws:apigateway/restApiPolicy:RestApiPolicy": { holder: "API", property: "policy" },
    "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": { holder: "agent", property: "policy" },
    "aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy": {
        holder: "domain",
        property: "accessPolicy",
    },
    "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy": {
        holder: "destination",
        property: "deliveryDestinationPolicy",
    },
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { holder: "log groups", property: "policyDocument" },
    "aws:codeartifact/domainPermissions:DomainPermissions": { holder: "domain", property: "policyDocument" },
    "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": {
        holder: "repository",
        property: "policyDocument",
    },
    "aws:codebuild/resourcePolicy:ResourcePolicy": { holder: "project", property: "policy" },
    "aws:dsql/clusterPolicy:ClusterPolicy": { holder: "cluster", property: "policy" },
    "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
        holder: "repositories",
        property: "repositoryPolicy",
    },
    "aws:efs/fileSystemPolicy:FileSystemPolicy": { holder: "file system", property: "policy" },
    "aws:elasticsearch/domain:Domain": { holder: "domain", property: "accessPolicies" },
    "aws:elasticsearch/domainPolicy:DomainPolicy": { holder: "domain", property: "accessPolicies" },
    "aws:glacier/vault:Vault": { holder: "vault", property: "accessPolicy" },
    "aws:glacier/vaultLock:VaultLock": { holder: "vault", property: "policy" },
    "aws:glue/resourcePolicy:ResourcePolicy": { holder: "catalogue", property: "policy" },
    "aws:kms/replicaExternalKey:ReplicaExternalKey": { holder: "key", property: "policy" },
    "aws:lambda/resourcePolicy:ResourcePolicy": { holder: "function", property: "policy" },
    "aws:mediastore/containerPolicy:ContainerPolicy": { holder: "container", property: "policy" },
    "aws:msk/clusterPolicy:ClusterPolicy": { holder: "cluster", property: "policy" },
    "aws:networkfirewall/resourcePolicy:ResourcePolicy": { holder: "firewall policy", property: "policy" },
    "aws:opensearch/domain:Domain": { holder: "domain", property: "accessPolicies" },
    "aws:opensearch/domainPolicy:DomainPolicy": { holder: "domain", property: "accessPolicies" },
    "aws:opensearchingest/resourcePolicy:ResourcePolicy": { holder: "pipeline", property: "policy" },
    "aws:redshift/resourcePolicy:ResourcePolicy": { holder: "namespace", property: "policy" },
    "aws:redshiftserverless/resourcePolicy:ResourcePolicy": { holder: "snapshot", property: "policy" },
    "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": { holder: "file system", property: "policy" },
    "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": { holder: "bucket", property: "policy" },
    "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": {
        holder: "access grants",
        property: "policy",
    },
    "aws:s3control/accessPointPolicy:AccessPointPolicy": { holder: "access point", property: "policy" },
    "aws:s3control/bucketPolicy:BucketPolicy": { holder: "bucket", property: "policy" },
    "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": {
        holder: "access point",
        property: "details.policy",
    },
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": {
        holder: "access point",
        property: "policy",
    },
    "aws:s3tables/tableBucketPolicy:TableBucketPolicy": { holder: "table bucket", property: "resourcePolicy" },
    "aws:s3tables/tablePolicy:TablePolicy": { holder: "table", property: "resourcePolicy" },
    "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": {
        holder: "models",
        property: "resourcePolicy",
    },
    "aws:schemas/registryPolicy:RegistryPolicy": { holder: "registry", property: "policy" },
    "aws:ses/identityPolicy:IdentityPolicy": { holder: "sender", property: "policy" },
    "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": { holder: "sender", property: "policy" },
    "aws:xray/resourcePolicy:ResourcePolicy": { holder: "traces", property: "policyDocument" },
};

/** Types that are called through the front of a service by intent: that everybody may is no hole in them. */
export const FRONTS: ReadonlySet<string> = new Set([
    "aws:apigateway/domainName:DomainName",
    "aws:apigateway/restApi:RestApi",
    "aws:apigateway/restApiPolicy:RestApiPolicy",
]);

/** Types to which nobody comes without their network, whatever their policy says. */
export const WITHIN_NETWORKS: ReadonlySet<string> = new Set([
    "aws:efs/fileSystemPolicy:FileSystemPolicy",
    "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy",
    "aws:vpclattice/authPolicy:AuthPolicy",
]);

/** Types that are within a network where their `vpcOptions` say so. */
export const DOMAINS: ReadonlySet<string> = new Set([
    "aws:elasticsearch/domain:Domain",
    "aws:opensearch/domain:Domain",
]);
