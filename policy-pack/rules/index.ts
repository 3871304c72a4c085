import type { Rule } from "../kernel";
import { clusterEndpointNotOpen } from "./hygiene/cluster-endpoint-not-open";
import { clusterLogsComplete } from "./hygiene/cluster-logs-complete";
import { databaseBackupRetention } from "./hygiene/database-backup-retention";
import { databaseProtectedInProduction } from "./hygiene/database-protected-in-production";
import { databaseStorageEncrypted } from "./hygiene/database-storage-encrypted";
import { logRetentionSet } from "./hygiene/log-retention-set";
import { securityGroupNotOpen } from "./hygiene/security-group-not-open";
import { distinctAccounts } from "./isolation/distinct-accounts";
import { iamTrustWithinEnvironment } from "./isolation/iam-trust-within-environment";
import { networkRangesDisjoint } from "./isolation/network-ranges-disjoint";
import { noCrossEnvironmentStackReference } from "./isolation/no-cross-environment-stack-reference";
import { providerAccountPinned } from "./isolation/provider-account-pinned";
import { noSpotInProduction } from "./schedule/no-spot-in-production";
import { productionNeverScheduled } from "./schedule/production-never-scheduled";
import { stoppableOutsideProductionIsScheduled } from "./schedule/stoppable-outside-production-is-scheduled";
import { managedMasterPassword } from "./secrets/managed-master-password";
import { noPlaintextCredentials } from "./secrets/no-plaintext-credentials";
import { environmentTagMatchesStack } from "./tagging/environment-tag-matches-stack";
import { requiredTags } from "./tagging/required-tags";

/** Every rule of the pack: family by family, and in each the widest first. */
export const rules: readonly Rule[] = [
    providerAccountPinned,
    distinctAccounts,
    networkRangesDisjoint,
    iamTrustWithinEnvironment,
    noCrossEnvironmentStackReference,
    requiredTags,
    environmentTagMatchesStack,
    stoppableOutsideProductionIsScheduled,
    productionNeverScheduled,
    noSpotInProduction,
    managedMasterPassword,
    noPlaintextCredentials,
    databaseStorageEncrypted,
    databaseBackupRetention,
    databaseProtectedInProduction,
    clusterEndpointNotOpen,
    clusterLogsComplete,
    logRetentionSet,
    securityGroupNotOpen,
];

export {
    clusterEndpointNotOpen,
    clusterLogsComplete,
    databaseBackupRetention,
    databaseProtectedInProduction,
    databaseStorageEncrypted,
    distinctAccounts,
    environmentTagMatchesStack,
    iamTrustWithinEnvironment,
    logRetentionSet,
    managedMasterPassword,
    networkRangesDisjoint,
    noCrossEnvironmentStackReference,
    noPlaintextCredentials,
    noSpotInProduction,
    productionNeverScheduled,
    providerAccountPinned,
    requiredTags,
    securityGroupNotOpen,
    stoppableOutsideProductionIsScheduled,
};
