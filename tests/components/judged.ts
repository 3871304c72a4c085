import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, environmentTags } from "../../components";
import { DEFAULT_SETTINGS, judge, type Preset, rules, type Settings } from "../../policy-pack/index";
import { planOf } from "../support/plan";
import { PRODUCTION, STAGING } from "./support";

/**
 * How a component differs from one environment to the other is for a program to declare, and tests hand one network, zone or
 * key to both, which is a way from one into the other.
 */
const RULES = rules.filter(({ family, name }) => family !== "parity" && name !== "no-way-between-environments");

/** Makes a component, in the environment and with the options that it is given. */
export type Build = (environment: Environment, opts: pulumi.ComponentResourceOptions) => void;

/** How a test has a component judged. */
export interface JudgedOptions {
    /** @default both: staging and production, which are then compared as well */
    readonly environments?: readonly Environment[];
    /** @default "standard" */
    readonly preset?: Preset;
    /** What a team says of single rules in its settings, by name of the rule. */
    readonly rules?: Settings["rules"];
}

/**
 * What the policy pack, but for parity, objects to in what a component makes, in both environments, and what it cannot
 * decide: each as "stack verdict rule resource: message". What is said of a stack as a whole, such as that it has no budget,
 * is left out.
 */
export async function judged(build: Build, options: JudgedOptions = {}): Promise<readonly string[]> {
    const { environments = [STAGING, PRODUCTION], preset = "standard" } = options;
    const settings = { ...DEFAULT_SETTINGS, preset, rules: options.rules ?? {} };
    const plans = [];
    for (const environment of environments) {
        const make = () => {
            const pinned = new aws.Provider("aws", {
                region: environment.region,
                allowedAccountIds: [environment.accountId],
                defaultTags: { tags: environmentTags(environment) },
            });
            build(environment, { providers: { aws: pinned } });
        };
        plans.push(await planOf(make, { project: "shop", stack: environment.name }));
    }
    const { findings } = judge(plans, { rules: RULES, settings, today: "2026-01-31" });
    return findings
        .filter(({ urn }) => urn !== undefined)
        .map(one => `${one.stacks.join("+")} ${one.verdict} ${one.rule} ${nameIn(one.urn)}: ${one.message}`);
}

function nameIn(urn = ""): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}
