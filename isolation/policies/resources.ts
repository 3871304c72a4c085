import { coversAction } from "../../aws/iam-patterns";
import { isAccountId, parseArn } from "../../aws/arn";
import { isPattern } from "../../aws/patterns";

/**
 * Services whose things principals of other accounts can use by their ARNs: those with policies of resources, with shares, and
 * roles (IAM user guide, "AWS services that work with IAM": resource-based policies). Elsewhere an ARN with any account is the
 * own one's.
 */
const SHARING_SERVICES: ReadonlySet<string> = new Set([
    ...["acm-pca", "aps", "backup", "bedrock", "catalog", "cloudtrail", "codeartifact", "codebuild", "dynamodb", "ecr"],
    ...[
        "elasticfilesystem",
        "es",
        "events",
        "execute-api",
        "firehose",
        "glue",
        "iam",
        "imagebuilder",
        "kafka",
        "kinesis",
    ],
    ...[
        "kms",
        "lambda",
        "lex",
        "mediastore",
        "network-firewall",
        "oam",
        "osis",
        "ram",
        "redshift",
        "redshift-serverless",
    ],
    ...["resource-explorer-2", "route53resolver", "s3", "s3-object-lambda", "s3-outposts", "s3express", "s3tables"],
    ...[
        "sagemaker",
        "schemas",
        "secretsmanager",
        "serverlessrepo",
        "ses",
        "signer",
        "sns",
        "sqs",
        "ssm",
        "states",
        "sts",
    ],
    ...["verifiedpermissions", "vpc-lattice", "wisdom"],
]);

/** Services whose names carry no account, and are the whole world's. */
const WORLDWIDE_NAMES: ReadonlySet<string> = new Set(["s3"]);

/** Whether the resource of a permission may be somebody else's. */
export function mayBeElsewhere(resource: string): boolean {
    const arn = parseArn(resource);
    if (arn === undefined) return isPattern(resource);
    const { account, service } = arn;
    if (isAccountId(account)) return true;
    if (account === "") return WORLDWIDE_NAMES.has(service) || isPattern(service);
    // Words in the place of an account stand for AWS itself, such as in the ARNs of managed policies.
    return isPattern(account) && (SHARING_SERVICES.has(service) || isPattern(service));
}

/**
 * Actions whose calls do not say in which account their resource is (IAM user guide, "AWS global condition context keys":
 * aws:ResourceAccount).
 */
const WITHOUT_RESOURCE_ACCOUNT = [
    "auditmanager:UpdateAssessmentFrameworkShare",
    "detective:AcceptInvitation",
    "ds:AcceptSharedDirectory",
    "ec2:AcceptTransitGatewayPeeringAttachment",
    "ec2:AcceptVpcEndpointConnections",
    "ec2:AcceptVpcPeeringConnection",
    "ec2:CopyFpgaImage",
    "ec2:CopyImage",
    "ec2:CopySnapshot",
    "ec2:CreateTransitGatewayPeeringAttachment",
    "ec2:CreateVolume",
    "ec2:CreateVpcEndpoint",
    "ec2:CreateVpcPeeringConnection",
    "ec2:DeleteTransitGatewayPeeringAttachment",
    "ec2:DeleteVpcPeeringConnection",
    "ec2:RejectTransitGatewayPeeringAttachment",
    "ec2:RejectVpcEndpointConnections",
    "ec2:RejectVpcPeeringConnection",
    "events:PutEvents",
    "guardduty:AcceptAdministratorInvitation",
    "macie2:AcceptInvitation",
    "opensearch:AcceptInboundConnection",
    "route53:AssociateVPCWithHostedZone",
    "route53:CreateVPCAssociationAuthorization",
    "route53:DeleteVPCAssociationAuthorization",
    "route53:DisassociateVPCFromHostedZone",
    "route53:ListHostedZonesByVPC",
    "securityhub:AcceptAdministratorInvitation",
];

/** Whether the calls of an action do not say in which account a resource is. */
export function lacksResourceAccount(action: string): boolean {
    return WITHOUT_RESOURCE_ACCOUNT.some(one => one.toLowerCase() === action.toLowerCase());
}

/** The action that takes a role with a permission; with a token or a name of a directory none is needed. */
export const TAKING_ROLE = "sts:AssumeRole";
/** The action that hands a role to a service. */
export const PASSING_ROLE = "iam:PassRole";

const APART = [
    ...WITHOUT_RESOURCE_ACCOUNT.map(action => ({ action, service: action.split(":")[0] ?? "" })),
    ...[TAKING_ROLE, PASSING_ROLE].map(action => ({ action, service: "iam" })),
];

/** Those of a pattern's actions on things of a service of which more is asked than of the others. */
function apartIn(pattern: string, service: string): readonly string[] {
    return APART.filter(
        one => (isPattern(service) || one.service === service) && coversAction(pattern, one.action),
    ).map(({ action }) => action);
}

/**
 * Services whose actions are about things of few services alone, by the prefix of the actions. Where a statement lists things
 * of several services, each action means those of its own.
 */
const THINGS_OF_ACTIONS: Readonly<Record<string, readonly string[]>> = {
    dynamodb: ["dynamodb"],
    ecr: ["ecr"],
    events: ["events"],
    iam: ["iam"],
    kinesis: ["kinesis"],
    kms: ["kms"],
    lambda: ["lambda"],
    s3: ["s3", "s3-object-lambda", "s3-outposts", "s3express"],
    secretsmanager: ["secretsmanager"],
    sns: ["sns"],
    sqs: ["sqs"],
    sts: ["iam", "sts"],
};

/**
 * What an action of a policy, which may be a pattern, means for a resource: none, or patterns of the actions about it. Those
 * that take or hand on a role stand by themselves, and those whose calls do not say in which account the resource is.
 */
export function actionsOn(action: string, resource: string): readonly string[] {
    const service = parseArn(resource)?.service ?? "*";
    const about = patternsOn(action, service);
    return about.length === 0 || !isPattern(action) ? about : [...new Set([...about, ...apartIn(action, service)])];
}

function patternsOn(action: string, service: string): readonly string[] {
    const [prefix = ""] = action.toLowerCase().split(":");
    if (isPattern(service)) return [action];
    if (prefix !== "*") {
        const things = Object.hasOwn(THINGS_OF_ACTIONS, prefix) ? THINGS_OF_ACTIONS[prefix] : undefined;
        return things === undefined || things.includes(service) ? [action] : [];
    }
    const prefixes = Object.keys(THINGS_OF_ACTIONS).filter(one => THINGS_OF_ACTIONS[one]?.includes(service) === true);
    return prefixes.length === 0 || action !== "*" ? [action] : prefixes.map(one => `${one}:*`);
}
