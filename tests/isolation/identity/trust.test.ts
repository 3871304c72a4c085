import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import type { Connection } from "../../../isolation/connection";
import { IDENTITY } from "../../../isolation/identity/area";
import { declaredBy, lineOf, type Pinned } from "../data/declared";

const OTHER = "222222222222";
const OWN = "111111111111";
const GITHUB = "token.actions.githubusercontent.com";
const CLUSTER = "oidc.eks.eu-central-1.amazonaws.com/id/ABC123";
const ROLE = `arn:aws:iam::${OTHER}:role/deploy`;

type Statement = Readonly<Record<string, unknown>>;

function trust(...statements: readonly Statement[]): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: statements.map(one => ({ Effect: "Allow", Action: "sts:AssumeRole", ...one })),
    });
}

async function trusted(policy: pulumi.Input<string>, options?: Partial<Pinned>): Promise<readonly Connection[]> {
    return declaredBy(
        pinned => {
            new aws.iam.Role("role", { assumeRolePolicy: policy }, options ?? pinned);
        },
        { area: IDENTITY },
    );
}

async function lines(policy: pulumi.Input<string>): Promise<readonly string[]> {
    return (await trusted(policy)).map(lineOf);
}

const FEDERATED = { Action: "sts:AssumeRoleWithWebIdentity" } as const;

function tokens(issuer: string, condition: Statement): string {
    const Principal = { Federated: `arn:aws:iam::${OWN}:oidc-provider/${issuer}` };
    return trust({ ...FEDERATED, Principal, Condition: condition });
}

async function subjectsOf(policy: string): Promise<readonly (readonly string[])[]> {
    return (await trusted(policy)).flatMap(({ certainty, remote }) =>
        remote.kind === "tokens" ? [[certainty, remote.issuer, ...remote.subjects]] : [],
    );
}

describe("the trust of roles", () => {
    it("given principals of the own account and services, lets nobody else in", async () => {
        const policy = trust(
            { Principal: { AWS: `arn:aws:iam::${OWN}:root` } },
            { Principal: { Service: ["ec2.amazonaws.com", "unheardof.amazonaws.com"] } },
        );
        assert.deepEqual(await lines(policy), []);
    });

    it("given another account, lets everybody of it in", async () => {
        assert.deepEqual(await lines(trust({ Principal: { AWS: OTHER } })), [
            `role-trust in use declared assumeRolePolicy: Statement[0] ${OTHER}`,
        ]);
    });

    it("given a role of another account, lets it in, and whoever else trusts the same role is met", async () => {
        assert.deepEqual(await lines(trust({ Principal: { AWS: ROLE } })), [
            `role-trust in use declared assumeRolePolicy: Statement[0] ${ROLE}`,
            `role-trust both use declared assumeRolePolicy: Statement[0] ${ROLE}`,
        ]);
    });

    it("given everybody, lets anyone in, and that is no front door", async () => {
        const [connection] = await trusted(trust({ Principal: "*" }));
        assert.deepEqual([connection?.remote.kind, connection?.frontDoor], ["anyone", false]);
    });

    it("given another account that may mark sessions alone, lets nobody in", async () => {
        assert.deepEqual(await lines(trust({ Principal: { AWS: OTHER }, Action: "sts:TagSession" })), []);
        const both = trust({ Principal: { AWS: OTHER }, Action: ["sts:TagSession", "sts:AssumeRole"] });
        assert.equal((await lines(both)).length, 1);
    });

    it("given a policy that is not known, is undecided", async () => {
        assert.deepEqual(
            (await trusted(pulumi.output(pulumi.unknown as string))).map(({ certainty, remote }) => [
                certainty,
                remote.kind,
            ]),
            [["undecided", "unknown"]],
        );
    });

    it("given a text that is made of the stack's own role, is undecided: anybody may stand beside it", async () => {
        const found = await declaredBy(
            pinned => {
                const first = new aws.iam.Role("first", { assumeRolePolicy: trust() }, pinned);
                const policy = pulumi.jsonStringify({
                    Statement: [{ Effect: "Allow", Principal: { AWS: first.arn } }],
                });
                new aws.iam.Role("second", { assumeRolePolicy: policy }, pinned);
            },
            { area: IDENTITY },
        );
        assert.deepEqual(
            found.map(({ certainty, remote }) => [certainty, remote.kind]),
            [["undecided", "unknown"]],
        );
    });

    it("given a secret policy, names nothing of it", async () => {
        const found = await trusted(pulumi.secret(trust({ Principal: { AWS: ROLE } })));
        assert.deepEqual(
            found.map(({ certainty, remote }) => [certainty, remote.kind]),
            [["undecided", "unknown"]],
        );
        assert.equal(JSON.stringify(found).includes(OTHER), false);
    });

    it("given what another stack exports, leads to that stack", async () => {
        const found = await declaredBy(
            pinned => {
                const network = new pulumi.StackReference("other", { name: "acme/shop/staging" });
                new aws.iam.Role(
                    "role",
                    { assumeRolePolicy: network.requireOutput("trust") as pulumi.Output<string> },
                    pinned,
                );
            },
            { area: IDENTITY },
        );
        assert.deepEqual(found.map(lineOf), ["role-trust in use undecided assumeRolePolicy stack acme/shop/staging"]);
    });

    it("given a program that pins no account, lets in whoever is named", async () => {
        const policy = trust({ Principal: { AWS: [OTHER, OWN] } });
        const found = await trusted(policy, {});
        assert.deepEqual(
            found.map(({ remote }) => (remote.kind === "account" ? remote.account : "")),
            [OTHER, OWN],
        );
    });

    it("given a role that is looked up, says nothing of it", async () => {
        const found = await declaredBy(
            pinned => {
                aws.iam.Role.get("role", "deploy", undefined, pinned);
            },
            { area: IDENTITY },
        );
        assert.deepEqual(found, []);
    });
});

describe("the trust in tokens", () => {
    it("given patterns of subjects, says them", async () => {
        const policy = tokens(GITHUB, {
            StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
            StringLike: { [`${GITHUB}:sub`]: ["repo:acme/shop:ref:*", "repo:acme/shop:environment:prod"] },
        });
        assert.deepEqual(await subjectsOf(policy), [
            ["declared", GITHUB, "repo:acme/shop:ref:*", "repo:acme/shop:environment:prod"],
        ]);
    });

    it("given no subject, says every one", async () => {
        const policy = tokens(GITHUB, { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } });
        assert.deepEqual(await subjectsOf(policy), [["declared", GITHUB, "*"]]);
        assert.match((await trusted(policy))[0]?.says ?? "", /for every subject/);
    });

    it("given a star where no pattern is asked for, says no subject", async () => {
        const policy = tokens(GITHUB, { StringEquals: { [`${GITHUB}:sub`]: "repo:acme/*" } });
        assert.deepEqual(await subjectsOf(policy), [["declared", GITHUB]]);
    });

    it("given a subject by pattern and one by its name, says the name", async () => {
        const policy = tokens(GITHUB, {
            StringLike: { [`${GITHUB}:sub`]: "repo:acme/*" },
            StringEquals: { [`${GITHUB}:sub`]: "repo:acme/shop:environment:prod" },
        });
        assert.deepEqual(await subjectsOf(policy), [["declared", GITHUB, "repo:acme/shop:environment:prod"]]);
    });

    it("given subjects that are left out, is undecided on every one", async () => {
        const policy = tokens(GITHUB, { StringNotLike: { [`${GITHUB}:sub`]: "repo:other/*" } });
        assert.deepEqual(await subjectsOf(policy), [["undecided", GITHUB, "*"]]);
    });

    it("given another claim, is undecided", async () => {
        const policy = tokens(GITHUB, { StringLike: { [`${GITHUB}:job_workflow_ref`]: "acme/shop/*" } });
        assert.deepEqual(await subjectsOf(policy), [["undecided", GITHUB, "*"]]);
    });

    for (const issuer of [
        "gitlab.com",
        "gitlab.acme.example/ci",
        "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
        "oidc.circleci.com/org/0a1b2c3d",
        "agent.buildkite.com",
        "app.terraform.io",
        "api.pulumi.com/oidc",
        "vstoken.dev.azure.com/0a1b2c3d",
    ]) {
        it(`given ${issuer}, says whose tokens count`, async () => {
            const policy = tokens(issuer, { StringLike: { [`${issuer}:sub`]: "acme:shop:*" } });
            assert.deepEqual(await subjectsOf(policy), [["declared", issuer, "acme:shop:*"]]);
        });
    }

    it("given an issuer that gives everybody a token, lets anyone in where it is left open whose it is", async () => {
        const asked = async (issuer: string, condition: Statement) =>
            (await lines(tokens(issuer, condition))).filter(line => line.endsWith(" anyone"));
        const anyone = ["token-trust in use declared assumeRolePolicy: Statement[0] anyone"];
        const subject = (text: string) => ({ StringLike: { [`${GITHUB}:sub`]: text } });
        assert.deepEqual(await asked(GITHUB, { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }), anyone);
        for (const open of ["*", "repo:*", "repo:*/shop:ref:refs/heads/main"]) {
            assert.deepEqual(await asked(GITHUB, subject(open)), anyone, open);
        }
        assert.deepEqual(await asked(GITHUB, subject("repo:acme/*")), []);
        assert.deepEqual(await asked(GITHUB, { StringLike: { [`${GITHUB}:job_workflow_ref`]: "acme/*" } }), []);
        assert.deepEqual(await asked("login.acme.example", {}), []);
    });

    it("given a cluster's issuer, leads to the cluster as well", async () => {
        const found = await trusted(
            tokens(CLUSTER, { StringEquals: { [`${CLUSTER}:sub`]: "system:serviceaccount:a:b" } }),
        );
        assert.deepEqual(found.map(lineOf), [
            `token-trust both use declared assumeRolePolicy: Statement[0] ${CLUSTER}`,
            `token-trust in use declared assumeRolePolicy: Statement[0] cluster ${CLUSTER}`,
        ]);
    });

    it("given guests of an application, lets anyone in", async () => {
        const amr = { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" } };
        const policy = trust({
            ...FEDERATED,
            Principal: { Federated: "cognito-identity.amazonaws.com" },
            Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-central-1:pool" }, ...amr },
        });
        assert.deepEqual(await lines(policy), ["role-trust in use declared assumeRolePolicy: Statement[0] anyone"]);
        const users = policy.replace('"unauthenticated"', '"authenticated"');
        assert.deepEqual(await subjectsOf(users), [
            ["declared", "cognito-identity.amazonaws.com", "aud=eu-central-1:pool"],
        ]);
    });

    it("given the issuer of the stack's own provider, says it where the rest is not known", async () => {
        const found = await declaredBy(
            pinned => {
                const provider = new aws.iam.OpenIdConnectProvider(
                    "github",
                    { url: `https://${GITHUB}`, clientIdLists: ["sts.amazonaws.com"] },
                    pinned,
                );
                const policy = pulumi.jsonStringify({
                    Statement: [{ Effect: "Allow", Principal: { Federated: provider.arn }, ...FEDERATED }],
                });
                new aws.iam.Role("role", { assumeRolePolicy: policy }, pinned);
            },
            { area: IDENTITY },
        );
        assert.equal(found.length, 2);
        assert.equal(lineOf(found[0]!), `token-trust both use undecided assumeRolePolicy ${GITHUB}`);
    });

    it("given a directory that speaks SAML, is undecided on its people", async () => {
        const policy = trust({
            Action: "sts:AssumeRoleWithSAML",
            Principal: { Federated: `arn:aws:iam::${OWN}:saml-provider/people` },
            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        });
        assert.deepEqual(await lines(policy), [
            "directory-trust both use undecided assumeRolePolicy: Statement[0] saml-provider/people",
        ]);
    });
});
