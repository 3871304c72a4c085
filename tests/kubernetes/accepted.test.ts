import * as assert from "node:assert/strict";
import { Cluster } from "../../components";
import { CLUSTER_ARGS } from "../components/samples";
import { PRODUCTION } from "../components/support";
import { type ApiServer, startApiServer } from "../support/kubernetes/api-server";
import { apply, kubernetesObjects, pathOf } from "../support/kubernetes/objects";
import { planOf } from "../support/plan";

describe("what the components plan for Kubernetes, on a real API server", () => {
    let server: ApiServer;
    before(async () => {
        server = await startApiServer(line => {
            process.stderr.write(`${line}\n`);
        });
    });
    after(() => server.stop());

    const environments = {
        staging: CLUSTER_ARGS,
        production: {
            ...CLUSTER_ARGS,
            environment: PRODUCTION,
            nodes: { ...CLUSTER_ARGS.nodes, capacity: "on-demand" as const },
            namespace: { ...CLUSTER_ARGS.namespace, name: "shop-prod" },
        },
    };
    for (const [given, args] of Object.entries(environments)) {
        it(`given ${given}, is accepted strictly, and a second apply changes nothing`, async () => {
            const plan = await planOf(() => {
                new Cluster("shop", args);
            });
            const objects = kubernetesObjects(plan);
            assert.ok(objects.length >= 15, `${String(objects.length)} objects`);
            for (const object of objects) {
                const { status, body } = await apply(server, object);
                assert.ok(status === 201, `${pathOf(object)}: ${String(status)} ${body.message ?? ""}`);
            }
            for (const object of objects) {
                const before = await server.call("GET", pathOf(object));
                const { status } = await apply(server, object);
                const after = await server.call("GET", pathOf(object));
                assert.equal(status, 200, pathOf(object));
                assert.deepEqual(after.body["metadata"], before.body["metadata"], pathOf(object));
            }
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
