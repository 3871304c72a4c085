import { isPropertyMap, type PropertyMap, type PropertyValue, Unknown } from "../plan/value";
import { bare, listed, parsedJson } from "../plan/plain";

/** A part of a policy that cannot be read. */
export interface Unread {
    /** Where in the document, such as `Statement[0].Principal`. */
    readonly path: string;
    readonly why: string;
}

/** An IAM policy document of any kind: trust, permissions, resource. */
export interface PolicyDocument {
    readonly statements: readonly PolicyStatement[];
    /** Whether `${...}` in it stands for something: IAM takes it as it is written in policies of an older version. */
    readonly takesVariables: boolean;
    /** What could not be read outside any one statement. */
    readonly unread: readonly Unread[];
}

/** One text of a statement, or the unknown that stands in its place. */
export type PolicyText = string | Unknown;

export interface PolicyStatement {
    /** Where in the document, such as `Statement[0]`. */
    readonly path: string;
    readonly effect: "Allow" | "Deny" | "unknown";
    readonly principals: readonly PolicyPrincipal[];
    /** Whether the statement speaks of everyone *but* its principals (`NotPrincipal`). */
    readonly negatedPrincipals: boolean;
    readonly actions: readonly PolicyText[];
    /** Whether the statement speaks of every action *but* these (`NotAction`). */
    readonly negatedActions: boolean;
    readonly resources: readonly PolicyText[];
    /** Whether the statement speaks of every resource *but* these (`NotResource`). */
    readonly negatedResources: boolean;
    readonly conditions: readonly PolicyCondition[];
    /** What else could not be read: the effect, a principal, the shape of a part. */
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
    readonly values: readonly PolicyText[];
}

/** Takes a policy document apart, written as JSON text or as an object. Never throws; what is unknown stays so. */
export function parsePolicy(value: PropertyValue): PolicyDocument {
    const document = parsedJson(value);
    if (document instanceof Unknown) return unreadable(document.why);
    if (!isPropertyMap(document)) return unreadable("not a policy document");
    const statements = element(document, "Statement");
    if (statements === undefined) return unreadable("it has no Statement");
    const version = element(document, "Version");
    return {
        statements: listed(statements).map((statement, place) => parseStatement(statement, `Statement[${place}]`)),
        takesVariables: version !== undefined && !OLDER.has(bare(version)),
        unread: [],
    };
}

/** The version that a policy without one is of, in which there are no variables (IAM, "Version"). */
const OLDER: ReadonlySet<unknown> = new Set(["2008-10-17"]);

function unreadable(why: string): PolicyDocument {
    return { statements: [], takesVariables: false, unread: [{ path: "", why }] };
}

/** An element by its name. One in other letters is read as well: what IAM makes of it is not for a check to bet on. */
function element(map: PropertyMap, name: string): PropertyValue | undefined {
    const key = Object.hasOwn(map, name)
        ? name
        : Object.keys(map).find(one => one.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : map[key];
}

/** An element, or the one that says everything but it. */
function eitherElement(map: PropertyMap, name: string): EitherElement {
    const negative = element(map, `Not${name}`);
    return negative === undefined
        ? { name, negated: false, value: element(map, name) }
        : { name: `Not${name}`, negated: true, value: negative };
}

interface EitherElement {
    readonly name: string;
    readonly negated: boolean;
    readonly value: PropertyValue | undefined;
}

const UNREADABLE: Omit<PolicyStatement, "path" | "unread"> = {
    effect: "unknown",
    principals: [],
    negatedPrincipals: false,
    actions: [],
    negatedActions: false,
    resources: [],
    negatedResources: false,
    conditions: [],
};

function parseStatement(value: PropertyValue, path: string): PolicyStatement {
    if (value instanceof Unknown) return { ...UNREADABLE, path, unread: [{ path, why: value.why }] };
    if (!isPropertyMap(value)) return { ...UNREADABLE, path, unread: [{ path, why: "not a statement" }] };
    const unread: Unread[] = [];
    const principal = eitherElement(value, "Principal");
    const action = eitherElement(value, "Action");
    const resource = eitherElement(value, "Resource");
    return {
        path,
        effect: effectOf(element(value, "Effect"), `${path}.Effect`, unread),
        principals: principalsOf(principal.value, `${path}.${principal.name}`, unread),
        negatedPrincipals: principal.negated,
        actions: texts(action.value),
        negatedActions: action.negated,
        resources: texts(resource.value),
        negatedResources: resource.negated,
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
    const kinds = isPropertyMap(principal) ? Object.entries(principal) : [["AWS", principal] as const];
    return kinds.flatMap(([kind, names]) =>
        texts(names).flatMap(text => {
            if (typeof text === "string") return [{ kind, value: text }];
            unread.push({ path: isPropertyMap(principal) ? `${path}.${kind}` : path, why: text.why });
            return [];
        }),
    );
}

function conditionsOf(value: PropertyValue | undefined, path: string, unread: Unread[]): readonly PolicyCondition[] {
    const operators = readMap(value, path, unread);
    return Object.entries(operators).flatMap(([operator, keys]) =>
        Object.entries(readMap(keys, `${path}.${operator}`, unread)).map(([key, values]) => ({
            operator,
            key: key.toLowerCase(),
            values: texts(values),
        })),
    );
}

function readMap(value: PropertyValue | undefined, path: string, unread: Unread[]): PropertyMap {
    const map = value === undefined ? {} : bare(value);
    if (isPropertyMap(map)) return map;
    unread.push({ path, why: map instanceof Unknown ? map.why : "not an object" });
    return {};
}

function texts(value: PropertyValue | undefined): readonly PolicyText[] {
    return listed(value).map(item => {
        if (typeof item === "string" || item instanceof Unknown) return item;
        if (typeof item === "number" || typeof item === "boolean") return String(item);
        return new Unknown("not a text");
    });
}

/** The first of some texts that is unknown. */
export function unknownText(values: readonly PolicyText[]): Unknown | undefined {
    return values.find(value => value instanceof Unknown);
}
