import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../environment";
import { physicalName } from "../naming";
import type { EdgeArgs } from "./arguments";

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

export interface FirewallArgs extends Pick<EdgeArgs, "environment"> {
    readonly rateLimit: number;
    readonly logRetentionDays: number;
    readonly loadBalancerArn: pulumi.Input<string>;
}

/** A web application firewall in front of the load balancer: managed groups, a limit for each address, and a log of what it blocked. */
export function createFirewall(name: string, args: FirewallArgs, parent: pulumi.Resource): void {
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
                            limit: args.rateLimit,
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
    new aws.wafv2.WebAclAssociation(
        `${name}-firewall-association`,
        { resourceArn: args.loadBalancerArn, webAclArn: acl.arn },
        { parent },
    );
    const logResource = `${name}-firewall-log`;
    const log = new aws.cloudwatch.LogGroup(
        logResource,
        {
            name: `${LOG_GROUP_PREFIX}${physical}`,
            retentionInDays: args.logRetentionDays,
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
}
