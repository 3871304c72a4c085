import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Breach } from "./breach";
import { accountIn, domainIn, REGION } from "./named";
import { only } from "./only";

/** Breaches by what a program, a hub or a controller refers to. */
export const REFERENCE_BREACHES: readonly Breach[] = [
    {
        name: "read-stack",
        sort: 13,
        title: "staging that reads what production's stack exports",
        from: "staging",
        way: ["stack-reference"],
        build: only("staging", site => {
            const stack = site.twin ? "staging" : "prod";
            new pulumi.StackReference("read-stack", { name: `organization/${pulumi.getProject()}/${stack}` });
        }),
    },
    {
        name: "wrong-cluster",
        sort: 9,
        title: "staging that deploys with the configuration of production's cluster",
        from: "staging",
        way: ["cluster-credential"],
        build: only("staging", site => {
            const server = `https://cluster.${domainIn(site)}`;
            new kubernetes.Provider("wrong-cluster", {
                kubeconfig: JSON.stringify({
                    apiVersion: "v1",
                    kind: "Config",
                    clusters: [{ name: "shop", cluster: { server } }],
                    contexts: [{ name: "shop", context: { cluster: "shop", user: "shop" } }],
                    users: [{ name: "shop", user: {} }],
                    "current-context": "shop",
                }),
                enableServerSideApply: true,
            });
        }),
    },
    {
        name: "shared-hub",
        sort: 12,
        title: "staging's hub that deploys into production's cluster",
        from: "staging",
        way: ["gitops-hub"],
        build: only("staging", site => {
            new kubernetes.apiextensions.CustomResource(
                "shared-hub",
                {
                    apiVersion: "argoproj.io/v1alpha1",
                    kind: "Application",
                    metadata: { name: "shop", namespace: "argocd" },
                    spec: {
                        project: "default",
                        source: { repoURL: "https://git.example/shop.git", path: "deploy" },
                        destination: { server: `https://cluster.${domainIn(site)}`, namespace: "shop" },
                    },
                },
                site.kubernetes,
            );
        }),
    },
    {
        name: "registered-cluster",
        sort: 12,
        title: "production's cluster that is registered with staging's hub",
        from: "staging",
        way: ["gitops-hub"],
        inSecret: true,
        build: only("staging", site => {
            new kubernetes.core.v1.Secret(
                "registered-cluster",
                {
                    metadata: {
                        name: "registered-cluster",
                        namespace: "argocd",
                        labels: { "argocd.argoproj.io/secret-type": "cluster" },
                    },
                    stringData: { name: "shop", server: `https://cluster.${domainIn(site)}` },
                },
                site.kubernetes,
            );
        }),
    },
    {
        name: "borrowed-secrets",
        sort: 2,
        title: "a controller in staging's cluster that fetches production's secrets",
        from: "staging",
        way: ["controller"],
        build: only("staging", site => {
            new kubernetes.apiextensions.CustomResource(
                "borrowed-secrets",
                {
                    apiVersion: "external-secrets.io/v1",
                    kind: "SecretStore",
                    metadata: { name: "borrowed-secrets", namespace: "shop" },
                    spec: {
                        provider: {
                            aws: {
                                service: "SecretsManager",
                                region: REGION,
                                role: `arn:aws:iam::${accountIn(site)}:role/read-secrets`,
                            },
                        },
                    },
                },
                site.kubernetes,
            );
        }),
    },
    {
        name: "scaled-by-queue",
        sort: 11,
        title: "staging's workers that scale by, and so read, production's queue",
        from: "staging",
        way: ["controller"],
        build: only("staging", site => {
            new kubernetes.apiextensions.CustomResource(
                "scaled-by-queue",
                {
                    apiVersion: "keda.sh/v1alpha1",
                    kind: "ScaledObject",
                    metadata: { name: "scaled-by-queue", namespace: "shop" },
                    spec: {
                        scaleTargetRef: { name: "workers" },
                        triggers: [
                            {
                                type: "aws-sqs-queue",
                                metadata: {
                                    queueURL: `https://sqs.${REGION}.amazonaws.com/${accountIn(site)}/orders`,
                                    awsRegion: REGION,
                                },
                            },
                        ],
                    },
                },
                site.kubernetes,
            );
        }),
    },
    {
        name: "borrowed-charts",
        sort: 12,
        title: "staging's cluster that installs charts of production's registry",
        from: "staging",
        way: ["chart-source"],
        build: only("staging", site => {
            new kubernetes.apiextensions.CustomResource(
                "borrowed-charts",
                {
                    apiVersion: "source.toolkit.fluxcd.io/v1",
                    kind: "OCIRepository",
                    metadata: { name: "borrowed-charts", namespace: "flux-system" },
                    spec: {
                        interval: "10m",
                        url: `oci://${accountIn(site)}.dkr.ecr.${REGION}.amazonaws.com/charts/shop`,
                    },
                },
                site.kubernetes,
            );
        }),
    },
    {
        name: "foreign-targets",
        sort: 12,
        title: "staging's pods that are bound to production's target group",
        from: "staging",
        way: ["controller"],
        build: only("staging", site => {
            new kubernetes.apiextensions.CustomResource(
                "foreign-targets",
                {
                    apiVersion: "elbv2.k8s.aws/v1beta1",
                    kind: "TargetGroupBinding",
                    metadata: { name: "foreign-targets", namespace: "shop" },
                    spec: {
                        serviceRef: { name: "shop", port: 80 },
                        targetGroupARN: `arn:aws:elasticloadbalancing:${REGION}:${accountIn(site)}:targetgroup/shop/6d0ecf831eec9f09`,
                    },
                },
                site.kubernetes,
            );
        }),
    },
];
