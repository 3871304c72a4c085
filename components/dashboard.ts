import type { AlarmPlan } from "./alarm-plans";

/** Width of a CloudWatch dashboard in its own units, and the size of the widgets here. */
const WIDTH = 24;
const GRAPH = { width: 12, height: 6 } as const;
const TEXT_HEIGHT = 2;

/** A widget of a CloudWatch dashboard ("Dashboard body structure and syntax", CloudWatch API reference). */
type Widget = { readonly x: number; readonly y: number; readonly width: number; readonly height: number } & (
    | { readonly type: "text"; readonly properties: { readonly markdown: string } }
    | {
          readonly type: "metric";
          readonly properties: {
              readonly title: string;
              readonly region: string;
              readonly view: "timeSeries";
              readonly stat: string;
              readonly period: number;
              readonly metrics: readonly (readonly string[])[];
              readonly annotations: {
                  readonly horizontal: readonly { readonly label: string; readonly value: number }[];
              };
          };
      }
    | {
          readonly type: "log";
          readonly properties: {
              readonly title: string;
              readonly region: string;
              readonly view: "table";
              readonly query: string;
          };
      }
);

/** What a dashboard shows. */
export interface DashboardPlan {
    readonly title: string;
    readonly region: string;
    readonly runbookBaseUrl: string;
    readonly alarms: readonly AlarmPlan[];
    readonly applicationLogGroup: string;
}

/** The body of the on-call dashboard: one graph for each alarm, its limit drawn in, then the latest errors. */
export function dashboardBody(plan: DashboardPlan): string {
    const graphs = plan.alarms.map((alarm, index) => graphOf(alarm, index, plan.region));
    const below = TEXT_HEIGHT + Math.ceil(plan.alarms.length / (WIDTH / GRAPH.width)) * GRAPH.height;
    const widgets: readonly Widget[] = [
        {
            type: "text",
            x: 0,
            y: 0,
            width: WIDTH,
            height: TEXT_HEIGHT,
            properties: { markdown: `# ${plan.title}\n[Runbooks](${plan.runbookBaseUrl})` },
        },
        ...graphs,
        {
            type: "log",
            x: 0,
            y: below,
            width: WIDTH,
            height: GRAPH.height,
            properties: {
                title: "Latest errors",
                region: plan.region,
                view: "table",
                query: `SOURCE '${plan.applicationLogGroup}' | fields @timestamp, @message | filter log_processed.level = "error" | sort @timestamp desc | limit 50`,
            },
        },
    ];
    return JSON.stringify({ widgets });
}

function graphOf(alarm: AlarmPlan, index: number, region: string): Widget {
    const perRow = WIDTH / GRAPH.width;
    return {
        type: "metric",
        x: (index % perRow) * GRAPH.width,
        y: TEXT_HEIGHT + Math.floor(index / perRow) * GRAPH.height,
        ...GRAPH,
        properties: {
            title: `${alarm.name} (${alarm.unit})`,
            region,
            view: "timeSeries",
            stat: alarm.statistic,
            period: alarm.period,
            metrics: [[alarm.namespace, alarm.metricName, ...Object.entries(alarm.dimensions).flat()]],
            annotations: { horizontal: [{ label: `${alarm.severity}: ${alarm.meaning}`, value: alarm.threshold }] },
        },
    };
}

/** Where a dashboard is seen. */
export function dashboardUrl(region: string, dashboardName: string): string {
    return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboardName}`;
}
