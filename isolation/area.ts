import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import type { Connection, Identity, Reference } from "./connection";
import type { EdgeKind } from "./edge-kinds";

/** One part of what lets environments touch one another: networks, names, rights, data, references. Pure. */
export interface Area {
    /** What of this part belongs to the environment. */
    identities(stack: Stack): readonly Identity[];
    /** What of this part leads out of the environment, or into it. What stays inside of it may be among them. */
    connections(stack: Stack): readonly Connection[];
}

/** What a connection says beside where it is declared. */
export interface ConnectionFacts {
    readonly remote: Reference;
    readonly direction: Connection["direction"];
    readonly says: string;
    readonly change: string;
    /** @default "use" */
    readonly access?: Connection["access"];
    /** Ignored for a remote that is unknown: that is never certain. @default "declared" */
    readonly certainty?: Connection["certainty"];
    /** @default false */
    readonly needsCounterpart?: boolean;
    /** @default false */
    readonly frontDoor?: boolean;
    /** @default false */
    readonly fromSecret?: boolean;
}

/** A connection that a property of a resource declares. */
export function connectionAt(
    { urn, resource }: Subject,
    property: string,
    kind: EdgeKind,
    facts: ConnectionFacts,
): Connection {
    const { access, certainty, change, direction, frontDoor, fromSecret, needsCounterpart, remote, says } = facts;
    return {
        kind,
        direction,
        access: access ?? "use",
        at: { urn, path: resource.path, property },
        remote,
        certainty: remote.kind === "unknown" ? "undecided" : (certainty ?? "declared"),
        needsCounterpart: needsCounterpart ?? false,
        frontDoor: frontDoor ?? false,
        fromSecret: fromSecret ?? false,
        says,
        change,
    };
}

/** What a resource gives its environment. */
export function identityAt(
    subject: Subject,
    property: string,
    reference: Identity["reference"],
    isPublic = false,
): Identity {
    return { reference, isPublic, from: `${subject.path}#${property}` };
}
