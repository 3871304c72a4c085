import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import type { Breach, BreachSite } from "./breach";

const ACCOUNTS = { staging: "222222222222", prod: "111111111111" } as const;
const RANGES = { staging: "10.20.0.0/16", prod: "10.10.0.0/16" } as const;
const DOMAINS = { staging: "staging.internal", prod: "prod.internal" } as const;

/**
 * Builds one environment with every breach in it, beside a network and a private zone of its own.
 *
 * @param twin Whether each breach is mended in its one point.
 */
export function buildBreaches(breaches: readonly Breach[], stack: BreachSite["stack"], twin: boolean): void {
    const other = stack === "staging" ? "prod" : "staging";
    const provider = new aws.Provider("site-aws", {
        region: "eu-central-1",
        allowedAccountIds: [ACCOUNTS[stack]],
        skipCredentialsValidation: true,
        skipRequestingAccountId: true,
    });
    const vpc = new aws.ec2.Vpc("site-network", { cidrBlock: RANGES[stack] }, { provider });
    new aws.route53.Zone("site-zone", { name: DOMAINS[stack], vpcs: [{ vpcId: vpc.id }] }, { provider });
    const site: BreachSite = {
        stack,
        twin,
        account: ACCOUNTS[stack],
        otherAccount: ACCOUNTS[other],
        range: RANGES[stack],
        otherRange: RANGES[other],
        domain: DOMAINS[stack],
        otherDomain: DOMAINS[other],
        aws: { provider },
        kubernetes: {
            provider: new kubernetes.Provider("site-kubernetes", {
                kubeconfig: kubeconfigOf(stack),
                enableServerSideApply: true,
            }),
        },
        vpc,
    };
    for (const breach of breaches) breach.build(site);
}

/** A cluster of one environment, without any credential. */
function kubeconfigOf(stack: BreachSite["stack"]): string {
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [{ name: stack, cluster: { server: `https://cluster.${DOMAINS[stack]}` } }],
        contexts: [{ name: stack, context: { cluster: stack, user: stack } }],
        users: [{ name: stack, user: {} }],
        "current-context": stack,
    });
}
