import type * as pulumi from "@pulumi/pulumi";
import {
    type ArgumentFault,
    ArgumentFaults,
    emailAddress,
    type Expectation,
    oneOf,
    textMatching,
    wholeNumber,
} from "./arguments";
import { type Environment, environmentFaults } from "./environment";
import { checkKnown } from "./known-arguments";
import { checkEach } from "./lists";
import { checkObject, type Fields } from "./object-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "./naming";

/** What a budget counts: all that its account costs, or what carries the environment's tag. */
export const BUDGET_SCOPES = ["account", "environmentTag"] as const;
export type BudgetScope = (typeof BUDGET_SCOPES)[number];

/** Inputs of `Budget`. */
export interface BudgetArgs {
    readonly environment: Environment;
    /** Most that a month should cost, in US dollars: from 1 to 10,000,000, with cents at the finest. */
    readonly monthlyLimitUsd: number;
    /**
     * Which cost counts. `account` is all of the account, and right where the environment has one of its own;
     * `environmentTag` is what carries the tag `environment`, which the organisation must have activated for billing.
     */
    readonly scope: BudgetScope;
    /**
     * Who hears of it by mail, without having to confirm: at most 10 addresses, each once.
     *
     * @default - nobody: then `topicArn` is required
     */
    readonly emails?: readonly string[];
    /**
     * A topic that hears of it. Its policy, and that of its key, must let `budgets.amazonaws.com` in.
     *
     * @default - none: then `emails` is required
     */
    readonly topicArn?: pulumi.Input<string>;
    /**
     * Shares of the limit, in per cent, at which what is already spent is told: whole numbers from 1 to 1000, each once.
     *
     * @default [80, 100]
     */
    readonly actualPercents?: readonly number[];
    /**
     * Shares of the limit, in per cent, at which what the month is forecast to cost is told: as `actualPercents`.
     *
     * @default [100]
     */
    readonly forecastPercents?: readonly number[];
    /**
     * Takes from some roles the right to create more of what costs by the hour, once so much is spent. They keep the right
     * to change and delete. Refused in production.
     *
     * @default - nothing is taken from anybody
     */
    readonly stopCreating?: StopCreating;
}

/** Who may not create any more, and from when on. */
export interface StopCreating {
    /** Share of the limit, in per cent of what is spent: a whole number from 1 to 1000. */
    readonly atPercent: number;
    /** Roles of the environment's own account, each once, at least one. */
    readonly roleArns: readonly string[];
}

const ARGUMENTS: Fields<BudgetArgs> = {
    environment: true,
    monthlyLimitUsd: true,
    scope: true,
    emails: true,
    topicArn: true,
    actualPercents: true,
    forecastPercents: true,
    stopCreating: true,
};
const STOP_CREATING: Fields<StopCreating> = { atPercent: true, roleArns: true };

export const BUDGET_DEFAULTS = { actualPercents: [80, 100], forecastPercents: [100] } as const;

/** Bounds of our own, in US dollars: below a dollar every month is over it, above ten million it is a slip of the keys. */
const LIMIT_USD = { minimum: 1, maximum: 10_000_000 };
/** A notification has at most ten subscribers by mail (AWS Budgets, "Creating a budget"). */
const EMAILS_MAXIMUM = 10;
/** Fewest notifications that AWS has ever allowed on one budget (AWS Budgets, quotas). */
const THRESHOLDS_MAXIMUM = 5;

const USD: Expectation = {
    expected: `US dollars from ${LIMIT_USD.minimum} to ${LIMIT_USD.maximum}, with cents at the finest`,
    fits: value =>
        typeof value === "number" &&
        value >= LIMIT_USD.minimum &&
        value <= LIMIT_USD.maximum &&
        value === Number(value.toFixed(2)),
};
const PERCENT = wholeNumber(1, 1000);

/**
 * Checks everything about a budget's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertBudgetArgs(name: string, args: BudgetArgs): void {
    const faults = new ArgumentFaults();
    faults.addAll(budgetFaults(name, args));
    faults.throwIfAny("Budget");
}

/** Everything that is wrong with a budget's arguments. */
export function budgetFaults(name: string, args: BudgetArgs): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(args.environment));
    faults.check("monthlyLimitUsd", args.monthlyLimitUsd, USD);
    faults.check("scope", args.scope, oneOf(BUDGET_SCOPES));

    const emails = faults.items("emails", args.emails ?? [], "a list of e-mail addresses");
    checkEach(faults, "emails", emails, emailAddress);
    if (emails.length > EMAILS_MAXIMUM) faults.add("emails", `at most ${EMAILS_MAXIMUM} addresses`, emails.length);
    if (args.emails === undefined || args.emails.length === 0) {
        if (args.topicArn === undefined) {
            faults.add("emails", "an address, or a topic in topicArn: nobody would hear of it", args.emails);
        }
    }

    const shares = (["actualPercents", "forecastPercents"] as const).flatMap(property => {
        const percents = faults.items(property, args[property] ?? BUDGET_DEFAULTS[property], "a list of per cents");
        checkEach(faults, property, percents, PERCENT);
        return percents;
    });
    if (shares.length === 0) faults.add("actualPercents", "a share here or in forecastPercents", args.actualPercents);
    if (shares.length > THRESHOLDS_MAXIMUM) {
        faults.add("actualPercents", `at most ${THRESHOLDS_MAXIMUM} shares, forecastPercents with them`, shares);
    }
    if (args.stopCreating !== undefined) checkStopCreating(faults, args.environment, args.stopCreating);
    return faults.all;
}

function checkStopCreating(faults: ArgumentFaults, environment: Environment, stop: StopCreating): void {
    if (environment.class === "production") {
        faults.add("stopCreating", "nothing in production, which must be able to grow", stop);
    }
    if (!checkObject(faults, "stopCreating", stop, STOP_CREATING)) return;
    faults.check("stopCreating.atPercent", stop.atPercent, PERCENT);
    const roles = faults.items("stopCreating.roleArns", stop.roleArns, "a list of role ARNs");
    if (Array.isArray(stop.roleArns) && roles.length === 0) {
        faults.add("stopCreating.roleArns", "at least one role", roles);
    }
    const ownRole = textMatching(
        new RegExp(`^arn:[a-z-]+:iam::${environment.accountId}:role/\\S+$`),
        `the ARN of a role of account ${environment.accountId}`,
    );
    checkEach(faults, "stopCreating.roleArns", roles, ownRole);
}
