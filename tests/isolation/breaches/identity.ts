import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import type { Breach, BreachSite } from "./breach";
import { only } from "./only";

/** Accounts that belong to neither environment. */
const PIPELINES = "333333333333";
const HUB = "666666666666";
const GITHUB = "token.actions.githubusercontent.com";
const ISSUER_OF_CLUSTER = "oidc.eks.eu-central-1.amazonaws.com/id/4F1D0A9C2B7E4D6A8C3F5B1E9D7A2C40";
const DIRECTORY = "arn:aws:sso:::instance/ssoins-1234567890abcdef";

/** A certificate of an authority, as far as anybody reads it. */
function certificate(word: string): string {
    const body = Buffer.from(`certificate of the authority ${word}`).toString("base64");
    return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`;
}

/** The account that the breach names, and in the twin the own one. */
function accountIn({ account, otherAccount, twin }: BreachSite): string {
    return twin ? account : otherAccount;
}

type Statement = Readonly<Record<string, unknown>>;

function documentOf(statement: Statement): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

function roleThat(site: BreachSite, name: string, trust: Statement): aws.iam.Role {
    const assumeRolePolicy = documentOf({ Action: "sts:AssumeRole", ...trust });
    return new aws.iam.Role(name, { name, assumeRolePolicy }, site.aws);
}

/** A role that whoever holds a token gets. */
function roleForTokens(site: BreachSite, name: string, issuer: string, conditions: Statement): void {
    roleThat(site, name, {
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: `arn:aws:iam::${site.account}:oidc-provider/${issuer}` },
        Condition: conditions,
    });
}

/** A role that what runs in the own account takes, and what it may do. */
function roleWith(site: BreachSite, name: string, permission: Statement): void {
    const role = roleThat(site, name, { Principal: { Service: "ec2.amazonaws.com" } });
    new aws.iam.RolePolicy(`${name}-permission`, { role: role.name, policy: documentOf(permission) }, site.aws);
}

function own(site: BreachSite): Statement {
    return { Principal: { AWS: `arn:aws:iam::${site.account}:root` } };
}

/** Breaches by who may become whom, and by whom accounts and clusters let in. */
export const IDENTITY_BREACHES: readonly Breach[] = [
    {
        name: "shared-pipeline",
        sort: 1,
        title: "one pipeline whose tokens the roles of both environments trust",
        from: "staging",
        way: ["token-trust", "token-trust"],
        build: site => {
            const subject = site.twin ? `repo:acme/shop:environment:${site.stack}` : "repo:acme/shop:*";
            roleForTokens(site, "shared-pipeline", GITHUB, {
                StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
                StringLike: { [`${GITHUB}:sub`]: subject },
            });
        },
    },
    {
        name: "any-pipeline",
        sort: 1,
        title: "a role of production that asks a pipeline's token for its audience alone",
        from: "staging",
        way: ["token-trust", "token-trust"],
        build: site => {
            const issuer = "gitlab.com";
            const subject = `project_path:acme/shop-${site.stack}:ref_type:branch:ref:main`;
            const narrow = site.twin || site.stack === "staging";
            roleForTokens(site, "any-pipeline", issuer, {
                StringEquals: {
                    [`${issuer}:aud`]: "https://gitlab.com",
                    ...(narrow ? { [`${issuer}:sub`]: subject } : {}),
                },
            });
        },
    },
    {
        name: "pipeline-role",
        sort: 1,
        title: "one role of the pipelines' account that roles of both environments trust",
        from: "staging",
        way: ["role-trust", "role-trust"],
        build: site => {
            const role = site.twin && site.stack === "prod" ? "deploy-prod" : "deploy";
            roleThat(site, "pipeline-role", { Principal: { AWS: `arn:aws:iam::${PIPELINES}:role/${role}` } });
        },
    },
    {
        name: "other-clusters-tokens",
        sort: 12,
        title: "a role of staging for the pods of a cluster whose pods have roles in production",
        from: "prod",
        way: ["token-trust", "token-trust"],
        build: site => {
            const issuer = site.twin ? `${ISSUER_OF_CLUSTER.slice(0, -4)}${site.stack}` : ISSUER_OF_CLUSTER;
            roleForTokens(site, "other-clusters-tokens", issuer, {
                StringLike: { [`${issuer}:sub`]: "system:serviceaccount:shop:*" },
            });
        },
    },
    {
        name: "trusted-account",
        sort: 5,
        title: "a role of production that everybody in staging's account may take",
        from: "staging",
        way: ["role-trust"],
        build: only("prod", site => {
            roleThat(site, "trusted-account", { Principal: { AWS: `arn:aws:iam::${accountIn(site)}:root` } });
        }),
    },
    {
        name: "trusted-organisation",
        sort: 5,
        title: "a role of production that every account of the organisation may take",
        from: "staging",
        way: ["role-trust"],
        build: only("prod", site => {
            const condition = site.twin
                ? { "aws:PrincipalAccount": site.account }
                : { "aws:PrincipalOrgID": "o-a1b2c3d4e5" };
            roleThat(site, "trusted-organisation", { Principal: "*", Condition: { StringEquals: condition } });
        }),
    },
    {
        name: "trusted-wildcard",
        sort: 5,
        title: "a role of production whose trust names everybody, and holds them to a role's name alone",
        from: "staging",
        way: ["role-trust"],
        build: only("prod", site => {
            const account = site.twin ? site.account : "*";
            const condition = { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/deploy` } };
            roleThat(site, "trusted-wildcard", { Principal: { AWS: "*" }, Condition: condition });
        }),
    },
    {
        name: "trusted-among-others",
        sort: 5,
        title: "staging's account number among those of a condition of production's role",
        from: "staging",
        way: ["role-trust"],
        build: only("prod", site => {
            const accounts = [site.account, ...(site.twin ? [] : [site.otherAccount])];
            roleThat(site, "trusted-among-others", {
                Principal: "*",
                Condition: {
                    StringLike: { "aws:PrincipalAccount": accounts },
                    Bool: { "aws:MultiFactorAuthPresent": "true" },
                },
            });
        }),
    },
    {
        name: "third-role",
        sort: 9,
        title: "a role of a third account that staging may take, and that production's role trusts",
        from: "staging",
        way: ["assume-role", "role-trust"],
        build: site => {
            const hub = `arn:aws:iam::${HUB}:role/hub`;
            if (site.stack === "staging") {
                roleWith(site, "third-role", { Action: "sts:AssumeRole", Resource: hub });
                return;
            }
            roleThat(site, "third-role", site.twin ? own(site) : { Principal: { AWS: hub } });
        },
    },
    {
        name: "role-of-everywhere",
        sort: 9,
        title: "staging that may take a role of production's by a name, in whichever account it is",
        from: "staging",
        way: ["assume-role"],
        build: site => {
            if (site.stack === "prod") {
                roleThat(site, "role-of-everywhere", own(site));
                return;
            }
            const account = site.twin ? site.account : "*";
            roleWith(site, "role-of-everywhere-taker", {
                Action: "sts:AssumeRole",
                Resource: `arn:aws:iam::${account}:role/role-of-everywhere`,
            });
        },
    },
    {
        name: "wildcard-permission",
        sort: 15,
        title: "an agent of staging that may write to every bucket whose name has a word in it",
        from: "staging",
        way: ["permission"],
        build: site => {
            if (site.stack === "prod") {
                new aws.s3.Bucket("wildcard-permission", { bucket: "wildcard-permission-orders-prod" }, site.aws);
                return;
            }
            const name = site.twin ? "wildcard-permission-staging-*" : "wildcard-*";
            roleWith(site, "wildcard-permission-agent", {
                Action: "s3:PutObject",
                Resource: `arn:aws:s3:::${name}/*`,
            });
        },
    },
    {
        name: "half-denied",
        sort: 15,
        title: "an agent of staging that is denied other accounts, but for the actions that do not say whose a thing is",
        from: "staging",
        way: ["permission"],
        build: only("staging", site => {
            const role = roleThat(site, "half-denied", { Principal: { Service: "ec2.amazonaws.com" } });
            const policy = JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Action: site.twin ? "sqs:SendMessage" : "events:PutEvents",
                        Resource: site.twin
                            ? `arn:aws:sqs:eu-central-1:${site.otherAccount}:orders`
                            : `arn:aws:events:eu-central-1:${site.otherAccount}:event-bus/orders`,
                    },
                    {
                        Effect: "Deny",
                        Action: "*",
                        Resource: "*",
                        Condition: {
                            StringNotEquals: { "aws:ResourceAccount": site.account },
                            Null: { "aws:ResourceAccount": "false" },
                        },
                    },
                ],
            });
            new aws.iam.RolePolicy("half-denied-permission", { role: role.name, policy }, site.aws);
        }),
    },
    {
        name: "pods-role-elsewhere",
        sort: 15,
        title: "an agent in staging's cluster whose role leads on into production's account",
        from: "staging",
        way: ["pod-identity"],
        build: only("staging", site => {
            new aws.eks.PodIdentityAssociation(
                "pods-role-elsewhere",
                {
                    clusterName: "shop",
                    namespace: "monitoring",
                    serviceAccount: "agent",
                    roleArn: `arn:aws:iam::${site.account}:role/agent`,
                    targetRoleArn: `arn:aws:iam::${accountIn(site)}:role/write-metrics`,
                },
                site.aws,
            );
        }),
    },
    {
        name: "annotated-account",
        sort: 15,
        title: "a service account of staging's backups that is annotated with production's role",
        from: "staging",
        way: ["service-account"],
        build: only("staging", site => {
            const role = `arn:aws:iam::${accountIn(site)}:role/backup`;
            new kubernetes.core.v1.ServiceAccount(
                "annotated-account",
                {
                    metadata: {
                        name: "annotated-account",
                        namespace: "backup",
                        annotations: { "eks.amazonaws.com/role-arn": role },
                    },
                },
                site.kubernetes,
            );
        }),
    },
    {
        name: "cluster-entry",
        sort: 12,
        title: "production's cluster that lets a role of staging in",
        from: "staging",
        way: ["cluster-access"],
        build: only("prod", site => {
            new aws.eks.AccessEntry(
                "cluster-entry",
                { clusterName: "shop", principalArn: `arn:aws:iam::${accountIn(site)}:role/deploy` },
                site.aws,
            );
        }),
    },
    {
        name: "mapped-role",
        sort: 12,
        title: "a role of staging in the map by which production's cluster lets people in",
        from: "staging",
        way: ["cluster-access"],
        build: only("prod", site => {
            const mapRoles = [
                `- rolearn: arn:aws:iam::${site.account}:role/nodes`,
                "  username: system:node:{{EC2PrivateDNSName}}",
                "  groups: [system:nodes]",
                `- rolearn: arn:aws:iam::${accountIn(site)}:role/deploy`,
                "  username: deploy",
                "  groups: [system:masters]",
            ].join("\n");
            new kubernetes.core.v1.ConfigMap(
                "mapped-role",
                { metadata: { name: "aws-auth", namespace: "kube-system" }, data: { mapRoles } },
                site.kubernetes,
            );
        }),
    },
    {
        name: "bound-group",
        sort: 12,
        title: "a cluster role of production that is bound to the group that staging's cluster lets in",
        from: "staging",
        way: ["cluster-binding", "cluster-binding"],
        build: site => {
            const group = site.twin && site.stack === "prod" ? "operators" : "staging-developers";
            new kubernetes.rbac.v1.ClusterRoleBinding(
                "bound-group",
                {
                    metadata: { name: "bound-group" },
                    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
                    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group }],
                },
                site.kubernetes,
            );
        },
    },
    {
        name: "wrong-context",
        sort: 9,
        title: "staging that deploys into the context of production's cluster",
        from: "staging",
        way: ["cluster-context"],
        build: only("staging", site => {
            const context = `arn:aws:eks:eu-central-1:${accountIn(site)}:cluster/shop`;
            new kubernetes.Provider("wrong-context", { context, enableServerSideApply: true });
        }),
    },
    {
        name: "deploys-elsewhere",
        sort: 6,
        title: "a second provider of staging's program that takes a role of production's account",
        from: "staging",
        way: ["provider-role"],
        build: only("staging", site => {
            new aws.Provider("deploys-elsewhere", {
                region: "eu-central-1",
                assumeRoles: [{ roleArn: `arn:aws:iam::${accountIn(site)}:role/deploy` }],
                // Not known before the deployment: the provider is not asked for its credentials while planning.
                defaultTags: { tags: { network: site.vpc.id } },
            });
        }),
    },
    {
        name: "one-authority",
        sort: 2,
        title: "one authority whose certificates give roles in both environments",
        from: "staging",
        way: ["certificate-trust", "certificate-trust"],
        build: site => {
            new aws.rolesanywhere.TrustAnchor(
                "one-authority",
                {
                    name: "one-authority",
                    source: {
                        sourceType: "CERTIFICATE_BUNDLE",
                        sourceData: { x509CertificateData: certificate(site.twin ? site.stack : "shop") },
                    },
                },
                site.aws,
            );
        },
    },
    {
        name: "one-user-pool",
        sort: 10,
        title: "one pool of users that has credentials in both environments",
        from: "staging",
        way: ["token-trust", "token-trust"],
        build: site => {
            const pool = site.twin ? `eu-central-1_${site.stack}` : "eu-central-1_AbCdEfGhI";
            new aws.cognito.IdentityPool(
                "one-user-pool",
                {
                    identityPoolName: "one-user-pool",
                    cognitoIdentityProviders: [
                        {
                            clientId: "7lhlkkfbfb4q5kpp90urffao",
                            providerName: `cognito-idp.eu-central-1.amazonaws.com/${pool}`,
                        },
                    ],
                },
                site.aws,
            );
        },
    },
    {
        name: "people-of-both",
        sort: 9,
        title: "one group of people that is assigned to the accounts of both environments",
        from: "staging",
        way: ["account-assignment", "account-assignment"],
        build: site => {
            const last = site.twin ? { staging: "7", prod: "8" }[site.stack] : "0";
            new aws.ssoadmin.AccountAssignment(
                "people-of-both",
                {
                    instanceArn: DIRECTORY,
                    permissionSetArn: `${DIRECTORY.replace(":instance/", ":permissionSet/")}/ps-1234567890abcdef`,
                    principalId: `90675c11-b2c3-4d5e-8f90-1234567890a${last}`,
                    principalType: "GROUP",
                    targetId: site.account,
                    targetType: "AWS_ACCOUNT",
                },
                site.aws,
            );
        },
    },
];
