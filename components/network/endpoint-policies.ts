import type { Environment } from "../environment";
import { bucketArn } from "../log-bucket";
import { policyDocument, type PolicyConditions, type PolicyStatement } from "../policy-documents";
import { addonRegistryAccount, awsOwnedBuckets, awsOwnedParametersAndDocuments } from "./aws-owned";
import type { InterfaceEndpointService } from "./interface-endpoint-services";

/** The S3 endpoint reaches the account's own buckets, the layers of images in ECR, and the packages of Amazon Linux. */
export function s3EndpointPolicy(environment: Environment): string {
    return policyDocument(ownAccountOnly(environment, "s3:*"), {
        Sid: "ImageLayersAndPackages",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: awsOwnedBuckets(environment.region).map(bucket => bucketArn(environment, `${bucket}/*`)),
    });
}

/** The DynamoDB endpoint reaches the account's own tables. */
export function dynamodbEndpointPolicy(environment: Environment): string {
    return policyDocument(ownAccountOnly(environment, "dynamodb:*"));
}

/** What pulls an image; the token is the own account's business. */
const IMAGE_PULL_ACTIONS = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** What an endpoint lets through beside its own account's, by service. */
type Exceptions = (environment: Environment, registryAccountIds: readonly string[]) => readonly PolicyStatement[];

const imagesOfRegistries: Exceptions = ({ accountId, region }, registryAccountIds) => [
    allowed("ImagesOfRegistries", IMAGE_PULL_ACTIONS, "*", {
        StringEquals: {
            "aws:PrincipalAccount": accountId,
            "aws:ResourceAccount": [addonRegistryAccount(region), ...registryAccountIds],
        },
    }),
];

const EXCEPTIONS: Readonly<Partial<Record<InterfaceEndpointService, Exceptions>>> = {
    "ecr.api": imagesOfRegistries,
    "ecr.dkr": imagesOfRegistries,
    ec2: ({ accountId }) => [
        allowed("ImagesOfAmazon", ["ec2:RunInstances", "ec2:CreateFleet"], "*", {
            StringEquals: { "aws:PrincipalAccount": accountId, "ec2:Owner": "amazon" },
        }),
    ],
    ssm: environment => [
        allowed(
            "ParametersAndDocumentsOfAmazon",
            ["ssm:Get*", "ssm:Describe*", "ssm:List*", "ssm:SendCommand", "ssm:StartSession"],
            awsOwnedParametersAndDocuments(environment),
            { StringEquals: { "aws:PrincipalAccount": environment.accountId } },
        ),
    ],
    // Whoever brings a token is of no account yet; the role that is asked for is.
    sts: ({ accountId }) => [
        allowed("OwnRolesByFederation", ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"], "*", {
            StringEquals: { "aws:ResourceAccount": accountId },
        }),
    ],
};

/**
 * An interface endpoint reaches what the environment's own account owns, on behalf of its own principals, and beyond that
 * what its service cannot work without: the exceptions that AWS names in its examples of endpoint policies for a data
 * perimeter.
 *
 * @param registryAccountIds Further accounts whose images may be pulled.
 */
export function interfaceEndpointPolicy(
    environment: Environment,
    service: InterfaceEndpointService,
    registryAccountIds: readonly string[],
): string {
    return policyDocument(
        // An endpoint leads to one service; not every action on it begins with the service's name.
        ownAccountOnly(environment, "*"),
        ...(EXCEPTIONS[service]?.(environment, registryAccountIds) ?? []),
    );
}

function ownAccountOnly({ accountId }: Environment, action: string): PolicyStatement {
    return allowed("OwnAccountOnly", action, "*", {
        StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId },
    });
}

function allowed(
    sid: string,
    action: string | readonly string[],
    resource: string | readonly string[],
    condition: PolicyConditions,
): PolicyStatement {
    return { Sid: sid, Effect: "Allow", Principal: "*", Action: action, Resource: resource, Condition: condition };
}
