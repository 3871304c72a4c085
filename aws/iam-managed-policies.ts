import { parseArn } from "./arn";
import { parsePolicy, type PolicyDocument } from "./iam-policy";

/** What a policy that AWS maintains allows, as far as it is written down here. */
export interface ManagedPolicy {
    readonly document: PolicyDocument;
    /** Whether it allows nothing that schedules call beside that. */
    readonly isWhole: boolean;
}

/** What one allows on everything there is: some actions, or all but some. */
interface Allowed {
    readonly Action?: readonly string[];
    readonly NotAction?: readonly string[];
    readonly isWhole: boolean;
}

/** By what follows `policy/` in their ARNs (AWS Managed Policy Reference). Those for reading allow nothing that changes things. */
const MANAGED: Readonly<Record<string, Allowed>> = {
    AdministratorAccess: { Action: ["*"], isWhole: true },
    PowerUserAccess: { NotAction: ["iam:*", "organizations:*", "account:*"], isWhole: true },
    ReadOnlyAccess: { isWhole: true },
    SecurityAudit: { isWhole: true },
    "job-function/ViewOnlyAccess": { isWhole: true },
    "service-role/AWSLambdaBasicExecutionRole": { isWhole: true },
    AmazonSQSFullAccess: { Action: ["sqs:*"], isWhole: true },
    AmazonEC2FullAccess: { Action: ["ec2:*", "autoscaling:*"], isWhole: false },
    AmazonECS_FullAccess: { Action: ["ecs:*"], isWhole: false },
    AmazonRDSFullAccess: { Action: ["rds:*"], isWhole: false },
    AutoScalingFullAccess: { Action: ["autoscaling:*"], isWhole: false },
    AWSLambda_FullAccess: { Action: ["lambda:*"], isWhole: false },
    AWSStepFunctionsFullAccess: { Action: ["states:*"], isWhole: false },
};

/** How the resource of a policy's ARN begins, and the account of those that AWS maintains. */
const POLICY = "policy/";
const OF_AWS = "aws";

/** What the policy of an ARN allows; nothing for one that AWS does not maintain, or that is not written down here. */
export function managedPolicy(arn: string): ManagedPolicy | undefined {
    const { account, resource = "", service } = parseArn(arn) ?? {};
    if (service !== "iam" || account !== OF_AWS || !resource.startsWith(POLICY)) return undefined;
    const name = resource.slice(POLICY.length);
    const allowed = Object.hasOwn(MANAGED, name) ? MANAGED[name] : undefined;
    if (allowed === undefined) return undefined;
    const { isWhole, ...actions } = allowed;
    const isAny = Object.keys(actions).length > 0;
    const Statement = isAny ? [{ Effect: "Allow", Resource: "*", ...actions }] : [];
    return { document: parsePolicy({ Statement }), isWhole };
}
