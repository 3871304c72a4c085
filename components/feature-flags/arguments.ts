import type * as pulumi from "@pulumi/pulumi";
import { ownAlarm } from "../alarm-reference";
import { ArgumentFaults, wholeNumber } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkKey } from "../existing-key";
import { checkKnown } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import { checkObject, type Fields } from "../object-arguments";
import type { KeyRef } from "../references";
import { flagFaults, type FlagDefinition, type FlagValue } from "./flags";

/** How a change of values reaches the callers: all of them at once, or a growing share under the eyes of the alarms. */
export type FlagRollout =
    | "allAtOnce"
    | {
          /** From the first caller to the last, in minutes. Valid: 1 to 1440. */
          readonly minutes: number;
          /** Share of the callers that each step adds, in per cent. Valid: 1 to 100. */
          readonly stepPercent: number;
          /** How long alarms are watched after the last caller has it, in minutes. Valid: 0 to 1440. */
          readonly watchMinutes: number;
      };

/** Inputs of `FeatureFlags`. */
export interface FeatureFlagsArgs {
    readonly environment: Environment;
    /** What flags there are, by key: the same in every environment. At least one. Taking one out takes it from its callers. */
    readonly flags: Readonly<Record<string, FlagDefinition>>;
    /** What each flag says in this environment: one value for each flag, none for others. */
    readonly values: Readonly<Record<string, FlagValue>>;
    /**
     * How a change reaches the callers.
     *
     * @default - a quarter every five minutes, watched for ten minutes after the last
     */
    readonly rollout?: FlagRollout;
    /**
     * Alarms of the own account that take a change back while it is rolled out or watched. At most five.
     *
     * @default - none: a bad change stays
     */
    readonly rollbackAlarmArns?: readonly pulumi.Input<string>[];
    /**
     * The key that encrypts the values.
     *
     * @default - a key that AppConfig keeps
     */
    readonly key?: KeyRef;
}

/** Most alarms that an environment of AppConfig watches (type documentation of `appconfig.Environment`). */
const ALARMS_MAXIMUM = 5;
/** A day: the longest of AppConfig (type documentation of `appconfig.DeploymentStrategy`). */
const MINUTES_MAXIMUM = 1440;

const ARGUMENTS: Fields<FeatureFlagsArgs> = {
    environment: true,
    flags: true,
    values: true,
    rollout: true,
    rollbackAlarmArns: true,
    key: true,
};

/**
 * Checks everything about the arguments of feature flags.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertFeatureFlagsArgs(name: string, args: FeatureFlagsArgs): void {
    const { environment, rollout } = args;
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(environment));
    faults.addAll(flagFaults(args.flags, args.values));
    if (rollout !== undefined && rollout !== "allAtOnce") checkSteps(rollout, faults);
    const alarms = faults.items("rollbackAlarmArns", args.rollbackAlarmArns ?? [], "a list of alarms");
    if (alarms.length > ALARMS_MAXIMUM) {
        faults.add("rollbackAlarmArns", `at most ${ALARMS_MAXIMUM} alarms`, alarms.length);
    }
    alarms.forEach((alarm, index) => {
        if (typeof alarm === "string") faults.check(`rollbackAlarmArns[${index}]`, alarm, ownAlarm(environment));
    });
    checkKey("key", args.key, environment, faults);
    faults.throwIfAny("FeatureFlags");
}

function checkSteps(steps: Exclude<FlagRollout, "allAtOnce">, faults: ArgumentFaults): void {
    if (typeof steps !== "object") {
        faults.add("rollout", '"allAtOnce", or minutes, stepPercent and watchMinutes', steps);
    } else if (checkObject(faults, "rollout", steps, { minutes: true, stepPercent: true, watchMinutes: true })) {
        faults.check("rollout.minutes", steps.minutes, wholeNumber(1, MINUTES_MAXIMUM));
        faults.check("rollout.stepPercent", steps.stepPercent, wholeNumber(1, 100));
        faults.check("rollout.watchMinutes", steps.watchMinutes, wholeNumber(0, MINUTES_MAXIMUM));
    }
}
