import { createHash } from "node:crypto";

import type { WireProperties } from "../../plan/capture-events";
import { containsUnknown, isWireObject } from "../monitor/values";
import type { FunctionAnswerer } from "./answer";

/** The version of the policy language that the AWS provider writes where none is given. */
const DEFAULT_VERSION = "2012-10-17";

/**
 * Renders `aws:iam/getPolicyDocument` as the AWS provider does: a pure function of its arguments.
 * Documents that are merged from others are left to the provider.
 */
const policyDocument: FunctionAnswerer = ({ args }) => {
    const merges = [
        args["sourcePolicyDocuments"],
        args["overridePolicyDocuments"],
        args["sourceJson"],
        args["overrideJson"],
    ];
    if (merges.some(merge => merge !== undefined) || containsUnknown(args)) return undefined;
    const id = args["policyId"];
    const document = {
        Version: args["version"] ?? DEFAULT_VERSION,
        ...(typeof id === "string" && id !== "" && { Id: id }),
        Statement: objects(args["statements"]).map(statement),
    };
    const json = JSON.stringify(document, undefined, 2);
    // The provider's id is a hash that only has to be stable.
    return {
        ...args,
        json,
        minifiedJson: JSON.stringify(document),
        id: createHash("sha256").update(json).digest("hex").slice(0, 10),
    };
};

function statement(given: WireProperties): WireProperties {
    const sid = given["sid"];
    const conditions = objects(given["conditions"]);
    return {
        ...(typeof sid === "string" && sid !== "" && { Sid: sid }),
        Effect: given["effect"] ?? "Allow",
        ...list("Action", given["actions"]),
        ...list("NotAction", given["notActions"]),
        ...list("Resource", given["resources"]),
        ...list("NotResource", given["notResources"]),
        ...principals("Principal", objects(given["principals"])),
        ...principals("NotPrincipal", objects(given["notPrincipals"])),
        ...(conditions.length > 0 && { Condition: conditionBlock(conditions) }),
    };
}

/** One value stands alone, several stand in a list, in the order in which the provider sorts them. */
function oneOrMany(values: readonly unknown[]): unknown {
    const sorted = values.map(value => unescaped(String(value))).sort((left, right) => (left < right ? 1 : -1));
    return sorted.length === 1 ? sorted[0] : sorted;
}

/** `&{` stands for `${` of the policy language, which Terraform would take for its own. */
function unescaped(text: string): string {
    return text.replaceAll("&{", "${");
}

function list(name: string, values: unknown): WireProperties {
    return Array.isArray(values) && values.length > 0 ? { [name]: oneOrMany(values) } : {};
}

function principals(name: string, given: readonly WireProperties[]): WireProperties {
    if (given.length === 0) return {};
    const byType = new Map<string, unknown[]>();
    for (const { type, identifiers } of given) {
        const known = byType.get(String(type)) ?? [];
        byType.set(String(type), [...known, ...(Array.isArray(identifiers) ? (identifiers as unknown[]) : [])]);
    }
    const everyone = byType.get("*");
    if (byType.size === 1 && everyone?.length === 1 && everyone[0] === "*") return { [name]: "*" };
    const sorted = [...byType].sort(([left], [right]) => (left < right ? -1 : 1));
    return { [name]: Object.fromEntries(sorted.map(([type, identifiers]) => [type, oneOrMany(identifiers)])) };
}

function conditionBlock(conditions: readonly WireProperties[]): WireProperties {
    const block: Record<string, Record<string, unknown>> = {};
    for (const { test, variable, values } of conditions) {
        const texts = Array.isArray(values) ? values.map(value => unescaped(String(value))) : [];
        const ofTest = (block[String(test)] ??= {});
        ofTest[String(variable)] = texts.length === 1 ? texts[0] : texts;
    }
    return Object.fromEntries(
        Object.entries(block)
            .sort(([left], [right]) => (left < right ? -1 : 1))
            .map(([test, variables]) => [
                test,
                Object.fromEntries(Object.entries(variables).sort(([left], [right]) => (left < right ? -1 : 1))),
            ]),
    );
}

function objects(value: unknown): readonly WireProperties[] {
    return Array.isArray(value) ? value.filter(isWireObject) : [];
}

export const IAM_FUNCTIONS: Readonly<Record<string, FunctionAnswerer>> = {
    "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
};
