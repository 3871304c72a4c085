import type { DatabaseRef } from "./references";

/** How an alarm is told apart when it rings: `page` wakes somebody, `ticket` waits for the morning. */
export type AlarmSeverity = "page" | "ticket";

/** The comparison that puts an alarm off, as CloudWatch spells it. */
export type AlarmComparison = "GreaterThanThreshold" | "GreaterThanOrEqualToThreshold" | "LessThanThreshold";

/** One alarm as plain data; the dashboard draws its line from the same numbers. */
export interface AlarmPlan {
    /** Name in kebab-case: of the resource, and of its page among the runbooks. */
    readonly name: string;
    readonly severity: AlarmSeverity;
    /** What is wrong when it rings, for somebody who was asleep. */
    readonly meaning: string;
    readonly namespace: string;
    readonly metricName: string;
    readonly dimensions: Readonly<Record<string, string>>;
    readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
    /** In seconds. */
    readonly period: number;
    /** Periods in a row that must breach. */
    readonly evaluationPeriods: number;
    readonly comparison: AlarmComparison;
    readonly threshold: number;
    /** Unit of the threshold, for the title of its graph. */
    readonly unit: string;
    /** Whether the metric comes at all times while the thing runs, so that its end means trouble. */
    readonly reportsAlways: boolean;
}

/** What the alarms of an environment look at. */
export interface AlarmSubjects {
    readonly clusterName: string;
    readonly database: DatabaseRef;
    /** Namespace and name of the metric that counts errors in the application's log. */
    readonly errorMetric: { readonly namespace: string; readonly name: string };
}

const MINUTE = 60;
const FIVE_MINUTES = 5 * MINUTE;
const GIB = 1024 ** 3;

/** Limits, each with its unit and reason. */
export const ALARM_LIMITS = {
    /** Percent. Above it queries queue, and a fail-over finds no room; three periods let a nightly job pass. */
    databaseCpuPercent: 80,
    /** GiB. Sorts and temporary tables of Aurora live on the instance; at zero every large query fails. */
    databaseLocalStorageGiB: 4,
    /** GiB. RDS makes a disk larger below a tenth of it, 2 GiB of the smallest: who is here has no room to grow any more. */
    databaseStorageGiB: 2,
    /** Percent of its most capacity units. Above it a serverless database has nowhere to grow when more comes. */
    databaseCapacityPercent: 90,
    /** Percent. The scheduler goes by requests, not by use: above it pods slow each other down. */
    nodeCpuPercent: 85,
    /** Nodes that the control plane calls failed. One is not replaced by itself. */
    failedNodes: 1,
    /** Errors in the application's log within five minutes. One a minute is noise in a shop, two are a fault. */
    applicationErrors: 10,
} as const;

/** The alarms of an environment, worst first. */
export function alarmPlans(subjects: AlarmSubjects): readonly AlarmPlan[] {
    const ofCluster = { ClusterName: subjects.clusterName };
    const { room, dimensions: ofDatabase } = databaseFacts(subjects.database);
    return [
        {
            name: "application-errors",
            severity: "page",
            meaning: "The application logs errors faster than it ever does in health",
            namespace: subjects.errorMetric.namespace,
            metricName: subjects.errorMetric.name,
            dimensions: {},
            statistic: "Sum",
            period: FIVE_MINUTES,
            evaluationPeriods: 2,
            comparison: "GreaterThanOrEqualToThreshold",
            threshold: ALARM_LIMITS.applicationErrors,
            unit: "errors in 5 minutes",
            reportsAlways: false,
        },
        room,
        {
            name: "database-cpu",
            severity: "page",
            meaning: "The database has no processor time left",
            namespace: "AWS/RDS",
            metricName: "CPUUtilization",
            dimensions: ofDatabase,
            statistic: "Average",
            period: FIVE_MINUTES,
            evaluationPeriods: 3,
            comparison: "GreaterThanThreshold",
            threshold: ALARM_LIMITS.databaseCpuPercent,
            unit: "percent",
            reportsAlways: true,
        },
        {
            name: "nodes-failed",
            severity: "ticket",
            meaning: "A node reports a failure and takes no pods",
            namespace: "ContainerInsights",
            metricName: "cluster_failed_node_count",
            dimensions: ofCluster,
            statistic: "Maximum",
            period: FIVE_MINUTES,
            evaluationPeriods: 2,
            comparison: "GreaterThanOrEqualToThreshold",
            threshold: ALARM_LIMITS.failedNodes,
            unit: "nodes",
            reportsAlways: true,
        },
        {
            name: "nodes-cpu",
            severity: "ticket",
            meaning: "Nodes have no processor time left",
            namespace: "ContainerInsights",
            metricName: "node_cpu_utilization",
            dimensions: ofCluster,
            statistic: "Average",
            period: FIVE_MINUTES,
            evaluationPeriods: 3,
            comparison: "GreaterThanThreshold",
            threshold: ALARM_LIMITS.nodeCpuPercent,
            unit: "percent",
            reportsAlways: true,
        },
    ];
}

/** How metrics name a database, and the alarm for what it runs out of, which depends on its form. */
function databaseFacts(database: DatabaseRef): { dimensions: AlarmPlan["dimensions"]; room: AlarmPlan } {
    const common = { severity: "page", namespace: "AWS/RDS", period: FIVE_MINUTES, reportsAlways: true } as const;
    if (database.clusterIdentifier === undefined) {
        const dimensions = { DBInstanceIdentifier: database.instanceIdentifier };
        const room: AlarmPlan = {
            ...common,
            name: "database-storage",
            meaning: "The disk of the database is nearly full and does not grow",
            metricName: "FreeStorageSpace",
            dimensions,
            statistic: "Minimum",
            evaluationPeriods: 2,
            comparison: "LessThanThreshold",
            threshold: ALARM_LIMITS.databaseStorageGiB * GIB,
            unit: "bytes free",
        };
        return { dimensions, room };
    }
    const dimensions = { DBClusterIdentifier: database.clusterIdentifier };
    if (database.serverless === true) {
        // Local storage of a serverless instance grows with it, and is not reported (recalled from the Aurora user guide).
        const room: AlarmPlan = {
            ...common,
            name: "database-capacity",
            meaning: "The database is nearly as large as it may get",
            metricName: "ACUUtilization",
            dimensions,
            statistic: "Maximum",
            evaluationPeriods: 3,
            comparison: "GreaterThanThreshold",
            threshold: ALARM_LIMITS.databaseCapacityPercent,
            unit: "percent",
        };
        return { dimensions, room };
    }
    const room: AlarmPlan = {
        ...common,
        name: "database-local-storage",
        meaning: "The database runs out of room for sorts and temporary tables",
        metricName: "FreeLocalStorage",
        dimensions,
        statistic: "Minimum",
        evaluationPeriods: 2,
        comparison: "LessThanThreshold",
        threshold: ALARM_LIMITS.databaseLocalStorageGiB * GIB,
        unit: "bytes free",
    };
    return { dimensions, room };
}

/** What an alarm does while its metric does not come. */
export interface SilencePlan {
    readonly treatMissingData: "missing" | "notBreaching";
    /** Whether its topic hears when the metric ends. */
    readonly tellsOfSilence: boolean;
}

/**
 * Silence of something that never sleeps is news: the alarm falls to INSUFFICIENT_DATA and says so, once, on the way there
 * and not at its creation. What sleeps is silent every night, and a metric that comes only with errors is silent in health.
 */
export function silencePlan(plan: AlarmPlan, sleeps: boolean): SilencePlan {
    const silenceIsNews = plan.reportsAlways && !sleeps;
    return { treatMissingData: silenceIsNews ? "missing" : "notBreaching", tellsOfSilence: silenceIsNews };
}
