import type { Rule } from "../kernel";
import { bucketDeniesPlainHttp } from "./hygiene/bucket-denies-plain-http";
import { bucketVersioned } from "./hygiene/bucket-versioned";
import { cacheEncrypted } from "./hygiene/cache-encrypted";
import { clusterEndpointNotOpen } from "./hygiene/cluster-endpoint-not-open";
import { clusterLogsComplete } from "./hygiene/cluster-logs-complete";
import { clusterSecretsEncrypted } from "./hygiene/cluster-secrets-encrypted";
import { clusterVersionSupported } from "./hygiene/cluster-version-supported";
import { containersAreProbed } from "./hygiene/containers-are-probed";
import { containersHaveLimits } from "./hygiene/containers-have-limits";
import { databaseBackupRetention } from "./hygiene/database-backup-retention";
import { databaseLogsExported } from "./hygiene/database-logs-exported";
import { databaseProtectedInProduction } from "./hygiene/database-protected-in-production";
import { databaseRequiresTls } from "./hygiene/database-requires-tls";
import { databaseStorageEncrypted } from "./hygiene/database-storage-encrypted";
import { databaseVersionSupported } from "./hygiene/database-version-supported";
import { defaultSecurityGroupClosed } from "./hygiene/default-security-group-closed";
import { destroyableOutsideProduction } from "./hygiene/destroyable-outside-production";
import { functionRuntimeSupported } from "./hygiene/function-runtime-supported";
import { imageByDigest } from "./hygiene/image-by-digest";
import { instanceMetadataNeedsSession } from "./hygiene/instance-metadata-needs-session";
import { keyRotationEnabled } from "./hygiene/key-rotation-enabled";
import { listenerUsesModernTls } from "./hygiene/listener-uses-modern-tls";
import { loadBalancerDropsInvalidHeaders } from "./hygiene/load-balancer-drops-invalid-headers";
import { loadBalancerLogsAccess } from "./hygiene/load-balancer-logs-access";
import { loadBalancerProtectedInProduction } from "./hygiene/load-balancer-protected-in-production";
import { logGroupsHaveOwnKey } from "./hygiene/log-groups-have-own-key";
import { logRetentionSet } from "./hygiene/log-retention-set";
import { messagesEncrypted } from "./hygiene/messages-encrypted";
import { namespaceEnforcesPodSecurity } from "./hygiene/namespace-enforces-pod-security";
import { namespaceHasQuota } from "./hygiene/namespace-has-quota";
import { networkWritesFlowLogs } from "./hygiene/network-writes-flow-logs";
import { noPublicAddressOnMachines } from "./hygiene/no-public-address-on-machines";
import { podsNotPrivileged } from "./hygiene/pods-not-privileged";
import { publicEndpointUsesModernTls } from "./hygiene/public-endpoint-uses-modern-tls";
import { repositoryScansImages } from "./hygiene/repository-scans-images";
import { securityGroupNotOpen } from "./hygiene/security-group-not-open";
import { serviceAccountTokenNotMounted } from "./hygiene/service-account-token-not-mounted";
import { standardSupportOnly } from "./hygiene/standard-support-only";
import { tableProtectedInProduction } from "./hygiene/table-protected-in-production";
import { volumesEncrypted } from "./hygiene/volumes-encrypted";
import { workloadNotAdministrator } from "./hygiene/workload-not-administrator";
import { workloadSurvivesNodeLoss } from "./hygiene/workload-survives-node-loss";
import { bucketNotPublic } from "./isolation/bucket-not-public";
import { clusterAccessWithinEnvironment } from "./isolation/cluster-access-within-environment";
import { databaseNotPublic } from "./isolation/database-not-public";
import { distinctAccounts } from "./isolation/distinct-accounts";
import { iamTrustWithinEnvironment } from "./isolation/iam-trust-within-environment";
import { kmsGrantWithinEnvironment } from "./isolation/kms-grant-within-environment";
import { namespaceDeniesByDefault } from "./isolation/namespace-denies-by-default";
import { networkRangesDisjoint } from "./isolation/network-ranges-disjoint";
import { noCrossEnvironmentStackReference } from "./isolation/no-cross-environment-stack-reference";
import { noNamesOfTheOtherEnvironment } from "./isolation/no-names-of-the-other-environment";
import { noPermissionOutsideEnvironment } from "./isolation/no-permission-outside-environment";
import { noRangesOfTheOtherEnvironment } from "./isolation/no-ranges-of-the-other-environment";
import { privateZoneWithinEnvironment } from "./isolation/private-zone-within-environment";
import { providerAccountPinned } from "./isolation/provider-account-pinned";
import { recordsWithinEnvironment } from "./isolation/records-within-environment";
import { replicationWithinEnvironment } from "./isolation/replication-within-environment";
import { resourcePolicyWithinEnvironment } from "./isolation/resource-policy-within-environment";
import { restoreSourceWithinEnvironment } from "./isolation/restore-source-within-environment";
import { snapshotAndImageNotShared } from "./isolation/snapshot-and-image-not-shared";
import { subscriptionWithinEnvironment } from "./isolation/subscription-within-environment";
import { vpcPeeringWithinEnvironment } from "./isolation/vpc-peering-within-environment";
import { declaredDifferencesCurrent } from "./parity/declared-differences-current";
import { differencesDeclared } from "./parity/differences-declared";
import { distinctValues } from "./parity/distinct-values";
import { noForbiddenDifference } from "./parity/no-forbidden-difference";
import { alarmsAudibleWhileOpen } from "./schedule/alarms-audible-while-open";
import { budgetPresentOutsideProduction } from "./schedule/budget-present-outside-production";
import { maintenanceWhileOpen } from "./schedule/maintenance-while-open";
import { noWayBetweenEnvironments } from "./isolation/no-way-between-environments";
import { noSpotInProduction } from "./schedule/no-spot-in-production";
import { noUnstoppableTopology } from "./schedule/no-unstoppable-topology";
import { productionNeverScheduled } from "./schedule/production-never-scheduled";
import { reactsToSevenDayRestart } from "./schedule/reacts-to-seven-day-restart";
import { scaledFieldsIgnored } from "./schedule/scaled-fields-ignored";
import { scheduleEventAgeBounded } from "./schedule/schedule-event-age-bounded";
import { scheduleHasTimeZone } from "./schedule/schedule-has-time-zone";
import { scheduleKeepsWhatFailed } from "./schedule/schedule-keeps-what-failed";
import { scheduledByOneController } from "./schedule/scheduled-by-one-controller";
import { scheduleRoleCanDoWhatItsTargetSays } from "./schedule/schedule-role-can-do-what-its-target-says";
import { stoppableOutsideProductionIsScheduled } from "./schedule/stoppable-outside-production-is-scheduled";
import { credentialsNotShared } from "./secrets/credentials-not-shared";
import { generatedPasswordStrong } from "./secrets/generated-password-strong";
import { managedMasterPassword } from "./secrets/managed-master-password";
import { noCredentialPatterns } from "./secrets/no-credential-patterns";
import { noPlaintextCredentials } from "./secrets/no-plaintext-credentials";
import { noPrivateKeyInState } from "./secrets/no-private-key-in-state";
import { noStaticAccessKeys } from "./secrets/no-static-access-keys";
import { secretOutputsMarked } from "./secrets/secret-outputs-marked";
import { secretRecoveryWindow } from "./secrets/secret-recovery-window";
import { stateNotShared } from "./secrets/state-not-shared";
import { costCentreValid } from "./tagging/cost-centre-valid";
import { environmentTagMatchesStack } from "./tagging/environment-tag-matches-stack";
import { ephemeralHasExpiry } from "./tagging/ephemeral-has-expiry";
import { ownerTagReachable } from "./tagging/owner-tag-reachable";
import { providerDefaultTagsSet } from "./tagging/provider-default-tags-set";
import { requiredTags } from "./tagging/required-tags";
import { tagSpellingConsistent } from "./tagging/tag-spelling-consistent";

/** Every rule of the pack: family by family, and in each the widest first. */
export const rules: readonly Rule[] = [
    providerAccountPinned,
    distinctAccounts,
    noWayBetweenEnvironments,
    networkRangesDisjoint,
    noRangesOfTheOtherEnvironment,
    vpcPeeringWithinEnvironment,
    iamTrustWithinEnvironment,
    noPermissionOutsideEnvironment,
    resourcePolicyWithinEnvironment,
    kmsGrantWithinEnvironment,
    snapshotAndImageNotShared,
    restoreSourceWithinEnvironment,
    replicationWithinEnvironment,
    subscriptionWithinEnvironment,
    clusterAccessWithinEnvironment,
    privateZoneWithinEnvironment,
    recordsWithinEnvironment,
    noCrossEnvironmentStackReference,
    noNamesOfTheOtherEnvironment,
    bucketNotPublic,
    databaseNotPublic,
    namespaceDeniesByDefault,
    requiredTags,
    environmentTagMatchesStack,
    ownerTagReachable,
    costCentreValid,
    ephemeralHasExpiry,
    tagSpellingConsistent,
    providerDefaultTagsSet,
    stoppableOutsideProductionIsScheduled,
    scheduledByOneController,
    noUnstoppableTopology,
    scheduleRoleCanDoWhatItsTargetSays,
    scheduleEventAgeBounded,
    scheduleKeepsWhatFailed,
    scheduleHasTimeZone,
    reactsToSevenDayRestart,
    maintenanceWhileOpen,
    alarmsAudibleWhileOpen,
    scaledFieldsIgnored,
    productionNeverScheduled,
    noSpotInProduction,
    budgetPresentOutsideProduction,
    managedMasterPassword,
    noPlaintextCredentials,
    noCredentialPatterns,
    noStaticAccessKeys,
    noPrivateKeyInState,
    generatedPasswordStrong,
    secretRecoveryWindow,
    secretOutputsMarked,
    credentialsNotShared,
    stateNotShared,
    noForbiddenDifference,
    distinctValues,
    differencesDeclared,
    declaredDifferencesCurrent,
    databaseStorageEncrypted,
    databaseRequiresTls,
    cacheEncrypted,
    messagesEncrypted,
    volumesEncrypted,
    keyRotationEnabled,
    databaseBackupRetention,
    databaseProtectedInProduction,
    tableProtectedInProduction,
    bucketVersioned,
    bucketDeniesPlainHttp,
    destroyableOutsideProduction,
    clusterEndpointNotOpen,
    clusterLogsComplete,
    clusterSecretsEncrypted,
    logRetentionSet,
    logGroupsHaveOwnKey,
    databaseLogsExported,
    securityGroupNotOpen,
    defaultSecurityGroupClosed,
    networkWritesFlowLogs,
    noPublicAddressOnMachines,
    listenerUsesModernTls,
    publicEndpointUsesModernTls,
    loadBalancerLogsAccess,
    loadBalancerProtectedInProduction,
    loadBalancerDropsInvalidHeaders,
    instanceMetadataNeedsSession,
    imageByDigest,
    repositoryScansImages,
    containersHaveLimits,
    podsNotPrivileged,
    namespaceEnforcesPodSecurity,
    namespaceHasQuota,
    containersAreProbed,
    workloadSurvivesNodeLoss,
    serviceAccountTokenNotMounted,
    standardSupportOnly,
    databaseVersionSupported,
    clusterVersionSupported,
    functionRuntimeSupported,
    workloadNotAdministrator,
];

export {
    alarmsAudibleWhileOpen,
    scaledFieldsIgnored,
    bucketDeniesPlainHttp,
    bucketNotPublic,
    bucketVersioned,
    budgetPresentOutsideProduction,
    cacheEncrypted,
    clusterAccessWithinEnvironment,
    clusterEndpointNotOpen,
    clusterLogsComplete,
    clusterSecretsEncrypted,
    clusterVersionSupported,
    containersAreProbed,
    containersHaveLimits,
    costCentreValid,
    credentialsNotShared,
    databaseBackupRetention,
    databaseLogsExported,
    databaseNotPublic,
    databaseProtectedInProduction,
    databaseRequiresTls,
    databaseStorageEncrypted,
    databaseVersionSupported,
    declaredDifferencesCurrent,
    defaultSecurityGroupClosed,
    destroyableOutsideProduction,
    differencesDeclared,
    distinctAccounts,
    distinctValues,
    environmentTagMatchesStack,
    ephemeralHasExpiry,
    functionRuntimeSupported,
    generatedPasswordStrong,
    iamTrustWithinEnvironment,
    imageByDigest,
    instanceMetadataNeedsSession,
    keyRotationEnabled,
    kmsGrantWithinEnvironment,
    listenerUsesModernTls,
    loadBalancerDropsInvalidHeaders,
    loadBalancerLogsAccess,
    loadBalancerProtectedInProduction,
    logGroupsHaveOwnKey,
    logRetentionSet,
    maintenanceWhileOpen,
    managedMasterPassword,
    messagesEncrypted,
    namespaceDeniesByDefault,
    namespaceEnforcesPodSecurity,
    namespaceHasQuota,
    networkRangesDisjoint,
    networkWritesFlowLogs,
    noCredentialPatterns,
    noCrossEnvironmentStackReference,
    noForbiddenDifference,
    noNamesOfTheOtherEnvironment,
    noPermissionOutsideEnvironment,
    noPlaintextCredentials,
    noPrivateKeyInState,
    noPublicAddressOnMachines,
    noRangesOfTheOtherEnvironment,
    noSpotInProduction,
    noStaticAccessKeys,
    noUnstoppableTopology,
    noWayBetweenEnvironments,
    ownerTagReachable,
    podsNotPrivileged,
    privateZoneWithinEnvironment,
    productionNeverScheduled,
    providerAccountPinned,
    providerDefaultTagsSet,
    publicEndpointUsesModernTls,
    reactsToSevenDayRestart,
    recordsWithinEnvironment,
    replicationWithinEnvironment,
    repositoryScansImages,
    requiredTags,
    resourcePolicyWithinEnvironment,
    restoreSourceWithinEnvironment,
    scheduledByOneController,
    scheduleEventAgeBounded,
    scheduleHasTimeZone,
    scheduleKeepsWhatFailed,
    scheduleRoleCanDoWhatItsTargetSays,
    secretOutputsMarked,
    secretRecoveryWindow,
    securityGroupNotOpen,
    serviceAccountTokenNotMounted,
    snapshotAndImageNotShared,
    standardSupportOnly,
    stateNotShared,
    stoppableOutsideProductionIsScheduled,
    subscriptionWithinEnvironment,
    tableProtectedInProduction,
    tagSpellingConsistent,
    volumesEncrypted,
    vpcPeeringWithinEnvironment,
    workloadNotAdministrator,
    workloadSurvivesNodeLoss,
};
