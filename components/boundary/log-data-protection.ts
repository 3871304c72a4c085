import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults, oneOf, textMatching } from "../arguments";
import { type Environment, environmentFaults } from "../environment";
import { checkKnown } from "../known-arguments";
import { checkEach } from "../lists";
import { COMPONENT_NAME_EXPECTED, isComponentName, physicalName } from "../naming";
import {
    DATA_IDENTIFIER_DEFAULTS,
    DATA_IDENTIFIERS,
    type DataIdentifier,
    dataProtectionDocument,
} from "./data-identifiers";

/** Inputs of `LogDataProtection`. */
export interface LogDataProtectionArgs {
    readonly environment: Environment;
    /**
     * Log groups to protect, each once, at least one: such as `logGroupNames` of `Database`, `Cluster` and `Observability`.
     * They must exist before: name their components in `dependsOn` of the options. Taking one out lets everybody read it as
     * it was written, what was masked before included.
     */
    readonly logGroupNames: readonly string[];
    /**
     * Kinds of data that are masked, each once, at least one.
     *
     * @default - credentials, numbers and codes of cards, addresses of mail
     */
    readonly identifiers?: readonly DataIdentifier[];
    /**
     * Log group that is told what kind of data was found where. It exists already, and is none of `logGroupNames`.
     *
     * @default - findings are counted in the metric `LogEventsWithFindings` alone
     */
    readonly findingsLogGroupName?: string;
}

const ARGUMENTS: Readonly<Record<keyof LogDataProtectionArgs, true>> = {
    environment: true,
    logGroupNames: true,
    identifiers: true,
    findingsLogGroupName: true,
};

const LOG_GROUP_EXPECTED = "the name of a log group: 1 to 512 letters, digits and _ - / . #";
/** CreateLogGroup, API reference. */
export const LOG_GROUP = textMatching(/^[\w\-/.#]{1,512}$/, LOG_GROUP_EXPECTED);
/** What may stand in the name of a Pulumi resource without being mistaken for a part of it. */
const NOT_IN_NAMES = /[^A-Za-z0-9]+/g;

/**
 * Masks in log groups what must not be read there. Who has `logs:Unmask` still reads it: the boundary of the components'
 * roles allows that only as far as their own policies do, and none of ours does.
 */
export class LogDataProtection extends pulumi.ComponentResource {
    /** The log groups that are protected. */
    readonly logGroupNames: readonly string[];

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: LogDataProtectionArgs, opts?: pulumi.ComponentResourceOptions) {
        assertLogDataProtectionArgs(name, args);
        super("stagewright:boundary:LogDataProtection", name, {}, opts);
        const { environment, logGroupNames } = args;
        const policyDocument = dataProtectionDocument(environment, {
            name: physicalName(environment, name),
            identifiers: args.identifiers ?? DATA_IDENTIFIER_DEFAULTS,
            findingsLogGroupName: args.findingsLogGroupName,
        });
        for (const logGroupName of logGroupNames) {
            new aws.cloudwatch.LogDataProtectionPolicy(
                `${name}-${roleOf(logGroupName, environment)}`,
                { logGroupName, policyDocument },
                // A name orders nothing: the groups that it names are made by others.
                { parent: this, dependsOn: opts?.dependsOn },
            );
        }
        this.logGroupNames = logGroupNames;
        this.registerOutputs({ logGroupNames });
    }
}

/**
 * A log group in the name of a resource, the same in every environment: `/aws/eks/staging-shop/cluster` is
 * `aws-eks-shop-cluster`.
 */
function roleOf(logGroupName: string, environment: Environment): string {
    const ownName = new RegExp(`(?<![a-z0-9-])${environment.name}-`, "g");
    return logGroupName.replace(ownName, "").replace(NOT_IN_NAMES, "-").replace(/^-|-$/g, "");
}

/**
 * Checks everything about the arguments.
 *
 * @throws pulumi.InputPropertiesError naming every fault
 */
export function assertLogDataProtectionArgs(name: string, args: LogDataProtectionArgs): void {
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(args.environment));
    const groups = faults.items("logGroupNames", args.logGroupNames, "a list of names of log groups");
    checkEach(faults, "logGroupNames", groups, LOG_GROUP);
    if (Array.isArray(args.logGroupNames) && groups.length === 0) {
        faults.add("logGroupNames", "at least one log group", groups);
    }
    if (groups.every(LOG_GROUP.fits)) checkRoles(faults, groups, args.environment);
    checkIdentifiers(faults, "identifiers", args.identifiers);
    faults.checkOptional("findingsLogGroupName", args.findingsLogGroupName, LOG_GROUP);
    if (args.findingsLogGroupName !== undefined && groups.includes(args.findingsLogGroupName)) {
        faults.add("findingsLogGroupName", "a log group that is none of logGroupNames", args.findingsLogGroupName);
    }
    faults.throwIfAny("LogDataProtection");
}

/** Two groups that differ in signs or in the environment's name alone would be one resource. */
function checkRoles(faults: ArgumentFaults, groups: readonly string[], environment: Environment): void {
    groups.forEach((group, index) => {
        const first = groups.find(one => roleOf(one, environment) === roleOf(group, environment)) ?? group;
        if (first === group) return;
        faults.add(`logGroupNames[${index}]`, `one that differs from ${first} in letters or digits`, group);
    });
}

/** Records what is wrong with a list of kinds of data that may be left out. */
export function checkIdentifiers(
    faults: ArgumentFaults,
    path: string,
    identifiers: readonly DataIdentifier[] | undefined,
): void {
    if (identifiers === undefined) return;
    const items = faults.items(path, identifiers, "a list of kinds of data");
    checkEach(faults, path, items, oneOf(DATA_IDENTIFIERS));
    if (Array.isArray(identifiers) && items.length === 0) faults.add(path, "at least one kind of data", items);
}
