/**
 * AWS services that an environment commonly reaches through interface endpoints, by the last part of their service names
 * (AWS PrivateLink guide, "AWS services that integrate with AWS PrivateLink"). Those whose endpoints take no policy, or
 * that AWS makes by itself, are left out.
 */
export const INTERFACE_ENDPOINT_SERVICES = [
    "appconfigdata",
    "aps-workspaces",
    "autoscaling",
    "ec2",
    "ec2messages",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "elasticloadbalancing",
    "events",
    "kms",
    "lambda",
    "logs",
    "monitoring",
    "rds",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "ssmmessages",
    "states",
    "sts",
    "xray",
] as const;
export type InterfaceEndpointService = (typeof INTERFACE_ENDPOINT_SERVICES)[number];

/** The services through which images are pulled. */
export const REGISTRY_SERVICES: readonly InterfaceEndpointService[] = ["ecr.api", "ecr.dkr"];
