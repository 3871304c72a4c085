import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";
import type { Rule } from "../kernel/rule";
import type { Settings } from "../settings";

/** The settings of a policy, in the words of the policy SDK. */
export type ConfigSchema = PolicyConfigSchema;

/**
 * The settings of a rule as `--policy-pack-config` checks them. The CLI fills in their defaults itself, so what
 * `stagewright.yaml` says of the rule has to be the default.
 */
export function configSchemaOf(rule: Rule, settings: Settings): ConfigSchema | undefined {
    if (rule.settings === undefined) return undefined;
    const { properties } = z.toJSONSchema(rule.settings, { io: "input" });
    return withDefaults(properties, settings.rules[rule.name] ?? {});
}

/** Properties of a JSON Schema, with what the settings say as defaults. */
export function withDefaults(
    properties: z.core.JSONSchema.ObjectSchema["properties"],
    said: Readonly<Record<string, unknown>>,
): ConfigSchema {
    return {
        properties: Object.fromEntries(
            Object.entries(properties ?? {}).map(([name, schema]) => [
                name,
                {
                    ...(schema as ConfigSchema["properties"][string]),
                    ...(said[name] !== undefined && { default: said[name] }),
                },
            ]),
        ),
    };
}
