import { isPropertyMap, type PropertyMap, type PropertyValue, Unknown } from "../../../plan/value";
import { bare, listed, parsedJson } from "./values";

/** A part of a policy that cannot be read. */
export interface Unread {
    /** Where in the document, such as `Statement[0].Principal`. */
    readonly path: string;
    readonly why: string;
}

/** An IAM policy document of any kind: trust, permissions, resource. */
export interface PolicyDocument {
    readonly statements: readonly PolicyStatement[];
    /** What could not be read outside any one statement. */
    readonly unread: readonly Unread[];
}

export interface PolicyStatement {
    /** Where in the document, such as `Statement[0]`. */
    readonly path: string;
    readonly effect: "Allow" | "Deny" | "unknown";
    readonly principals: readonly PolicyPrincipal[];
    /** Whether the statement speaks of everyone *but* its principals (`NotPrincipal`). */
    readonly negatedPrincipals: boolean;
    /** Nothing where one is unknown. */
    readonly actions: readonly string[] | undefined;
    readonly conditions: readonly PolicyCondition[];
    readonly unread: readonly Unread[];
}

export interface PolicyPrincipal {
    /** `AWS`, `Service`, `Federated` or `CanonicalUser`; `*` alone counts as `AWS`. */
    readonly kind: string;
    readonly value: string;
}

export interface PolicyCondition {
    /** Such as `StringEquals`. */
    readonly operator: string;
    /** In lower case, as IAM compares keys without regard to case. */
    readonly key: string;
    /** Nothing where a value is unknown. */
    readonly values: readonly string[] | undefined;
}

/** Takes a policy document apart, written as JSON text or as an object. Never throws; what is unknown stays so. */
export function parsePolicy(value: PropertyValue): PolicyDocument {
    const document = parsedJson(value);
    if (document instanceof Unknown) return { statements: [], unread: [{ path: "", why: document.why }] };
    if (!isPropertyMap(document)) return { statements: [], unread: [{ path: "", why: "not a policy document" }] };
    const statements = element(document, "Statement");
    if (statements === undefined) return { statements: [], unread: [{ path: "", why: "it has no Statement" }] };
    return {
        statements: listed(statements).map((statement, place) => parseStatement(statement, `Statement[${place}]`)),
        unread: [],
    };
}

/** An element by its name. One in other letters is read as well: what IAM makes of it is not for a check to bet on. */
function element(map: PropertyMap, name: string): PropertyValue | undefined {
    const key = Object.hasOwn(map, name)
        ? name
        : Object.keys(map).find(one => one.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : map[key];
}

const UNREADABLE: Omit<PolicyStatement, "path" | "unread"> = {
    effect: "unknown",
    principals: [],
    negatedPrincipals: false,
    actions: undefined,
    conditions: [],
};

function parseStatement(value: PropertyValue, path: string): PolicyStatement {
    if (value instanceof Unknown) return { ...UNREADABLE, path, unread: [{ path, why: value.why }] };
    if (!isPropertyMap(value)) return { ...UNREADABLE, path, unread: [{ path, why: "not a statement" }] };
    const unread: Unread[] = [];
    const negatedPrincipals = element(value, "NotPrincipal") !== undefined;
    const principal = negatedPrincipals ? "NotPrincipal" : "Principal";
    return {
        path,
        effect: effectOf(element(value, "Effect"), `${path}.Effect`, unread),
        principals: principalsOf(element(value, principal), `${path}.${principal}`, unread),
        negatedPrincipals,
        actions: allTexts(element(value, "Action"), `${path}.Action`),
        conditions: conditionsOf(element(value, "Condition"), `${path}.Condition`, unread),
        unread,
    };
}

function effectOf(value: PropertyValue | undefined, path: string, unread: Unread[]): PolicyStatement["effect"] {
    const effect = value === undefined ? value : bare(value);
    if (effect === "Allow" || effect === "Deny") return effect;
    unread.push({ path, why: effect instanceof Unknown ? effect.why : "neither Allow nor Deny" });
    return "unknown";
}

function principalsOf(value: PropertyValue | undefined, path: string, unread: Unread[]): readonly PolicyPrincipal[] {
    const principal = value === undefined ? undefined : bare(value);
    if (principal === undefined) return [];
    if (!isPropertyMap(principal)) return texts(principal, path, unread).map(text => ({ kind: "AWS", value: text }));
    return Object.entries(principal).flatMap(([kind, names]) =>
        texts(names, `${path}.${kind}`, unread).map(text => ({ kind, value: text })),
    );
}

function conditionsOf(value: PropertyValue | undefined, path: string, unread: Unread[]): readonly PolicyCondition[] {
    const operators = readMap(value, path, unread);
    return Object.entries(operators).flatMap(([operator, keys]) =>
        Object.entries(readMap(keys, `${path}.${operator}`, unread)).map(([key, values]) => ({
            operator,
            key: key.toLowerCase(),
            values: allTexts(values, `${path}.${operator}.${key}`),
        })),
    );
}

function readMap(value: PropertyValue | undefined, path: string, unread: Unread[]): PropertyMap {
    const map = value === undefined ? {} : bare(value);
    if (isPropertyMap(map)) return map;
    unread.push({ path, why: map instanceof Unknown ? map.why : "not an object" });
    return {};
}

/** Nothing where one of them cannot be read. */
function allTexts(value: PropertyValue | undefined, path: string): readonly string[] | undefined {
    const missed: Unread[] = [];
    const found = texts(value, path, missed);
    return missed.length === 0 ? found : undefined;
}

function texts(value: PropertyValue | undefined, path: string, unread: Unread[]): readonly string[] {
    return listed(value).flatMap(item => {
        if (typeof item === "string") return [item];
        if (typeof item === "number" || typeof item === "boolean") return [String(item)];
        unread.push({ path, why: item instanceof Unknown ? item.why : "not a text" });
        return [];
    });
}
