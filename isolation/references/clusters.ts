import { address, arn, arnOrAddress, bucket, called, image, type Naming, queue } from "../data/namings";
import { SECRET } from "../data/arn-forms";
import type { Pointing } from "../data/pointing";

/** A chart or the source of a hub: a bucket, a registry, a host. A chart by its name alone lies in a repository. */
const chart: Naming = (text, subject) => {
    if (text.startsWith("s3://")) return bucket(text, subject);
    if (text.startsWith("oci://") || text.includes(".dkr.ecr.")) return image(text, subject);
    return /^[a-z]+:\/\//.test(text) ? address(text, subject) : undefined;
};

/** A cluster by the name that a hub knows it by; its own is called `in-cluster` (Argo CD, "Declarative Setup"). */
const clusterName: Naming = text =>
    text === "" || text === "in-cluster"
        ? undefined
        : { kind: "unknown", why: "a hub alone knows which cluster is called so" };

/** A secret of the hub holds the address. */
const clusterSecret: Naming = () => ({ kind: "unknown", why: "a secret of the hub says which cluster it is" });

const REMOTE = { "spec.kubeConfig.secretRef.name": clusterSecret };

const CHART = { chart, "repositoryOpts.repo": chart, "fetchOpts.repo": chart };

/** Where what runs in a cluster comes from. */
export const CHARTS: Pointing = {
    kind: "chart-source",
    consequences: [{ direction: "out", access: "read", says: "installs what lies in" }],
    change: "Keep charts and manifests where this environment alone writes, or declare the place as used by both, read-only.",
    places: {
        "kubernetes:helm.sh/v3:Chart": CHART,
        "kubernetes:helm.sh/v3:Release": CHART,
        "kubernetes:helm.sh/v4:Chart": CHART,
        "kubernetes:source.toolkit.fluxcd.io/v1:Bucket": { "spec.bucketName": bucket },
        "kubernetes:source.toolkit.fluxcd.io/v1:HelmRepository": { "spec.url": chart },
        "kubernetes:source.toolkit.fluxcd.io/v1:OCIRepository": { "spec.url": chart },
        "kubernetes:source.toolkit.fluxcd.io/v1beta2:Bucket": { "spec.bucketName": bucket },
        "kubernetes:source.toolkit.fluxcd.io/v1beta2:HelmRepository": { "spec.url": chart },
        "kubernetes:source.toolkit.fluxcd.io/v1beta2:OCIRepository": { "spec.url": chart },
    },
};

/** Clusters that a hub deploys into. */
export const HUBS: Pointing = {
    kind: "gitops-hub",
    consequences: [{ direction: "out", access: "write", says: "deploys into" }],
    change: "Run a hub in each environment, and let each name its own cluster alone.",
    places: {
        "kubernetes:argoproj.io/v1alpha1:AppProject": { "spec.destinations[].server": arnOrAddress },
        "kubernetes:argoproj.io/v1alpha1:Application": {
            "spec.destination.name": clusterName,
            "spec.destination.server": arnOrAddress,
        },
        "kubernetes:argoproj.io/v1alpha1:ApplicationSet": {
            "spec.template.spec.destination.server": arnOrAddress,
            "spec.generators[].list.elements[].server": arnOrAddress,
            "spec.generators[].list.elements[].url": arnOrAddress,
        },
        "kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease": REMOTE,
        "kubernetes:helm.toolkit.fluxcd.io/v2beta2:HelmRelease": REMOTE,
        "kubernetes:kustomize.toolkit.fluxcd.io/v1:Kustomization": REMOTE,
        "kubernetes:kustomize.toolkit.fluxcd.io/v1beta2:Kustomization": REMOTE,
    },
};

/** Secrets that a controller fetches, and the role that it takes to fetch them. */
const STORE = {
    "spec.provider.aws.role": arn,
    "spec.provider.vault.server": address,
    "spec.provider.kubernetes.server.url": arnOrAddress,
};
const EXTERNAL_SECRET = {
    "spec.data[].remoteRef.key": called(SECRET),
    "spec.dataFrom[].extract.key": called(SECRET),
};

/** What the controllers of a cluster read elsewhere. */
export const CONTROLLERS_READ: Pointing = {
    kind: "controller",
    consequences: [{ direction: "out", access: "read", says: "lets a controller of the cluster read" }],
    change: "Name a secret, queue or role of this environment.",
    places: {
        "kubernetes:external-secrets.io/v1:ClusterSecretStore": STORE,
        "kubernetes:external-secrets.io/v1:ExternalSecret": EXTERNAL_SECRET,
        "kubernetes:external-secrets.io/v1:SecretStore": STORE,
        "kubernetes:external-secrets.io/v1beta1:ClusterSecretStore": STORE,
        "kubernetes:external-secrets.io/v1beta1:ExternalSecret": EXTERNAL_SECRET,
        "kubernetes:external-secrets.io/v1beta1:SecretStore": STORE,
        "kubernetes:keda.sh/v1alpha1:ClusterTriggerAuthentication": { "spec.podIdentity.roleArn": arn },
        "kubernetes:keda.sh/v1alpha1:ScaledJob": {
            "spec.triggers[].metadata.queueURL": queue,
            "spec.triggers[].metadata.serverAddress": arnOrAddress,
        },
        "kubernetes:keda.sh/v1alpha1:ScaledObject": {
            "spec.triggers[].metadata.queueURL": queue,
            "spec.triggers[].metadata.serverAddress": arnOrAddress,
        },
        "kubernetes:keda.sh/v1alpha1:TriggerAuthentication": { "spec.podIdentity.roleArn": arn },
    },
};

/** What the controllers of a cluster change elsewhere. */
export const CONTROLLERS_WRITE: Pointing = {
    kind: "controller",
    consequences: [{ direction: "out", access: "write", says: "lets a controller of the cluster change" }],
    change: "Name a zone, target group, bucket or role of this environment.",
    places: {
        "kubernetes:cert-manager.io/v1:ClusterIssuer": { "spec.acme.solvers[].dns01.route53.role": arn },
        "kubernetes:cert-manager.io/v1:Issuer": { "spec.acme.solvers[].dns01.route53.role": arn },
        "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding": { "spec.targetGroupARN": arn },
        "kubernetes:velero.io/v1:BackupStorageLocation": { "spec.objectStorage.bucket": bucket },
    },
};
