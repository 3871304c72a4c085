import * as assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import * as kubernetes from "@pulumi/kubernetes";
import { NodePools } from "../../components";
import type { Plan } from "../../plan/plan";
import { existingCluster, nodePoolsArgs } from "../components/charts-samples";
import { inputsOf } from "../components/support";
import { type ApiServer, startApiServer } from "../support/kubernetes/api-server";
import { type KarpenterSource, karpenterSource } from "../support/kubernetes/karpenter";
import { acceptedTwice, apply, kubernetesObjects, type KubernetesObject, pathOf } from "../support/kubernetes/objects";
import { planOf } from "../support/plan";

/** How long the server may take to know a new kind, and how often it is asked, in milliseconds. */
const KNOWN_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;

describe("the pools of NodePools, on a real API server that knows Karpenter's kinds", () => {
    let server: ApiServer;
    let source: KarpenterSource;
    let plan: Plan;
    let objects: readonly KubernetesObject[];

    before(async () => {
        source = karpenterSource();
        server = await startApiServer(line => {
            process.stderr.write(`${line}\n`);
        });
        plan = await planOf(() => {
            const cluster = existingCluster(new kubernetes.Provider("given", { kubeconfig: "{}" }));
            new NodePools("pools", nodePoolsArgs(cluster));
        });
        objects = kubernetesObjects(plan);
        for (const kind of source.kinds) {
            const { status, body } = await apply(server, kind);
            assert.equal(status, 201, body.message);
        }
        for (const object of objects) await known(object);
    });
    after(() => server.stop());

    /** A new kind is served a moment after it is taken. */
    async function known(object: KubernetesObject): Promise<void> {
        const list = pathOf(object).slice(0, -object.metadata.name.length - 1);
        const deadline = Date.now() + KNOWN_WITHIN_MS;
        while ((await server.call("GET", list)).status !== 200) {
            assert.ok(Date.now() < deadline, `${object.kind} not known in time`);
            await pause(ASK_EVERY_MS);
        }
    }

    it("are accepted strictly, and a second apply changes nothing", async () => {
        assert.deepEqual(
            objects.map(({ kind }) => kind),
            ["EC2NodeClass", "NodePool"],
        );
        await acceptedTwice(server, objects);
    });

    const faults: readonly [given: string, kind: string, changed: object, message: RegExp][] = [
        ["a field that does not exist", "EC2NodeClass", { publicAddress: false }, /publicAddress/],
        [
            "an image without a version",
            "EC2NodeClass",
            { amiSelectorTerms: [{ alias: "al2023" }] },
            /'alias' is improperly/,
        ],
        ["a role beside the instance profile", "EC2NodeClass", { role: "nodes" }, /must specify exactly one of/],
        ["a limit that is no amount", "NodePool", { limits: { cpu: "many" } }, /limits/],
        ["no word on when nodes go", "NodePool", { disruption: {} }, /consolidateAfter/],
    ];
    for (const [given, kind, changed, message] of faults) {
        it(`given ${given}, are refused: the check can fail`, async () => {
            const object = objects.find(one => one.kind === kind);
            assert.ok(object !== undefined);
            const { status, body } = await apply(server, {
                ...object,
                metadata: { name: "broken" },
                spec: { ...(object["spec"] as object), ...changed },
            });
            assert.ok(status === 422 || status === 500, String(status));
            assert.match(body.message ?? "", message);
        });
    }

    it("set only values that Karpenter's chart knows", () => {
        const { values } = inputsOf(plan, "pools-release");
        assert.deepEqual(strangers(values, source.values, "values"), []);
        assert.deepEqual(strangers({ settings: { queue: "x" } }, source.values, "values"), ["values.settings.queue"]);
    });
});

/** Paths of what is set but has no default in the chart. */
function strangers(set: unknown, defaults: unknown, path: string): readonly string[] {
    if (!isFields(set) || !isFields(defaults) || Object.keys(defaults).length === 0) return [];
    return Object.entries(set).flatMap(([key, value]) =>
        key in defaults ? strangers(value, defaults[key], `${path}.${key}`) : [`${path}.${key}`],
    );
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
