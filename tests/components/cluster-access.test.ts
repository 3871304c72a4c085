import * as assert from "node:assert/strict";
import { Cluster, type EndpointAccess, type PrivateEndpoint, Workloads } from "../../components";
import type { Plan } from "../../plan/plan";
import { planOf, resource } from "../support/plan";
import { CLUSTER_ARGS } from "./samples";
import { inputsOf, PRODUCTION, STAGING, tagsOf } from "./support";

const ACCOUNT = STAGING.accountId;
const DEPLOY_ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;
const VIEWER = `arn:aws:iam::${ACCOUNT}:role/viewer`;

const dependenciesOf = (plan: Plan, name: string) =>
    resource(plan, name).dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));
const planCluster = (changed: object = {}) =>
    planOf(() => {
        new Cluster("shop", { ...CLUSTER_ARGS, ...changed });
    });
const planWorkloads = (cluster: object = {}, environment = STAGING) =>
    planOf(() => {
        const args = {
            clusterName: "staging-other",
            version: "1.35",
            endpoint: "https://other.example.com",
            certificateAuthority: "T1RIRVI=",
            ...cluster,
        };
        new Workloads("team", { environment, cluster: args, namespaces: CLUSTER_ARGS.namespaces });
    });
/** What the provider is told of the cluster and of who calls. */
function kubeconfigOf(plan: Plan) {
    return JSON.parse(inputsOf(plan, "team-kubernetes")["kubeconfig"] as string) as {
        readonly "current-context": string;
        readonly contexts: readonly { readonly name: string; readonly context: Readonly<Record<string, string>> }[];
        readonly clusters: readonly { readonly name: string; readonly cluster: Readonly<Record<string, string>> }[];
        readonly users: readonly {
            readonly name: string;
            readonly user: { readonly exec: { readonly command: string; readonly args: readonly string[] } };
        }[];
    };
}

describe("who may enter a cluster", () => {
    it("given a role that deploys, makes it an administrator of the whole cluster, and nobody else", async () => {
        const plan = await planCluster();
        const { tags, ...entry } = inputsOf(plan, "shop-deploy-access");
        assert.deepEqual(tags, tagsOf(STAGING, "shop-deploy-access"));
        assert.deepEqual(entry, { clusterName: "staging-shop", principalArn: DEPLOY_ROLE, type: "STANDARD" });
        assert.deepEqual(inputsOf(plan, "shop-deploy-administration"), {
            clusterName: "staging-shop",
            principalArn: DEPLOY_ROLE,
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            accessScope: { type: "cluster" },
        });
        assert.ok(dependenciesOf(plan, "shop-deploy-administration").includes("shop-deploy-access"));
        const entries = plan.resources.filter(({ type }) => type === "aws:eks/accessEntry:AccessEntry");
        assert.deepEqual(
            entries.map(({ name }) => name),
            ["shop-deploy-access"],
        );
    });

    it("given a grant, lets its role in with one policy, in the whole cluster or in some namespaces", async () => {
        const grant = { name: "viewers", roleArn: VIEWER, policy: "AmazonEKSViewPolicy" };
        for (const [namespaces, accessScope] of [
            [undefined, { type: "cluster" }],
            [["shop"], { type: "namespace", namespaces: ["shop"] }],
        ] as const) {
            const plan = await planCluster({ accessGrants: [{ ...grant, namespaces }] });
            const { tags, ...entry } = inputsOf(plan, "shop-access-viewers");
            assert.deepEqual(tags, tagsOf(STAGING, "shop-access-viewers"));
            assert.deepEqual(entry, { clusterName: "staging-shop", principalArn: VIEWER, type: "STANDARD" });
            assert.deepEqual(inputsOf(plan, "shop-access-viewers-policy"), {
                clusterName: "staging-shop",
                principalArn: VIEWER,
                policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
                accessScope,
            });
            assert.ok(dependenciesOf(plan, "shop-access-viewers-policy").includes("shop-access-viewers"));
        }
    });

    it("calls the cluster only once the deploying role may", async () => {
        const plan = await planCluster();
        const callers = plan.resources.filter(({ type }) => type.startsWith("kubernetes:"));
        assert.equal(callers.length, 18);
        for (const name of ["shop-kubernetes", ...callers.map(one => one.name)]) {
            assert.ok(dependenciesOf(plan, name).includes("shop-deploy-administration"), name);
        }
    });
});

describe("the provider of a cluster", () => {
    it("asks the AWS command line for a token of that cluster in that region, and holds none", async () => {
        const config = kubeconfigOf(await planWorkloads());
        const context = config.contexts.find(({ name }) => name === config["current-context"])?.context;
        const cluster = config.clusters.find(({ name }) => name === context?.["cluster"])?.cluster;
        const user = config.users.find(({ name }) => name === context?.["user"])?.user;
        assert.deepEqual(cluster, {
            server: "https://other.example.com",
            "certificate-authority-data": "T1RIRVI=",
        });
        assert.deepEqual(user, {
            exec: {
                apiVersion: "client.authentication.k8s.io/v1beta1",
                command: "aws",
                args: [
                    ...["eks", "get-token", "--region", "eu-central-1"],
                    ...["--cluster-name", "staging-other", "--output", "json"],
                ],
                interactiveMode: "Never",
            },
        });
        assert.deepEqual([config.contexts.length, config.clusters.length, config.users.length], [1, 1, 1]);
    });

    it("given another region and another cluster, asks for theirs", async () => {
        const environment = { ...PRODUCTION, region: "eu-west-1" };
        const [user] = kubeconfigOf(await planWorkloads({ clusterName: "production-shop" }, environment)).users;
        assert.deepEqual(user?.user.exec.args.slice(2, 6), [
            ...["--region", "eu-west-1"],
            ...["--cluster-name", "production-shop"],
        ]);
    });

    it("is another one exactly where the endpoint is another one, and applies on the server's side", async () => {
        const { kubeconfig, ...rest } = inputsOf(await planWorkloads(), "team-kubernetes");
        assert.equal(typeof kubeconfig, "string");
        assert.deepEqual(rest, { clusterIdentifier: "https://other.example.com", enableServerSideApply: "true" });
    });

    it("given a cluster whose endpoint is not known yet, plans all that it will make there", async () => {
        const plan = await planOf(() => {
            const { clusterName, endpoint, certificateAuthority } = new Cluster("shop", {
                ...CLUSTER_ARGS,
                endpointAccess: { kind: "two-stacks" },
                namespaces: undefined,
                registries: undefined,
            });
            const cluster = { clusterName, endpoint, certificateAuthority, version: CLUSTER_ARGS.version };
            new Workloads("team", { environment: STAGING, cluster, namespaces: CLUSTER_ARGS.namespaces });
        });
        assert.equal(inputsOf(plan, "team-kubernetes")["kubeconfig"], "<unknown>");
        const objects = plan.resources.filter(({ type }) => type.startsWith("kubernetes:"));
        assert.equal(objects.length, 18);
        assert.ok(dependenciesOf(plan, "team-kubernetes").includes("shop-cluster"));
    });
});

describe("the types of an endpoint", () => {
    it("given ranges for the private side, do not compile", () => {
        // @ts-expect-error: ranges are those of the public endpoint
        const inside: PrivateEndpoint = { kind: "private", ranges: ["198.51.100.0/24"] };
        // @ts-expect-error: ranges are those of the public endpoint
        const beside: EndpointAccess = { kind: "two-stacks", ranges: ["198.51.100.0/24"] };
        // @ts-expect-error: nobody to reach it
        const nobody: EndpointAccess = { kind: "public" };
        assert.equal([inside, beside, nobody].length, 3);
    });
});
