import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import { keyDeletionDays } from "../key-deletion";
import { keyAlias, physicalName } from "../naming";
import { regionalArn } from "../partition";
import { keyAdministration, logEncryption, policyDocument, type PolicyConditions } from "../policy-documents";
import type { KeyRef } from "../references";

/** The key of a database: its own, or one that existed. */
export interface DatabaseKey {
    readonly arn: pulumi.Input<string>;
    /** As the first user's secret names it. */
    readonly secretKeyId: pulumi.Input<string>;
    /** How a policy names it: plain wherever that is possible. */
    readonly inPolicies: { readonly resource: pulumi.Input<string>; readonly conditions: PolicyConditions };
    /** What must be there before a policy that names it has any effect. */
    readonly ready: readonly pulumi.Resource[];
}

export interface DatabaseKeyArgs {
    readonly environment: Environment;
    /** The key that exists already, in place of a new one. */
    readonly key?: KeyRef;
    /** Names of the log groups that it encrypts. */
    readonly logGroupNames: readonly string[];
}

/** The key for storage, backups, insights, the first user's secret and the logs. */
export function databaseKey(name: string, args: DatabaseKeyArgs, parent: pulumi.Resource): DatabaseKey {
    if (args.key === undefined) return ownKey(name, args, parent);
    const { keyArn } = args.key;
    return { arn: keyArn, secretKeyId: keyArn, inPolicies: { resource: keyArn, conditions: {} }, ready: [] };
}

function ownKey(name: string, { environment, logGroupNames }: DatabaseKeyArgs, parent: pulumi.Resource): DatabaseKey {
    const resource = `${name}-key`;
    const alias = keyAlias(environment, name);
    const key = new aws.kms.Key(
        resource,
        {
            description: `Encrypts the database ${physicalName(environment, name)}`,
            enableKeyRotation: true,
            deletionWindowInDays: keyDeletionDays(environment.class),
            policy: policyDocument(keyAdministration(environment), logEncryption(environment, logGroupNames)),
            tags: tagsFor(environment, resource),
        },
        { parent, protect: protectionFor(environment.class).deletionProtected },
    );
    const named = new aws.kms.Alias(`${resource}-alias`, { name: alias, targetKeyId: key.keyId }, { parent });
    return {
        arn: key.arn,
        secretKeyId: key.keyId,
        // Its id is not known before it exists, its alias is: a policy that says so can be judged beforehand.
        inPolicies: {
            resource: regionalArn(environment, "kms", "key/*"),
            conditions: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } },
        },
        ready: [named],
    };
}
