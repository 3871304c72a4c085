import { z } from "zod";
import { isPropertyMap } from "../../../plan/value";
import {
    allOf,
    anyOf,
    holds,
    type Stack,
    stackRule,
    type Subject,
    undecided,
    type Verdict,
    violated,
} from "../../kernel";
import { STOPPABLE_KINDS } from "../../../schedule/stoppable";
import { listed } from "../../../plan/plain";

const BUDGET = "aws:budgets/budget:Budget";
/** What costs by the hour, beside what can be stopped. */
const COSTLY = [...Object.keys(STOPPABLE_KINDS), "aws:eks/cluster:Cluster", "aws:ec2/natGateway:NatGateway"];
/** Properties that say what may be spent. */
const LIMITS = ["limitAmount", "plannedLimits", "autoAdjustData"];
const SUBSCRIBERS = ["subscriberEmailAddresses", "subscriberSnsTopicArns"];

export const budgetPresentOutsideProduction = stackRule({
    name: "budget-present-outside-production",
    family: "schedule",
    severity: "low",
    description: "Outside production, a budget of cost with a limit tells somebody when the environment costs more.",
    remediation:
        "Add a `Budget`, or an `aws.budgets.Budget` of `budgetType` COST with a `limitAmount` and a notification that has a subscriber.",
    appliesTo: [BUDGET],
    alsoReads: COSTLY,
    // A budget is often made once for an account, by a program of its own.
    preset: "strict",
    settings: z.object({
        madeElsewhere: z
            .boolean()
            .default(false)
            .describe("Whether the budget of every account is made outside of these programs, which then need none."),
    }),
    check(stack, { settings }) {
        if (stack.environment.class === "production" || settings.madeElsewhere) return [];
        if (stack.byType(...COSTLY).every(({ resource }) => resource.external)) return [];
        return [{ verdict: judge(stack) }];
    },
});

function judge(stack: Stack): Verdict {
    const budgets = stack.byType(BUDGET);
    const verdict = anyOf(budgets.map(judgeBudget), () =>
        violated({
            message:
                budgets.length === 0
                    ? "plans what costs by the hour and no budget, expected one: what somebody forgets is found on the invoice"
                    : "no budget counts cost, has a limit and tells somebody, expected one that does all three: what somebody forgets is found on the invoice",
        }),
    );
    const [hidden] = stack.opaque;
    if (verdict.outcome !== "violated" || hidden === undefined) return verdict;
    return undecided({ message: `no budget is planned in the open; there may be one inside ${hidden.name}` });
}

function judgeBudget(budget: Subject): Verdict {
    return allOf([judgeType(budget), judgeLimit(budget), judgeSubscribers(budget)]);
}

function judgeType(budget: Subject): Verdict {
    const property = "budgetType";
    const type = budget.read(property);
    if (type.state === "unknown") return undecided({ property, message: `${property} cannot be read: ${type.why}` });
    return type.state === "known" && type.value === "COST"
        ? holds()
        : violated({ property, message: `${property} is not COST` });
}

function judgeLimit(budget: Subject): Verdict {
    // What the limit is may be unknown; that there is one is enough.
    return LIMITS.some(property => budget.read(property).state !== "absent")
        ? holds()
        : violated({ property: "limitAmount", message: "limitAmount is not set" });
}

function judgeSubscribers(budget: Subject): Verdict {
    const property = "notifications";
    const reading = budget.read(property);
    if (reading.state === "unknown")
        return undecided({ property, message: `${property} cannot be read: ${reading.why}` });
    const notifications = reading.state === "known" ? listed(reading.value) : [];
    const told = notifications.some(
        notification => isPropertyMap(notification) && SUBSCRIBERS.some(name => listed(notification[name]).length > 0),
    );
    if (told) return holds();
    if (notifications.some(notification => !isPropertyMap(notification))) {
        return undecided({ property, message: "a notification cannot be read" });
    }
    return violated({ property, message: "no notification has a subscriber" });
}
