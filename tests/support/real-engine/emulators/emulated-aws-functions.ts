import type { AwsScope } from "./emulated-aws-account";
import { isWireMap, madeUpHex, textOf, type Wire, type WireMap } from "./wire";

/** Zones that every emulated region has, by their letter. */
const ZONE_LETTERS = ["a", "b", "c"] as const;

/** Answers a provider function, or throws an error that names it: what is not emulated is never invented. */
export function invokeAws(token: string, args: WireMap, scope: AwsScope): WireMap {
    switch (token) {
        case "aws:index/getCallerIdentity:getCallerIdentity":
            return {
                id: scope.account,
                accountId: scope.account,
                arn: `arn:${scope.partition}:sts::${scope.account}:assumed-role/emulated/deployment`,
                userId: "EMULATED:deployment",
            };
        case "aws:index/getRegion:getRegion": {
            const region = typeof args["region"] === "string" ? args["region"] : scope.region;
            return {
                id: region,
                name: region,
                region,
                description: `${region} (emulated)`,
                endpoint: `ec2.${region}.amazonaws.com`,
            };
        }
        case "aws:index/getPartition:getPartition":
            return {
                id: scope.partition,
                partition: scope.partition,
                dnsSuffix: "amazonaws.com",
                reverseDnsPrefix: "com.amazonaws",
            };
        case "aws:index/getAvailabilityZones:getAvailabilityZones":
            return {
                id: scope.region,
                names: ZONE_LETTERS.map(letter => `${scope.region}${letter}`),
                zoneIds: ZONE_LETTERS.map((_, index) => `${scope.region}-az${(index + 1).toString()}`),
                groupNames: [scope.region],
                region: scope.region,
            };
        case "aws:iam/getPolicyDocument:getPolicyDocument":
            return policyDocument(args);
        default:
            throw new Error(`the emulated aws provider has no answer for the function ${token}`);
    }
}

function policyDocument(args: WireMap): WireMap {
    const statements = Array.isArray(args["statements"]) ? args["statements"].filter(isWireMap) : [];
    const version = args["version"] ?? "2012-10-17";
    const document: WireMap = { Version: version, Statement: statements.map(policyStatement) };
    if (typeof args["policyId"] === "string") document["Id"] = args["policyId"];
    const minifiedJson = JSON.stringify(document);
    return { id: madeUpHex(10, minifiedJson), json: JSON.stringify(document, undefined, 2), minifiedJson, version };
}

/** The elements of a statement, by the name that the provider's function gives them. */
const STATEMENT_LISTS = {
    actions: "Action",
    notActions: "NotAction",
    resources: "Resource",
    notResources: "NotResource",
} as const;

function policyStatement(statement: WireMap): WireMap {
    const rendered: WireMap = { Effect: statement["effect"] ?? "Allow" };
    if (typeof statement["sid"] === "string") rendered["Sid"] = statement["sid"];
    for (const [name, element] of Object.entries(STATEMENT_LISTS)) {
        const values = statement[name];
        if (Array.isArray(values) && values.length > 0) rendered[element] = oneOrMany(values);
    }
    for (const [name, element] of [
        ["principals", "Principal"],
        ["notPrincipals", "NotPrincipal"],
    ] as const) {
        const principals = Array.isArray(statement[name]) ? statement[name].filter(isWireMap) : [];
        if (principals.length > 0) rendered[element] = renderPrincipals(principals);
    }
    const conditions = Array.isArray(statement["conditions"]) ? statement["conditions"].filter(isWireMap) : [];
    if (conditions.length > 0) rendered["Condition"] = renderConditions(conditions);
    return rendered;
}

function renderPrincipals(principals: readonly WireMap[]): Wire {
    const byType: WireMap = {};
    for (const principal of principals) {
        const type = textOf(principal["type"], "the type of a principal");
        byType[type] = oneOrMany([...many(byType[type]), ...many(principal["identifiers"])]);
    }
    return byType["*"] === "*" ? "*" : byType;
}

function renderConditions(conditions: readonly WireMap[]): WireMap {
    const rendered: Record<string, WireMap> = {};
    for (const { test, variable, values } of conditions) {
        const operator = (rendered[textOf(test, "the test of a condition")] ??= {});
        operator[textOf(variable, "the variable of a condition")] = oneOrMany(many(values));
    }
    return rendered;
}

function many(value: Wire | undefined): Wire[] {
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [value];
}

function oneOrMany(values: Wire[]): Wire {
    return values.length === 1 ? (values[0] ?? null) : values;
}
