import { buildUrn } from "../../../../plan/urn";
import { UNKNOWN_MARKER } from "../../../../plan/wire";
import {
    DEFAULT_SETTINGS,
    holds,
    resourceRule,
    type Rule,
    type Settings,
    toPulumiPolicies,
    violated,
} from "../../../../policy-pack/index";
import type { ShownResource } from "../../../support/analyzer";
import { BUCKET, encrypted, KEY, TODAY } from "../made-up-rules";

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

/** A bucket of which it is not known whether it is encrypted. */
export function unknownIn(stack: string): readonly ShownResource[] {
    return [shown(BUCKET, "open", { encrypted: UNKNOWN_MARKER }, {}, stack)];
}

/** What is undecided is reported at the end, at a level that depends on where. */
export const UNKNOWN_CASES: readonly [
    given: string,
    stack: string,
    environment: Readonly<Record<string, string>>,
    level: string,
][] = [
    ["a preview of staging", "staging", PREVIEW, "advisory"],
    ["a host that does not say what it is", "staging", {}, "advisory"],
    ["a preview of production", "prod", PREVIEW, "mandatory"],
    ["CI", "staging", { ...PREVIEW, CI: "true" }, "mandatory"],
    ["STAGEWRIGHT_STRICT", "staging", { ...PREVIEW, STAGEWRIGHT_STRICT: "1" }, "mandatory"],
    ["production that is not strict", "prod", { ...PREVIEW, STAGEWRIGHT_STRICT: "0" }, "advisory"],
];

/** A rule that looks at the resources around a bucket, and a bucket that it has nothing against. */
export function surroundings() {
    const around = resourceRule({
        ...encrypted,
        check: subject =>
            subject.parents.length === 1 && subject.comesFrom("keyId").some(({ type }) => type === KEY)
                ? holds()
                : violated({ message: "no key of ours" }),
    });
    const parent = shown("shop:Store", "store", {});
    const key = shown(KEY, "key", {});
    const bucket = {
        ...shown(BUCKET, "bucket", { keyId: UNKNOWN_MARKER }),
        parent: parent.urn,
        dependencies: [key.urn],
        propertyDependencies: { keyId: [key.urn] },
    };
    return { around, bucket, key, parent };
}
