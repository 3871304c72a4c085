export { ADDRESS_SLOTS, ENVIRONMENT_CLASSES, environmentFaults, environmentTags } from "./environment";
export type { Environment, EnvironmentClass, RoleRequirements, TagSubject } from "./environment";
export { WEEKDAYS } from "./working-hours";
export type { Weekday, WorkingHours } from "./working-hours";
export { networkRange, planSubnets } from "./address-plan";
export type { SubnetPlan } from "./address-plan";
export { subnetsOf, TIERS } from "./references";
export type { ClusterRef, KeyRef, LogSinkRef, NetworkRef, RegistryRef, SubnetRef, Tier, ZoneRef } from "./references";
export { Network } from "./network";
export type { NetworkArgs } from "./network";
export { Cluster } from "./cluster";
export type {
    AddonName,
    ClusterArgs,
    EndpointAccess,
    NamespaceArgs,
    NodeGroupSize,
    NodesArgs,
    Opening,
} from "./cluster";
export { Database } from "./database";
export type { DatabaseArgs } from "./database";
export { DATABASE_PORTS } from "./database/engines";
export type { DatabaseEngine } from "./database/engines";
export type { ServerlessCapacity } from "./database/capacity";
export type { DatabaseCaller } from "./database/security-group";
export { Edge } from "./edge";
export type { EdgeArgs, EdgeTarget } from "./edge";
export { Observability } from "./observability";
export type { ObservabilityArgs } from "./observability";
export { Budget } from "./budget";
export type { BudgetArgs, BudgetScope, StopCreating } from "./budget";
export { WorkingHoursSchedule } from "./working-hours-schedule";
export type { SleepingNodeGroup, WorkingHoursScheduleArgs } from "./working-hours-schedule";
