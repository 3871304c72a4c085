import type { Environment } from "../environment";
import { bucketArn } from "../log-bucket";
import { regionalArn } from "../partition";
import type { PolicyStatement } from "../policy-documents";
import type { DatabaseRef } from "../references";
import type { ContractFacts, RefreshSide } from "./contract";
import { describingDatabases, keyCalled, listingArtefacts, readingPassword, writingMetrics } from "./permissions";

export interface TargetPermissionsArgs {
    readonly environment: Environment;
    readonly production: RefreshSide;
    readonly facts: ContractFacts;
    readonly database: DatabaseRef;
}

/** What the restoring job may do: read artefacts of production, which it can neither write nor delete, and its own database. */
export function restorePermissions(args: TargetPermissionsArgs): readonly PolicyStatement[] {
    const { environment, production, facts, database } = args;
    return [
        listingArtefacts(production, facts),
        {
            Sid: "ReadArtefacts",
            Effect: "Allow",
            Action: "s3:GetObject",
            Resource: bucketArn(production, `${facts.bucket}/${facts.prefix}/*`),
        },
        {
            Sid: "DecryptArtefacts",
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: regionalArn(production, "kms", "key/*"),
            Condition: {
                StringEquals: { "kms:ViaService": `s3.${production.region}.amazonaws.com` },
                ...keyCalled(facts.keyAlias),
            },
        },
        ...askingTheDatabase(environment, database),
    ];
}

/** What the watching job may do: ask the database when it was refreshed. */
export function askingTheDatabase(environment: Environment, database: DatabaseRef): readonly PolicyStatement[] {
    return [describingDatabases(environment), ...readingPassword(environment, database), writingMetrics()];
}
