import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment";
import { permissionDocument, type PermissionStatement, serviceTrust } from "../policy-documents";
import { createRole } from "../roles";
import type { DatabaseForm } from "./engines";
import type { DatabaseKey } from "./key";
import type { DatabaseProxyArgs } from "./proxy-arguments";
import { secretAccess } from "./secret-access";

export interface ProxyRoleArgs {
    readonly environment: Environment;
    readonly proxy: DatabaseProxyArgs;
    readonly key: DatabaseKey;
    readonly form: DatabaseForm;
    /** Name of the cluster or the instance. */
    readonly identifier: string;
}

/** The role of a proxy and what it may do, which the proxy waits for. */
export interface ProxyRole {
    readonly role: aws.iam.Role;
    readonly permissions: aws.iam.RolePolicy;
}

/** Lets a proxy read the secrets of the database's users, and decrypt them with the database's key, and nothing else. */
export function createProxyRole(name: string, args: ProxyRoleArgs, parent: pulumi.Resource): ProxyRole {
    const { environment, key } = args;
    const resource = `${name}-proxy-role`;
    const role = createRole(
        environment,
        {
            name: resource,
            description: "Reads the secrets of the database's users for its proxy",
            trust: serviceTrust("rds.amazonaws.com"),
        },
        parent,
    );
    const permissions = new aws.iam.RolePolicy(
        `${name}-proxy-permissions`,
        { role: role.name, policy: permissionDocument(statementsOf(args)) },
        { parent, dependsOn: [...key.ready] },
    );
    return { role, permissions };
}

/** The first user's secret, and those that the caller names. */
function statementsOf(args: ProxyRoleArgs): readonly PermissionStatement[] {
    const [read, decrypt] = secretAccess(args);
    const secrets = args.proxy.userSecretArns ?? [];
    const ofUsers: PermissionStatement = {
        Sid: "ReadSecretsOfUsers",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: secrets,
    };
    return [read, ...(secrets.length === 0 ? [] : [ofUsers]), decrypt];
}
