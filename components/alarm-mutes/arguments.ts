import type * as pulumi from "@pulumi/pulumi";
import { type MuteRule, muteRules, NotExpressibleError } from "../../hours";
import { DATE_EXPECTED, isDate } from "../../hours/schema";
import { ArgumentFaults, type Expectation, nonEmptyText } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkInput } from "../input-arguments";
import { checkKnown, isPlainObject } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";

/** Alarms that ring because something sleeps. `Observability` and `SyntheticProbe` are some each. */
export interface MutedAlarms {
    /** Their names in CloudWatch. How many there are is plain. */
    readonly alarmNames: readonly pulumi.Input<string>[];
}

/** Inputs of `AlarmMutes`. */
export interface AlarmMutesArgs {
    /** Its working hours say when alarms are heard. Refused in production, whose alarms are always heard. */
    readonly environment: Environment;
    /**
     * Whose alarms are silent, at least one. Not those that tell of a timer that failed, of money or of security: they are for
     * the night.
     */
    readonly alarms: readonly MutedAlarms[];
    /**
     * A date, `YYYY-MM-DD`; rules for holidays and exceptions that are over by then are not made. Give that of the first
     * deployment if CloudWatch refuses rules that are over: whether it does was not found out.
     *
     * @default - every date of the working hours has its rule
     */
    readonly since?: string;
}

const KNOWN: Fields<AlarmMutesArgs> = { environment: true, alarms: true, since: true };

const DATE: Expectation = {
    expected: DATE_EXPECTED,
    fits: value => typeof value === "string" && isDate(value),
};

/**
 * Throws one error naming every argument at fault.
 *
 * @returns the rules that the working hours come to
 */
export function assertAlarmMutesArgs(name: string, args: AlarmMutesArgs): readonly MuteRule[] {
    const faults = new ArgumentFaults();
    const { environment } = args;
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, KNOWN);
    faults.addAll(environmentFaults(environment));
    if (environment.class === "production") {
        faults.add("environment.class", "staging or ephemeral: production is always heard", environment.class);
    }
    const alarms = faults.items("alarms", args.alarms, "a list of what has alarms");
    alarms.forEach((one, index) => {
        checkAlarms(faults, `alarms[${index}]`, one);
    });
    if (Array.isArray(args.alarms) && alarms.length === 0) {
        faults.add("alarms", "at least one that has alarms: there is nothing to mute", args.alarms);
    }
    faults.checkOptional("since", args.since, DATE);
    const rules = faults.all.length === 0 ? rulesOf(args, faults) : [];
    faults.throwIfAny("AlarmMutes");
    return rules;
}

/** A component has more than names: whatever else there is, is its own. */
function checkAlarms(faults: ArgumentFaults, propertyPath: string, alarms: MutedAlarms): void {
    if (!isPlainObject(alarms)) {
        faults.add(propertyPath, "an object with alarmNames", alarms);
        return;
    }
    const names = faults.items(`${propertyPath}.alarmNames`, alarms.alarmNames, "a list of names of alarms");
    names.forEach((name, index) => {
        checkInput(faults, `${propertyPath}.alarmNames[${index}]`, name, nonEmptyText);
    });
    if (Array.isArray(alarms.alarmNames) && names.length === 0) {
        faults.add(`${propertyPath}.alarmNames`, "the name of at least one alarm", alarms.alarmNames);
    }
}

function rulesOf(
    { environment: { workingHours }, since }: AlarmMutesArgs,
    faults: ArgumentFaults,
): readonly MuteRule[] {
    if (workingHours === undefined) throw new TypeError("an environment without working hours passed its own check");
    try {
        return muteRules(workingHours, since);
    } catch (error) {
        if (!(error instanceof NotExpressibleError)) throw error;
        for (const { what, why } of error.inexpressible) {
            faults.add("environment.workingHours", `hours that mute rules can say exactly (${why})`, what);
        }
        return [];
    }
}
