import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, tagsFor } from "../environment";
import { AWS_OWN_DOMAINS } from "./aws-owned";

/** Rules are tried from the lowest number up, so a blocked name stays blocked where the allow-list would let it pass. */
const PRIORITY = { block: 100, allow: 200, blockRest: 300 } as const;
/** The lowest priority that AWS leaves to the account's own rule groups (Firewall Manager uses those below). */
const ASSOCIATION_PRIORITY = 101;

const REVERSE_NAMES_OF_IPV6 = "*.ip6.arpa";

export interface DnsFirewallArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    readonly privateZoneName: string;
    readonly blockedDomains: readonly string[];
    /** Nothing means that every third party may be asked for. */
    readonly allowedDomains: readonly string[] | undefined;
    /** Whether the network has IPv6. */
    readonly dualStack: boolean;
}

/** Answers "no such name" for the blocked domains and, where there is an allow-list, for all that is not on it. */
export function createDnsFirewall(name: string, args: DnsFirewallArgs, parent: pulumi.Resource): void {
    const { environment, blockedDomains, allowedDomains } = args;
    const rules = ruleFactory(name, environment, parent);

    if (blockedDomains.length > 0) rules.block("blocked", PRIORITY.block, withSubdomains(blockedDomains));
    if (allowedDomains !== undefined) {
        rules.allow("allowed", PRIORITY.allow, [
            ...AWS_OWN_DOMAINS.map(domain => `*.${domain}`),
            ...(args.dualStack ? [REVERSE_NAMES_OF_IPV6] : []),
            ...withSubdomains([args.privateZoneName]),
            ...allowedDomains,
        ]);
        rules.block("rest", PRIORITY.blockRest, ["*"]);
    }

    new aws.route53.ResolverFirewallConfig(
        `${name}-dns-config`,
        { resourceId: args.vpcId, firewallFailOpen: "DISABLED" },
        { parent },
    );
    const association = `${name}-dns-association`;
    new aws.route53.ResolverFirewallRuleGroupAssociation(
        association,
        {
            firewallRuleGroupId: rules.group.id,
            vpcId: args.vpcId,
            priority: ASSOCIATION_PRIORITY,
            mutationProtection: "DISABLED",
            tags: tagsFor(environment, association),
        },
        { parent, dependsOn: rules.created },
    );
}

/** A name stands for itself and all below it. */
function withSubdomains(domains: readonly string[]): string[] {
    return domains.flatMap(domain => (domain.startsWith("*.") ? [domain] : [domain, `*.${domain}`]));
}

function ruleFactory(name: string, environment: Environment, parent: pulumi.Resource) {
    const groupResource = `${name}-dns`;
    const group = new aws.route53.ResolverFirewallRuleGroup(
        groupResource,
        { tags: tagsFor(environment, groupResource) },
        { parent },
    );
    const created: pulumi.Resource[] = [];

    const domainList = (role: string, domains: readonly string[]) => {
        const resource = `${name}-dns-${role}-domains`;
        return new aws.route53.ResolverFirewallDomainList(
            resource,
            { domains: [...domains], tags: tagsFor(environment, resource) },
            { parent },
        );
    };
    return {
        group,
        created,
        block(role: string, priority: number, domains: readonly string[]): void {
            created.push(
                new aws.route53.ResolverFirewallRule(
                    `${name}-dns-${role}`,
                    {
                        firewallRuleGroupId: group.id,
                        firewallDomainListId: domainList(role, domains).id,
                        action: "BLOCK",
                        blockResponse: "NXDOMAIN",
                        priority,
                    },
                    { parent },
                ),
            );
        },
        allow(role: string, priority: number, domains: readonly string[]): void {
            created.push(
                new aws.route53.ResolverFirewallRule(
                    `${name}-dns-${role}`,
                    {
                        firewallRuleGroupId: group.id,
                        firewallDomainListId: domainList(role, domains).id,
                        action: "ALLOW",
                        // Else every hop of a chain of CNAMEs would have to be on the list, and providers change theirs.
                        firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
                        priority,
                    },
                    { parent },
                ),
            );
        },
    };
}
