import * as aws from "@pulumi/aws";
import type { Breach } from "./breach";
import { accountIn, REGION } from "./named";
import { only } from "./only";

/** Breaches by services that act on what they are told of the other environment. */
export const SERVICE_BREACHES: readonly Breach[] = [
    {
        name: "file-of-variables",
        sort: 2,
        title: "staging's service that takes its variables from a file in production's bucket",
        from: "staging",
        way: ["secret-use"],
        build: site => {
            const name = (account: string) => `file-of-variables-${account}`;
            new aws.s3.Bucket("file-of-variables", { bucket: name(site.account) }, site.aws);
            if (site.stack !== "staging") return;
            const environmentFiles = [{ type: "s3", value: `arn:aws:s3:::${name(accountIn(site))}/orders.env` }];
            new aws.ecs.TaskDefinition(
                "file-of-variables-task",
                {
                    family: "orders",
                    containerDefinitions: JSON.stringify([
                        { name: "orders", image: "busybox", memory: 64, environmentFiles },
                    ]),
                },
                site.aws,
            );
        },
    },
    {
        name: "trigger-across",
        sort: 11,
        title: "staging's pool of users that asks a function of production at every sign-up",
        from: "staging",
        way: ["delivery"],
        build: only("staging", site => {
            const preSignUp = `arn:aws:lambda:${REGION}:${accountIn(site)}:function:check-customer`;
            new aws.cognito.UserPool("trigger-across", { name: "customers", lambdaConfig: { preSignUp } }, site.aws);
        }),
    },
    {
        name: "received-mail",
        sort: 11,
        title: "staging's mail that is handed to a function of production",
        from: "staging",
        way: ["delivery"],
        build: only("staging", site => {
            const functionArn = `arn:aws:lambda:${REGION}:${accountIn(site)}:function:read-mail`;
            new aws.ses.ReceiptRule(
                "received-mail",
                { ruleSetName: "mail", lambdaActions: [{ functionArn, position: 1 }] },
                site.aws,
            );
        }),
    },
    {
        name: "mirrored-traffic",
        sort: 8,
        title: "production's traffic that is mirrored to a load balancer of staging",
        from: "prod",
        way: ["delivery"],
        build: only("prod", site => {
            const balancer = `loadbalancer/net/mirror/0a1b2c3d4e5f6071`;
            const networkLoadBalancerArn = `arn:aws:elasticloadbalancing:${REGION}:${accountIn(site)}:${balancer}`;
            new aws.ec2.TrafficMirrorTarget("mirrored-traffic", { networkLoadBalancerArn }, site.aws);
        }),
    },
    {
        name: "administered-findings",
        sort: 15,
        title: "production's findings that an administrator in staging's account reads",
        from: "staging",
        way: ["aggregation"],
        build: only("prod", site => {
            new aws.guardduty.InviteAccepter(
                "administered-findings",
                { detectorId: "0123456789abcdef0123456789abcdef", masterAccountId: accountIn(site) },
                site.aws,
            );
        }),
    },
];
