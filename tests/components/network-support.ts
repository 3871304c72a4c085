import * as assert from "node:assert/strict";
import { Network, type NetworkArgs } from "../../components";
import type { Plan } from "../../plan/plan";
import { planOf } from "../support/plan";
import { inputsOf, namesOf, PRODUCTION, sourcesOf, STAGING } from "./support";

export const STAGING_NETWORK: NetworkArgs = { environment: STAGING, zones: ["eu-central-1a", "eu-central-1b"] };
export const PRODUCTION_NETWORK: NetworkArgs = {
    environment: PRODUCTION,
    zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
};
export const ANYWHERE = "0.0.0.0/0";
export const FIREWALL_RULE = "aws:route53/resolverFirewallRule:ResolverFirewallRule";

/** Plans one network called `net`. */
export function planNetwork(args: NetworkArgs): Promise<Plan> {
    return planOf(() => {
        new Network("net", args);
    });
}

/** The rules of the DNS firewall with their domains, in the order in which they are tried. */
export function firewall(plan: Plan): readonly Readonly<Record<string, unknown>>[] {
    return namesOf(plan, FIREWALL_RULE)
        .map(name => {
            const { firewallRuleGroupId, firewallDomainListId, ...rule } = inputsOf(plan, name);
            assert.deepEqual([firewallRuleGroupId, firewallDomainListId], ["<unknown>", "<unknown>"]);
            const [list] = sourcesOf(plan, name, "firewallDomainListId");
            return { ...rule, domains: inputsOf(plan, list!)["domains"] };
        })
        .sort((left, right) => Number(Reflect.get(left, "priority")) - Number(Reflect.get(right, "priority")));
}
