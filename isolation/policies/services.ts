import type { PolicyText } from "../../aws/iam-policy";

/** What it takes for an AWS service to act on a resource for somebody in another account. */
export type ServiceReach =
    /** Whoever configures the service in their own account can name the resource there: a confused deputy. */
    | "driven"
    /** It acts for the account alone that the resource is in. */
    | "bound"
    /** Which of them is not known. */
    | "unknown";

/**
 * Services that act on what somebody in any account names, as each service's own guide says where it asks for
 * `aws:SourceAccount` or `aws:SourceArn` ("Cross-service confused deputy prevention").
 */
const DRIVEN: ReadonlySet<string> = new Set([
    "apigateway",
    "aps",
    "billingreports",
    "budgets",
    "cloudformation",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "codestar-notifications",
    "cognito-idp",
    "config",
    "costalerts",
    "delivery.logs",
    "dms",
    "elasticloadbalancing",
    "events",
    "export.rds",
    "firehose",
    "guardduty",
    "inspector2",
    "iot",
    "lexv2",
    "logdelivery.elasticloadbalancing",
    "logdelivery.elb",
    "logs",
    "lookoutmetrics",
    "macie",
    "osis.pipelines",
    "s3",
    "scheduler",
    "secretsmanager",
    "serverlessrepo",
    "ses",
    "sns",
    "ssm-incidents",
    "vpc-flow-logs",
    "vpc-lattice",
]);

/** Services that ask their own account's IAM before they use a thing of it, or run what the account itself started. */
const BOUND: ReadonlySet<string> = new Set([
    "autoscaling",
    "backup",
    "batch",
    "cloud9",
    "dynamodb",
    "ec2",
    "ecs",
    "ecs-tasks",
    "edgelambda",
    "eks",
    "elasticache",
    "elasticfilesystem",
    "elasticmapreduce",
    "fis",
    "kafka",
    "kinesis",
    "lambda",
    "monitoring.rds",
    "pods.eks",
    "rds",
    "redshift",
    "replication.ecr",
    "replicator.lambda",
    "route53",
    "sagemaker",
    "spot",
    "sqs",
    "ssm",
    "states",
    "synthetics",
    "transfer",
]);

/** Services that deliver logs for an account into a folder of its number alone, as each one's guide on its logs says. */
const DELIVERING_LOGS: ReadonlySet<string> = new Set([
    "cloudtrail",
    "config",
    "delivery.logs",
    "logdelivery.elasticloadbalancing",
    "logdelivery.elb",
]);
const LOG_FOLDER = /\/AWSLogs\/(\d{12})\//;

/** The accounts for which a service may write logs, where the folders of a statement say so for each of its resources. */
export function accountsOfLogs(service: string, resources: readonly PolicyText[]): readonly string[] | undefined {
    if (!DELIVERING_LOGS.has(SERVICE.exec(service)?.groups?.["name"] ?? "")) return undefined;
    const accounts = resources.map(one => (typeof one === "string" ? LOG_FOLDER.exec(one)?.[1] : undefined));
    const known = accounts.filter(account => account !== undefined);
    return known.length === 0 || known.length < accounts.length ? undefined : known;
}

const SERVICE = /^(?<name>[a-z0-9.-]+?)(?:\.[a-z]{2}(?:-[a-z]+)+-\d)?\.(?:amazonaws\.com(?:\.cn)?|amazon\.com)$/;

/** Whether a name is that of an AWS service as policies write it, such as `sns.amazonaws.com`. */
export function isService(principal: string): boolean {
    return SERVICE.test(principal);
}

/** What has a policy: a role is handed to a service within its own account, anything else is only named. */
export type Holder = "role" | "resource";

/**
 * How far a service that a policy lets in without saying for whom can be driven. A role is handed to a service by somebody in
 * the role's own account, for `iam:PassRole` never crosses accounts.
 */
export function reachOf(service: string, holder: Holder): ServiceReach {
    const name = SERVICE.exec(service)?.groups?.["name"];
    if (holder === "role") return "bound";
    if (name === undefined) return "unknown";
    if (DRIVEN.has(name)) return "driven";
    return BOUND.has(name) ? "bound" : "unknown";
}
