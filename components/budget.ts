import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createBudgetAction } from "./budget-action";
import { assertBudgetArgs, BUDGET_DEFAULTS, type BudgetArgs } from "./budget-arguments";
import { tagKey, tagsFor } from "./environment";
import { physicalName } from "./naming";

export type { BudgetArgs, BudgetScope, StopCreating } from "./budget-arguments";

/** Says what a month may cost, and tells people before and when it costs more. */
export class Budget extends pulumi.ComponentResource {
    /** Name of the budget in AWS, known while planning. */
    readonly budgetName: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: BudgetArgs, opts?: pulumi.ComponentResourceOptions) {
        assertBudgetArgs(name, args);
        super("stagewright:budget:Budget", name, {}, opts);
        const { environment, stopCreating } = args;
        this.budgetName = physicalName(environment, name);
        const budget = new aws.budgets.Budget(
            `${name}-budget`,
            {
                name: this.budgetName,
                budgetType: "COST",
                timeUnit: "MONTHLY",
                limitAmount: String(args.monthlyLimitUsd),
                limitUnit: "USD",
                // Credits and refunds would hide what the environment uses until they end.
                costTypes: { includeCredit: false, includeRefund: false },
                costFilters:
                    args.scope === "account"
                        ? undefined
                        : [
                              {
                                  name: "TagKeyValue",
                                  values: [billingTag(tagKey(environment, "environment"), environment.name)],
                              },
                          ],
                notifications: notificationsOf(args),
                tags: tagsFor(environment, `${name}-budget`),
            },
            { parent: this },
        );
        if (stopCreating !== undefined) {
            createBudgetAction(name, { ...args, budget, budgetName: this.budgetName, stopCreating }, this);
        }
        this.registerOutputs({ budgetName: this.budgetName });
    }
}

/** A tag of one's own as cost filters write it. */
function billingTag(key: string, value: string): string {
    return ["user:", key, "$", value].join("");
}

function notificationsOf(args: BudgetArgs): aws.types.input.budgets.BudgetNotification[] {
    const of = (notificationType: "ACTUAL" | "FORECASTED", percents: readonly number[]) =>
        percents.map(threshold => ({
            comparisonOperator: "GREATER_THAN",
            notificationType,
            threshold,
            thresholdType: "PERCENTAGE",
            subscriberEmailAddresses: [...(args.emails ?? [])],
            subscriberSnsTopicArns: args.topicArn === undefined ? [] : [args.topicArn],
        }));
    return [
        ...of("ACTUAL", args.actualPercents ?? BUDGET_DEFAULTS.actualPercents),
        ...of("FORECASTED", args.forecastPercents ?? BUDGET_DEFAULTS.forecastPercents),
    ];
}
