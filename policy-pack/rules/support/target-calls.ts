/** Prefixes of IAM actions by the service of a call of the SDK, where a call and its action are named alike. */
const ACTION_PREFIXES: Readonly<Record<string, string>> = {
    apprunner: "apprunner",
    rds: "rds",
    docdb: "rds",
    docdbelastic: "docdb-elastic",
    kinesisanalyticsv2: "kinesisanalytics",
    neptune: "rds",
    eks: "eks",
    autoscaling: "autoscaling",
    ec2: "ec2",
    ecs: "ecs",
    eventbridge: "events",
    redshift: "redshift",
    sagemaker: "sagemaker",
    sfn: "states",
    sns: "sns",
    sqs: "sqs",
    ssm: "ssm",
    synthetics: "synthetics",
    transfer: "transfer",
    workspaces: "workspaces",
};

/** Calls whose action is named otherwise (Service Authorization Reference). */
const OTHERWISE: Readonly<Record<string, string>> = {
    "eventbridge:putEvents": "events:PutEvents",
    "lambda:invoke": "lambda:InvokeFunction",
    "sqs:sendMessageBatch": "sqs:SendMessage",
};

/** The IAM action of a call of the SDK, such as `rds:StopDBCluster`; nothing where it is not written down here. */
export function actionOf(call: string): string | undefined {
    const [service = "", operation = ""] = call.split(":");
    const prefix = Object.hasOwn(ACTION_PREFIXES, service) ? ACTION_PREFIXES[service] : undefined;
    if (Object.hasOwn(OTHERWISE, call)) return OTHERWISE[call];
    return prefix === undefined ? undefined : `${prefix}:${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
}

/**
 * What a schedule asks of a thing that is its target by an ARN of its own, by the service of the ARN (EventBridge Scheduler,
 * "Using templated targets").
 */
const TEMPLATED: Readonly<Record<string, string>> = {
    codebuild: "codebuild:StartBuild",
    codepipeline: "codepipeline:StartPipelineExecution",
    events: "events:PutEvents",
    firehose: "firehose:PutRecord",
    kinesis: "kinesis:PutRecord",
    lambda: "lambda:InvokeFunction",
    sns: "sns:Publish",
    sqs: "sqs:SendMessage",
    states: "states:StartExecution",
};

/** The action that a thing is asked for by the service of its ARN. */
export function templatedAction(service: string): string | undefined {
    return Object.hasOwn(TEMPLATED, service) ? TEMPLATED[service] : undefined;
}

/** What the documents of AWS call themselves, unless they are handed a role (Systems Manager Automation runbook reference). */
const RUNBOOK_CALLS: Readonly<Record<string, string>> = {
    "ssm:Stop:AWS-StopEC2Instance": "ec2:StopInstances",
    "ssm:Start:AWS-StartEC2Instance": "ec2:StartInstances",
    "ssm:Stop:AWS-StopRdsInstance": "rds:StopDBInstance",
    "ssm:Start:AWS-StartRdsInstance": "rds:StartDBInstance",
    "ssm:Stop:AWS-StartStopAuroraCluster": "rds:StopDBCluster",
    "ssm:Start:AWS-StartStopAuroraCluster": "rds:StartDBCluster",
};

/** The action that a document of Systems Manager needs beside; nothing for one that is not written down here. */
export function runbookAction(call: string | undefined): string | undefined {
    return call !== undefined && Object.hasOwn(RUNBOOK_CALLS, call) ? RUNBOOK_CALLS[call] : undefined;
}
