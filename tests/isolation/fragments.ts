import * as assert from "node:assert/strict";
import type { Connection, Fragment, Identity, Reference } from "../../isolation/connection";
import { judgeIsolation } from "../../isolation/judge";
import type { IsolationSettings } from "../../isolation/settings";

export const PRODUCTION_ACCOUNT = "111111111111";
export const STAGING_ACCOUNT = "222222222222";
export const OUTSIDE_ACCOUNT = "999999999999";
export const TODAY = "2026-11-21";

/** What a connection of a test says that matters to it. */
export type ConnectionSketch = Pick<Connection, "remote"> &
    Partial<Omit<Connection, "remote" | "at">> & { at?: string };

/** A connection, made of what matters to a test. */
export function connection({ at, remote, ...facts }: ConnectionSketch): Connection {
    const [path = "", property = "property"] = (at ?? "orders/resource").split("#");
    return {
        kind: "role-trust",
        direction: "out",
        access: "use",
        certainty: remote.kind === "unknown" ? "undecided" : "declared",
        needsCounterpart: false,
        frontDoor: false,
        fromSecret: false,
        says: "names it",
        change: "Name another one.",
        ...facts,
        at: { urn: `urn:${path}`, path, property },
        remote,
    };
}

/** Something that belongs to an environment of a test. */
export function identity(reference: Identity["reference"], isPublic = false): Identity {
    return { reference, isPublic, from: "orders/resource#property" };
}

/** An environment of a test, in an account of its own. */
export function fragment(
    stack: string,
    connections: readonly ConnectionSketch[] = [],
    identities: readonly Identity[] = [],
): Fragment {
    const production = stack === "prod";
    const account = production ? PRODUCTION_ACCOUNT : STAGING_ACCOUNT;
    return {
        project: "shop",
        stack,
        environmentClass: production ? "production" : "staging",
        identities: [identity({ kind: "account", account }), ...identities],
        connections: connections.map(connection),
    };
}

/** Settings of a test. */
export function settings(some: Partial<IsolationSettings> = {}): IsolationSettings {
    return { boundaries: {}, commons: {}, gateways: {}, ...some };
}

export const arn = (text: string): Reference => ({ kind: "name", pattern: `arn:aws:${text}` });
export const account = (id: string): Reference => ({ kind: "account", account: id });
export const range = (text: string): Reference => ({ kind: "range", range: text });
export const host = (text: string): Reference => ({ kind: "host", host: text });
export const gateway = (id: string): Reference => ({ kind: "thing", thing: "transit-gateway", id });

/** The ways between environments, each as one line: the way, whether it leads back as well, and whether it is in doubt. */
export function waysIn(fragments: readonly Fragment[], declared: Partial<IsolationSettings> = {}): readonly string[] {
    return judgeIsolation(fragments, settings(declared), TODAY).ways.map(({ bothWays, certainty, from, steps, to }) => {
        const path = [from, ...steps.map(step => step.to)].join(" > ");
        assert.equal(steps.at(-1)?.to, to);
        return `${path}${bothWays ? " and back" : ""}${certainty === "undecided" ? "?" : ""}`;
    });
}
