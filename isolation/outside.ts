import { isAccountId, parseArn } from "../aws/arn";
import { bareHost } from "./bare-host";
import type { Reference } from "./connection";
import type { GraphNode } from "./graph";

/** The node of what belongs to nobody that is known. */
export function outsideOf(remote: Reference): { readonly key: string; readonly node: GraphNode } | undefined {
    switch (remote.kind) {
        case "account":
            return { key: `account ${remote.account}`, node: { kind: "account", label: labelOf(remote) } };
        case "organisation":
            return {
                key: `organisation ${remote.organisation}`,
                node: { kind: "organisation", label: labelOf(remote) },
            };
        case "anyone":
            return { key: "anyone", node: { kind: "anyone", label: "anyone" } };
        case "thing":
            return { key: `thing ${remote.thing} ${remote.id}`, node: { kind: "thing", label: labelOf(remote) } };
        case "name": {
            // Whoever is in a role of an account is in the account.
            const account = parseArn(remote.pattern)?.account ?? "";
            if (isAccountId(account)) return outsideOf({ kind: "account", account });
            return { key: `name ${remote.pattern}`, node: { kind: "name", label: labelOf(remote) } };
        }
        case "range":
            return { key: `range ${remote.range}`, node: { kind: "range", label: labelOf(remote) } };
        case "host":
            return { key: `host ${plainHost(remote.host)}`, node: { kind: "host", label: labelOf(remote) } };
        case "tokens":
        case "unknown":
            return undefined;
    }
}

/** One text for every way to write a host. */
function plainHost(host: string): string {
    return `${host.startsWith("*.") ? "*." : ""}${bareHost(host)}`;
}

/** A reference as people read it. */
export function labelOf(reference: Reference): string {
    switch (reference.kind) {
        case "account":
            return `account ${reference.account}`;
        case "organisation":
            return `organisation ${reference.organisation}`;
        case "anyone":
            return "anyone";
        case "thing":
            return `${reference.thing.replaceAll("-", " ")} ${reference.id}`;
        case "name":
            return reference.pattern;
        case "range":
            return reference.range;
        case "host":
            return reference.host;
        case "tokens":
            return `tokens of ${reference.issuer}`;
        case "unknown":
            return reference.why;
    }
}
