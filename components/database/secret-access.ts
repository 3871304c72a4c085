import type * as pulumi from "@pulumi/pulumi";
import type { PermissionStatement } from "../policy-documents";
import type { Environment } from "../environment";
import { regionalArn } from "../partition";
import type { DatabaseForm } from "./engines";
import type { DatabaseKey } from "./key";

/**
 * How RDS names and marks the secret of a first user. It alone may set the tag (policy AmazonRDSServiceRolePolicy); the
 * beginnings of the names are recalled.
 */
const OWN_SECRETS = {
    aurora: { prefix: "rds!cluster-", tag: "aws:rds:primaryDBClusterArn", owner: "cluster" },
    instance: { prefix: "rds!db-", tag: "aws:rds:primaryDBInstanceArn", owner: "db" },
} as const;

/** Whose secret may be read. */
export interface SecretOwner {
    readonly environment: Environment;
    readonly form: DatabaseForm;
    /** Name of the cluster or the instance. */
    readonly identifier: string;
    readonly key: Pick<DatabaseKey, "inPolicies">;
}

/**
 * What a role must hold to read the secret of a database's first user, and nothing else. Plain, so that it can be judged before
 * anything exists, unless the key is somebody else's and an output.
 */
export function secretAccess({
    environment,
    form,
    identifier,
    key,
}: SecretOwner): readonly [PermissionStatement, PermissionStatement] {
    const { prefix, tag, owner } = OWN_SECRETS[form];
    const database = regionalArn(environment, "rds", `${owner}:${identifier}`);
    return [
        {
            Sid: "ReadSecretOfFirstUser",
            Action: ["secretsmanager:GetSecretValue"],
            // Its ARN ends in what AWS makes up; the tag, which RDS alone can set, tells whose it is.
            Resource: [regionalArn(environment, "secretsmanager", `secret:${prefix}*`)],
            Condition: { StringEquals: { [`secretsmanager:ResourceTag/${tag}`]: database } },
        },
        decryption(environment, key),
    ];
}

function decryption({ region }: Environment, { inPolicies }: Pick<DatabaseKey, "inPolicies">): PermissionStatement {
    const resource: pulumi.Input<string> = inPolicies.resource;
    return {
        Sid: "DecryptSecrets",
        Action: ["kms:Decrypt"],
        Resource: [resource],
        Condition: {
            StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` },
            ...inPolicies.conditions,
        },
    };
}
