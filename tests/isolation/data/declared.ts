import * as aws from "@pulumi/aws";
import type { Area } from "../../../isolation/area";
import type { Connection, Identity } from "../../../isolation/connection";
import { DATA } from "../../../isolation/data/area";
import { Stack } from "../../../plan/stack";
import { planOf, type PlanOptions } from "../../support/plan";
import { PRODUCTION_ACCOUNT, STAGING_ACCOUNT } from "../fragments";

/** What a resource of a test is made with: a provider that is pinned to production's account. */
export interface Pinned {
    readonly provider: aws.Provider;
}

/** The stack that a program makes. */
export async function stackOf(build: (pinned: Pinned) => void, options: PlanOptions = {}): Promise<Stack> {
    const plan = await planOf(
        () => {
            const provider = new aws.Provider("pinned", {
                region: "eu-central-1",
                allowedAccountIds: [PRODUCTION_ACCOUNT],
            });
            build({ provider });
        },
        { project: "shop", stack: "prod", ...options },
    );
    return new Stack(plan, { name: plan.stack, class: "production" });
}

/** What a program declares across the boundary, by the part of it that a test is about. */
export async function declaredBy(
    build: (pinned: Pinned) => void,
    options: PlanOptions & { readonly area?: Area } = {},
): Promise<readonly Connection[]> {
    return (options.area ?? DATA).connections(await stackOf(build, options));
}

/** What a program calls its own. */
export async function ownedBy(
    build: (pinned: Pinned) => void,
    options: PlanOptions & { readonly area?: Area } = {},
): Promise<readonly Identity[]> {
    return (options.area ?? DATA).identities(await stackOf(build, options));
}

/** A connection in one line: kind, direction, access, certainty, property, what it leads to. */
export function lineOf({ access, at, certainty, direction, kind, remote }: Connection): string {
    return `${kind} ${direction} ${access} ${certainty} ${at.property} ${remoteOf(remote)}`;
}

function remoteOf(remote: Connection["remote"]): string {
    switch (remote.kind) {
        case "name":
            return remote.pattern;
        case "account":
            return remote.account;
        case "organisation":
            return remote.organisation;
        case "host":
            return remote.host;
        case "range":
            return remote.range;
        case "thing":
            return `${remote.thing} ${remote.id}`;
        case "tokens":
            return remote.issuer;
        case "anyone":
            return "anyone";
        case "unknown":
            return `unknown: ${remote.why}`;
    }
}

/** What policies and permissions of a program declare. */
export async function admittedBy(build: (pinned: Pinned) => void): Promise<readonly Connection[]> {
    return (await declaredBy(build)).filter(({ kind }) => kind === "resource-policy");
}

/** A policy with one statement, which lets its principals read messages unless it says otherwise. */
export function statement(facts: object): string {
    return JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: "*", ...facts }] });
}

/** Everybody in staging's account. */
export const OF_OTHER = { AWS: `arn:aws:iam::${STAGING_ACCOUNT}:root` };
