import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { IDENTITY } from "../../../isolation/identity/area";
import { Stack } from "../../../plan/stack";
import { plan, resource } from "../../support/policy";
import { declaredBy, lineOf, ownedBy, type Pinned } from "../data/declared";

const OTHER = "222222222222";
const OWN = "111111111111";
const ROLE = `arn:aws:iam::${OTHER}:role/deploy`;
const DIRECTORY = "arn:aws:sso:::instance/ssoins-1";

async function lines(build: (pinned: Pinned) => void): Promise<readonly string[]> {
    return (await declaredBy(build, { area: IDENTITY })).map(lineOf);
}

describe("who comes in with what others give out", () => {
    function anchor(x509CertificateData: pulumi.Input<string>) {
        return (pinned: Pinned) => {
            const source = { sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData } };
            new aws.rolesanywhere.TrustAnchor("anchor", { source }, pinned);
        };
    }

    it("given a certificate, says the same for it however it is wrapped, and never the certificate", async () => {
        const body = "Q0VSVElGSUNBVEU=";
        const [one] = await lines(anchor(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`));
        const [other] = await lines(anchor(body));
        assert.equal(one, other);
        assert.match(
            one ?? "",
            /^certificate-trust both use declared source\.sourceData\.x509CertificateData certificate sha256:/,
        );
        assert.equal(one?.includes(body), false);
        assert.notEqual((await lines(anchor("T1RIRVI=")))[0], one);
    });

    it("given an authority of another account, leads there; given the stack's own, nowhere", async () => {
        const arn = `arn:aws:acm-pca:eu-central-1:${OTHER}:certificate-authority/1`;
        const found = await lines(pinned => {
            const own = new aws.acmpca.CertificateAuthority(
                "own",
                {
                    certificateAuthorityConfiguration: {
                        keyAlgorithm: "EC_prime256v1",
                        signingAlgorithm: "SHA256WITHECDSA",
                        subject: {},
                    },
                },
                pinned,
            );
            for (const [name, acmPcaArn] of [
                ["theirs", arn],
                ["mine", own.arn],
            ] as const) {
                const source = { sourceType: "AWS_ACM_PCA", sourceData: { acmPcaArn } };
                new aws.rolesanywhere.TrustAnchor(name, { source }, pinned);
            }
        });
        assert.deepEqual(found, [`certificate-trust both use declared source.sourceData.acmPcaArn ${arn}`]);
    });

    it("given a directory's description, is undecided on its people, by its own name", async () => {
        const described = (samlMetadataDocument: pulumi.Input<string>) => (pinned: Pinned) => {
            new aws.iam.SamlProvider("people", { samlMetadataDocument }, pinned);
        };
        const text =
            '<md:EntityDescriptor xmlns:md="urn:md" entityID="https://id.acme.example/1"></md:EntityDescriptor>';
        assert.deepEqual(await lines(described(text)), [
            "directory-trust both use undecided samlMetadataDocument https://id.acme.example/1",
        ]);
        assert.match((await lines(described("<none/>")))[0] ?? "", /undecided samlMetadataDocument unknown/);
        assert.match((await lines(described(pulumi.secret(text))))[0] ?? "", /unknown: samlMetadataDocument is secret/);
    });

    it("given pools of users and other issuers, says whose tokens count", async () => {
        const found = await lines(pinned => {
            new aws.cognito.IdentityPool(
                "pool",
                {
                    identityPoolName: "shop",
                    cognitoIdentityProviders: [
                        { clientId: "a", providerName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_A" },
                    ],
                    openidConnectProviderArns: [`arn:aws:iam::${OWN}:oidc-provider/id.acme.example`],
                },
                pinned,
            );
        });
        assert.deepEqual(found, [
            "token-trust both use declared cognitoIdentityProviders[0].providerName cognito-idp.eu-central-1.amazonaws.com/eu-central-1_A",
            "token-trust both use declared openidConnectProviderArns[0] id.acme.example",
        ]);
    });

    it("given people who are assigned to an account, leads there, and says who they are", async () => {
        const found = await declaredBy(
            pinned => {
                new aws.ssoadmin.AccountAssignment(
                    "people",
                    {
                        instanceArn: DIRECTORY,
                        permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
                        principalId: "group-1",
                        principalType: "GROUP",
                        targetId: OTHER,
                        targetType: "AWS_ACCOUNT",
                    },
                    pinned,
                );
            },
            { area: IDENTITY },
        );
        assert.deepEqual(
            found.map(({ direction, remote }) => [direction, remote]),
            [
                ["out", { kind: "account", account: OTHER }],
                ["both", { kind: "tokens", issuer: DIRECTORY, subjects: ["group-1"] }],
            ],
        );
    });
});

describe("how a program deploys", () => {
    it("given roles that its provider takes, leads to each of them", async () => {
        const found = await lines(() => {
            new aws.Provider("hub", {
                assumeRoles: [{ roleArn: `arn:aws:iam::333333333333:role/hub` }, { roleArn: ROLE }],
            });
        });
        assert.deepEqual(
            found.filter(line => line.includes(" out ")),
            [
                "provider-role out write declared assumeRoles arn:aws:iam::333333333333:role/hub",
                `provider-role out write declared assumeRoles ${ROLE}`,
            ],
        );
        assert.equal(found.filter(line => line.includes(" both ")).length, 2);
    });

    it("given a role that is not known, is undecided; given none, leads nowhere", async () => {
        const found = await lines(() => {
            new aws.Provider("hub", { assumeRoles: [{ roleArn: pulumi.output(pulumi.unknown as string) }] });
            new aws.Provider("plain", { region: "eu-central-1" });
        });
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /^provider-role out write undecided assumeRoles unknown/);
    });
});

describe("what identifies an environment", () => {
    async function owned(build: (pinned: Pinned) => void): Promise<readonly string[]> {
        return (await ownedBy(build, { area: IDENTITY })).map(({ from, reference }) => {
            if (reference.kind === "account") return `${reference.account} ${from}`;
            return reference.kind === "name" ? `${reference.pattern} ${from}` : `${reference.kind} ${from}`;
        });
    }

    it("given a provider that is pinned, has its account", async () => {
        assert.deepEqual(await owned(() => undefined), [`${OWN} pinned#allowedAccountIds`]);
    });

    it("given a provider that is pinned and one that takes a role elsewhere, has the pinned account alone", async () => {
        const build = () => {
            new aws.Provider("elsewhere", { assumeRoles: [{ roleArn: ROLE }] });
        };
        assert.deepEqual(await owned(build), [`${OWN} pinned#allowedAccountIds`]);
    });

    it("given no provider that says an account, has that of what is there", () => {
        const stack = new Stack(
            plan([
                resource(
                    "aws:sqs/queue:Queue",
                    {},
                    { name: "queue", outputs: { arn: `arn:aws:sqs:eu-central-1:${OTHER}:q` } },
                ),
                resource("aws:s3/bucket:Bucket", {}, { name: "bucket", outputs: { arn: "arn:aws:s3:::orders" } }),
                resource(
                    "aws:sns/topic:Topic",
                    {},
                    {
                        name: "topic",
                        external: true,
                        outputs: { arn: `arn:aws:sns:eu-central-1:${OWN}:t` },
                    },
                ),
            ]),
            { name: "staging", class: "staging" },
        );
        assert.deepEqual(IDENTITY.identities(stack), [
            { reference: { kind: "account", account: OTHER }, isPublic: false, from: "queue#arn" },
        ]);
    });

    it("given roles and users, has their names, and what the engine puts behind them", async () => {
        const assumeRolePolicy = '{"Statement":[]}';
        const found = await owned(pinned => {
            new aws.iam.Role("named", { name: "deploy", path: "/team/", assumeRolePolicy }, pinned);
            new aws.iam.Role("begun", { namePrefix: "deploy-", assumeRolePolicy }, pinned);
            new aws.iam.User("robot", {}, pinned);
            new aws.iam.Role("secret", { name: pulumi.secret("hush"), assumeRolePolicy }, pinned);
        });
        assert.deepEqual(found.slice(1).sort(), [
            `arn:aws:iam::${OWN}:role/deploy-* begun#name`,
            `arn:aws:iam::${OWN}:role/team/deploy named#name`,
            `arn:aws:iam::${OWN}:user/robot-??????? robot#name`,
        ]);
    });

    it("given a cluster, has its name where it is made", async () => {
        const found = await owned(pinned => {
            const vpcConfig = { subnetIds: ["subnet-1", "subnet-2"] };
            new aws.eks.Cluster("shop", { name: "shop", roleArn: `arn:aws:iam::${OWN}:role/a`, vpcConfig }, pinned);
        });
        assert.equal(found[0], `${OWN} pinned#allowedAccountIds`);
        assert.deepEqual(found.slice(1), [`arn:aws:eks:eu-central-1:${OWN}:cluster/shop shop#name`]);
    });

    it("given what is only looked up, has nothing of it", async () => {
        const found = await owned(pinned => {
            aws.iam.Role.get("role", "deploy", undefined, pinned);
        });
        assert.deepEqual(found.length, 1);
    });
});
