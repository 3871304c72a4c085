import { DATABASE_PORTS } from "../database/engines";
import { environmentTags } from "../environment";
import type { DatabaseRef } from "../references";
import type { DataRefreshSourceArgs } from "./arguments";
import { bucketVariables, type ContractFacts, identifierOf, kindOf } from "./contract";
import type { Step } from "./job";
import { cloneGroupName } from "./ports";
import { CLONE_SCRIPT, MASK_SCRIPT, PUBLISH_SCRIPT } from "./scripts/source";

/**
 * Samples of each personal column: values of at least so many characters, since shorter ones are found in any text by chance,
 * and at most so many of them, so that looking for them takes minutes.
 */
const SAMPLES = { characters: 8, values: 5000 } as const;

/** Clone; mask, in the tool's own image; publish, which drops the clone whatever happened before. */
export function refreshSteps(args: DataRefreshSourceArgs, facts: ContractFacts, clone: DatabaseRef): readonly Step[] {
    const { environment, contract, toolsImage } = args;
    const ofClone = {
        DATABASE_KIND: kindOf(contract.source),
        CLONE: identifierOf(clone),
        DATABASE: contract.databaseName,
    };
    const { masking } = facts;
    return [
        {
            name: "clone",
            image: toolsImage,
            script: CLONE_SCRIPT,
            ours: true,
            variables: {
                ...ofClone,
                SOURCE: identifierOf(contract.source),
                CLONE_CLASS: args.cloneInstanceClass,
                CLONE_GROUP: cloneGroupName(args),
                // Whatever the source listens on: this is what the groups open.
                CLONE_PORT: DATABASE_PORTS.postgresql,
                CLONE_TAGS: JSON.stringify(
                    Object.entries(environmentTags(environment)).map(([Key, Value]) => ({ Key, Value })),
                ),
                PERSONAL_COLUMNS: JSON.stringify(contract.personalColumns),
                SAMPLE_CHARACTERS: SAMPLES.characters,
                SAMPLE_VALUES: SAMPLES.values,
                MASKING_CONFIGURATION: masking.configuration,
            },
        },
        {
            name: "mask",
            image: masking.image,
            script: MASK_SCRIPT,
            ours: false,
            variables: { MASKING_COMMAND: masking.command },
        },
        {
            name: "publish",
            image: toolsImage,
            script: PUBLISH_SCRIPT,
            ours: true,
            variables: {
                ...ofClone,
                ...bucketVariables(contract, facts),
                MASKING_RESULT: masking.leaves,
                PROVENANCE: JSON.stringify({ ...facts.provenance, toolsImage }),
                SIGNER: facts.signingKeyAlias,
            },
        },
    ];
}
