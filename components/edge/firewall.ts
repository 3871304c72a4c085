import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../environment";
import { physicalName } from "../naming";
import { EDGE_DEFAULTS, type EdgeArgs } from "./edge-args";

/**
 * Groups of rules that AWS maintains, in the order in which they are tried (AWS WAF developer guide, "AWS Managed Rules
 * rule groups list"): known bad addresses first, as they cost least.
 */
const MANAGED_GROUPS = [
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesSQLiRuleSet",
] as const;
const WINDOW_SECONDS = 300;
/** AWS WAF writes only to log groups whose names begin like this. */
const LOG_GROUP_PREFIX = "aws-waf-logs-";
/** Headers that carry credentials: kept out of the log. */
const HIDDEN_HEADERS = ["authorization", "cookie", "x-api-key"] as const;

/** A web application firewall before the load balancer: the one that exists, or one of its own. */
export function createFirewall(
    name: string,
    args: EdgeArgs,
    loadBalancerArn: pulumi.Input<string>,
    parent: pulumi.Resource,
): void {
    new aws.wafv2.WebAclAssociation(
        `${name}-firewall-association`,
        { resourceArn: loadBalancerArn, webAclArn: args.webAclArn ?? createOwnFirewall(name, args, parent).arn },
        { parent },
    );
}

/** Managed groups, a limit for each address, and a log of what was blocked. */
function createOwnFirewall(name: string, args: EdgeArgs, parent: pulumi.Resource): aws.wafv2.WebAcl {
    const { environment } = args;
    const physical = physicalName(environment, name);
    const visibility = (rule: string) => ({
        cloudwatchMetricsEnabled: true,
        metricName: `${physical}-${rule}`,
        sampledRequestsEnabled: true,
    });
    const aclResource = `${name}-firewall`;
    const acl = new aws.wafv2.WebAcl(
        aclResource,
        {
            description: `In front of ${physical}`,
            scope: "REGIONAL",
            defaultAction: { allow: {} },
            rules: [
                {
                    name: "rate-limit",
                    priority: 0,
                    action: { block: { customResponse: { responseCode: 429 } } },
                    statement: {
                        rateBasedStatement: {
                            limit: args.rateLimit ?? EDGE_DEFAULTS.rateLimit,
                            aggregateKeyType: "IP",
                            evaluationWindowSec: WINDOW_SECONDS,
                        },
                    },
                    visibilityConfig: visibility("rate-limit"),
                },
                ...MANAGED_GROUPS.map((group, index) => ({
                    name: group,
                    priority: index + 1,
                    overrideAction: { none: {} },
                    statement: { managedRuleGroupStatement: { vendorName: "AWS", name: group } },
                    visibilityConfig: visibility(group),
                })),
            ],
            visibilityConfig: visibility("all"),
            tags: tagsFor(environment, aclResource),
        },
        { parent },
    );
    const logResource = `${name}-firewall-log`;
    const log = new aws.cloudwatch.LogGroup(
        logResource,
        {
            name: `${LOG_GROUP_PREFIX}${physical}`,
            retentionInDays: args.logRetentionDays ?? EDGE_DEFAULTS.logRetentionDays,
            kmsKeyId: args.key?.keyArn,
            tags: tagsFor(environment, logResource),
        },
        { parent },
    );
    new aws.wafv2.WebAclLoggingConfiguration(
        `${name}-firewall-logging`,
        {
            resourceArn: acl.arn,
            logDestinationConfigs: [log.arn],
            // What was let through is in the access logs already.
            loggingFilter: {
                defaultBehavior: "DROP",
                filters: [
                    {
                        behavior: "KEEP",
                        requirement: "MEETS_ANY",
                        conditions: [{ actionCondition: { action: "BLOCK" } }],
                    },
                ],
            },
            redactedFields: HIDDEN_HEADERS.map(header => ({ singleHeader: { name: header } })),
        },
        { parent },
    );
    return acl;
}
