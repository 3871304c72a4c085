import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults } from "./arguments";
import { type Environment, environmentFaults, protectionFor, tagsFor } from "./environment";
import { keyDeletionDays } from "./key-deletion";
import { checkKnown } from "./known-arguments";
import { COMPONENT_NAME_EXPECTED, isComponentName, keyAlias, physicalName } from "./naming";
import { keyAdministration, logEncryption, policyDocument } from "./policy-documents";
import type { KeyRef } from "./references";

/** Inputs of {@link LogKey}. */
export interface LogKeyArgs {
    readonly environment: Environment;
}

const ARGUMENTS: Readonly<Record<keyof LogKeyArgs, true>> = { environment: true };
/** Every log group of the account and region, which are the environment's own. */
const EVERY_LOG_GROUP = "*";

/**
 * A key for log groups that have none of their own: those of `Edge`, `RestoreDrill` and `FaultInjection` take it as `key` or
 * `logKey`. Whoever may not use the key cannot read what was once logged, and each use of it is recorded.
 */
export class LogKey extends pulumi.ComponentResource implements KeyRef {
    readonly keyArn: pulumi.Output<string>;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or unknown */
    constructor(name: string, args: LogKeyArgs, opts?: pulumi.ComponentResourceOptions) {
        assertLogKeyArgs(name, args);
        super("stagewright:logs:LogKey", name, {}, opts);
        const { environment } = args;
        const resource = `${name}-key`;
        const protect = protectionFor(environment.class).deletionProtected;
        const key = new aws.kms.Key(
            resource,
            {
                description: `Encrypts log groups of ${physicalName(environment, name)}`,
                enableKeyRotation: true,
                deletionWindowInDays: keyDeletionDays(environment.class),
                policy: policyDocument(keyAdministration(environment), logEncryption(environment, [EVERY_LOG_GROUP])),
                tags: tagsFor(environment, resource),
            },
            { parent: this, protect },
        );
        new aws.kms.Alias(
            `${resource}-alias`,
            { name: keyAlias(environment, name), targetKeyId: key.keyId },
            { parent: this },
        );
        this.keyArn = key.arn;
        this.registerOutputs({ keyArn: this.keyArn });
    }
}

function assertLogKeyArgs(name: string, args: LogKeyArgs): void {
    const faults = new ArgumentFaults();
    if (!isComponentName(name)) faults.add("name", COMPONENT_NAME_EXPECTED, name);
    checkKnown(faults, args, ARGUMENTS);
    faults.addAll(environmentFaults(args.environment));
    faults.throwIfAny("LogKey");
}
