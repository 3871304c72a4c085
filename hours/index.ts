/*
 * Working hours as a plain value: what they mean on the clock, and what schedulers are told of them. Nothing here is of
 * Pulumi or of a cloud's objects.
 */
export { workingHoursFaults } from "./faults";
export { HolidaysMissingError } from "./holidays";
export { type HoursFault, partFaults } from "./part-faults";
export { type Leads, leadsOf, type Part, PARTS } from "./parts";
export { type AlertmanagerIntervals, alertmanagerIntervals, type TimeInterval } from "./targets/alertmanager";
export { type KedaCronTrigger, kedaCronTriggers } from "./targets/keda";
export { type CronDates, type CronJobSchedule, cronJobSchedules } from "./targets/kubernetes-cron";
export type { MuteRule } from "./targets/mute-rule";
export { muteRules } from "./targets/mute-rules";
export { type Inexpressible, NotExpressibleError } from "./targets/not-expressible";
export { type JobPlacement, placedCronJob } from "./targets/placed-cron-job";
export { type AwakeSizes, type ScalingAction, scalingActions } from "./targets/scaling-actions";
export { schedulerFaults, type SchedulerTimer, schedulerTimers } from "./targets/scheduler";
export { WEEKDAYS, type Weekday } from "./weekdays";
export type {
    ClosedDays,
    DaySpan,
    ExceptionalDay,
    HolidaysOf,
    IsoDate,
    TimeOfDay,
    WeekSpan,
    WorkingHours,
} from "./working-hours";
