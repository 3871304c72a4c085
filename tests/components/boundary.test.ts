import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Observability, Registry } from "../../components";
import { Boundary, type BoundaryArgs } from "../../components/boundary";
import { assertBoundaryArgs } from "../../components/boundary/arguments";
import type { Environment } from "../../components/environment";
import { createRole } from "../../components/roles";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { BOUNDARY_ARGS } from "./boundary-support";
import { BOUNDARY_PLAN, PRODUCTION_BOUNDARY_PLAN } from "./expected/boundary";
import { judged } from "./judged";
import { OBSERVABILITY_ARGS } from "./samples";
import { faultsOf, inputsOf, namesOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const planBoundary = (args: BoundaryArgs) =>
    planOf(() => {
        new Boundary("boundary", args);
    });
const ORGANISATIONS: Environment = {
    ...STAGING,
    roles: { path: "/shop/", permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/organisation" },
};

describe("Boundary", () => {
    describe("given all that it takes", () => {
        let plan: Plan;
        before(async () => {
            plan = await planBoundary(BOUNDARY_ARGS);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), BOUNDARY_PLAN);
        });

        it("tags all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), [
                "boundary-anomalies",
                "boundary-anomalies-mail",
                "boundary-anomalies-topic",
                "boundary-budget-budget",
                "boundary-policy",
            ]);
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(STAGING, name));
        });

        it("registers its outputs", () => {
            assert.deepEqual(plainly(resource(plan, "boundary", "stagewright:boundary:Boundary").outputs), {
                permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/staging-boundary-policy",
            });
        });
    });

    it("given production and no more than it needs, bounds its roles alone", async () => {
        assert.deepEqual(wholePlan(await planBoundary({ environment: PRODUCTION })), PRODUCTION_BOUNDARY_PLAN);
    });

    it("given staging and production, does nothing that a rule objects to", async () => {
        const found = await judged((environment, opts) => {
            const own = environment === STAGING ? BOUNDARY_ARGS : { environment };
            const boundary = new Boundary("boundary", own, opts);
            const args = { ...OBSERVABILITY_ARGS, environment: boundary.environment };
            new Observability("signals", { ...args, logRetentionDays: 365 }, opts);
        });
        assert.deepEqual(
            found.filter(finding => finding.includes(" boundary")),
            [],
        );
    });

    it("given other components, has each of their roles bounded, known while planning, and made after the boundary", async () => {
        const plan = await planOf(() => {
            const { environment } = new Boundary("boundary", {
                ...BOUNDARY_ARGS,
                budget: {
                    ...BOUNDARY_ARGS.budget!,
                    stopCreating: { atPercent: 120, roleArns: ["arn:aws:iam::111122223333:role/deploy"] },
                },
            });
            new Observability("signals", { ...OBSERVABILITY_ARGS, environment });
        });
        const roles = namesOf(plan, "aws:iam/role:Role");
        assert.ok(roles.includes("boundary-budget-action-role"));
        assert.ok(roles.some(name => name.startsWith("signals-")));
        const { urn } = resource(plan, "boundary-policy");
        for (const name of roles) {
            assert.equal(
                inputsOf(plan, name)["permissionsBoundary"],
                "arn:aws:iam::111122223333:policy/staging-boundary-policy",
            );
            assert.ok(resource(plan, name).dependencies.includes(urn), name);
        }
    });

    it("given an environment that it bounded, leaves everything else in it as it was", async () => {
        let bounded: Environment | undefined;
        await planOf(() => {
            bounded = new Boundary("boundary", { environment: { ...STAGING, roles: { path: "/shop/" } } }).environment;
        });
        const { roles, ...rest } = bounded!;
        const { roles: none, ...staging } = STAGING;
        assert.deepEqual([rest, none, roles?.path], [staging, undefined, "/shop/"]);
    });

    it("given an organisation's boundary, makes none and keeps to it", async () => {
        let bounded: Environment | undefined;
        const plan = await planOf(() => {
            const boundary = new Boundary("boundary", { environment: ORGANISATIONS });
            bounded = boundary.environment;
            createRole(bounded, { name: "role", description: "tried", trust: "{}" }, boundary);
        });
        assert.deepEqual(wholePlan(plan), {
            boundary: { type: "stagewright:boundary:Boundary" },
            role: {
                type: "aws:iam/role:Role",
                description: "tried",
                assumeRolePolicy: {},
                path: "/shop/",
                permissionsBoundary: "arn:aws:iam::111122223333:policy/organisation",
            },
        });
        assert.equal(bounded, ORGANISATIONS);
        assert.deepEqual(plainly(resource(plan, "boundary").outputs), {
            permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/organisation",
        });
    });

    it("given anomalies and only mails or only a topic, tells these alone, of the tag under the organisation's key", async () => {
        const anomalies = { minimumImpactUsd: 1.5, emails: ["shop@example.com"] };
        const environment = { ...STAGING, tagKeys: { environment: "Environment" } };
        const mails = await planBoundary({ environment, anomalies });
        const subscription = "aws:costexplorer/anomalySubscription:AnomalySubscription";
        assert.deepEqual(namesOf(mails, subscription), ["boundary-anomalies-mail"]);
        assert.deepEqual(JSON.parse(String(inputsOf(mails, "boundary-anomalies")["monitorSpecification"])), {
            Tags: { Key: "Environment", MatchOptions: ["EQUALS"], Values: ["staging"] },
        });
        const topicArn = "arn:aws:sns:eu-central-1:111122223333:alerts";
        const topic = await planBoundary({ environment, anomalies: { minimumImpactUsd: 1, emails: [], topicArn } });
        assert.deepEqual(namesOf(topic, subscription), ["boundary-anomalies-topic"]);
    });

    it("given a boundary beside a registry of its own account, bounds nothing that has no role", async () => {
        const plan = await planOf(() => {
            const { environment } = new Boundary("boundary", { environment: STAGING });
            new Registry("images", { environment, repositories: ["shop/web"] });
        });
        assert.deepEqual(namesOf(plan, "aws:iam/role:Role"), []);
    });

    describe("given arguments at fault", () => {
        const faultsOfArgs = (changed: object, base: BoundaryArgs = BOUNDARY_ARGS, name = "boundary") =>
            faultsOf(() => {
                assertBoundaryArgs(name, { ...base, ...changed });
            });
        const [common] = BOUNDARY_ARGS.commons!;
        const withCommon = (changed: object) => ({ commons: [{ ...common!, ...changed }] });
        const arn = "expected an ARN, in which * and ? stand for letters, that names its service";
        const action = "expected an action with its service, such as ecr:BatchGetImage, that takes or hands on no role";
        const region =
            "expected an AWS region such as eu-central-1; what there is in China, GovCloud and the sovereign clouds has not been written down";
        const impact = "anomalies.minimumImpactUsd: expected US dollars from 1 to 1000000, with cents at the finest";
        const withAnomalies = (changed: object) => ({ anomalies: { ...BOUNDARY_ARGS.anomalies!, ...changed } });
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "an argument that there is not",
                { common: [] },
                ["common: expected one of the arguments environment, commons, otherRegions, budget, anomalies, got []"],
            ],
            [
                "commons that are no list",
                { commons: "registry" },
                ['commons: expected a list of commons, got "registry"'],
            ],
            [
                "a common that is none",
                { commons: ["registry"] },
                ['commons[0]: expected a common: its name, resources, actions and reason, got "registry"'],
            ],
            [
                "a field that a common has not",
                withCommon({ why: "x" }),
                ['commons[0].why: expected one of the arguments name, resources, actions, reason, got "x"'],
            ],
            [
                "a common's name with a space",
                withCommon({ name: "our registry" }),
                ['commons[0].name: expected lower-case letters, digits and single dashes, got "our registry"'],
            ],
            [
                "a common without a reason",
                withCommon({ reason: " " }),
                ['commons[0].reason: expected a text that is not empty, got " "'],
            ],
            [
                "a common that is everything",
                withCommon({ resources: ["*"] }),
                [`commons[0].resources[0]: ${arn}, got "*"`],
            ],
            [
                "a common of any service",
                withCommon({ resources: ["arn:aws:*:x:y:z"] }),
                [`commons[0].resources[0]: ${arn}, got "arn:aws:*:x:y:z"`],
            ],
            [
                "a common's resource twice",
                withCommon({ resources: ["arn:aws:s3:::a", "arn:aws:s3:::a"] }),
                ['commons[0].resources[1]: expected one that is not in the list yet, got "arn:aws:s3:::a"'],
            ],
            [
                "a common without resources",
                withCommon({ resources: [] }),
                ["commons[0].resources: expected at least one, got []"],
            ],
            [
                "a common without actions",
                withCommon({ actions: [] }),
                ["commons[0].actions: expected at least one, got []"],
            ],
            [
                "resources that are no list",
                withCommon({ resources: "arn:aws:s3:::a" }),
                ['commons[0].resources: expected a list of texts, got "arn:aws:s3:::a"'],
            ],
            ["every action", withCommon({ actions: ["*"] }), [`commons[0].actions[0]: ${action}, got "*"`]],
            [
                "a role to take",
                withCommon({ actions: ["sts:AssumeRole"] }),
                [`commons[0].actions[0]: ${action}, got "sts:AssumeRole"`],
            ],
            [
                "a role to hand on",
                withCommon({ actions: ["iam:PassRole"] }),
                [`commons[0].actions[0]: ${action}, got "iam:PassRole"`],
            ],
            ["all of IAM", withCommon({ actions: ["iam:*"] }), [`commons[0].actions[0]: ${action}, got "iam:*"`]],
            ["most of IAM", withCommon({ actions: ["iam:P*"] }), [`commons[0].actions[0]: ${action}, got "iam:P*"`]],
            [
                "a common in a region that is closed",
                withCommon({ resources: ["arn:aws:kms:eu-west-1:444455556666:key/*"] }),
                [
                    'commons[0].resources[0]: expected a resource in eu-central-1, us-east-1: name its region in otherRegions as well, got "arn:aws:kms:eu-west-1:444455556666:key/*"',
                ],
            ],
            [
                "two commons that close one resource to each other",
                {
                    commons: [
                        { ...common!, actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a"] },
                        { ...common!, name: "list", actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::a"] },
                    ],
                },
                [
                    'commons[1].resources[0]: expected a resource that another common opens for the same actions, s3:GetObject, got "arn:aws:s3:::a"',
                ],
            ],
            [
                "a common that closes what AWS keeps",
                withCommon({
                    actions: ["ssm:GetParameterHistory"],
                    resources: ["arn:aws:ssm:eu-central-1::parameter/aws/service/*"],
                }),
                [
                    'commons[0].resources[0]: expected a resource that another common opens for the same actions, ssm:GetParameter, ssm:GetParameters, ssm:GetParametersByPath, got "arn:aws:ssm:eu-central-1::parameter/aws/service/*"',
                ],
            ],
            [
                "two commons of one name",
                { commons: [common, common] },
                ['commons[1].name: expected a name that no other common has, got "registry"'],
            ],
            ["a region in China", { otherRegions: ["cn-north-1"] }, [`otherRegions[0]: ${region}, got "cn-north-1"`]],
            [
                "the own region as another",
                { otherRegions: ["eu-central-1"] },
                [
                    'otherRegions[0]: expected another region than the environment\'s own, which is open, got "eu-central-1"',
                ],
            ],
            [
                "a region twice",
                { otherRegions: ["us-east-1", "us-east-1"] },
                ['otherRegions[1]: expected one that is not in the list yet, got "us-east-1"'],
            ],
            [
                "21 regions",
                { otherRegions: Array.from({ length: 21 }, (_, place) => `eu-${"x".repeat(place + 1)}-1`) },
                ["otherRegions: expected at most 20 regions, got 21"],
            ],
            [
                "regions that are no list",
                { otherRegions: pulumi.output(["us-east-1"]) },
                ["otherRegions: expected a list of regions, got an output, whose value is not known while planning"],
            ],
            ["a budget that is none", { budget: 450 }, ["budget: expected the arguments of a budget, got 450"]],
            [
                "a budget at fault",
                { budget: { ...BOUNDARY_ARGS.budget, monthlyLimitUsd: 0 } },
                ["budget.monthlyLimitUsd: expected US dollars from 1 to 10000000, with cents at the finest, got 0"],
            ],
            [
                "anomalies that are none",
                { anomalies: true },
                ["anomalies: expected from which sum on whom to tell, got true"],
            ],
            [
                "a field that anomalies have not",
                withAnomalies({ email: "x" }),
                ['anomalies.email: expected one of the arguments minimumImpactUsd, emails, topicArn, got "x"'],
            ],
            ["a sum below a dollar", withAnomalies({ minimumImpactUsd: 0.99 }), [`${impact}, got 0.99`]],
            [
                "a sum above all bounds",
                withAnomalies({ minimumImpactUsd: 1_000_000.01 }),
                [`${impact}, got 1000000.01`],
            ],
            ["a sum finer than cents", withAnomalies({ minimumImpactUsd: 1.001 }), [`${impact}, got 1.001`]],
            ["a sum that is a text", withAnomalies({ minimumImpactUsd: "50" }), [`${impact}, got "50"`]],
            [
                "what is no address",
                withAnomalies({ emails: ["shop"] }),
                ['anomalies.emails[0]: expected an e-mail address, got "shop"'],
            ],
            [
                "eleven addresses",
                withAnomalies({ emails: Array.from({ length: 11 }, (_, place) => `shop-${place}@example.com`) }),
                ["anomalies.emails: expected at most 10 addresses, got 11"],
            ],
            [
                "nobody to tell",
                withAnomalies({ emails: undefined, topicArn: undefined }),
                ["anomalies.emails: expected an address, or a topic in topicArn: nobody would hear of it, got nothing"],
            ],
            [
                "nobody in the list",
                withAnomalies({ emails: [], topicArn: undefined }),
                ["anomalies.emails: expected an address, or a topic in topicArn: nobody would hear of it, got []"],
            ],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, names it`, () => {
                assert.deepEqual(faultsOfArgs(changed), faults);
            });
        }

        it("given an organisation's boundary and what would change ours, says that it decides", () => {
            assert.deepEqual(
                faultsOfArgs({ environment: ORGANISATIONS, budget: undefined }).map(fault => fault.split(", got")[0]),
                [
                    "commons: expected nothing where environment.roles.permissionsBoundaryArn decides",
                    "otherRegions: expected nothing where environment.roles.permissionsBoundaryArn decides",
                ],
            );
        });

        it("given the name too long for its budget, says so, and without a budget takes it", () => {
            const name = "a".repeat(14);
            assert.deepEqual(faultsOfArgs({}, BOUNDARY_ARGS, name), [
                `budget.name: expected 1 to 20 lower-case letters, digits and single dashes, a letter first, no dash last, got "${name}-budget"`,
            ]);
            assert.deepEqual(faultsOfArgs({}, { environment: STAGING }, "a".repeat(20)), []);
        });

        it("given several at once, names them all, those of the environment once", () => {
            const faults = faultsOfArgs(
                { environment: { ...STAGING, name: "X" }, otherRegions: ["x"], budget: { monthlyLimitUsd: 0 } },
                BOUNDARY_ARGS,
                "Boundary",
            );
            assert.deepEqual(
                faults.map(fault => fault.split(":")[0]),
                [
                    "name",
                    "environment.name",
                    "otherRegions[0]",
                    "budget.name",
                    "budget.monthlyLimitUsd",
                    "budget.scope",
                    "budget.emails",
                ],
            );
        });

        it("given the bounds themselves, takes them", () => {
            const otherRegions = Array.from({ length: 20 }, (_, place) => `eu-${"x".repeat(place + 1)}-1`);
            for (const minimumImpactUsd of [1, 1_000_000, 0.1 + 449.9]) {
                assert.deepEqual(faultsOfArgs({ otherRegions, ...withAnomalies({ minimumImpactUsd }) }), []);
            }
            const emails = Array.from({ length: 10 }, (_, place) => `shop-${place}@example.com`);
            assert.deepEqual(faultsOfArgs(withAnomalies({ emails })), []);
            assert.deepEqual(faultsOfArgs(withCommon({ actions: ["iam:GetPolicy", "s3:Get*"] })), []);
        });
    });
});
