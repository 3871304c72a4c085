import { contractFacts, type DataRefreshContract } from "../data-refresh/contract";
import { bucketArn } from "../log-bucket";
import { regionalArn } from "../partition";
import type { Common } from "./commons";

/**
 * What staging's boundary must declare for staging to read masked artefacts, which production keeps: the bucket, read only,
 * and decryption. Which of production's keys that is stands in the policy of the role and in that of the key.
 */
export function refreshCommons(contract: DataRefreshContract): readonly Common[] {
    const { production, name } = contract;
    const { bucket, prefix } = contractFacts(contract);
    return [
        {
            name: `${name}-artefacts`,
            resources: [bucketArn(production, bucket), bucketArn(production, `${bucket}/${prefix}/*`)],
            actions: ["s3:GetObject", "s3:ListBucket"],
            reason: "staging restores the masked artefacts that production keeps",
        },
        {
            name: `${name}-key`,
            resources: [regionalArn(production, "kms", "key/*")],
            actions: ["kms:Decrypt"],
            reason: "the artefacts are encrypted with a key of production, whose policy names the one role that may decrypt",
        },
    ];
}
