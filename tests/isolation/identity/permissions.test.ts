import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { IDENTITY } from "../../../isolation/identity/area";
import { declaredBy, lineOf, type Pinned } from "../data/declared";

const OTHER = "222222222222";
const OWN = "111111111111";
const QUEUE = `arn:aws:sqs:eu-central-1:${OTHER}:orders`;

type Statement = Readonly<Record<string, unknown>>;

function policyOf(...statements: readonly Statement[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(one => ({ Effect: "Allow", ...one })) });
}

const SEND: Statement = { Action: "sqs:SendMessage", Resource: QUEUE };
const TRUST = policyOf({ Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } });
const OWN_ACCOUNT_ALONE: Statement = {
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { StringNotEquals: { "aws:ResourceAccount": OWN } },
};

async function lines(build: (pinned: Pinned) => void): Promise<readonly string[]> {
    return (await declaredBy(build, { area: IDENTITY })).map(lineOf);
}

async function permitted(...statements: readonly Statement[]): Promise<readonly string[]> {
    return lines(pinned => {
        new aws.iam.RolePolicy("policy", { role: "agent", policy: policyOf(...statements) }, pinned);
    });
}

describe("what identities are permitted", () => {
    it("given a thing of another account, leads there", async () => {
        assert.deepEqual(await permitted(SEND), [`permission out write declared policy: Statement[0] ${QUEUE}`]);
    });

    it("given a thing of the own account, leads nowhere", async () => {
        assert.deepEqual(await permitted({ ...SEND, Resource: QUEUE.replace(OTHER, OWN) }), []);
    });

    it("given a role of another account, leads to it by taking it", async () => {
        const role = `arn:aws:iam::${OTHER}:role/deploy`;
        assert.deepEqual(await permitted({ Action: "sts:AssumeRole", Resource: role }), [
            `assume-role out use declared policy: Statement[0] ${role}`,
        ]);
    });

    it("given every action on roles by a name, leads to them by taking them, for the rest is done within one account", async () => {
        const pattern = "arn:aws:iam::*:role/deploy";
        const every = { Action: "*", Resource: pattern };
        assert.deepEqual(await permitted(every), [`assume-role out use declared policy: Statement[0] ${pattern}`]);
        const taken = { ...every, Effect: "Deny", Action: "sts:AssumeRole" };
        assert.deepEqual(await permitted(every, taken), []);
        const unpinned = await lines(() => {
            new aws.iam.RolePolicy("policy", { role: "agent", policy: policyOf(every) });
        });
        assert.deepEqual(
            unpinned.map(line => line.split(" ").slice(0, 3).join(" ")),
            [
                "assume-role out use",
                "pass-role out use",
                "permission out read",
                "permission out write",
                "permission out use",
            ],
        );
    });

    it("given things of several services, takes each action for those of its own", async () => {
        const bucket = "arn:aws:s3:::shop-prod/*";
        const found = await permitted({ Action: ["s3:GetObject", "sqs:SendMessage"], Resource: [bucket, QUEUE] });
        assert.deepEqual(found, [
            `permission out read declared policy: Statement[0] ${bucket}`,
            `permission out write declared policy: Statement[0] ${QUEUE}`,
        ]);
    });

    it("given a bucket that any action may be done with, takes no role", async () => {
        const found = await permitted({ Action: "*", Resource: "arn:aws:s3:::shop-prod" });
        assert.equal(found.length, 3);
        assert.ok(found.every(line => line.startsWith("permission ")));
    });

    it("given a role to hand on, leads nowhere where the own account is known", async () => {
        const hand = { Action: "iam:PassRole", Resource: "arn:aws:iam::*:role/prod-*" };
        assert.deepEqual(await permitted(hand), []);
        const unpinned = await lines(() => {
            new aws.iam.RolePolicy("policy", { role: "agent", policy: policyOf(hand) });
        });
        assert.deepEqual(unpinned, ["pass-role out use declared policy: Statement[0] arn:aws:iam::*:role/prod-*"]);
    });

    it("given each type that has a policy, reads it", async () => {
        const found = await lines(pinned => {
            const policy = policyOf(SEND);
            new aws.iam.Role("role", { assumeRolePolicy: TRUST, inlinePolicies: [{ name: "own", policy }] }, pinned);
            new aws.iam.Policy("managed", { policy }, pinned);
            new aws.iam.GroupPolicy("of-group", { group: "people", policy }, pinned);
            new aws.iam.UserPolicy("of-user", { user: "robot", policy }, pinned);
        });
        assert.deepEqual(
            found.map(line => line.split(" ")[4]),
            ["policy:", "policy:", "inlinePolicies[0].policy:", "policy:"],
        );
    });

    it("given a policy that is not known, is undecided", async () => {
        const found = await lines(pinned => {
            new aws.iam.RolePolicy(
                "policy",
                { role: "agent", policy: pulumi.output(pulumi.unknown as string) },
                pinned,
            );
        });
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /^permission out use undecided policy unknown/);
    });

    it("given a text that is made of the stack's own things, is undecided: anything may stand beside them", async () => {
        const found = await lines(pinned => {
            const queue = new aws.sqs.Queue("queue", {}, pinned);
            const policy = pulumi.jsonStringify({ Statement: [{ Effect: "Allow", ...SEND, Resource: queue.arn }] });
            new aws.iam.RolePolicy("policy", { role: "agent", policy }, pinned);
        });
        assert.match(
            found.join("\n"),
            /^permission out use undecided policy unknown: .* may name more than what it is made of$/,
        );
    });

    it("given a secret policy, names nothing of it", async () => {
        const found = await declaredBy(
            pinned => {
                new aws.iam.RolePolicy("policy", { role: "agent", policy: pulumi.secret(policyOf(SEND)) }, pinned);
            },
            { area: IDENTITY },
        );
        assert.deepEqual(
            found.map(({ certainty, remote }) => [certainty, remote.kind]),
            [["undecided", "unknown"]],
        );
        assert.equal(JSON.stringify(found).includes(OTHER), false);
    });
});

describe("what a boundary of permissions leaves", () => {
    /** A role that is bounded, with a policy of each kind. */
    function bounded(bounds: string, boundary: (policy: aws.iam.Policy) => pulumi.Input<string>) {
        return (pinned: Pinned) => {
            const policy = policyOf(SEND);
            const bound = new aws.iam.Policy("bound", { name: "bound", policy: bounds }, pinned);
            const role = new aws.iam.Role(
                "role",
                {
                    assumeRolePolicy: TRUST,
                    permissionsBoundary: boundary(bound),
                    inlinePolicies: [{ name: "own", policy }],
                },
                pinned,
            );
            new aws.iam.RolePolicy("inline", { role: role.name, policy }, pinned);
            const managed = new aws.iam.Policy("managed", { policy }, pinned);
            new aws.iam.RolePolicyAttachment("given", { role: role.name, policyArn: managed.arn }, pinned);
        };
    }
    const wide = policyOf({ Action: "*", Resource: "*" });
    const narrow = policyOf({ Action: "*", Resource: "*" }, OWN_ACCOUNT_ALONE);

    for (const [given, boundary] of [
        ["by reference", (policy: aws.iam.Policy) => policy.arn],
        ["by its ARN in plain text", () => `arn:aws:iam::${OWN}:policy/bound`],
    ] as const) {
        it(`given one for the own account alone, ${given}, leaves nothing`, async () => {
            assert.deepEqual(await lines(bounded(narrow, boundary)), []);
        });

        it(`given one for all accounts, ${given}, leaves all`, async () => {
            const found = await lines(bounded(wide, boundary));
            assert.equal(found.length, 3);
            assert.ok(found.every(line => line.includes(" declared ")));
        });
    }

    it("given one that is not in the plan, leaves all, undecided", async () => {
        const found = await lines(bounded(narrow, () => `arn:aws:iam::${OWN}:policy/elsewhere`));
        assert.deepEqual(
            found.map(line => line.split(" ")[3]),
            ["undecided", "undecided", "undecided"],
        );
    });

    it("given one of another account that is called alike, leaves all, undecided", async () => {
        const found = await lines(bounded(narrow, () => `arn:aws:iam::${OTHER}:policy/bound`));
        assert.equal(found.filter(line => line.includes("undecided")).length, 3);
    });

    it("given a policy of somebody who is bounded and of somebody who is not, leaves all", async () => {
        const found = await lines(pinned => {
            const bound = new aws.iam.Policy("bound", { policy: narrow }, pinned);
            const role = new aws.iam.Role("role", { assumeRolePolicy: TRUST, permissionsBoundary: bound.arn }, pinned);
            const user = new aws.iam.User("user", {}, pinned);
            const managed = new aws.iam.Policy("managed", { policy: policyOf(SEND) }, pinned);
            new aws.iam.PolicyAttachment(
                "given",
                { roles: [role.name], users: [user.name], policyArn: managed.arn },
                pinned,
            );
        });
        assert.deepEqual(found, [`permission out write declared policy: Statement[0] ${QUEUE}`]);
    });

    it("given a policy among those that a bounded role is made with, leaves nothing", async () => {
        const found = await lines(pinned => {
            const bound = new aws.iam.Policy("bound", { policy: narrow }, pinned);
            const managed = new aws.iam.Policy("managed", { policy: policyOf(SEND) }, pinned);
            const settings = { permissionsBoundary: bound.arn, managedPolicyArns: [managed.arn] };
            new aws.iam.Role("role", { assumeRolePolicy: TRUST, ...settings }, pinned);
        });
        assert.deepEqual(found, []);
    });

    it("given a policy that only bounds, takes it for no permission", async () => {
        const found = await lines(pinned => {
            const bound = new aws.iam.Policy("bound", { policy: policyOf(SEND) }, pinned);
            new aws.iam.User("user", { permissionsBoundary: bound.arn }, pinned);
        });
        assert.deepEqual(found, []);
    });

    it("given a policy that bounds one and is given to another, takes it for a permission", async () => {
        const found = await lines(pinned => {
            const bound = new aws.iam.Policy("bound", { policy: policyOf(SEND) }, pinned);
            new aws.iam.User("user", { permissionsBoundary: bound.arn }, pinned);
            new aws.iam.GroupPolicyAttachment("given", { group: "people", policyArn: bound.arn }, pinned);
        });
        assert.deepEqual(found, [`permission out write declared policy: Statement[0] ${QUEUE}`]);
    });
});
