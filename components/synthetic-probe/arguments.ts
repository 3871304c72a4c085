import { ArgumentFaults, textMatching, wholeNumber } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkKnown } from "../known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "../naming";
import type { Fields } from "../object-arguments";
import { type AlarmRoute, checkAlarmRoute } from "../planned-alarm";
import { type NetworkRef, subnetsOf } from "../references";

/** Inputs of `SyntheticProbe`. */
export interface SyntheticProbeArgs {
    readonly environment: Environment;
    /** What is asked for, such as `https://shop.staging.example.com/healthz`. It is seen in the plan: no secret belongs in it. */
    readonly url: string;
    /** Who hears of a failure, and where the pages about alarms begin: this one's is `<runbookBaseUrl>/probe-failed`. */
    readonly alerts: AlarmRoute;
    /**
     * Runtime of CloudWatch Synthetics, such as `syn-nodejs-puppeteer-11.0`. AWS ends each within a year or two, so it is never
     * chosen here. Valid: one for Node.js, plain or with Puppeteer.
     */
    readonly runtimeVersion: string;
    /**
     * Status that is expected. Redirects are not followed. Valid: 200 to 599.
     *
     * @default 200
     */
    readonly expectedStatus?: number;
    /**
     * A text that the first MiB of the answer must hold.
     *
     * @default - none: whatever is answered is right
     */
    readonly expectedText?: string;
    /**
     * How long the whole answer may take, in seconds. Valid: 1 to 30.
     *
     * @default 10
     */
    readonly timeoutSeconds?: number;
    /**
     * Minutes from one request to the next. Two that fail in a row put the alarm off. Valid: 1 to 59.
     *
     * @default 5
     */
    readonly everyMinutes?: number;
    /**
     * How long the record of each run is kept, in days. Valid: 1 to 455.
     *
     * @default 14
     */
    readonly retentionDays?: number;
    /**
     * Runs in the private subnets of this network, so that the endpoint sees the address of its NAT gateway.
     *
     * @default - outside every network: the endpoint must let the whole internet in
     */
    readonly network?: NetworkRef;
}

export const PROBE_DEFAULTS = {
    expectedStatus: 200,
    timeoutSeconds: 10,
    everyMinutes: 5,
    retentionDays: 14,
} as const;

const URL_EXPECTED = textMatching(
    /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[!-~]*)?$/,
    "an https address with a lower-case host name, without a user or a port",
);
/** Runtimes with Playwright call scripts in another way (CloudWatch user guide, "Canary runtime versions"). */
const RUNTIME = textMatching(
    /^syn-nodejs(-puppeteer)?-\d+\.\d+$/,
    "a runtime of CloudWatch Synthetics such as syn-nodejs-puppeteer-11.0",
);
const TEXT = textMatching(/^[^]{1,1000}$/, "1 to 1000 characters");

const ARGUMENTS: Fields<SyntheticProbeArgs> = {
    environment: true,
    url: true,
    alerts: true,
    runtimeVersion: true,
    expectedStatus: true,
    expectedText: true,
    timeoutSeconds: true,
    everyMinutes: true,
    retentionDays: true,
    network: true,
};

/**
 * Checks everything about a probe's arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertSyntheticProbeArgs(name: string, args: SyntheticProbeArgs): void {
    const { alerts, network } = args;
    const faults = new ArgumentFaults();
    faults.check("name", name, { expected: COMPONENT_NAME_EXPECTED, fits: () => isComponentName(name) });
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(args.environment));
    faults.check("url", args.url, URL_EXPECTED);
    checkAlarmRoute(faults, "alerts", alerts);
    faults.check("runtimeVersion", args.runtimeVersion, RUNTIME);
    faults.checkOptional("expectedStatus", args.expectedStatus, wholeNumber(200, 599));
    faults.checkOptional("expectedText", args.expectedText, TEXT);
    faults.checkOptional("timeoutSeconds", args.timeoutSeconds, wholeNumber(1, 30));
    faults.checkOptional("everyMinutes", args.everyMinutes, wholeNumber(1, 59));
    faults.checkOptional("retentionDays", args.retentionDays, wholeNumber(1, 455));
    if (network !== undefined && subnetsOf(network, "private").length === 0) {
        faults.add("network.subnets", "at least one private subnet", network.subnets);
    }
    faults.throwIfAny("SyntheticProbe");
}
