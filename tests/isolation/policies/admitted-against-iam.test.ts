import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, it } from "mocha";

import { parsePolicy } from "../../../aws/iam-policy";
import { admittedBy } from "../../../isolation/policies/admitted";
import { CONTEXT, OTHER, OWN, THIRD } from "./documents";
import { type Caller, isAmong, letsIn, type Statement } from "./iam";

const STRANGER = "999999999999";
const ORGANISATION = "o-a1b2c3d4e5";
/** Accounts that policies name. All of them are taken to be in the organisation; a stranger's is in none. */
const ACCOUNTS = [OWN, OTHER, THIRD];
const ROLES = ["deploy", "operate", "unnamed"];
const SERVICES = ["s3.amazonaws.com", "sns.amazonaws.com"];
const UNNAMED_SERVICE = "events.amazonaws.com";
/** Random policies that are tried. */
const POLICIES = 3000;

/** Everybody whom the words below can tell apart. The own account's principals are in anyway. */
const CALLERS: readonly Caller[] = [
    ...[...ACCOUNTS, STRANGER].flatMap(account =>
        ROLES.map((role): Caller => {
            const arn = `arn:aws:iam::${account}:role/${role}`;
            const organisation: Caller["keys"] = account === STRANGER ? {} : { "aws:principalorgid": ORGANISATION };
            return {
                account,
                names: [arn, account, `arn:aws:iam::${account}:root`],
                keys: {
                    "aws:principalaccount": account,
                    "aws:principalarn": arn,
                    "aws:principalisawsservice": "false",
                    ...organisation,
                },
            };
        }),
    ),
    ...[...ACCOUNTS, STRANGER].flatMap(account =>
        [...SERVICES, UNNAMED_SERVICE].map((service): Caller => ({
            account,
            names: [],
            service,
            keys: {
                "aws:sourceaccount": account,
                "aws:sourcearn": `arn:aws:sns:eu-central-1:${account}:orders`,
                "aws:principalisawsservice": "true",
                "aws:securetransport": "true",
                ...(account === STRANGER ? {} : { "aws:sourceorgid": ORGANISATION }),
            },
        })),
    ),
    {
        account: "",
        names: [],
        keys: { "aws:principalaccount": "anonymous", "aws:principalisawsservice": "false" },
    },
];

const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const listOf = (...values: readonly string[]) => fc.uniqueArray(some(...values), { minLength: 1, maxLength: 3 });

const account = listOf(...ACCOUNTS, "*");
const role = listOf(
    ...ACCOUNTS.flatMap(one => ROLES.slice(0, 2).map(name => `arn:aws:iam::${one}:role/${name}`)),
    ...[OWN, OTHER].map(one => `arn:aws:iam::${one}:role/*`),
    "arn:aws:iam::*:role/deploy",
    "*",
);
const source = listOf(...ACCOUNTS.map(one => `arn:aws:sns:eu-central-1:${one}:orders`), "arn:aws:sns:*:*:orders");
type Form = readonly [sets: string, ifExists: string];
/** Ways to ask for a key that must be there, and for one that need not. */
const STRICT: readonly Form[] = [
    ["", ""],
    ["ForAnyValue:", ""],
];
const LENIENT: readonly Form[] = [
    ["", "IfExists"],
    ["ForAllValues:", ""],
];

const TEXT = ["StringEquals", "StringLike", "StringNotEquals", "StringNotLike"];
const NAME = ["ArnLike", "ArnNotLike", "StringLike", "StringEquals"];
const organisation = some<readonly string[]>([ORGANISATION]);

function conditionsOf(forms: readonly Form[]): fc.Arbitrary<Statement["Condition"]> {
    const condition = (key: string, values: fc.Arbitrary<readonly string[]>, ...operators: readonly string[]) =>
        fc
            .tuple(some(...forms), some(...operators), values)
            .map(([[sets, ifExists], operator, texts]) => ({ [`${sets}${operator}${ifExists}`]: { [key]: texts } }));
    return fc.oneof(
        condition("aws:PrincipalAccount", account, ...TEXT),
        condition("aws:PrincipalArn", role, ...NAME),
        condition("aws:PrincipalOrgID", organisation, "StringEquals", "StringNotEquals"),
        condition("aws:SourceAccount", account, ...TEXT),
        condition("aws:SourceArn", source, ...NAME),
        condition("aws:SourceOrgID", organisation, "StringEquals", "StringNotEquals"),
        some<Statement["Condition"]>(
            { Null: { "aws:PrincipalAccount": ["true"] } },
            { Null: { "aws:SourceAccount": ["false"] } },
            { Bool: { "aws:PrincipalIsAWSService": ["true"] } },
            { Bool: { "aws:PrincipalIsAWSService": ["false"] } },
        ),
    );
}

const named = fc.oneof(
    listOf(...ACCOUNTS, ...ACCOUNTS.map(one => `arn:aws:iam::${one}:role/deploy`), `arn:aws:iam::${OTHER}:root`).map(
        texts => ({ AWS: texts }),
    ),
    listOf(...SERVICES).map(texts => ({ Service: texts })),
);

function policiesOf(forms: readonly Form[]): fc.Arbitrary<readonly Statement[]> {
    const statement = fc
        .record({
            effect: some("Allow" as const, "Allow" as const, "Deny" as const),
            principal: fc.oneof(
                some({ Principal: "*" as const }),
                named.map(one => ({ Principal: one })),
                named.map(one => ({ NotPrincipal: one })),
            ),
            conditions: fc.array(conditionsOf(forms), { maxLength: 2 }),
        })
        .map(({ conditions, effect, principal }): Statement => ({
            Effect: effect,
            Action: "s3:GetObject",
            Resource: "*",
            ...principal,
            // Of two on one operator the later one counts, as in JSON.
            Condition: Object.assign({}, ...conditions) as Statement["Condition"],
        }));
    return fc.array(statement, { minLength: 1, maxLength: 3 });
}

function admitted(statements: readonly Statement[]) {
    return admittedBy(parsePolicy(JSON.stringify({ Statement: statements })), CONTEXT, "resource");
}

describe("whom a policy admits, against IAM's own way of deciding", () => {
    const foreign = CALLERS.filter(caller => caller.account !== OWN);

    it(`given ${POLICIES} policies, forgets nobody who gets in from outside`, () => {
        fc.assert(
            fc.property(policiesOf([...STRICT, ...LENIENT]), statements => {
                const found = admitted(statements);
                const forgotten = foreign
                    .filter(caller => letsIn(statements, caller))
                    .filter(caller => !found.some(({ reference }) => isAmong(caller, reference)));
                assert.deepEqual(forgotten, []);
            }),
            { numRuns: POLICIES },
        );
    });

    it(`given ${POLICIES} policies that ask for keys to be there, is certain of nobody who does not get in`, () => {
        fc.assert(
            fc.property(policiesOf(STRICT), statements => {
                const wrong = admitted(statements).filter(
                    ({ certainty, reference }) =>
                        certainty === "declared" &&
                        !CALLERS.some(caller => isAmong(caller, reference) && letsIn(statements, caller)),
                );
                assert.deepEqual(wrong, []);
            }),
            { numRuns: POLICIES },
        );
    });
});
