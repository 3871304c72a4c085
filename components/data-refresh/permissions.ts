import type { Environment } from "../environment";
import { bucketArn } from "../log-bucket";
import { regionalArn } from "../partition";
import type { PolicyConditions, PolicyStatement } from "../policy-documents";
import { type DatabaseRef } from "../references";
import { type ContractFacts, identifierOf, kindOf, type RefreshSide } from "./contract";
import { METRIC_NAMESPACE } from "./job";

/** The id of a key is not known before it exists, its alias is: so that a policy can be judged beforehand. */
export function keyCalled(alias: string): PolicyConditions {
    return { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } };
}

/** Writes metrics of our namespace, and no others. */
export function writingMetrics(): PolicyStatement {
    return {
        Sid: "WriteMetrics",
        Effect: "Allow",
        Action: "cloudwatch:PutMetricData",
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": METRIC_NAMESPACE } },
    };
}

/** Lists artefacts. */
export function listingArtefacts(owner: RefreshSide, { bucket, prefix }: ContractFacts): PolicyStatement {
    return {
        Sid: "ListArtefacts",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: bucketArn(owner, bucket),
        Condition: { StringLike: { "s3:prefix": `${prefix}/*` } },
    };
}

/** Finds out where a database is, and nothing of others but that they exist. */
export function describingDatabases(environment: Environment): PolicyStatement {
    return {
        Sid: "FindDatabases",
        Effect: "Allow",
        Action: ["rds:DescribeDBClusters", "rds:DescribeDBInstances"],
        Resource: [regionalArn(environment, "rds", "cluster:*"), regionalArn(environment, "rds", "db:*")],
    };
}

/** ARN of a cluster or instance. */
export function databaseArn(environment: Environment, database: DatabaseRef): string {
    const type = kindOf(database) === "cluster" ? "cluster" : "db";
    return regionalArn(environment, "rds", `${type}:${identifierOf(database)}`);
}

/**
 * Reads the password of the first user of one database. RDS names such secrets itself, and marks each with its database
 * (RDS user guide, "Password management with Amazon RDS and AWS Secrets Manager"; the key of the mark is recalled).
 */
export function readingPassword(environment: Environment, database: DatabaseRef): readonly PolicyStatement[] {
    const kind = kindOf(database);
    const mark = kind === "cluster" ? "aws:rds:primaryDBClusterArn" : "aws:rds:primaryDBInstanceArn";
    const secrets = regionalArn(environment, "secretsmanager", `secret:rds!${kind === "cluster" ? "cluster" : "db"}-*`);
    return [
        {
            Sid: "ReadPassword",
            Effect: "Allow",
            Action: "secretsmanager:GetSecretValue",
            Resource: secrets,
            Condition: { StringEquals: { [`aws:ResourceTag/${mark}`]: databaseArn(environment, database) } },
        },
        {
            Sid: "DecryptPassword",
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: regionalArn(environment, "kms", "key/*"),
            Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${environment.region}.amazonaws.com` } },
        },
    ];
}
