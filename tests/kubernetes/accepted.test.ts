import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import { Cluster, LoadOperator, RolloutController, Workloads } from "../../components";
import { existingCluster } from "../components/charts-samples";
import { CLUSTER_ARGS } from "../components/samples";
import { PRODUCTION } from "../components/support";
import { SEVERAL_NAMESPACES } from "../components/workloads-samples";
import { type ApiServer, startApiServer } from "../support/kubernetes/api-server";
import { acceptedTwice, apply, kubernetesObjects } from "../support/kubernetes/objects";
import { planOf } from "../support/plan";

describe("what the components plan for Kubernetes, on a real API server", () => {
    let server: ApiServer;
    before(async () => {
        server = await startApiServer(line => {
            process.stderr.write(`${line}\n`);
        });
    });
    after(() => server.stop());

    const production = {
        ...CLUSTER_ARGS,
        environment: PRODUCTION,
        deployRoleArn: `arn:aws:iam::${PRODUCTION.accountId}:role/deploy`,
        nodeGroups: CLUSTER_ARGS.nodeGroups.map(group => ({ ...group, capacity: "on-demand" as const })),
        namespaces: CLUSTER_ARGS.namespaces.map(namespace => ({ ...namespace, name: "shop-prod" })),
    };
    const plans: readonly [given: string, objects: number, build: () => void][] = [
        ["a cluster of staging", 18, () => new Cluster("shop", CLUSTER_ARGS)],
        ["a cluster of production", 18, () => new Cluster("shop", production)],
        [
            "several namespaces with identities in a cluster that exists",
            2 * 18 + 2,
            () =>
                new Workloads("team", {
                    environment: CLUSTER_ARGS.environment,
                    cluster: {
                        clusterName: "shared",
                        version: "1.33",
                        endpoint: "https://shared.example.com",
                        certificateAuthority: "Q0E=",
                    },
                    namespaces: SEVERAL_NAMESPACES,
                }),
        ],
        [
            "the namespaces of charts",
            2 * 8 + 1,
            () => {
                const cluster = existingCluster(new kubernetes.Provider("given", { kubeconfig: "{}" }));
                const args = { environment: CLUSTER_ARGS.environment, cluster, chartVersion: "1.0.0", version: "1.33" };
                new RolloutController("rollouts", args);
                new LoadOperator("load", args);
            },
        ],
    ];
    for (const [given, count, build] of plans) {
        it(`given ${given}, is accepted strictly, and a second apply changes nothing`, async () => {
            const objects = kubernetesObjects(await planOf(build));
            assert.equal(objects.length, count);
            await acceptedTwice(server, objects);
        });
    }

    it("given a field that Kubernetes does not know, is refused: the check can fail", async () => {
        const metadata = { name: "typo", namespace: "shop" };
        const spec = { podSelector: {}, policyType: ["Ingress"] };
        const { status, body } = await apply(server, {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata,
            spec,
        });
        // Server-side apply says so with a code of its own.
        assert.equal(status, 500);
        assert.match(body.message ?? "", /policyType: field not declared in schema/);
    });
});
