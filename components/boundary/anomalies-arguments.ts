import type * as pulumi from "@pulumi/pulumi";
import { type ArgumentFaults, emailAddress, type Expectation } from "../arguments";
import { checkKnown, isPlainObject } from "../known-arguments";
import { checkEach } from "../lists";

/** From which sum on whom to tell of cost that is unlike what it was. */
export interface AnomaliesArgs {
    /** By how much the cost must exceed what was expected, in US dollars: 1 to 1,000,000, with cents at the finest. */
    readonly minimumImpactUsd: number;
    /**
     * Who hears of it by mail, once a day: at most 10 addresses, each once.
     *
     * @default - nobody: then `topicArn` is required
     */
    readonly emails?: readonly string[];
    /**
     * A topic that hears of each at once. Its policy, and that of its key, must let `costalerts.amazonaws.com` in.
     *
     * @default - none: then `emails` is required
     */
    readonly topicArn?: pulumi.Input<string>;
}

const ARGUMENTS: Readonly<Record<keyof AnomaliesArgs, true>> = { minimumImpactUsd: true, emails: true, topicArn: true };

/** Bounds of our own, in US dollars: below a dollar everything is an anomaly, above a million it is a slip of the keys. */
const IMPACT_USD = { minimum: 1, maximum: 1_000_000 };
/** A subscription has at most ten subscribers by mail (AWS Cost Management user guide, recalled). */
const EMAILS_MAXIMUM = 10;

const IMPACT: Expectation = {
    expected: `US dollars from ${IMPACT_USD.minimum} to ${IMPACT_USD.maximum}, with cents at the finest`,
    fits: value =>
        typeof value === "number" &&
        value >= IMPACT_USD.minimum &&
        value <= IMPACT_USD.maximum &&
        value === Number(value.toFixed(2)),
};

/** Records what is wrong with who is to hear of anomalies. */
export function checkAnomalies(faults: ArgumentFaults, args: AnomaliesArgs): void {
    if (!isPlainObject(args)) {
        faults.add("anomalies", "from which sum on whom to tell", args);
        return;
    }
    checkKnown(faults, args, ARGUMENTS, "anomalies.");
    faults.check("anomalies.minimumImpactUsd", args.minimumImpactUsd, IMPACT);
    const emails = faults.items("anomalies.emails", args.emails ?? [], "a list of e-mail addresses");
    checkEach(faults, "anomalies.emails", emails, emailAddress);
    if (emails.length > EMAILS_MAXIMUM) {
        faults.add("anomalies.emails", `at most ${EMAILS_MAXIMUM} addresses`, emails.length);
    }
    if ((args.emails === undefined || args.emails.length === 0) && args.topicArn === undefined) {
        faults.add("anomalies.emails", "an address, or a topic in topicArn: nobody would hear of it", args.emails);
    }
}
