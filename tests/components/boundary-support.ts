import type { AccountBaselineArgs } from "../../components/account-baseline";
import type { BoundaryArgs } from "../../components/boundary";
import type { LogDataProtectionArgs } from "../../components/boundary/log-data-protection";
import type { AccountFacts } from "../../components/environment";
import { PRODUCTION, STAGING } from "./support";

/** Arguments that the boundary of staging takes: all that there are. */
export const BOUNDARY_ARGS: BoundaryArgs = {
    environment: STAGING,
    commons: [
        {
            name: "registry",
            resources: ["arn:aws:ecr:eu-central-1:777788889999:repository/shop/*"],
            actions: ["ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage"],
            reason: "images are built once, for all environments",
        },
        {
            name: "log-archive",
            resources: ["arn:aws:s3:::org-log-archive/staging/*"],
            actions: ["s3:PutObject"],
            reason: "the organisation keeps all logs",
        },
    ],
    otherRegions: ["us-east-1"],
    budget: { monthlyLimitUsd: 450, scope: "account", emails: ["shop@example.com"] },
    anomalies: {
        minimumImpactUsd: 50,
        emails: ["shop@example.com"],
        topicArn: "arn:aws:sns:eu-central-1:111122223333:alerts",
    },
};

/** Arguments that the protection of logs in staging takes: all that there are. */
export const MASKING_ARGS: LogDataProtectionArgs = {
    environment: STAGING,
    logGroupNames: ["/aws/eks/staging-shop/cluster", "/aws/rds/cluster/staging-orders/postgresql"],
    identifiers: ["EmailAddress", "CreditCardNumber"],
    findingsLogGroupName: "/shop/findings",
};

/** What an account is apart from an environment. */
export function accountOf({ name, owner, costCentre, accountId, region }: AccountFacts): AccountFacts {
    return { name, owner, costCentre, accountId, region };
}

/** Arguments that the baseline of production's account takes: all that there are. */
export const BASELINE_ARGS: AccountBaselineArgs = {
    account: accountOf(PRODUCTION),
    otherRegions: ["us-east-1"],
    guaranteed: { "public-buckets": "service control policy of the organisation" },
    trailRetentionDays: 400,
    internetGatewayBlock: "block-ingress",
    securityStandards: ["cis-aws-foundations-benchmark/v/3.0.0"],
    recording: { retentionDays: 90 },
    maskedInLogs: ["EmailAddress"],
};
