import * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults } from "../arguments";
import type { Fields } from "../object-arguments";
import {
    CHART_ARGUMENTS,
    checkChartArgs,
    type ControllerResources,
    controllerResources,
    createRelease,
    DEFAULT_REPLICAS,
    type ReplicatedChartArgs,
} from "./chart";

/** Inputs of `MetricsServer`. */
export type MetricsServerArgs = ReplicatedChartArgs;

/** Values of the chart `metrics-server` that are set here. */
interface Values {
    readonly replicas: number;
    readonly podDisruptionBudget: { readonly enabled: true; readonly maxUnavailable: number };
    readonly resources: ControllerResources;
}

const ARGUMENTS: Fields<MetricsServerArgs> = { ...CHART_ARGUMENTS, replicas: true };
const NAMESPACE = "kube-system";
const CHART = "metrics-server";

/** How much pods use, for autoscalers of pods and for `kubectl top`. It calls nothing in AWS. */
export class MetricsServer extends pulumi.ComponentResource {
    /** Namespace that the server runs in. */
    readonly namespace: string;
    readonly chartVersion: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: MetricsServerArgs, opts?: pulumi.ComponentResourceOptions) {
        const faults = new ArgumentFaults();
        checkChartArgs(name, args, ARGUMENTS, faults);
        faults.throwIfAny("MetricsServer");
        super("stagewright:charts:MetricsServer", name, {}, opts);
        createRelease<Values>(
            {
                resource: `${name}-release`,
                releaseName: CHART,
                chart: CHART,
                repository: "https://kubernetes-sigs.github.io/metrics-server/",
                namespace: NAMESPACE,
                values: {
                    replicas: args.replicas ?? DEFAULT_REPLICAS,
                    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
                    resources: controllerResources("100m", "200Mi"),
                },
            },
            args,
            [],
            this,
        );
        this.namespace = NAMESPACE;
        this.chartVersion = args.chartVersion;
        this.registerOutputs({ namespace: this.namespace, chartVersion: this.chartVersion });
    }
}
