import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Config } from "@pulumi/pulumi";
import { describe, it } from "mocha";

import { REFERENCES } from "../../../isolation/references/area";
import { declaredBy, lineOf, type Pinned } from "../data/declared";

const area = REFERENCES;

async function lines(build: (pinned: Pinned) => void): Promise<readonly string[]> {
    return (await declaredBy(build, { area })).map(lineOf);
}

const config = (server: string, token = "t0ken") =>
    JSON.stringify({
        clusters: [{ name: "shop", cluster: { server } }],
        users: [{ name: "shop", user: { token } }],
    });

/** What a provider's configuration leads to. */
const provided = (kubeconfig: pulumi.Input<string> | undefined) =>
    lines(() => {
        new kubernetes.Provider("cluster", kubeconfig === undefined ? {} : { kubeconfig });
    });

describe("credentials of clusters", () => {
    const PRODUCTION = ["cluster-credential out write declared kubeconfig cluster.prod.internal"];

    it("given a configuration as JSON, as YAML, or marked secret, leads to the host of its server alone", async () => {
        assert.deepEqual(await provided(config("https://cluster.prod.internal:6443")), PRODUCTION);
        assert.deepEqual(
            await provided("clusters:\n- name: shop\n  cluster:\n    server: https://cluster.prod.internal\n"),
            PRODUCTION,
        );
        const secret = await declaredBy(
            () => {
                const kubeconfig = pulumi.secret(config("https://cluster.prod.internal"));
                new kubernetes.Provider("cluster", { kubeconfig });
            },
            { area },
        );
        assert.deepEqual(secret.map(lineOf), PRODUCTION);
        assert.doesNotMatch(JSON.stringify(secret), /t0ken/);
    });

    it("given a file of the machine, or what is no configuration, does not know which cluster", async () => {
        for (const text of ["~/.kube/config", "{}", "a: [", "[]"]) {
            const found = await provided(text);
            assert.equal(found.length, 1, text);
            assert.match(found[0] ?? "", /^cluster-credential out write undecided kubeconfig unknown: /);
        }
    });

    it("given no configuration, says nothing", async () => {
        assert.deepEqual(await provided(undefined), []);
    });

    it("given the configuration of the program's own cluster, leads nowhere", async () => {
        const found = await lines(pinned => {
            const cluster = new aws.eks.Cluster(
                "shop",
                { roleArn: "arn:aws:iam::111111111111:role/eks", vpcConfig: { subnetIds: ["subnet-1"] } },
                pinned,
            );
            new kubernetes.Provider("cluster", { kubeconfig: pulumi.jsonStringify({ server: cluster.endpoint }) });
        });
        assert.deepEqual(found, []);
    });

    it("given the configuration that another stack exports, leads to that stack", async () => {
        const found = await lines(() => {
            const other = new pulumi.StackReference("acme/shop/staging");
            new kubernetes.Provider("cluster", { kubeconfig: other.getOutput("kubeconfig").apply(String) });
        });
        assert.ok(found.includes("cluster-credential out write declared kubeconfig stack acme/shop/staging"));
    });

    it("given an encrypted setting, does not know which cluster", async () => {
        const found = (
            await declaredBy(
                () => {
                    new kubernetes.Provider("cluster", { kubeconfig: new Config().requireSecret("kubeconfig") });
                },
                { area, config: { kubeconfig: "opaque" }, secretKeys: ["kubeconfig"] },
            )
        ).map(lineOf);
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", / undecided kubeconfig unknown: /);
    });
});

/** What a secret that tells a hub of a cluster leads to. */
const registered = (content: Omit<kubernetes.core.v1.SecretArgs, "metadata">, label = "cluster") =>
    lines(() => {
        const labels = { "argocd.argoproj.io/secret-type": label };
        new kubernetes.core.v1.Secret("cluster", { metadata: { name: "cluster", labels }, ...content });
    });

describe("secrets by which a hub knows clusters", () => {
    const server = "https://cluster.prod.internal";

    it("given the address of a cluster, deploys into it, whether it is encoded or not", async () => {
        assert.deepEqual(await registered({ stringData: { server, config: "{}" } }), [
            "gitops-hub out write declared stringData.server cluster.prod.internal",
        ]);
        assert.deepEqual(await registered({ data: { server: Buffer.from(server).toString("base64") } }), [
            "gitops-hub out write declared data.server cluster.prod.internal",
        ]);
    });

    it("given credentials in the address, says no more than its host", async () => {
        const address = pulumi.secret("https://owner:t0ken@cluster.prod.internal/t0ken");
        assert.deepEqual(await registered({ stringData: { server: address } }), [
            "gitops-hub out write declared stringData.server cluster.prod.internal",
        ]);
    });

    it("given an address that is not known, does not know which cluster", async () => {
        const found = await lines(pinned => {
            const { endpoint } = aws.eks.getClusterOutput({ name: "theirs" }, pinned);
            const labels = { "argocd.argoproj.io/secret-type": "cluster" };
            new kubernetes.core.v1.Secret("cluster", { metadata: { labels }, stringData: { server: endpoint } });
        });
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /^gitops-hub out write undecided stringData\.server unknown: /);
    });

    it("given the cluster that the hub runs in, or a secret of another kind, leads nowhere", async () => {
        assert.deepEqual(await registered({ stringData: { server: "https://kubernetes.default.svc" } }), []);
        assert.deepEqual(await registered({ stringData: { server } }, "repository"), []);
        assert.deepEqual(await registered({ stringData: { name: "shop" } }), []);
    });
});

/** What an object of a kind of its own leads to. */
const custom = (apiVersion: string, kind: string, spec: object) =>
    lines(() => {
        new kubernetes.apiextensions.CustomResource("object", { apiVersion, kind, metadata: { name: "object" }, spec });
    });

describe("stack sets", () => {
    it("given accounts, deploy into them", async () => {
        const found = await lines(pinned => {
            const deploymentTargets = { accounts: ["222222222222"] };
            new aws.cloudformation.StackSetInstance("one", { stackSetName: "s", accountId: "222222222222" }, pinned);
            new aws.cloudformation.StackInstances("all", { stackSetName: "s", deploymentTargets }, pinned);
        });
        assert.deepEqual([...found].sort(), [
            "deployment out write declared accountId 222222222222",
            "deployment out write declared deploymentTargets.accounts[0] 222222222222",
        ]);
    });
});

describe("objects of hubs and controllers", () => {
    const role = "arn:aws:iam::222222222222:role/read";

    it("given an application, deploys into the cluster that it names, and not into its own", async () => {
        const application = (server: string) =>
            custom("argoproj.io/v1alpha1", "Application", { destination: { server } });
        assert.deepEqual(await application("https://cluster.prod.internal"), [
            "gitops-hub out write declared spec.destination.server cluster.prod.internal",
        ]);
        assert.deepEqual(await application("arn:aws:eks:eu-central-1:222222222222:cluster/shop"), [
            "gitops-hub out write declared spec.destination.server arn:aws:eks:eu-central-1:222222222222:cluster/shop",
        ]);
        assert.deepEqual(await application("https://kubernetes.default.svc"), []);
    });

    it("given a name or a secret that the hub alone resolves, does not know which cluster; its own it knows", async () => {
        const application = (name: string) => custom("argoproj.io/v1alpha1", "Application", { destination: { name } });
        assert.deepEqual(await application("in-cluster"), []);
        assert.match(
            (await application("shop"))[0] ?? "",
            /^gitops-hub out write undecided spec\.destination\.name unknown: /,
        );
        const spec = { kubeConfig: { secretRef: { name: "shop" } } };
        const [line, ...others] = await custom("kustomize.toolkit.fluxcd.io/v1", "Kustomization", spec);
        assert.deepEqual(others, []);
        assert.match(line ?? "", /^gitops-hub out write undecided spec\.kubeConfig\.secretRef\.name unknown: /);
        assert.deepEqual(await custom("kustomize.toolkit.fluxcd.io/v1", "Kustomization", { path: "./deploy" }), []);
    });

    it("given a set of applications, deploys into every cluster that it lists", async () => {
        const spec = {
            generators: [
                { list: { elements: [{ server: "https://a.prod.internal" }, { url: "https://b.prod.internal" }] } },
            ],
            template: { spec: { destination: { server: "{{server}}" } } },
        };
        assert.deepEqual(await custom("argoproj.io/v1alpha1", "ApplicationSet", spec), [
            "gitops-hub out write declared spec.generators[0].list.elements[0].server a.prod.internal",
            "gitops-hub out write declared spec.generators[0].list.elements[1].url b.prod.internal",
        ]);
    });

    it("given a store of secrets, reads with the role that it names", async () => {
        for (const version of ["v1", "v1beta1"]) {
            const spec = { provider: { aws: { service: "SecretsManager", role } } };
            assert.deepEqual(await custom(`external-secrets.io/${version}`, "ClusterSecretStore", spec), [
                `controller out read declared spec.provider.aws.role ${role}`,
            ]);
        }
    });

    it("given a secret to fetch, reads it", async () => {
        const key = "arn:aws:secretsmanager:eu-central-1:222222222222:secret:orders-a1b2c3";
        assert.deepEqual(await custom("external-secrets.io/v1", "ExternalSecret", { data: [{ remoteRef: { key } }] }), [
            `controller out read declared spec.data[0].remoteRef.key ${key}`,
        ]);
    });

    it("given a trigger, reads its queue", async () => {
        const queueURL = "https://sqs.eu-central-1.amazonaws.com/222222222222/orders";
        assert.deepEqual(await custom("keda.sh/v1alpha1", "ScaledJob", { triggers: [{ metadata: { queueURL } }] }), [
            "controller out read declared spec.triggers[0].metadata.queueURL arn:aws:sqs:eu-central-1:222222222222:orders",
        ]);
    });

    it("given charts of a bucket, a registry or a host, installs from there", async () => {
        const chart = (url: string) => custom("source.toolkit.fluxcd.io/v1", "HelmRepository", { url });
        assert.deepEqual(await chart("s3://charts-prod/stable"), [
            "chart-source out read declared spec.url arn:*:s3:::charts-prod",
        ]);
        assert.deepEqual(await chart("oci://222222222222.dkr.ecr.eu-central-1.amazonaws.com/charts/shop"), [
            "chart-source out read declared spec.url arn:aws:ecr:eu-central-1:222222222222:repository/charts/shop",
        ]);
        assert.deepEqual(await chart("https://charts.prod.internal"), [
            "chart-source out read declared spec.url charts.prod.internal",
        ]);
    });

    it("given another kind of object, says nothing", async () => {
        assert.deepEqual(
            await custom("example.com/v1", "Application", { destination: { server: "https://a.prod.internal" } }),
            [],
        );
    });
});
