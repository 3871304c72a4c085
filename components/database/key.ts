import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import { keyDeletionDays } from "../key-deletion";
import { keyAlias, physicalName } from "../naming";
import { keyAdministration, logEncryption, policyDocument } from "../policy-documents";

/** The database's own key: for storage, backups, insights, the first user's secret and the log. */
export function createDatabaseKey(
    name: string,
    environment: Environment,
    logGroupNames: readonly string[],
    parent: pulumi.Resource,
): aws.kms.Key {
    const resource = `${name}-key`;
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
    new aws.kms.Alias(`${resource}-alias`, { name: keyAlias(environment, name), targetKeyId: key.keyId }, { parent });
    return key;
}
