import * as pulumi from "@pulumi/pulumi";
import { accountPrincipal, partitionOf, type Place } from "./partition";
import type { Environment } from "./environment";

/** Conditions of a statement: operator, then key, then value. */
export type PolicyConditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement of an IAM, key, queue or topic policy. */
export interface PolicyStatement {
    readonly Sid: string;
    readonly Effect: "Allow" | "Deny";
    readonly Principal?: "*" | Readonly<Record<string, string>>;
    readonly Action?: string | readonly string[];
    /** Every action but these. */
    readonly NotAction?: string | readonly string[];
    readonly Resource?: string | readonly string[];
    /** Every resource but these. */
    readonly NotResource?: string | readonly string[];
    readonly Condition?: PolicyConditions;
}

/** What a role may do in AWS: one statement, which always allows. */
export interface PermissionStatement {
    /** What it is for: letters and digits. */
    readonly Sid: string;
    /** Actions, at least one, each of a named service: `*` and `s3:*` are refused. */
    readonly Action: readonly string[];
    /** ARNs, at least one. `*` only where an action knows no other. */
    readonly Resource: readonly pulumi.Input<string>[];
    readonly Condition?: PolicyConditions;
}

/** A policy document as AWS takes it. Plain, so that it can be judged before anything exists. */
export function policyDocument(...statements: readonly PolicyStatement[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Turns away whatever comes in clear. */
export function encryptedTransportOnly(action: string, resource: string): PolicyStatement {
    return {
        Sid: "EncryptedTransportOnly",
        Effect: "Deny",
        Principal: "*",
        Action: action,
        Resource: resource,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
}

/**
 * Lets one AWS service assume a role, under conditions that say on whose behalf. They are left out where the service is not
 * known to say it; it can be handed a role of its own account only.
 */
export function serviceTrust(service: string, conditions?: PolicyConditions): string {
    return policyDocument({
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        Condition: conditions,
    });
}

/** Lets pods of one service account of one cluster assume a role through EKS Pod Identity. */
export function podIdentityTrust(
    environment: Environment,
    clusterArn: string,
    namespace: string,
    serviceAccount: string,
): string {
    return policyDocument({
        Sid: "AssumedByPodIdentity",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
            StringEquals: {
                "aws:SourceAccount": environment.accountId,
                "aws:RequestTag/kubernetes-namespace": namespace,
                "aws:RequestTag/kubernetes-service-account": serviceAccount,
            },
            ArnEquals: { "aws:SourceArn": clusterArn },
        },
    });
}

/** Leaves a key to the identity policies of its own account: without this nobody could ever change the key again. */
export function keyAdministration(environment: Place): PolicyStatement {
    return {
        Sid: "AdministeredByOwnAccount",
        Effect: "Allow",
        Principal: { AWS: accountPrincipal(environment) },
        Action: "kms:*",
        Resource: "*",
    };
}

/** Lets CloudWatch Logs use a key, for log groups of this account whose names match, and for nothing else. */
export function logEncryption(environment: Environment, logGroupNames: readonly string[]): PolicyStatement {
    const { accountId, region } = environment;
    const prefix = `arn:${partitionOf(region)}:logs:${region}:${accountId}:log-group:`;
    return {
        Sid: "UsedByLogGroups",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: {
            ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroupNames.map(name => `${prefix}${name}`) },
        },
    };
}

/** The policy document of such statements. Where all resources are plain, it is known while planning. */
export function permissionDocument(statements: readonly PermissionStatement[]): pulumi.Output<string> {
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: statements.map(({ Sid, Action, Resource, Condition }) => ({
            Sid,
            Effect: "Allow",
            Action: [...Action],
            Resource: [...Resource],
            ...(Condition === undefined ? {} : { Condition }),
        })),
    });
}
