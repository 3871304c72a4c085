import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import {
    Cluster,
    type Environment,
    LoadBalancerController,
    LoadOperator,
    MetricsServer,
    RolloutController,
    type TwoStacks,
} from "../../components";
import type { ClusterRef } from "../../components/references";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { existingCluster } from "./charts-samples";
import {
    LOAD_BALANCER_CONTROLLER_PLAN,
    LOAD_OPERATOR_PLAN,
    METRICS_SERVER_PLAN,
    ROLLOUT_CONTROLLER_PLAN,
} from "./expected/charts";
import { judged } from "./judged";
import { CLUSTER_ARGS } from "./samples";
import { faultsOf, inputsOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

/** Everything that any of the charts takes. */
interface AnyArgs {
    readonly environment: Environment;
    readonly cluster: ClusterRef;
    readonly chartVersion: string;
    readonly version: string;
    readonly network: { readonly vpcId: string };
    readonly replicas?: number;
}

/** The arguments that a chart takes: it refuses others. */
const without = (args: AnyArgs, ...names: readonly (keyof AnyArgs)[]): AnyArgs =>
    Object.fromEntries(
        Object.entries(args).filter(([name]) => !names.includes(name as keyof AnyArgs)),
    ) as unknown as AnyArgs;

const balancers = (name: string, args: AnyArgs, opts?: pulumi.ComponentResourceOptions) =>
    new LoadBalancerController(name, without(args, "version"), opts);
const metricsServer = (name: string, args: AnyArgs, opts?: pulumi.ComponentResourceOptions) =>
    new MetricsServer(name, without(args, "version", "network"), opts);
const rollouts = (name: string, args: AnyArgs, opts?: pulumi.ComponentResourceOptions) =>
    new RolloutController(name, without(args, "network"), opts);
const loadOperator = (name: string, args: AnyArgs, opts?: pulumi.ComponentResourceOptions) =>
    new LoadOperator(name, without(args, "network"), opts);

const CHARTS: readonly {
    readonly title: string;
    /** Its arguments, as it names them to whoever gives another one. */
    readonly known: string;
    readonly name: string;
    readonly plan: object;
    readonly build: (name: string, args: AnyArgs) => { readonly namespace: string; readonly chartVersion: string };
    readonly outputs: object;
}[] = [
    {
        title: "LoadBalancerController",
        known: "environment, cluster, chartVersion, replicas, network",
        name: "balancers",
        plan: LOAD_BALANCER_CONTROLLER_PLAN,
        build: balancers,
        outputs: { namespace: "kube-system", chartVersion: "1.13.0", roleArn: "<unknown>" },
    },
    {
        title: "MetricsServer",
        known: "environment, cluster, chartVersion, replicas",
        name: "metrics",
        plan: METRICS_SERVER_PLAN,
        build: metricsServer,
        outputs: { namespace: "kube-system", chartVersion: "1.13.0" },
    },
    {
        title: "RolloutController",
        known: "environment, cluster, chartVersion, replicas, version",
        name: "rollouts",
        plan: ROLLOUT_CONTROLLER_PLAN,
        build: rollouts,
        outputs: { namespace: "argo-rollouts", chartVersion: "1.13.0" },
    },
    {
        title: "LoadOperator",
        known: "environment, cluster, chartVersion, version",
        name: "load",
        plan: LOAD_OPERATOR_PLAN,
        build: loadOperator,
        outputs: { namespace: "k6-operator", chartVersion: "1.13.0" },
    },
];

const given = () => new kubernetes.Provider("given", { kubeconfig: "{}" });
const argsOf = (changed: Partial<AnyArgs> = {}): AnyArgs => ({
    environment: STAGING,
    cluster: changed.cluster ?? existingCluster(given()),
    chartVersion: "1.13.0",
    version: "1.33",
    network: { vpcId: "vpc-1" },
    ...changed,
});
const dependenciesOf = (plan: Plan, name: string) =>
    resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));

for (const { title, known, name, plan: expected, build, outputs } of CHARTS) {
    describe(title, () => {
        let plan: Plan;
        before(async () => {
            plan = await planOf(() => {
                build(name, argsOf());
            });
        });

        it("given staging, declares exactly what is expected", () => {
            const { given: provider, ...made } = wholePlan(plan);
            assert.ok(provider !== undefined);
            assert.deepEqual(made, expected);
        });

        it("tags what can be tagged, and acts with the provider of the cluster, below itself", () => {
            for (const [tagged, tags] of Object.entries(tagsByName(plan))) {
                assert.deepEqual(tags, tagsOf(STAGING, tagged));
            }
            const component = resource(plan, name);
            for (const one of plan.resources) {
                if (one.name.startsWith(`${name}-`)) assert.equal(one.parent, component.urn, one.name);
                if (one.type.startsWith("kubernetes:")) assert.equal(one.provider?.name, "given", one.name);
            }
        });

        it("registers its outputs", () => {
            assert.deepEqual(plainly(resource(plan, name).outputs), outputs);
        });

        it("given the component of a cluster, installs the chart once its nodes are there", async () => {
            const ours = await planOf(() => {
                build(name, argsOf({ cluster: new Cluster("shop", CLUSTER_ARGS) }));
            });
            assert.ok(dependenciesOf(ours, `${name}-release`).includes("shop-workers"));
        });

        it("given a version that may move, a cluster of no name and its own name at fault, says all of it", async () => {
            const faults: string[] = [];
            await planOf(() => {
                const cluster = { ...existingCluster(given()), clusterName: "" };
                const wrong = {
                    cluster,
                    chartVersion: "^1.13.0",
                    environment: { ...STAGING, addressSlot: 99 },
                    values: {},
                };
                const args = argsOf(wrong);
                faults.push(...faultsOf(() => build("A", args)));
            });
            assert.deepEqual(faults, [
                'name: expected 1 to 20 lower-case letters, digits and single dashes, a letter first, no dash last, got "A"',
                `values: expected one of the arguments ${known}, got {}`,
                "environment.addressSlot: expected a whole number from 0 to 15, got 99",
                'cluster.clusterName: expected the name of a cluster of EKS: 1 to 100 letters, digits, dashes and underscores, got ""',
                'chartVersion: expected the exact version of a chart such as 1.13.0, got "^1.13.0"',
            ]);
        });
    });
}

describe("charts", () => {
    const faultsIn = async (build: (args: AnyArgs) => unknown, changed: Partial<AnyArgs>) => {
        const faults: string[] = [];
        await planOf(() => {
            faults.push(...faultsOf(() => build(argsOf(changed))));
        });
        return faults;
    };

    for (const chartVersion of [
        "1.13",
        "v1.13.0",
        "1.x.0",
        "latest",
        "01.2.3",
        "1.2.3-",
        ">=1.2.3",
        "1.2.3+build",
        "",
    ]) {
        it(`given the version ${JSON.stringify(chartVersion)}, says that it is not exact`, async () => {
            assert.deepEqual(await faultsIn(args => metricsServer("metrics", args), { chartVersion }), [
                `chartVersion: expected the exact version of a chart such as 1.13.0, got "${chartVersion}"`,
            ]);
        });
    }

    for (const chartVersion of ["0.0.0", "10.20.30", "1.0.0-rc.1", "2.40.5"]) {
        it(`given the version ${chartVersion}, finds nothing`, async () => {
            assert.deepEqual(await faultsIn(args => metricsServer("metrics", args), { chartVersion }), []);
        });
    }

    it("given a number of replicas, runs as many, within bounds", async () => {
        const plan = await planOf(() => {
            const args = argsOf();
            metricsServer("metrics", { ...args, replicas: 1 });
            balancers("balancers", { ...args, replicas: 5 });
            rollouts("rollouts", { ...args, replicas: 3 });
        });
        const valuesOf = (name: string) => inputsOf(plan, name)["values"] as Record<string, unknown>;
        assert.equal(valuesOf("metrics-release")["replicas"], 1);
        assert.equal(valuesOf("balancers-release")["replicaCount"], 5);
        assert.equal((valuesOf("rollouts-release")["controller"] as Record<string, unknown>)["replicas"], 3);
        for (const replicas of [0, 6]) {
            assert.deepEqual(await faultsIn(args => metricsServer("metrics", args), { replicas }), [
                `replicas: expected a whole number from 1 to 5, got ${String(replicas)}`,
            ]);
        }
    });

    it("given no network and no version of Kubernetes, says so", async () => {
        assert.deepEqual(await faultsIn(args => balancers("balancers", args), { network: { vpcId: "" } }), [
            'network.vpcId: expected a text that is not empty, got ""',
        ]);
        for (const build of [
            (args: AnyArgs) => rollouts("rollouts", args),
            (args: AnyArgs) => loadOperator("load", args),
        ]) {
            assert.deepEqual(await faultsIn(build, { version: "1" }), [
                'version: expected a Kubernetes version such as 1.35, got "1"',
            ]);
        }
    });

    it("given an organisation's key for tags, fills only target groups that carry it", async () => {
        const plan = await planOf(() => {
            const environment = { ...STAGING, tagKeys: { environment: "Stage" } };
            balancers("balancers", argsOf({ environment }));
        });
        assert.match(
            inputsOf(plan, "balancers-identity-permissions")["policy"] as string,
            /"aws:ResourceTag\/Stage":"staging"/,
        );
    });

    it("given production, refuses to install what makes load", async () => {
        assert.deepEqual(await faultsIn(args => loadOperator("load", args), { environment: PRODUCTION }), [
            'environment.class: expected staging or ephemeral: load is for what nobody uses, got "production"',
        ]);
    });

    it("given a cluster of two stacks, is refused by its type: nothing there can reach it", () => {
        const install = (cluster: Cluster<TwoStacks>, args: AnyArgs) =>
            // @ts-expect-error its first stack has no provider for Kubernetes
            new MetricsServer("metrics", { ...args, cluster });
        assert.equal(typeof install, "function");
    });

    it("given both environments, breaks no rule", async () => {
        const found = await judged((environment, opts) => {
            const args = argsOf({ environment });
            balancers("balancers", args, opts);
            metricsServer("metrics", args, opts);
            rollouts("rollouts", args, opts);
            if (environment.class !== "production") loadOperator("load", args, opts);
        });
        assert.deepEqual(found, []);
    });
});
