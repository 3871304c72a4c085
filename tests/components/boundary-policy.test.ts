import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { type Common, commonsOfAws } from "../../components/boundary/commons";
import { planBoundary, POLICY_CHARACTERS_MAXIMUM, policyCharacters } from "../../components/boundary/policy";
import { assertBoundaryArgs } from "../../components/boundary/arguments";
import { BOUNDARY_ARGS } from "./boundary-support";
import { letsThrough, type Request } from "./iam-evaluator";
import { faultsOf, STAGING } from "./support";

const OWN = STAGING.accountId;
const OTHER = "444455556666";
const { policyArn, document } = planBoundary("boundary", BOUNDARY_ARGS);
const HERE = { "aws:RequestedRegion": "eu-central-1" };

/** A request here, of a resource of an account, which the request tells unless nothing is given. */
const asks = (
    action: string,
    resource: string,
    owner?: string,
    more: Readonly<Record<string, string>> = {},
): Request => ({
    action,
    resource,
    keys: { ...HERE, ...(owner === undefined ? {} : { "aws:ResourceAccount": owner }), ...more },
});

describe("the boundary's policy", () => {
    const passing: readonly [given: string, request: Request][] = [
        ["a bucket of the own account", asks("s3:PutObject", "arn:aws:s3:::staging-files/x", OWN)],
        [
            "a secret of the own account",
            asks("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:eu-central-1:${OWN}:secret:x`, OWN),
        ],
        ["an action that speaks of no resource", asks("ec2:DescribeInstances", "*", OWN)],
        [
            "an action that does not say whose its resource is",
            asks("ec2:CreateVolume", `arn:aws:ec2:eu-central-1:${OWN}:volume/*`),
        ],
        ["a role of the own account", asks("sts:AssumeRole", `arn:aws:iam::${OWN}:role/teams/reader`, OWN)],
        [
            "a role handed to a service",
            asks("iam:PassRole", `arn:aws:iam::${OWN}:role/node`, OWN, { "iam:PassedToService": "ec2.amazonaws.com" }),
        ],
        [
            "an image of an add-on",
            asks("ecr:BatchGetImage", "arn:aws:ecr:eu-central-1:602401143452:repository/eks/coredns", "602401143452"),
        ],
        [
            "the layers of an image",
            asks("s3:GetObject", "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/x", "771133445566"),
        ],
        [
            "a public parameter",
            asks(
                "ssm:GetParameter",
                "arn:aws:ssm:eu-central-1::parameter/aws/service/eks/optimized-ami/1.33/x",
                "771133445566",
            ),
        ],
        [
            "a machine image of Amazon's",
            asks("ec2:RunInstances", "arn:aws:ec2:eu-central-1::image/ami-1", "771133445566", {
                "ec2:Owner": "amazon",
            }),
        ],
        [
            "an image of a declared registry",
            asks("ecr:BatchGetImage", "arn:aws:ecr:eu-central-1:777788889999:repository/shop/web", "777788889999"),
        ],
        [
            "what is written to a declared archive",
            asks("s3:PutObject", "arn:aws:s3:::org-log-archive/staging/x", "777788889999"),
        ],
        ["an event on an own bus", asks("events:PutEvents", `arn:aws:events:eu-central-1:${OWN}:event-bus/shop`)],
        [
            "a role made within the boundary",
            asks("iam:CreateRole", `arn:aws:iam::${OWN}:role/x`, OWN, { "iam:PermissionsBoundary": policyArn }),
        ],
        [
            "rights given to a role within the boundary",
            asks("iam:PutRolePolicy", `arn:aws:iam::${OWN}:role/x`, OWN, { "iam:PermissionsBoundary": policyArn }),
        ],
        [
            "the policy of a budget attached to the role that deploys",
            asks("iam:AttachRolePolicy", `arn:aws:iam::${OWN}:role/deploy`, OWN, {
                "iam:PolicyARN": `arn:aws:iam::${OWN}:policy/staging-budget-stop-creating`,
            }),
        ],
        ["another policy that is changed", asks("iam:CreatePolicyVersion", `arn:aws:iam::${OWN}:policy/shop`, OWN)],
        [
            "a declared other region",
            asks("sns:Publish", `arn:aws:sns:us-east-1:${OWN}:x`, OWN, { "aws:RequestedRegion": "us-east-1" }),
        ],
        [
            "a service without a region",
            asks("route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z1", OWN, {
                "aws:RequestedRegion": "us-west-2",
            }),
        ],
    ];
    for (const [given, request] of passing) {
        it(`given ${given}, lets it through`, () => {
            assert.equal(letsThrough(document, request), true);
        });
    }

    const stopped: readonly [given: string, request: Request][] = [
        ...(["iam:AttachRolePolicy", "iam:AttachUserPolicy"] as const).map((action): [string, Request] => [
            `all rights given with ${action} to one without a boundary`,
            asks(action, `arn:aws:iam::${OWN}:role/deploy`, OWN, {
                "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess",
            }),
        ]),
        ...(["iam:PutRolePolicy", "iam:PutUserPolicy"] as const).map((action): [string, Request] => [
            `rights given with ${action} to one without a boundary`,
            asks(action, `arn:aws:iam::${OWN}:role/deploy`, OWN),
        ]),
        [
            "a policy made under the name of a budget's",
            asks("iam:CreatePolicy", `arn:aws:iam::${OWN}:policy/all-stop-creating`, OWN),
        ],
        ["a bucket of another account", asks("s3:GetObject", "arn:aws:s3:::prod-files/x", OTHER)],
        ["a key of another account", asks("kms:Decrypt", `arn:aws:kms:eu-central-1:${OTHER}:key/x`, OTHER)],
        ["a role of another account", asks("sts:AssumeRole", `arn:aws:iam::${OTHER}:role/deploy`, OTHER)],
        [
            "a role of another account, were it not said whose it is",
            asks("sts:AssumeRole", `arn:aws:iam::${OTHER}:role/deploy`),
        ],
        ["a role handed to nobody known", asks("iam:PassRole", `arn:aws:iam::${OWN}:role/node`, OWN)],
        [
            "a role of another account handed on",
            asks("iam:PassRole", `arn:aws:iam::${OTHER}:role/node`, OTHER, {
                "iam:PassedToService": "ec2.amazonaws.com",
            }),
        ],
        [
            "an image pushed to the registry of EKS",
            asks("ecr:PutImage", "arn:aws:ecr:eu-central-1:602401143452:repository/eks/coredns", "602401143452"),
        ],
        [
            "an image pushed to a declared registry",
            asks("ecr:PutImage", "arn:aws:ecr:eu-central-1:777788889999:repository/shop/web", "777788889999"),
        ],
        [
            "another repository of a declared registry",
            asks("ecr:BatchGetImage", "arn:aws:ecr:eu-central-1:777788889999:repository/bank/web", "777788889999"),
        ],
        [
            "what is read from a declared archive",
            asks("s3:GetObject", "arn:aws:s3:::org-log-archive/staging/x", "777788889999"),
        ],
        [
            "another's folder of a declared archive",
            asks("s3:PutObject", "arn:aws:s3:::org-log-archive/prod/x", "777788889999"),
        ],
        [
            "a parameter of another account",
            asks("ssm:GetParameter", `arn:aws:ssm:eu-central-1:${OTHER}:parameter/x`, OTHER),
        ],
        [
            "a machine image of a stranger's",
            asks("ec2:RunInstances", "arn:aws:ec2:eu-central-1::image/ami-2", OTHER, { "ec2:Owner": OTHER }),
        ],
        ["an event on another's bus", asks("events:PutEvents", `arn:aws:events:eu-central-1:${OTHER}:event-bus/shop`)],
        ["a peering", asks("ec2:CreateVpcPeeringConnection", `arn:aws:ec2:eu-central-1:${OWN}:vpc/x`)],
        [
            "a snapshot that is shared",
            asks("rds:ModifyDBClusterSnapshotAttribute", `arn:aws:rds:eu-central-1:${OWN}:cluster-snapshot:x`, OWN),
        ],
        ["what is masked in a log", asks("logs:Unmask", `arn:aws:logs:eu-central-1:${OWN}:log-group:x`, OWN)],
        ["a role made without a boundary", asks("iam:CreateRole", `arn:aws:iam::${OWN}:role/x`, OWN)],
        [
            "a role given another boundary",
            asks("iam:PutRolePermissionsBoundary", `arn:aws:iam::${OWN}:role/x`, OWN, {
                "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess",
            }),
        ],
        ["a boundary taken away", asks("iam:DeleteRolePermissionsBoundary", `arn:aws:iam::${OWN}:role/x`, OWN)],
        ["the boundary itself rewritten", asks("iam:CreatePolicyVersion", policyArn, OWN)],
        [
            "another region",
            asks("ec2:RunInstances", `arn:aws:ec2:us-west-2:${OWN}:instance/*`, OWN, {
                "aws:RequestedRegion": "us-west-2",
            }),
        ],
    ];
    for (const [given, request] of stopped) {
        it(`given ${given}, stops it`, () => {
            assert.equal(letsThrough(document, request), false);
        });
    }

    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
    const account = fc.stringMatching(/^[0-9]{12}$/).filter(one => one !== OWN);
    const action = fc.tuple(word, word).map(([service, verb]) => `${service}:${verb}`);
    const common: fc.Arbitrary<Common> = fc
        .tuple(word, account, fc.array(action, { minLength: 1, maxLength: 3 }))
        .map(([name, owner, actions]) => ({
            name,
            resources: [`arn:aws:sqs:eu-central-1:${owner}:${name}`],
            actions: [...new Set(actions)],
            reason: "tried",
        }));
    const commons = fc.uniqueArray(common, { maxLength: 6, selector: ({ resources }) => resources.join() });

    it("given any commons, stops every action on what is another's and none of them", () => {
        fc.assert(
            fc.property(commons, action, account, word, (declared, asked, owner, name) => {
                const tried = planBoundary("boundary", { environment: STAGING, commons: declared }).document;
                const resource = `arn:aws:sns:eu-central-1:${owner}:${name}`;
                return !letsThrough(tried, asks(asked, resource, owner));
            }),
        );
    });

    it("given any commons, lets exactly their actions through on each", () => {
        fc.assert(
            fc.property(commons, action, (declared, asked) => {
                const tried = planBoundary("boundary", { environment: STAGING, commons: declared }).document;
                for (const { resources, actions } of declared) {
                    const [resource = ""] = resources;
                    const owner = resource.split(":")[4];
                    const through = (one: string) => letsThrough(tried, asks(one, resource, owner));
                    assert.ok(actions.every(through));
                    assert.equal(through(asked), actions.includes(asked));
                }
            }),
        );
    });

    it("given any action on what is the account's own, and none that gives it away, lets it through", () => {
        fc.assert(
            fc.property(action, word, (asked, name) =>
                letsThrough(document, asks(asked, `arn:aws:sqs:eu-central-1:${OWN}:${name}`, OWN)),
            ),
        );
    });

    it("given any number of commons, is refused exactly from 6,145 characters on", () => {
        const longest = (length: number): readonly Common[] => [
            {
                name: "c",
                resources: [`arn:aws:s3:::${"x".repeat(length)}`],
                actions: ["s3:GetObject"],
                reason: "tried",
            },
        ];
        const characters = (length: number) =>
            policyCharacters(planBoundary("boundary", { environment: STAGING, commons: longest(length) }).document);
        const most = 1 + (POLICY_CHARACTERS_MAXIMUM - characters(1)) / 2;
        const tried = (length: number) =>
            faultsOf(() => {
                assertBoundaryArgs("boundary", { environment: STAGING, commons: longest(length) });
            });
        assert.deepEqual(tried(Math.floor(most)), []);
        assert.deepEqual(tried(Math.floor(most) + 1), [
            `commons: expected so few and short ones that the policy has at most 6144 characters, got ${characters(Math.floor(most) + 1)}`,
        ]);
    });

    it("given whitespace, does not count it", () => {
        assert.equal(policyCharacters('{ "a":\n\t"b c" }'), '{"a":"bc"}'.length);
    });

    it("given each region, names a registry of twelve digits, and the own one where a region has one", () => {
        const registryOf = (region: string) => commonsOfAws({ region })[0]?.resources[0];
        assert.deepEqual(
            [registryOf("eu-central-1"), registryOf("eu-central-2")],
            [
                "arn:aws:ecr:eu-central-1:602401143452:repository/*",
                "arn:aws:ecr:eu-central-2:900612956339:repository/*",
            ],
        );
    });

    it("gives a reason for each common of AWS", () => {
        for (const { name, reason } of commonsOfAws(STAGING)) assert.match(reason, /\S{3}/, name);
    });
});
