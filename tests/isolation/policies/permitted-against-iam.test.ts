import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, it } from "mocha";

import { isAccountId } from "../../../aws/arn";
import { parsePolicy } from "../../../aws/iam-policy";
import { patternCovers } from "../../../aws/patterns";
import type { Reference } from "../../../isolation/connection";
import { permittedBy } from "../../../isolation/policies/permitted";
import { CONTEXT, OTHER, OWN, THIRD } from "./documents";
import { type Call, mayCall, type Permission } from "./iam";

const ACCOUNTS = [OWN, OTHER, THIRD];
/** Random policies that are tried. */
const POLICIES = 3000;

const BUCKETS: Readonly<Record<string, string>> = { [OWN]: "shop-own", [OTHER]: "shop-prod", [THIRD]: "logs-prod" };

function queueOf(account: string): string {
    return `arn:aws:sqs:eu-central-1:${account}:orders`;
}

function busOf(account: string): string {
    return `arn:aws:events:eu-central-1:${account}:event-bus/orders`;
}

/** Every call that the words below can tell apart. A call that puts events does not say whose the bus is. */
const CALLS: readonly Call[] = ACCOUNTS.flatMap(account => {
    const keys = { "aws:resourceaccount": account };
    return [
        { action: "sqs:SendMessage", resource: queueOf(account), keys },
        { action: "sqs:ReceiveMessage", resource: queueOf(account), keys },
        { action: "s3:GetObject", resource: `arn:aws:s3:::${BUCKETS[account] ?? ""}/a`, keys },
        { action: "s3:PutObject", resource: `arn:aws:s3:::${BUCKETS[account] ?? ""}/a`, keys },
        { action: "sts:AssumeRole", resource: `arn:aws:iam::${account}:role/deploy`, keys },
        { action: "sts:AssumeRole", resource: `arn:aws:iam::${account}:role/operate`, keys },
        { action: "sts:TagSession", resource: `arn:aws:iam::${account}:role/deploy`, keys },
        { action: "events:PutEvents", resource: busOf(account), keys: {} },
        { action: "events:DescribeEventBus", resource: busOf(account), keys },
    ];
});

const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const listOf = (...values: readonly string[]) => fc.uniqueArray(some(...values), { minLength: 1, maxLength: 3 });

const ACTIONS = ["sqs:SendMessage", "sqs:*", "s3:GetObject", "s3:*", "sts:AssumeRole", "events:PutEvents", "*"];
const NAMED = [
    ...ACCOUNTS.map(queueOf),
    ...ACCOUNTS.map(busOf),
    ...ACCOUNTS.map(account => `arn:aws:iam::${account}:role/deploy`),
    "arn:aws:iam::*:role/deploy",
    "arn:aws:sqs:*:*:orders",
    "arn:aws:s3:::shop-*/a",
    "arn:aws:s3:::*-prod/*",
    "arn:aws:s3:::shop-prod/*",
    "arn:aws:s3:::logs-prod/a",
];
const RESOURCES = [...NAMED, "*", "arn:aws:s3:::*", `arn:aws:*:*:${OWN}:*`];

const conditions = fc
    .tuple(
        some("StringEquals", "StringNotEquals", "StringEqualsIfExists", "StringNotEqualsIfExists"),
        listOf(...ACCOUNTS),
        some("none", "none", "account", "present"),
    )
    .map(([operator, accounts, kind]): Permission["Condition"] => {
        if (kind === "none") return {};
        const account = { [operator]: { "aws:ResourceAccount": accounts } };
        return kind === "account" ? account : { ...account, Null: { "aws:ResourceAccount": ["false"] } };
    });

function statementsOf(
    effect: fc.Arbitrary<Permission["Effect"]>,
    resources: readonly string[],
    maxLength: number,
): fc.Arbitrary<readonly Permission[]> {
    const statement = fc
        .record({
            Effect: effect,
            action: listOf(...ACTIONS),
            resource: listOf(...resources),
            negated: some("", "", "Action", "Resource"),
            Condition: conditions,
        })
        .map(({ action, Condition, Effect, negated, resource }): Permission => {
            // What allows everything but some names nothing, and is no way by itself.
            const [inverts, spares] =
                Effect === "Allow" && resources === NAMED
                    ? [false, false]
                    : [negated === "Action", negated === "Resource"];
            return {
                Effect,
                Condition,
                ...(inverts ? { NotAction: action } : { Action: action }),
                ...(spares ? { NotResource: resource } : { Resource: resource }),
            };
        });
    return fc.array(statement, { minLength: 1, maxLength });
}

const both = some<Permission["Effect"]>("Allow", "Deny");
const cases = fc.record({
    allowing: statementsOf(fc.constant("Allow"), NAMED, 2),
    denying: fc.option(statementsOf(fc.constant("Deny"), RESOURCES, 2), { nil: [] }),
    boundary: fc.option(statementsOf(both, RESOURCES, 3), { nil: undefined }),
});

interface Case {
    readonly allowing: readonly Permission[];
    readonly denying: readonly Permission[];
    readonly boundary: readonly Permission[] | undefined;
}

function permitted({ allowing, boundary, denying }: Case) {
    const read = (statements: readonly Permission[]) => parsePolicy(JSON.stringify({ Statement: statements }));
    return permittedBy(read([...allowing, ...denying]), CONTEXT, boundary === undefined ? undefined : read(boundary));
}

function isMeant({ keys, resource }: Call, reference: Reference): boolean {
    if (reference.kind === "name") return patternCovers(reference.pattern, resource);
    return reference.kind === "account" && (keys["aws:resourceaccount"] ?? accountIn(resource)) === reference.account;
}

/** Whether a statement, whatever its conditions, is about a call at all: an action on what is of another service is none. */
function isTold(allowing: readonly Permission[], path: string, reference: Reference): boolean {
    const statement = allowing[Number(/\d+/.exec(path)?.[0])];
    assert.ok(statement !== undefined);
    // A bucket that is held to an account is told by the account, and not by its name any more.
    const isHeld = Object.keys(statement.Condition).length > 0;
    if (isHeld && statement.Resource?.some(one => one.startsWith("arn:aws:s3:")) === true) return false;
    const alone = [{ ...statement, Condition: {} }];
    return CALLS.some(call => isMeant(call, reference) && mayCall(alone, undefined, call));
}

function accountIn(resource: string): string {
    return resource.split(":").find(isAccountId) ?? "";
}

describe("what a policy permits elsewhere, against IAM's own way of deciding", () => {
    const foreign = CALLS.filter(({ keys, resource }) => (keys["aws:resourceaccount"] ?? accountIn(resource)) !== OWN);

    it(`given ${POLICIES} policies with boundaries, forgets no call that is let through`, () => {
        fc.assert(
            fc.property(cases, one => {
                const found = permitted(one);
                const forgotten = foreign
                    .filter(call => mayCall([...one.allowing, ...one.denying], one.boundary, call))
                    .filter(
                        call =>
                            !found.some(
                                ({ actions, reference }) =>
                                    isMeant(call, reference) &&
                                    actions.some(action => patternCovers(action, call.action)),
                            ),
                    );
                assert.deepEqual(forgotten, []);
            }),
            { numRuns: POLICIES },
        );
    });

    it(`given ${POLICIES} policies with boundaries, is certain of no thing to which nothing is let through`, () => {
        fc.assert(
            fc.property(cases, one => {
                const wrong = permitted(one).filter(
                    ({ certainty, path, reference }) =>
                        certainty === "declared" &&
                        reference.kind === "name" &&
                        isTold(one.allowing, path, reference) &&
                        !CALLS.some(
                            call =>
                                isMeant(call, reference) &&
                                mayCall([...one.allowing, ...one.denying], one.boundary, call),
                        ),
                );
                assert.deepEqual(wrong, []);
            }),
            { numRuns: POLICIES },
        );
    });
});
