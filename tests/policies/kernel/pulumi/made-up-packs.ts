import { buildUrn } from "../../../../plan/urn";
import { DEFAULT_SETTINGS, type Rule, type Settings, toPulumiPolicies } from "../../../../policy-pack/index";
import type { ShownResource } from "../../../support/analyzer";
import { TODAY } from "../made-up-rules";

/** A resource as the engine shows it. */
export function shown(
    type: string,
    name: string,
    inputs: ShownResource["inputs"],
    extras: Partial<ShownResource> = {},
    stack = "staging",
): ShownResource {
    return { urn: buildUrn(stack, "shop", undefined, type, name), type, name, inputs, ...extras };
}

/** Rules as policies, in an environment where nothing else is set. */
export function policies(
    rules: readonly Rule[],
    environment: Readonly<Record<string, string>> = {},
    settings: Partial<Settings> = {},
) {
    return toPulumiPolicies(rules, {
        today: TODAY,
        environment,
        settings: { ...DEFAULT_SETTINGS, ...settings },
    });
}

export const PREVIEW = { PULUMI_NODEJS_DRY_RUN: "true" };
export const UPDATE = { PULUMI_NODEJS_DRY_RUN: "false" };
