import type * as pulumi from "@pulumi/pulumi";
import { ownAlarm } from "../alarm-reference";
import { ArgumentFaults, oneOf, textMatching, wholeNumber } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkKey } from "../existing-key";
import { checkKnown, isPlainObject } from "../known-arguments";
import { LOG_RETENTION_DAYS } from "../log-retention";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import { atLeastOne } from "../ranges";
import type { KeyRef } from "../references";
import { FAULT_KINDS, type FaultAction, type FaultKind } from "./actions";

/** Inputs of `FaultInjection`. */
export interface FaultInjectionArgs {
    /** Where faults are injected. Refused in production. */
    readonly environment: Environment;
    /** What is done, one after the other, each kind once, at least one. */
    readonly actions: readonly FaultAction[];
    /**
     * Alarms of the own account that stop an experiment as soon as one rings: at least one, at most five. Without a stop the
     * blast has no end, so there is no way to leave them out.
     */
    readonly stopAlarmArns: readonly pulumi.Input<string>[];
    /**
     * How long the log of experiments is kept, in days. Valid: what CloudWatch Logs takes, 1 to 3653.
     *
     * @default 90
     */
    readonly logRetentionDays?: number;
    /**
     * The key that encrypts the log. Its policy must let CloudWatch Logs use it.
     *
     * @default - a key that CloudWatch Logs keeps
     */
    readonly key?: KeyRef;
}

export const FAULT_INJECTION_DEFAULTS = { logRetentionDays: 90 } as const;

/** Most stop conditions of one template (FIS, quotas). */
const ALARMS_MAXIMUM = 5;
/** Bounds of our own: with more nodes, or for longer, it is no longer a part of staging that fails. */
const NODES = wholeNumber(1, 10);
const MINUTES = wholeNumber(1, 60);

const ARGUMENTS: Fields<FaultInjectionArgs> = {
    environment: true,
    actions: true,
    stopAlarmArns: true,
    logRetentionDays: true,
    key: true,
};
type ActionOf<Kind extends FaultKind> = Extract<FaultAction, { readonly kind: Kind }>;
/** What each kind takes. */
const FIELDS: { readonly [Kind in FaultKind]: Fields<ActionOf<Kind>> } = {
    terminateNodes: { kind: true, count: true },
    failOverDatabase: { kind: true },
    isolateZone: { kind: true, zone: true, minutes: true },
};

/**
 * Checks everything about the arguments of fault injection.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertFaultInjectionArgs(name: string, args: FaultInjectionArgs): void {
    const { environment } = args;
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(environment));
    if (environment.class === "production") {
        faults.add("environment.class", "staging or ephemeral: no fault is injected into production", "production");
    }
    const actions = atLeastOne("actions", args.actions, "at least one action", faults);
    actions.forEach((action, index) => {
        const path = `actions[${index}]`;
        if (!isPlainObject(action)) {
            faults.add(path, "an object with kind, and what its kind takes", action);
            return;
        }
        faults.check(`${path}.kind`, action.kind, oneOf(FAULT_KINDS));
        if (actions.findIndex(one => one.kind === action.kind) !== index) {
            faults.add(`${path}.kind`, "a kind that is not in the list yet", action.kind);
        }
        checkAction(path, action, environment, faults);
    });
    const alarms = atLeastOne("stopAlarmArns", args.stopAlarmArns, "at least one alarm that stops it", faults);
    if (alarms.length > ALARMS_MAXIMUM) faults.add("stopAlarmArns", `at most ${ALARMS_MAXIMUM} alarms`, alarms.length);
    alarms.forEach((alarm, index) => {
        if (typeof alarm === "string") faults.check(`stopAlarmArns[${index}]`, alarm, ownAlarm(environment));
    });
    faults.checkOptional("logRetentionDays", args.logRetentionDays, oneOf(LOG_RETENTION_DAYS));
    checkKey("key", args.key, environment, faults);
    faults.throwIfAny("FaultInjection");
}

function checkAction(path: string, action: FaultAction, { region }: Environment, faults: ArgumentFaults): void {
    switch (action.kind) {
        case "terminateNodes":
            checkKnown(faults, action, FIELDS.terminateNodes, `${path}.`);
            faults.check(`${path}.count`, action.count, NODES);
            break;
        case "failOverDatabase":
            checkKnown(faults, action, FIELDS.failOverDatabase, `${path}.`);
            break;
        case "isolateZone":
            checkKnown(faults, action, FIELDS.isolateZone, `${path}.`);
            faults.check(
                `${path}.zone`,
                action.zone,
                textMatching(new RegExp(`^${region}[a-z]$`), `a zone of ${region}, such as ${region}a`),
            );
            faults.check(`${path}.minutes`, action.minutes, MINUTES);
            break;
    }
}
