import type { Rule } from "../kernel";
import { clusterEndpointNotOpen } from "./hygiene/cluster-endpoint-not-open";
import { clusterLogsComplete } from "./hygiene/cluster-logs-complete";
import { containersHaveLimits } from "./hygiene/containers-have-limits";
import { databaseBackupRetention } from "./hygiene/database-backup-retention";
import { databaseProtectedInProduction } from "./hygiene/database-protected-in-production";
import { databaseStorageEncrypted } from "./hygiene/database-storage-encrypted";
import { destroyableOutsideProduction } from "./hygiene/destroyable-outside-production";
import { imageByDigest } from "./hygiene/image-by-digest";
import { instanceMetadataNeedsSession } from "./hygiene/instance-metadata-needs-session";
import { keyRotationEnabled } from "./hygiene/key-rotation-enabled";
import { listenerUsesModernTls } from "./hygiene/listener-uses-modern-tls";
import { logRetentionSet } from "./hygiene/log-retention-set";
import { podsNotPrivileged } from "./hygiene/pods-not-privileged";
import { securityGroupNotOpen } from "./hygiene/security-group-not-open";
import { standardSupportOnly } from "./hygiene/standard-support-only";
import { volumesEncrypted } from "./hygiene/volumes-encrypted";
import { bucketNotPublic } from "./isolation/bucket-not-public";
import { databaseNotPublic } from "./isolation/database-not-public";
import { distinctAccounts } from "./isolation/distinct-accounts";
import { iamTrustWithinEnvironment } from "./isolation/iam-trust-within-environment";
import { kmsGrantWithinEnvironment } from "./isolation/kms-grant-within-environment";
import { namespaceDeniesByDefault } from "./isolation/namespace-denies-by-default";
import { networkRangesDisjoint } from "./isolation/network-ranges-disjoint";
import { noCrossEnvironmentStackReference } from "./isolation/no-cross-environment-stack-reference";
import { noNamesOfTheOtherEnvironment } from "./isolation/no-names-of-the-other-environment";
import { privateZoneWithinEnvironment } from "./isolation/private-zone-within-environment";
import { providerAccountPinned } from "./isolation/provider-account-pinned";
import { resourcePolicyWithinEnvironment } from "./isolation/resource-policy-within-environment";
import { snapshotAndImageNotShared } from "./isolation/snapshot-and-image-not-shared";
import { vpcPeeringWithinEnvironment } from "./isolation/vpc-peering-within-environment";
import { noSpotInProduction } from "./schedule/no-spot-in-production";
import { productionNeverScheduled } from "./schedule/production-never-scheduled";
import { scheduleRoleCanDoWhatItsTargetSays } from "./schedule/schedule-role-can-do-what-its-target-says";
import { stoppableOutsideProductionIsScheduled } from "./schedule/stoppable-outside-production-is-scheduled";
import { managedMasterPassword } from "./secrets/managed-master-password";
import { noPlaintextCredentials } from "./secrets/no-plaintext-credentials";
import { noStaticAccessKeys } from "./secrets/no-static-access-keys";
import { environmentTagMatchesStack } from "./tagging/environment-tag-matches-stack";
import { requiredTags } from "./tagging/required-tags";

/** Every rule of the pack: family by family, and in each the widest first. */
export const rules: readonly Rule[] = [
    providerAccountPinned,
    distinctAccounts,
    networkRangesDisjoint,
    vpcPeeringWithinEnvironment,
    iamTrustWithinEnvironment,
    resourcePolicyWithinEnvironment,
    kmsGrantWithinEnvironment,
    snapshotAndImageNotShared,
    privateZoneWithinEnvironment,
    noCrossEnvironmentStackReference,
    noNamesOfTheOtherEnvironment,
    bucketNotPublic,
    databaseNotPublic,
    namespaceDeniesByDefault,
    requiredTags,
    environmentTagMatchesStack,
    stoppableOutsideProductionIsScheduled,
    scheduleRoleCanDoWhatItsTargetSays,
    productionNeverScheduled,
    noSpotInProduction,
    managedMasterPassword,
    noPlaintextCredentials,
    noStaticAccessKeys,
    databaseStorageEncrypted,
    volumesEncrypted,
    keyRotationEnabled,
    databaseBackupRetention,
    databaseProtectedInProduction,
    destroyableOutsideProduction,
    clusterEndpointNotOpen,
    clusterLogsComplete,
    logRetentionSet,
    securityGroupNotOpen,
    listenerUsesModernTls,
    instanceMetadataNeedsSession,
    imageByDigest,
    containersHaveLimits,
    podsNotPrivileged,
    standardSupportOnly,
];

export {
    bucketNotPublic,
    clusterEndpointNotOpen,
    clusterLogsComplete,
    containersHaveLimits,
    databaseBackupRetention,
    databaseNotPublic,
    databaseProtectedInProduction,
    databaseStorageEncrypted,
    destroyableOutsideProduction,
    distinctAccounts,
    environmentTagMatchesStack,
    iamTrustWithinEnvironment,
    imageByDigest,
    instanceMetadataNeedsSession,
    keyRotationEnabled,
    kmsGrantWithinEnvironment,
    listenerUsesModernTls,
    logRetentionSet,
    managedMasterPassword,
    namespaceDeniesByDefault,
    networkRangesDisjoint,
    noCrossEnvironmentStackReference,
    noNamesOfTheOtherEnvironment,
    noPlaintextCredentials,
    noSpotInProduction,
    noStaticAccessKeys,
    podsNotPrivileged,
    privateZoneWithinEnvironment,
    productionNeverScheduled,
    providerAccountPinned,
    requiredTags,
    resourcePolicyWithinEnvironment,
    scheduleRoleCanDoWhatItsTargetSays,
    securityGroupNotOpen,
    snapshotAndImageNotShared,
    standardSupportOnly,
    stoppableOutsideProductionIsScheduled,
    volumesEncrypted,
    vpcPeeringWithinEnvironment,
};
