import * as assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { Cluster } from "../../components";
import { CLUSTER_ARGS } from "../components/samples";
import { type Answer, type ApiServer, startApiServer } from "../support/kubernetes/api-server";
import { apply, kubernetesObjects } from "../support/kubernetes/objects";
import { planOf } from "../support/plan";

const NAMESPACE = "shop";
const DIGEST = `@sha256:${"0123456789abcdef".repeat(4)}`;
const REGISTRY = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
/** How long the server may take to enforce a policy that it has taken, and how often it is asked, in milliseconds. */
const ENFORCED_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;

interface Container {
    readonly name: string;
    readonly image?: string;
    readonly [field: string]: unknown;
}

const RESOURCES = { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "64Mi" } };
const container = (changed: Partial<Container> = {}): Container => ({
    name: "web",
    image: `${REGISTRY}/shop/web${DIGEST}`,
    resources: RESOURCES,
    ...changed,
});

/** A pod that every policy admits, but for what is changed. */
const pod = (changed: object = {}) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "probe", namespace: NAMESPACE },
    spec: { containers: [container()], ...changed },
});

describe("the admission policies of Cluster, on a real API server", () => {
    let server: ApiServer;
    const create = (body: object, namespace = NAMESPACE): Promise<Answer> =>
        server.call("POST", `/api/v1/namespaces/${namespace}/pods?dryRun=All`, body);

    before(async () => {
        server = await startApiServer(line => {
            process.stderr.write(`${line}\n`);
        });
        const plan = await planOf(() => {
            new Cluster("shop", CLUSTER_ARGS);
        });
        const objects = kubernetesObjects(plan);
        const policies = objects.filter(({ kind }) => kind.startsWith("ValidatingAdmissionPolicy"));
        assert.equal(policies.length, 8);
        // Without the pod security and the defaults of the real namespace, which would refuse, or mend, a pod first.
        for (const name of [NAMESPACE, "elsewhere"]) {
            await accepted(apply(server, { apiVersion: "v1", kind: "Namespace", metadata: { name } }));
            const metadata = { name: "default", namespace: name };
            await accepted(apply(server, { apiVersion: "v1", kind: "ServiceAccount", metadata }));
        }
        for (const policy of policies) await accepted(apply(server, policy));
        await enforced();
    });
    after(() => server.stop());

    async function accepted(answer: Promise<Answer>): Promise<void> {
        const { status, body } = await answer;
        assert.ok(status === 200 || status === 201, `${String(status)} ${body.message ?? ""}`);
    }

    /** The server compiles policies in the background: waits until each refuses what it must. */
    async function enforced(): Promise<void> {
        const deadline = Date.now() + ENFORCED_WITHIN_MS;
        for (const { changed } of REFUSED) {
            while ((await create(pod(changed))).status !== 403) {
                assert.ok(Date.now() < deadline, `not refused in time: ${JSON.stringify(changed)}`);
                await pause(ASK_EVERY_MS);
            }
        }
    }

    const REFUSED: readonly { readonly given: string; readonly changed: object; readonly message: RegExp }[] = [
        {
            given: "an image by tag",
            changed: { containers: [container({ image: `${REGISTRY}/shop/web:1.2` })] },
            message: /'shop-images'.*images must be named by digest .*; at fault: 1111\S+\/shop\/web:1\.2$/s,
        },
        {
            given: "an image with a digest cut short",
            changed: { containers: [container({ image: `${REGISTRY}/shop/web${DIGEST.slice(0, -1)}` })] },
            message: /images must be named by digest/,
        },
        {
            given: "an image from elsewhere",
            changed: { containers: [container({ image: `docker.io/library/nginx${DIGEST}` })] },
            message: /images must come from 111122223333\S+; at fault: docker\.io\/library\/nginx@sha256/,
        },
        {
            given: "an image of a registry whose name only begins alike",
            changed: { containers: [container({ image: `${REGISTRY}.example.com/web${DIGEST}` })] },
            message: /images must come from/,
        },
        {
            given: "an init container by tag",
            changed: { initContainers: [container({ name: "init", image: `${REGISTRY}/init:1` })] },
            message: /images must be named by digest.*init:1/,
        },
        {
            given: "a volume that is an image by tag",
            changed: { volumes: [{ name: "models", image: { reference: `${REGISTRY}/models:1` } }] },
            message: /'shop-images'.*images must be named by digest.*; at fault: 1111\S+\/models:1$/s,
        },
        {
            given: "a volume that is an image from elsewhere",
            changed: { volumes: [{ name: "models", image: { reference: `docker.io/library/models${DIGEST}` } }] },
            message: /images must come from 1111\S+; at fault: docker\.io\/library\/models@sha256/,
        },
        ...["requests.cpu", "limits.memory"].map(missing => ({
            given: `a container without ${missing}`,
            changed: { containers: [container({ resources: without(missing) })] },
            message: /'shop-resources'.*containers must set requests\.cpu.*; at fault: web$/s,
        })),
        {
            given: "a container without resources",
            changed: { containers: [container(), container({ name: "helper", resources: undefined })] },
            message: /; at fault: helper$/,
        },
        {
            given: "an init container without resources",
            changed: { initContainers: [container({ name: "init", resources: {} })] },
            message: /; at fault: init$/,
        },
        {
            given: "a privileged container",
            changed: { containers: [container({ securityContext: { privileged: true } })] },
            message: /'shop-privileges'.*containers must not be privileged; at fault: web$/s,
        },
        ...["hostNetwork", "hostPID", "hostIPC"].map(space => ({
            given: space,
            changed: { [space]: true },
            message: new RegExp(`pods must not set ${space}`),
        })),
        {
            given: "a path of the machine",
            changed: { volumes: [{ name: "docker", hostPath: { path: "/var/run" } }] },
            message: /'shop-host-paths'.*volumes must not be paths of the machine; at fault: docker$/s,
        },
    ];
    for (const { given, changed, message } of REFUSED) {
        it(`given ${given}, refuses the pod and names what is at fault`, async () => {
            const { status, body } = await create(pod(changed));
            assert.equal(status, 403, body.message);
            assert.match(body.message ?? "", message);
        });
    }

    const admitted: readonly [given: string, changed: object][] = [
        ["nothing but what is asked", {}],
        ["an init container alike", { initContainers: [container({ name: "init" })] }],
        [
            "a container that says it is not privileged",
            { containers: [container({ securityContext: { privileged: false } })] },
        ],
        ["a pod that says it shares no space", { hostNetwork: false, hostPID: false, hostIPC: false }],
        // Kubernetes asks for as much as the limit where nothing is asked for.
        ["a limit of memory alone", { containers: [container({ resources: without("requests.memory") })] }],
        [
            "a volume that is an image by digest",
            { volumes: [{ name: "models", image: { reference: `${REGISTRY}/models${DIGEST}` } }] },
        ],
        ["a volume that is no path of the machine", { volumes: [{ name: "scratch", emptyDir: {} }] }],
    ];
    for (const [given, changed] of admitted) {
        it(`given ${given}, admits the pod`, async () => {
            const { status, body } = await create(pod(changed));
            assert.equal(status, 201, body.message);
        });
    }

    it("given a pod of another namespace, leaves it alone", async () => {
        const other = { ...pod({ hostPID: true, containers: [container({ image: "nginx" })] }) };
        const { status, body } = await create(
            { ...other, metadata: { ...other.metadata, namespace: "elsewhere" } },
            "elsewhere",
        );
        assert.equal(status, 201, body.message);
    });
});

/** The resources that are asked for, less one. */
function without(missing: string): object {
    const [part = "", name = ""] = missing.split(".");
    const copy: Record<string, Record<string, string>> = structuredClone(RESOURCES);
    copy[part] = Object.fromEntries(Object.entries(copy[part] ?? {}).filter(([key]) => key !== name));
    return copy;
}
