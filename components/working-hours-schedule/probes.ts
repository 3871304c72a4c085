import { type ArgumentFaults, textMatching } from "../arguments";
import type { Environment } from "../environment";
import { isPlainObject } from "../known-arguments";
import { physicalName } from "../naming";

/** A probe that sleeps. `SyntheticProbe` is one. */
export interface SleepingProbe {
    /** Name of the canary in CloudWatch Synthetics. */
    readonly canaryName: string;
}

/** Names of canaries (CreateCanary, API reference). */
const CANARY_NAME = textMatching(
    /^[0-9a-z_-]{1,255}$/,
    "the name of a canary: lower-case letters, digits, dashes, underscores",
);

/** What a probe's timers are called after their verb: its name, without that of its environment. */
export function probeRole(environment: Environment, { canaryName }: SleepingProbe): string {
    const prefix = physicalName(environment, "");
    return `probe-${canaryName.startsWith(prefix) ? canaryName.slice(prefix.length) : canaryName}`;
}

/** Records what is wrong with probes that sleep. */
export function checkProbes(probes: readonly SleepingProbe[], faults: ArgumentFaults): void {
    const names = new Set<string>();
    probes.forEach((probe, index) => {
        if (!isPlainObject(probe)) {
            faults.add(`probes[${index}]`, "an object with canaryName", probe);
            return;
        }
        const path = `probes[${index}].canaryName`;
        faults.check(path, probe.canaryName, CANARY_NAME);
        if (names.has(probe.canaryName)) faults.add(path, "a name that no other probe has", probe.canaryName);
        names.add(probe.canaryName);
    });
}
