import { patternCovers } from "../../../aws/patterns";
import type { Reference } from "../../../isolation/connection";

/*
 * IAM's own way of deciding one call, written from its user guide ("Policy evaluation logic") without any of the code that is
 * tried with it: a call is let in where a statement allows it and none denies it.
 */

/** One who calls, and all that a call of theirs says. */
export interface Caller {
    /** As `Principal` names them: ARNs and accounts of IAM, or a service; none for a caller without a name. */
    readonly names: readonly string[];
    readonly service?: string;
    /** What the call says, by key in lower case. */
    readonly keys: Readonly<Record<string, string>>;
    /** The account that is behind it. */
    readonly account: string;
}

export interface Statement {
    readonly Effect: "Allow" | "Deny";
    readonly Principal?: "*" | Readonly<Record<string, readonly string[]>>;
    readonly NotPrincipal?: Readonly<Record<string, readonly string[]>>;
    readonly Action: string;
    readonly Resource: string;
    readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Whether a policy of a resource of another account lets somebody in. */
export function letsIn(statements: readonly Statement[], caller: Caller): boolean {
    const matches = statements.filter(statement => speaksOf(statement, caller));
    return matches.some(({ Effect }) => Effect === "Allow") && !matches.some(({ Effect }) => Effect === "Deny");
}

function speaksOf({ Condition, NotPrincipal, Principal }: Statement, caller: Caller): boolean {
    const isNamed = Principal === undefined ? !names(NotPrincipal ?? {}, caller) : names(Principal, caller);
    return isNamed && meets(Condition, caller.keys);
}

function meets(condition: Statement["Condition"], said: Readonly<Record<string, string>>): boolean {
    return Object.entries(condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, values]) => holds(operator, said[key.toLowerCase()], values)),
    );
}

function names(principal: "*" | Readonly<Record<string, readonly string[]>>, caller: Caller): boolean {
    if (principal === "*") return true;
    return Object.entries(principal).some(([kind, texts]) =>
        texts.some(text => {
            if (kind === "Service") return text === caller.service;
            return text === "*" || caller.names.includes(text);
        }),
    );
}

function holds(operator: string, actual: string | undefined, values: readonly string[]): boolean {
    if (operator === "Null") return (actual === undefined) === (values[0] === "true");
    const [, sets, name = "", ifExists] = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
    if (actual === undefined) {
        if (sets === "ForAnyValue:") return false;
        return ifExists !== undefined || sets === "ForAllValues:" || name.includes("Not");
    }
    const matches = values.some(value =>
        name.includes("Like") || name.startsWith("Arn") ? patternCovers(value, actual) : value === actual,
    );
    return name.includes("Not") ? !matches : matches;
}

/** Whether somebody is among those whom a reference stands for. */
export function isAmong({ account, keys, names: own }: Caller, reference: Reference): boolean {
    switch (reference.kind) {
        case "anyone":
            return true;
        case "account":
            return reference.account === account;
        case "organisation":
            return (keys["aws:principalorgid"] ?? keys["aws:sourceorgid"]) === reference.organisation;
        case "name":
            return [...own, keys["aws:sourcearn"] ?? ""].some(name => patternCovers(reference.pattern, name));
        case "host":
        case "range":
        case "thing":
        case "tokens":
        case "unknown":
            return false;
    }
}

/** One call on a resource, and all that it says. */
export interface Call {
    readonly action: string;
    readonly resource: string;
    readonly keys: Readonly<Record<string, string>>;
}

/** A statement on what an identity may do. */
export interface Permission {
    readonly Effect: "Allow" | "Deny";
    readonly Action?: readonly string[];
    readonly NotAction?: readonly string[];
    readonly Resource?: readonly string[];
    readonly NotResource?: readonly string[];
    readonly Condition: Statement["Condition"];
}

/** Whether an identity may make a call: its policies and its boundary must both allow it, and neither may deny it. */
export function mayCall(
    policy: readonly Permission[],
    boundary: readonly Permission[] | undefined,
    call: Call,
): boolean {
    return [policy, ...(boundary === undefined ? [] : [boundary])].every(statements => {
        const matches = statements.filter(one => isAbout(one, call));
        return matches.some(({ Effect }) => Effect === "Allow") && !matches.some(({ Effect }) => Effect === "Deny");
    });
}

function isAbout({ Action, Condition, NotAction, NotResource, Resource }: Permission, call: Call): boolean {
    const covers = (patterns: readonly string[], text: string) => patterns.some(one => patternCovers(one, text));
    return (
        (Action === undefined ? !covers(NotAction ?? [], call.action) : covers(Action, call.action)) &&
        (Resource === undefined ? !covers(NotResource ?? [], call.resource) : covers(Resource, call.resource)) &&
        meets(Condition, call.keys)
    );
}
