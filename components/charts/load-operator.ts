import * as pulumi from "@pulumi/pulumi";
import { ArgumentFaults } from "../arguments";
import type { Fields } from "../object-arguments";
import type { Opening } from "../cluster/openings";
import { CHART_ARGUMENTS, checkChartArgs, type ControllerResources, controllerResources, createRelease } from "./chart";
import { checkChartNamespace, createChartNamespace, type NamespacedChartArgs } from "./chart-namespace";

/** Inputs of `LoadOperator`. Refused in production. */
export type LoadOperatorArgs = NamespacedChartArgs;

/** Values of the chart `k6-operator` that are set here. */
interface Values {
    readonly installCRDs: true;
    /** The namespace is in the plan, bounded. */
    readonly namespace: { readonly create: false };
    readonly manager: { readonly replicas: 1; readonly resources: ControllerResources };
}

const ARGUMENTS: Fields<LoadOperatorArgs> = { ...CHART_ARGUMENTS, version: true };
const CHART = "k6-operator";
/**
 * The operator asks each runner whether it is ready, and in the end whether it has finished, on the port of k6's own API.
 * Runners are pods of other namespaces, whose addresses are not known while planning.
 */
const RUNNERS: Opening = { name: "runners", direction: "egress", ranges: ["0.0.0.0/0"], ports: [6565] };

/** The k6 operator: load as a Kubernetes object, run by pods of the namespace that the load is for. */
export class LoadOperator extends pulumi.ComponentResource {
    /** Namespace that the operator runs in. */
    readonly namespace: string;
    readonly chartVersion: string;

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: LoadOperatorArgs, opts?: pulumi.ComponentResourceOptions) {
        const faults = new ArgumentFaults();
        checkChartArgs(name, args, ARGUMENTS, faults);
        checkChartNamespace(args, faults);
        if (args.environment.class === "production") {
            faults.add("environment.class", "staging or ephemeral: load is for what nobody uses", "production");
        }
        faults.throwIfAny("LoadOperator");
        super("stagewright:charts:LoadOperator", name, {}, opts);
        const namespace = createChartNamespace(name, CHART, args, this, [RUNNERS]);
        createRelease<Values>(
            {
                resource: `${name}-release`,
                releaseName: CHART,
                chart: CHART,
                repository: "https://grafana.github.io/helm-charts",
                namespace: CHART,
                values: {
                    installCRDs: true,
                    namespace: { create: false },
                    manager: { replicas: 1, resources: controllerResources("100m", "128Mi") },
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
