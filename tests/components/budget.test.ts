import * as assert from "node:assert/strict";
import { Budget, type BudgetArgs } from "../../components/budget";
import { assertBudgetArgs } from "../../components/budget-arguments";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { BUDGET_PLAN } from "./expected/budget";
import { BUDGET_ARGS } from "./samples";
import { faultsOf, inputsOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const planBudget = (args: BudgetArgs) =>
    planOf(() => {
        new Budget("month", args);
    });
const SMALLEST: BudgetArgs = {
    environment: PRODUCTION,
    monthlyLimitUsd: 2500,
    scope: "account",
    emails: ["shop@example.com"],
};

describe("Budget", () => {
    describe("given all that it takes", () => {
        let plan: Plan;
        before(async () => {
            plan = await planBudget(BUDGET_ARGS);
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), BUDGET_PLAN);
        });

        it("tags all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), [
                "month-action",
                "month-action-role",
                "month-budget",
                "month-stop-creating",
            ]);
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(STAGING, name));
        });

        it("acts only once its role may", () => {
            assert.ok(
                resource(plan, "month-action").dependencies.some(urn => urn.endsWith("::month-action-permissions")),
            );
        });

        it("denies nothing but creating", () => {
            const { Statement } = JSON.parse(String(inputsOf(plan, "month-stop-creating")["policy"])) as {
                Statement: readonly { Effect: string; Action: readonly string[] }[];
            };
            assert.deepEqual(
                Statement.map(({ Effect }) => Effect),
                ["Deny"],
            );
            const others = Statement[0]?.Action.filter(action => !/:(Create|Run|Request|Restore)/.test(action));
            assert.deepEqual(others, []);
        });

        it("registers its outputs", () => {
            assert.deepEqual(plainly(resource(plan, "month", "stagewright:budget:Budget").outputs), {
                budgetName: "staging-month",
            });
        });
    });

    it("given production and no more than it needs, declares the budget of an account and tells at 80, 100 and 100 forecast", async () => {
        const told = (notificationType: string, threshold: number) => ({
            comparisonOperator: "GREATER_THAN",
            notificationType,
            threshold,
            thresholdType: "PERCENTAGE",
            subscriberEmailAddresses: ["shop@example.com"],
            subscriberSnsTopicArns: [],
        });
        assert.deepEqual(wholePlan(await planBudget(SMALLEST)), {
            month: { type: "stagewright:budget:Budget" },
            "month-budget": {
                type: "aws:budgets/budget:Budget",
                name: "prod-month",
                budgetType: "COST",
                timeUnit: "MONTHLY",
                limitAmount: "2500",
                limitUnit: "USD",
                costTypes: { includeCredit: false, includeRefund: false },
                notifications: [told("ACTUAL", 80), told("ACTUAL", 100), told("FORECASTED", 100)],
            },
        });
    });

    it("given an organisation's key for the environment's tag, counts what carries that", async () => {
        const environment = { ...STAGING, tagKeys: { environment: "Stage" } };
        const plan = await planBudget({ ...BUDGET_ARGS, environment });
        assert.deepEqual(inputsOf(plan, "month-budget")["costFilters"], [
            { name: "TagKeyValue", values: ["user:Stage$staging"] },
        ]);
    });

    it("given no forecast, tells of what is spent alone", async () => {
        const plan = await planBudget({ ...SMALLEST, actualPercents: [100], forecastPercents: [] });
        const notifications = inputsOf(plan, "month-budget")["notifications"] as readonly {
            notificationType: string;
        }[];
        assert.deepEqual(
            notifications.map(({ notificationType }) => notificationType),
            ["ACTUAL"],
        );
    });

    it("given an action and a topic alone, tells the topic of it", async () => {
        const plan = await planBudget({ ...BUDGET_ARGS, emails: undefined });
        assert.deepEqual(inputsOf(plan, "month-action")["subscribers"], [
            { address: BUDGET_ARGS.topicArn, subscriptionType: "SNS" },
        ]);
    });

    describe("given arguments at fault", () => {
        const usd = "monthlyLimitUsd: expected US dollars from 1 to 10000000, with cents at the finest";
        const stop = (changed: object) => ({ stopCreating: { ...BUDGET_ARGS.stopCreating!, ...changed } });
        const ownRole = "expected the ARN of a role of account 111122223333";
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "what it does not have",
                { limit: 5, ...stop({ roles: [] }) },
                [
                    "limit: expected one of the arguments environment, monthlyLimitUsd, scope, emails, topicArn, actualPercents, forecastPercents, stopCreating, got 5",
                    "stopCreating.roles: expected one of the arguments atPercent, roleArns, got []",
                ],
            ],
            [
                "a stop that is none",
                { stopCreating: 100 },
                ["stopCreating: expected an object with atPercent, roleArns, got 100"],
            ],
            ["a sum below a dollar", { monthlyLimitUsd: 0.99 }, [`${usd}, got 0.99`]],
            ["a sum above all bounds", { monthlyLimitUsd: 10_000_000.01 }, [`${usd}, got 10000000.01`]],
            ["a sum finer than cents", { monthlyLimitUsd: 1.005 }, [`${usd}, got 1.005`]],
            ["a sum that is a text", { monthlyLimitUsd: "450" }, [`${usd}, got "450"`]],
            ["no sum", { monthlyLimitUsd: NaN }, [`${usd}, got NaN`]],
            [
                "another scope",
                { scope: "organisation" },
                ['scope: expected one of "account", "environmentTag", got "organisation"'],
            ],
            [
                "nobody to tell",
                { emails: [], topicArn: undefined },
                ["emails: expected an address, or a topic in topicArn: nobody would hear of it, got []"],
            ],
            ["what is no address", { emails: ["shop"] }, ['emails[0]: expected an e-mail address, got "shop"']],
            [
                "an address twice",
                { emails: ["shop@example.com", "shop@example.com"] },
                ['emails[1]: expected one that is not in the list yet, got "shop@example.com"'],
            ],
            [
                "eleven addresses",
                { emails: Array.from({ length: 11 }, (_, place) => `shop-${place}@example.com`) },
                ["emails: expected at most 10 addresses, got 11"],
            ],
            [
                "shares out of bounds",
                { actualPercents: [0, 1], forecastPercents: [1000, 1001] },
                [
                    "actualPercents[0]: expected a whole number from 1 to 1000, got 0",
                    "forecastPercents[1]: expected a whole number from 1 to 1000, got 1001",
                ],
            ],
            [
                "no share at all",
                { actualPercents: [], forecastPercents: [] },
                ["actualPercents: expected a share here or in forecastPercents, got []"],
            ],
            [
                "six shares",
                { actualPercents: [10, 20, 30], forecastPercents: [40, 50, 60] },
                ["actualPercents: expected at most 5 shares, forecastPercents with them, got [10,20,30,40,50,60]"],
            ],
            [
                "a role of another account",
                stop({ roleArns: ["arn:aws:iam::444455556666:role/deploy"] }),
                [`stopCreating.roleArns[0]: ${ownRole}, got "arn:aws:iam::444455556666:role/deploy"`],
            ],
            ["no role", stop({ roleArns: [] }), ["stopCreating.roleArns: expected at least one role, got []"]],
            [
                "an action at no share",
                stop({ atPercent: 0 }),
                ["stopCreating.atPercent: expected a whole number from 1 to 1000, got 0"],
            ],
            [
                "a name that AWS would not take",
                { environment: { ...STAGING, name: "Staging" } },
                [
                    'environment.name: expected 2 to 20 lower-case letters, digits and single dashes, a letter first, no dash last, got "Staging"',
                ],
            ],
        ];
        for (const [given, changed, faults] of bad) {
            it(`given ${given}, names it`, () => {
                assert.deepEqual(
                    faultsOf(() => {
                        assertBudgetArgs("month", { ...BUDGET_ARGS, ...changed });
                    }),
                    faults,
                );
            });
        }

        it("given an action in production, refuses it", () => {
            const args = {
                ...SMALLEST,
                stopCreating: { atPercent: 100, roleArns: ["arn:aws:iam::444455556666:role/deploy"] },
            };
            assert.deepEqual(
                faultsOf(() => {
                    assertBudgetArgs("month", args);
                }).map(fault => fault.split(", got")[0]),
                ["stopCreating: expected nothing in production, which must be able to grow"],
            );
        });

        it("given several at once, names them all, with the component's name among them", () => {
            const faults = faultsOf(() => {
                assertBudgetArgs("Month", { ...SMALLEST, monthlyLimitUsd: 0, emails: [], actualPercents: [1.5] });
            });
            assert.deepEqual(
                faults.map(fault => fault.split(":")[0]),
                ["name", "monthlyLimitUsd", "emails", "actualPercents[0]"],
            );
        });

        it("given the bounds themselves, takes them", () => {
            for (const monthlyLimitUsd of [1, 10_000_000, 0.1 + 449.9]) {
                assertBudgetArgs("month", { ...BUDGET_ARGS, monthlyLimitUsd, actualPercents: [1, 1000] });
            }
        });
    });
});
