import { isAccountId, parseArn } from "../../aws/arn";
import { isPattern } from "../../aws/patterns";
import type { Subject, SubjectReading } from "../../plan/subject";
import { type ConnectionFacts, connectionAt } from "../area";
import type { Connection, Reference } from "../connection";
import type { EdgeKind } from "../edge-kinds";
import { homeOf } from "../home";
import { labelOf } from "../outside";
import { referredBy } from "../referred";

/** A principal of IAM by a text: an account, or what an ARN names. */
export function principalOf(text: string): Reference {
    if (isAccountId(text)) return { kind: "account", account: text };
    const arn = parseArn(text);
    if (arn === undefined) return { kind: "unknown", why: "it is neither an ARN nor an account" };
    return arn.resource === "root" && isAccountId(arn.account)
        ? { kind: "account", account: arn.account }
        : { kind: "name", pattern: text };
}

/** What an input names; a secret is never looked into. Nothing where it is not set, or made of own things alone. */
export function namedAt(
    subject: Subject,
    reading: SubjectReading,
    parse: (text: string) => Reference | undefined = principalOf,
): Reference | undefined {
    if (reading.state === "known" && reading.secret) return { kind: "unknown", why: `${reading.path} is secret` };
    return referredBy(subject, reading, parse);
}

/** What is named, for people to read. */
export function shown(reference: Reference): string {
    return reference.kind === "unknown" ? "something of which it cannot be told whose it is" : labelOf(reference);
}

/**
 * The same connection for whoever is in both environments: one role or user that two of them name gets into both, as the role
 * of one pipeline does. None for what is no single principal.
 */
export function sharedBy(
    subject: Subject,
    property: string,
    kind: EdgeKind,
    facts: ConnectionFacts,
): readonly Connection[] {
    const { remote } = facts;
    if (remote.kind !== "name" || isPattern(remote.pattern)) return [];
    if (parseArn(remote.pattern)?.account === homeOf(subject).account) return [];
    const tokens = { kind: "tokens", issuer: remote.pattern, subjects: ["*"] } as const;
    return [connectionAt(subject, property, kind, { ...facts, remote: tokens, direction: "both" })];
}
