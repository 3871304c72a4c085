import * as pulumi from "@pulumi/pulumi";
import { createFailureQueue } from "./failure-queue";
import { physicalName } from "./naming";
import { assertWorkingHoursScheduleArgs, type WorkingHoursScheduleArgs } from "./working-hours-schedule/arguments";
import { closedNote } from "./working-hours-schedule/closed-note";
import { callsOf } from "./working-hours-schedule/database-calls";
import { createFailureAlarm } from "./working-hours-schedule/failure-alarm";
import { createHoursParameter, hoursParameterName } from "./working-hours-schedule/hours-parameter";
import { longClosures } from "./working-hours-schedule/long-closures";
import { createRestop, restartRuleName } from "./working-hours-schedule/restop";
import { createTimers } from "./working-hours-schedule/timers";

export type { WorkingHoursScheduleArgs } from "./working-hours-schedule/arguments";
export type { SleepingNodeGroup } from "./working-hours-schedule/node-groups";
export type { SleepingProbe } from "./working-hours-schedule/probes";

/** Puts an environment to sleep when its people go, and wakes it before they come. */
export class WorkingHoursSchedule extends pulumi.ComponentResource {
    /** Name of the group that holds the schedules, known while planning. */
    readonly scheduleGroupName: string;
    /** Name of the parameter of Systems Manager that holds the working hours as JSON, known while planning. */
    readonly hoursParameterName: string;
    /** ARN of the queue that timers which gave up are put in. */
    readonly failureQueueArn: pulumi.Output<string>;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: WorkingHoursScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
        const hours = assertWorkingHoursScheduleArgs(name, args);
        super("stagewright:schedule:WorkingHoursSchedule", name, {}, opts);
        const { alerts, environment } = args;
        const database = args.database === undefined ? undefined : callsOf(args.database);
        const closures = database === undefined ? [] : longClosures(hours);
        const groupName = physicalName(environment, name);
        const queueName = `${groupName}-failures`;

        createHoursParameter(name, environment, hours, this);
        const { policy: queuePolicy, queue } = createFailureQueue(
            name,
            { environment, queueName, ruleNames: closures.length === 0 ? [] : [restartRuleName(name, environment)] },
            this,
        );
        const sleepers = sleepingResources(args, opts?.parent);
        createTimers(name, { ...args, hours }, { groupName, queueName, queue, sleepers }, this);
        if (alerts !== undefined) {
            createFailureAlarm(
                name,
                {
                    role: "timer-failed",
                    meaning: `A timer of ${environment.name} gave up`,
                    metric: {
                        namespace: "AWS/SQS",
                        metricName: "ApproximateNumberOfMessagesVisible",
                        dimensions: { QueueName: queue.name },
                        statistic: "Maximum",
                    },
                },
                { alerts, environment },
                this,
            );
        }
        if (database !== undefined && closures.length > 0) {
            createRestop(name, { environment, database, closures, queue, queuePolicy, sleepers, alerts }, this);
        }
        const note = database === undefined ? undefined : closedNote(environment.name, hours, database, Date.now());
        // Information is for who runs the program: what is planned, and judged, is the same at every hour. Of the stack and not of
        // this component, whose name comes too late: by then a change of the database may have failed.
        if (note !== undefined) void pulumi.log.info(note);

        this.scheduleGroupName = groupName;
        this.hoursParameterName = hoursParameterName(name, environment);
        this.failureQueueArn = queue.arn;
        this.registerOutputs({
            scheduleGroupName: this.scheduleGroupName,
            hoursParameterName: this.hoursParameterName,
            failureQueueArn: this.failureQueueArn,
        });
    }
}

/**
 * What is put to sleep, as far as it is made beside: it is destroyed after what stops and starts it. Destroying something that
 * sleeps fails, and would leave a timer that stops without the one that starts.
 */
function sleepingResources(
    { database, nodeGroups = [], probes = [] }: WorkingHoursScheduleArgs,
    parent: pulumi.Resource | undefined,
): readonly pulumi.Resource[] {
    // What is inside of something cannot wait for it: it would wait for itself.
    return [database, ...nodeGroups.map(group => group.resource ?? group), ...probes].flatMap(one =>
        pulumi.Resource.isInstance(one) && one !== parent ? [one] : [],
    );
}
