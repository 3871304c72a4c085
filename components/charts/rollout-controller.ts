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
import { checkChartNamespace, createChartNamespace, type NamespacedChartArgs } from "./chart-namespace";

/** Inputs of `RolloutController`. */
export interface RolloutControllerArgs extends ReplicatedChartArgs, NamespacedChartArgs {}

/** Values of the chart `argo-rollouts` that are set here. */
interface Values {
    readonly installCRDs: true;
    /** Rollouts outlive the chart: taking it out must not delete them, and with them what runs. */
    readonly keepCRDs: true;
    readonly controller: { readonly replicas: number; readonly resources: ControllerResources };
    readonly dashboard: { readonly enabled: false };
}

const ARGUMENTS: Fields<RolloutControllerArgs> = { ...CHART_ARGUMENTS, replicas: true, version: true };
const CHART = "argo-rollouts";

/** Argo Rollouts: new versions step by step, back by themselves where they do harm. */
export class RolloutController extends pulumi.ComponentResource {
    /** Namespace that the controller runs in. */
    readonly namespace: string;
    readonly chartVersion: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: RolloutControllerArgs, opts?: pulumi.ComponentResourceOptions) {
        const faults = new ArgumentFaults();
        checkChartArgs(name, args, ARGUMENTS, faults);
        checkChartNamespace(args, faults);
        faults.throwIfAny("RolloutController");
        super("stagewright:charts:RolloutController", name, {}, opts);
        const namespace = createChartNamespace(name, CHART, args, this);
        createRelease<Values>(
            {
                resource: `${name}-release`,
                releaseName: CHART,
                chart: CHART,
                repository: "https://argoproj.github.io/argo-helm",
                namespace: CHART,
                values: {
                    installCRDs: true,
                    keepCRDs: true,
                    controller: {
                        replicas: args.replicas ?? DEFAULT_REPLICAS,
                        resources: controllerResources("100m", "256Mi"),
                    },
                    dashboard: { enabled: false },
                },
            },
            args,
            [namespace],
            this,
        );
        this.namespace = CHART;
        this.chartVersion = args.chartVersion;
        this.registerOutputs({ namespace: this.namespace, chartVersion: this.chartVersion });
    }
}
