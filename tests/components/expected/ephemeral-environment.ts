import { CREATE_SCHEMA_SCRIPT, SCRIPT_SQL } from "../../../components/ephemeral-environment/scripts";
import { IMAGE } from "../ephemeral-samples";

const NAMESPACE = "eph-feature-fast-checkout-b9c7e056adc3";
const MARKS = {
    annotations: {
        "cost-centre": "CC-1",
        "expires-at": "2026-02-20T17:00:00Z",
        "managed-by": "pulumi",
        owner: "team-orders",
    },
    labels: { environment: "staging" },
};

/** All that the environment of a branch declares, but the policies that every workload namespace has. */
export const EPHEMERAL_PLAN = {
    branch: { type: "stagewright:ephemeral:EphemeralEnvironment" },
    "branch-account": {
        type: "kubernetes:core/v1:ServiceAccount",
        apiVersion: "v1",
        automountServiceAccountToken: false,
        kind: "ServiceAccount",
        metadata: { ...MARKS, name: "workload", namespace: NAMESPACE },
    },
    "branch-allow-dns": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "allow-dns", namespace: NAMESPACE },
        spec: {
            egress: [
                {
                    ports: [
                        { port: 53, protocol: "UDP" },
                        { port: 53, protocol: "TCP" },
                    ],
                    to: [
                        {
                            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
                            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
                        },
                    ],
                },
            ],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "branch-allow-pod-identity": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "allow-pod-identity", namespace: NAMESPACE },
        spec: {
            egress: [{ ports: [{ port: 80, protocol: "TCP" }], to: [{ ipBlock: { cidr: "169.254.170.23/32" } }] }],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "branch-allow-same-namespace": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "allow-same-namespace", namespace: NAMESPACE },
        spec: {
            egress: [{ to: [{ podSelector: {} }] }],
            ingress: [{ from: [{ podSelector: {} }] }],
            podSelector: {},
            policyTypes: ["Ingress", "Egress"],
        },
    },
    "branch-container-defaults": {
        type: "kubernetes:core/v1:LimitRange",
        apiVersion: "v1",
        kind: "LimitRange",
        metadata: { ...MARKS, name: "container-defaults", namespace: NAMESPACE },
        spec: {
            limits: [
                {
                    default: { memory: "128Mi" },
                    defaultRequest: { cpu: "50m", memory: "64Mi" },
                    type: "Container",
                },
            ],
        },
    },
    "branch-default-deny": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "default-deny", namespace: NAMESPACE },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    },
    "branch-namespace": {
        type: "kubernetes:core/v1:Namespace",
        apiVersion: "v1",
        kind: "Namespace",
        metadata: {
            annotations: {
                branch: "feature/Fast_Checkout",
                "cost-centre": "CC-1",
                "expires-at": "2026-02-20T17:00:00Z",
                "managed-by": "pulumi",
                owner: "team-orders",
            },
            labels: {
                environment: "staging",
                "pod-security.kubernetes.io/audit": "restricted",
                "pod-security.kubernetes.io/audit-version": "v1.35",
                "pod-security.kubernetes.io/enforce": "restricted",
                "pod-security.kubernetes.io/enforce-version": "v1.35",
                "pod-security.kubernetes.io/warn": "restricted",
                "pod-security.kubernetes.io/warn-version": "v1.35",
            },
            name: NAMESPACE,
        },
    },
    "branch-open-database": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "open-database", namespace: NAMESPACE },
        spec: {
            egress: [
                {
                    ports: [{ port: 5432, protocol: "TCP" }],
                    to: [{ ipBlock: { cidr: "10.1.48.0/24" } }, { ipBlock: { cidr: "10.1.49.0/24" } }],
                },
            ],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "branch-open-https": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "open-https", namespace: NAMESPACE },
        spec: {
            egress: [{ ports: [{ port: 443, protocol: "TCP" }], to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "branch-quota": {
        type: "kubernetes:core/v1:ResourceQuota",
        apiVersion: "v1",
        kind: "ResourceQuota",
        metadata: { ...MARKS, name: "quota", namespace: NAMESPACE },
        spec: {
            hard: {
                "limits.memory": "2Gi",
                pods: "20",
                "requests.cpu": "1",
                "requests.memory": "2Gi",
                "services.loadbalancers": "0",
                "services.nodeports": "0",
            },
        },
    },
    "branch-schema": {
        type: "kubernetes:batch/v1:Job",
        apiVersion: "batch/v1",
        kind: "Job",
        metadata: { ...MARKS, name: "eph-feature-fast-checkout-b9c7e056adc3-schema", namespace: "ephemeral-system" },
        spec: {
            activeDeadlineSeconds: 600,
            backoffLimit: 3,
            template: {
                metadata: { ...MARKS },
                spec: {
                    automountServiceAccountToken: false,
                    containers: [
                        {
                            command: ["/bin/sh", "-c", CREATE_SCHEMA_SCRIPT],
                            env: [
                                { name: "AWS_REGION", value: "eu-central-1" },
                                { name: "HOME", value: "/tmp" },
                                { name: "PGHOST", value: "orders.cluster-1.eu-central-1.rds.amazonaws.com" },
                                { name: "PGPORT", value: "5432" },
                                { name: "PGDATABASE", value: "shop" },
                                { name: "PGSSLMODE", value: "verify-full" },
                                { name: "PGSSLROOTCERT", value: "/etc/rds/global-bundle.pem" },
                                {
                                    name: "SECRET_ARN",
                                    value: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-1-AbCdEf",
                                },
                                { name: "CREATE_SCHEMA_SQL", value: SCRIPT_SQL.CREATE_SCHEMA_SQL },
                                { name: "ENVIRONMENT_NAME", value: NAMESPACE },
                                { name: "BRANCH", value: "feature/Fast_Checkout" },
                                { name: "OWNER", value: "team-orders" },
                                { name: "EXPIRES_AT", value: "2026-02-20T17:00:00Z" },
                                { name: "CONNECTIONS", value: "5" },
                            ],
                            image: IMAGE,
                            name: "script",
                            resources: { limits: { memory: "256Mi" }, requests: { cpu: "50m", memory: "128Mi" } },
                            securityContext: {
                                allowPrivilegeEscalation: false,
                                capabilities: { drop: ["ALL"] },
                                readOnlyRootFilesystem: true,
                            },
                            volumeMounts: [{ mountPath: "/tmp", name: "scratch" }],
                        },
                    ],
                    restartPolicy: "Never",
                    securityContext: {
                        runAsGroup: 65534,
                        runAsNonRoot: true,
                        runAsUser: 65534,
                        seccompProfile: { type: "RuntimeDefault" },
                    },
                    serviceAccountName: "reaper",
                    volumes: [{ emptyDir: { sizeLimit: "64Mi" }, name: "scratch" }],
                },
            },
        },
    },
    "branch-workload-association": {
        type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        clusterName: "staging-shop",
        namespace: NAMESPACE,
        roleArn: "<unknown>",
        serviceAccount: "workload",
    },
    "branch-workload-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "LogInToOwnSchema",
                    Effect: "Allow",
                    Action: ["rds-db:connect"],
                    Resource: [
                        "arn:aws:rds-db:eu-central-1:111122223333:dbuser:*/eph_feature_fast_checkout_b9c7e056adc3",
                    ],
                },
            ],
        },
        role: "<unknown>",
    },
    "branch-workload-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByPodIdentity",
                    Effect: "Allow",
                    Principal: { Service: "pods.eks.amazonaws.com" },
                    Action: ["sts:AssumeRole", "sts:TagSession"],
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                            "aws:RequestTag/kubernetes-namespace": NAMESPACE,
                            "aws:RequestTag/kubernetes-service-account": "workload",
                        },
                        ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/staging-shop" },
                    },
                },
            ],
        },
        description: "What pods of eph-feature-fast-checkout-b9c7e056adc3/workload may do in AWS",
    },
    cluster: { type: "pulumi:providers:kubernetes", kubeconfig: "{}" },
};

/** Names of the policies that every workload namespace has. */
export const ADMISSION = [
    "branch-admission-host-paths",
    "branch-admission-host-paths-binding",
    "branch-admission-images",
    "branch-admission-images-binding",
    "branch-admission-privileges",
    "branch-admission-privileges-binding",
    "branch-admission-resources",
    "branch-admission-resources-binding",
];
