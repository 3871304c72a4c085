export { ADDRESS_SLOTS, ENVIRONMENT_CLASSES, environmentFaults, environmentTags } from "./environment";
export type { AccountFacts, Environment, EnvironmentClass, RoleRequirements, TagSubject } from "./environment";
export {
    alertmanagerIntervals,
    cronJobSchedules,
    kedaCronTriggers,
    muteRules,
    NotExpressibleError,
    placedCronJob,
    scalingActions,
    WEEKDAYS,
} from "../hours";
export type {
    AlertmanagerIntervals,
    AwakeSizes,
    ClosedDays,
    CronDates,
    CronJobSchedule,
    DaySpan,
    ExceptionalDay,
    HolidaysOf,
    Inexpressible,
    IsoDate,
    JobPlacement,
    KedaCronTrigger,
    MuteRule,
    ScalingAction,
    TimeInterval,
    TimeOfDay,
    Weekday,
    WeekSpan,
    WorkingHours,
} from "../hours";
export { clashesOf, ipv6SubnetRange, networkRange, planSubnets } from "./address-plan";
export type { SubnetPlan, TakenRange } from "./address-plan";
export { subnetsOf, TIERS } from "./references";
export type {
    ClusterEndpoint,
    ClusterRef,
    DatabaseRef,
    KeyRef,
    LogSinkRef,
    NetworkRef,
    RegistryRef,
    SubnetRef,
    Tier,
    ZoneRef,
} from "./references";
export { Network } from "./network";
export type {
    ExistingNetworkArgs,
    InterfaceEndpointService,
    IpAddressType,
    NetworkArgs,
    RangeAddressing,
} from "./network";
export { Cluster } from "./cluster";
export type {
    AccessGrant,
    AccessPolicy,
    AddonName,
    Capacity,
    ClusterArgs,
    ClusterFoundationArgs,
    ClusterNodeGroup,
    EndpointAccess,
    NamespaceArgs,
    NodeGroupArgs,
    NodeGroupSize,
    NodeTaint,
    NoWorkloads,
    OneStackEndpoint,
    Opening,
    PermissionStatement,
    PrivateEndpoint,
    PublicEndpoint,
    TwoStacks,
    WorkloadIdentity,
    WorkloadNamespacesArgs,
} from "./cluster";
export { Workloads } from "./workloads";
export type { WorkloadsArgs, WorkloadsCluster } from "./workloads";
export type { ChartArgs, ChartCluster, ReplicatedChartArgs } from "./charts/chart";
export type { NamespacedChartArgs } from "./charts/chart-namespace";
export { LoadBalancerController } from "./charts/load-balancer-controller";
export type { LoadBalancerControllerArgs } from "./charts/load-balancer-controller";
export { LoadOperator } from "./charts/load-operator";
export type { LoadOperatorArgs } from "./charts/load-operator";
export { MetricsServer } from "./charts/metrics-server";
export type { MetricsServerArgs } from "./charts/metrics-server";
export { NodePools } from "./charts/node-pools";
export type { NodePoolArgs, NodePoolsArgs } from "./charts/node-pools";
export { RolloutController } from "./charts/rollout-controller";
export type { RolloutControllerArgs } from "./charts/rollout-controller";
export { Database } from "./database";
export type { DatabaseArgs } from "./database";
export { DATABASE_PORTS } from "./database/engines";
export type { DatabaseEngine } from "./database/engines";
export type { ServerlessCapacity } from "./database/capacity";
export type { SnapshotSource } from "./database/origin";
export type { DatabaseParameter } from "./database/parameters";
export type { DatabaseProxyArgs } from "./database/proxy-arguments";
export type { DatabaseReader } from "./database/readers";
export type { DatabaseCaller } from "./database/security-group";
export type { DatabaseWindows } from "./database/windows";
export { DatabaseInstance } from "./database-instance";
export type { DatabaseInstanceArgs } from "./database-instance";
export { Edge } from "./edge";
export type { EdgeArgs, EdgeTarget } from "./edge";
export { Registry } from "./registry";
export type { RegistryArgs } from "./registry";
export { FeatureFlags } from "./feature-flags";
export type { AttributeType, FeatureFlagsArgs, FlagDefinition, FlagRollout, FlagValue } from "./feature-flags";
export { FaultInjection } from "./fault-injection";
export type { FaultAction, FaultInjectionArgs, FaultKind } from "./fault-injection";
export { SyntheticProbe } from "./synthetic-probe";
export type { SyntheticProbeArgs } from "./synthetic-probe";
export type { AlarmRoute } from "./planned-alarm";
export { RestoreDrill } from "./restore-drill";
export type { DrillSchedule, DrillValidation, RestoreDrillArgs } from "./restore-drill";
export { EphemeralEnvironment, ephemeralName } from "./ephemeral-environment";
export type { EphemeralDatabaseRef, EphemeralEnvironmentArgs, EphemeralReaperRef } from "./ephemeral-environment";
export { EphemeralReaper } from "./ephemeral-reaper";
export type { EphemeralReaperArgs, ReaperDatabase } from "./ephemeral-reaper";
export { LogKey } from "./log-key";
export type { LogKeyArgs } from "./log-key";
export { Observability } from "./observability";
export type { ObservabilityArgs } from "./observability";
export { AlarmMutes } from "./alarm-mutes";
export type { AlarmMutesArgs, MutedAlarms } from "./alarm-mutes";
export { Boundary } from "./boundary";
export type { AnomaliesArgs, BoundaryArgs, Common } from "./boundary";
export { refreshCommons } from "./boundary/refresh-commons";
export { pinnedProvider } from "./boundary/provider";
export type { PinnedProviderArgs } from "./boundary/provider";
export { LogDataProtection } from "./boundary/log-data-protection";
export type { LogDataProtectionArgs } from "./boundary/log-data-protection";
export { DATA_IDENTIFIERS } from "./boundary/data-identifiers";
export type { DataIdentifier } from "./boundary/data-identifiers";
export { AccountBaseline } from "./account-baseline";
export type { AccountBaselineArgs, BaselineControl, InternetGatewayBlock, SecurityStandard } from "./account-baseline";
export { Budget } from "./budget";
export type { BudgetArgs, BudgetScope, StopCreating } from "./budget";
export { DataRefreshSource, DataRefreshTarget, GREENMASK_TRANSFORMERS } from "./data-refresh";
export type {
    CommandMasking,
    DataRefreshContract,
    DataRefreshSourceArgs,
    DataRefreshTargetArgs,
    GreenmaskConfiguration,
    GreenmaskCustomTransformer,
    GreenmaskMasking,
    GreenmaskParameter,
    GreenmaskTable,
    GreenmaskTransformer,
    Masking,
    PersonalColumn,
    RefreshAlerts,
    RefreshSide,
} from "./data-refresh";
export { WorkloadHours } from "./workload-hours";
export type { WorkloadHoursArgs } from "./workload-hours";
export { WorkingHoursSchedule } from "./working-hours-schedule";
export type { SleepingNodeGroup, SleepingProbe, WorkingHoursScheduleArgs } from "./working-hours-schedule";
