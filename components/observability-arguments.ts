import { ArgumentFaults, emailAddress, oneOf, textMatching } from "./arguments";
import { type Environment, environmentFaults } from "./environment";
import { LOG_RETENTION_DAYS } from "./log-retention";
import { COMPONENT_NAME_EXPECTED, isComponentName } from "./naming";
import { checkKnown, isPlainObject } from "./known-arguments";
import type { Fields } from "./object-arguments";
import { checkDatabaseRef } from "./database-reference";
import type { DatabaseRef } from "./references";
import { RUNBOOK_BASE_URL } from "./runbooks";

/** Inputs of `Observability`. */
export interface ObservabilityArgs {
    readonly environment: Environment;
    /** The cluster that is watched: the component, for which everything here waits, or one that exists. */
    readonly cluster: {
        /** Name of the cluster in AWS. */
        readonly clusterName: string;
    };
    /** The database that is watched. */
    readonly database: DatabaseRef;
    /** Version of the add-on `amazon-cloudwatch-observability`, such as `v4.5.0-eksbuild.1`, of September 2024 or later. */
    readonly agentVersion: string;
    /** How long logs are kept, in days. Valid: what CloudWatch Logs takes, 1 to 3653. */
    readonly logRetentionDays: number;
    /**
     * Address that alarms go to; it has to confirm once.
     *
     * @default - nobody: subscribe to `topicArn` by other means
     */
    readonly alertEmail?: string;
    /** Where the pages about alarms begin; each alarm's own is `<runbookBaseUrl>/<alarm>`. An https address. */
    readonly runbookBaseUrl: string;
}

const ADDON_VERSION = textMatching(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "an add-on version such as v4.5.0-eksbuild.1");
const NAME_IN_AWS = textMatching(
    /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/,
    "a name in AWS: letters, digits, dashes, underscores",
);

const KNOWN: Fields<ObservabilityArgs> = {
    environment: true,
    cluster: true,
    database: true,
    agentVersion: true,
    logRetentionDays: true,
    alertEmail: true,
    runbookBaseUrl: true,
};

/** Throws one error naming every argument at fault. */
export function assertObservabilityArgs(name: string, args: ObservabilityArgs): void {
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, KNOWN);
    faults.addAll(environmentFaults(args.environment));
    if (isPlainObject(args.cluster)) {
        faults.check("cluster.clusterName", args.cluster.clusterName, NAME_IN_AWS);
    } else {
        faults.add("cluster", "an object with clusterName", args.cluster);
    }
    checkDatabaseRef(faults, "database", args.database);
    faults.check("agentVersion", args.agentVersion, ADDON_VERSION);
    faults.check("logRetentionDays", args.logRetentionDays, oneOf(LOG_RETENTION_DAYS));
    faults.checkOptional("alertEmail", args.alertEmail, emailAddress);
    faults.check("runbookBaseUrl", args.runbookBaseUrl, RUNBOOK_BASE_URL);
    faults.throwIfAny("Observability");
}
