import { REAPER_VARIABLES, reaperScript, SCRIPT_SQL } from "../../../components/ephemeral-environment/scripts";
import { IMAGE } from "../ephemeral-samples";

const MARKS = {
    annotations: { "cost-centre": "CC-1", "managed-by": "pulumi", owner: "shop-platform" },
    labels: { environment: "staging" },
};

/** All that the reaper of staging declares. */
export const REAPER_PLAN = {
    cluster: { type: "pulumi:providers:kubernetes", kubeconfig: "{}" },
    reaper: { type: "stagewright:ephemeral:EphemeralReaper" },
    "reaper-account": {
        type: "kubernetes:core/v1:ServiceAccount",
        apiVersion: "v1",
        automountServiceAccountToken: false,
        kind: "ServiceAccount",
        metadata: { ...MARKS, name: "reaper", namespace: "ephemeral-system" },
    },
    "reaper-allow-dns": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "allow-dns", namespace: "ephemeral-system" },
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
    "reaper-allow-pod-identity": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "allow-pod-identity", namespace: "ephemeral-system" },
        spec: {
            egress: [{ ports: [{ port: 80, protocol: "TCP" }], to: [{ ipBlock: { cidr: "169.254.170.23/32" } }] }],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "reaper-allow-same-namespace": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "allow-same-namespace", namespace: "ephemeral-system" },
        spec: {
            egress: [{ to: [{ podSelector: {} }] }],
            ingress: [{ from: [{ podSelector: {} }] }],
            podSelector: {},
            policyTypes: ["Ingress", "Egress"],
        },
    },
    "reaper-container-defaults": {
        type: "kubernetes:core/v1:LimitRange",
        apiVersion: "v1",
        kind: "LimitRange",
        metadata: { ...MARKS, name: "container-defaults", namespace: "ephemeral-system" },
        spec: {
            limits: [
                {
                    default: { memory: "256Mi" },
                    defaultRequest: { cpu: "50m", memory: "128Mi" },
                    type: "Container",
                },
            ],
        },
    },
    "reaper-default-deny": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "default-deny", namespace: "ephemeral-system" },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    },
    "reaper-guard-end": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: { ...MARKS, name: "ephemeral-environments-end" },
        spec: {
            failurePolicy: "Fail",
            matchConditions: [
                { expression: 'object.metadata.name.startsWith("eph-")', name: "is-ephemeral" },
                {
                    expression:
                        '!has(request.subResource) || request.subResource == "" || has(object.metadata.annotations) != has(oldObject.metadata.annotations) || (has(object.metadata.annotations) && object.metadata.annotations != oldObject.metadata.annotations)',
                    name: "is-written",
                },
            ],
            matchConstraints: {
                resourceRules: [
                    {
                        apiGroups: [""],
                        apiVersions: ["v1"],
                        operations: ["CREATE", "UPDATE"],
                        resources: ["namespaces", "namespaces/finalize", "namespaces/status"],
                    },
                ],
            },
            validations: [
                {
                    expression: "variables.isMoment",
                    message: "expected the annotation expires-at, a moment in UTC such as 2026-02-28T18:00:00Z",
                    reason: "Invalid",
                },
                {
                    expression: "!variables.isMoment || timestamp(variables.expiresAt) > variables.created",
                    message: "expected an end in expires-at that is after the creation",
                    reason: "Invalid",
                },
                {
                    expression:
                        '!variables.isMoment || timestamp(variables.expiresAt) <= variables.created + duration("168h")',
                    message: "expected an end in expires-at that is at most 7 days after the creation",
                    reason: "Invalid",
                },
                {
                    expression: 'variables.owner != ""',
                    message: "expected the annotation owner: who answers for the environment",
                    reason: "Invalid",
                },
                {
                    expression: 'variables.branch != ""',
                    message: "expected the annotation branch: what the environment is for",
                    reason: "Invalid",
                },
                {
                    expression:
                        'oldObject == null || !has(oldObject.metadata.annotations) || !("branch" in oldObject.metadata.annotations) || oldObject.metadata.annotations["branch"] == variables.branch',
                    message: "the namespace is another branch's",
                    reason: "Invalid",
                },
            ],
            variables: [
                {
                    expression:
                        'has(object.metadata.annotations) && "expires-at" in object.metadata.annotations ? object.metadata.annotations["expires-at"] : ""',
                    name: "expiresAt",
                },
                {
                    expression:
                        'has(object.metadata.annotations) && "owner" in object.metadata.annotations ? object.metadata.annotations["owner"] : ""',
                    name: "owner",
                },
                {
                    expression:
                        'has(object.metadata.annotations) && "branch" in object.metadata.annotations ? object.metadata.annotations["branch"] : ""',
                    name: "branch",
                },
                {
                    expression:
                        'variables.expiresAt.matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")',
                    name: "isMoment",
                },
                { expression: "timestamp(object.metadata.creationTimestamp)", name: "created" },
            ],
        },
    },
    "reaper-guard-end-binding": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicyBinding",
        metadata: { ...MARKS, name: "ephemeral-environments-end" },
        spec: { policyName: "ephemeral-environments-end", validationActions: ["Deny", "Audit"] },
    },
    "reaper-guard-reaper": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: { ...MARKS, name: "ephemeral-environments-reaper" },
        spec: {
            failurePolicy: "Fail",
            matchConditions: [
                {
                    expression: 'request.userInfo.username == "system:serviceaccount:ephemeral-system:reaper"',
                    name: "is-reaper",
                },
            ],
            matchConstraints: {
                resourceRules: [
                    { apiGroups: [""], apiVersions: ["v1"], operations: ["DELETE"], resources: ["namespaces"] },
                ],
            },
            validations: [
                {
                    expression: 'oldObject.metadata.name.startsWith("eph-")',
                    message: "the reaper deletes nothing but namespaces that begin with eph-",
                    reason: "Forbidden",
                },
            ],
        },
    },
    "reaper-guard-reaper-binding": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicyBinding",
        metadata: { ...MARKS, name: "ephemeral-environments-reaper" },
        spec: { policyName: "ephemeral-environments-reaper", validationActions: ["Deny", "Audit"] },
    },
    "reaper-job": {
        type: "kubernetes:batch/v1:CronJob",
        apiVersion: "batch/v1",
        kind: "CronJob",
        metadata: { ...MARKS, name: "reaper", namespace: "ephemeral-system" },
        spec: {
            concurrencyPolicy: "Forbid",
            failedJobsHistoryLimit: 3,
            jobTemplate: {
                metadata: { ...MARKS },
                spec: {
                    activeDeadlineSeconds: 600,
                    backoffLimit: 3,
                    template: {
                        metadata: { ...MARKS },
                        spec: {
                            automountServiceAccountToken: true,
                            containers: [
                                {
                                    command: ["/bin/sh", "-c", reaperScript(true)],
                                    env: [
                                        { name: "API_URL", value: "https://kubernetes.default.svc" },
                                        {
                                            name: "TOKEN_FILE",
                                            value: "/var/run/secrets/kubernetes.io/serviceaccount/token",
                                        },
                                        {
                                            name: "CA_FILE",
                                            value: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
                                        },
                                        { name: "ANSWER_WITHIN_SECONDS", value: "60" },
                                        { name: "SORT_NAMESPACES", value: REAPER_VARIABLES.SORT_NAMESPACES },
                                        { name: "AWS_REGION", value: "eu-central-1" },
                                        { name: "HOME", value: "/tmp" },
                                        {
                                            name: "PGHOST",
                                            value: "orders.cluster-1.eu-central-1.rds.amazonaws.com",
                                        },
                                        { name: "PGPORT", value: "5432" },
                                        { name: "PGDATABASE", value: "shop" },
                                        { name: "PGSSLMODE", value: "verify-full" },
                                        { name: "PGSSLROOTCERT", value: "/etc/rds/global-bundle.pem" },
                                        {
                                            name: "SECRET_ARN",
                                            value: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-1-AbCdEf",
                                        },
                                        { name: "LIST_DOOMED_SQL", value: SCRIPT_SQL.LIST_DOOMED_SQL },
                                        { name: "DROP_SCHEMA_SQL", value: SCRIPT_SQL.DROP_SCHEMA_SQL },
                                    ],
                                    image: IMAGE,
                                    name: "script",
                                    resources: {
                                        limits: { memory: "256Mi" },
                                        requests: { cpu: "50m", memory: "128Mi" },
                                    },
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
            schedule: "7,37 7-19 * * MON-FRI",
            startingDeadlineSeconds: 900,
            successfulJobsHistoryLimit: 1,
            timeZone: "Europe/Berlin",
        },
    },
    "reaper-namespace": {
        type: "kubernetes:core/v1:Namespace",
        apiVersion: "v1",
        kind: "Namespace",
        metadata: {
            annotations: { "cost-centre": "CC-1", "managed-by": "pulumi", owner: "shop-platform" },
            labels: {
                environment: "staging",
                "pod-security.kubernetes.io/audit": "restricted",
                "pod-security.kubernetes.io/audit-version": "v1.35",
                "pod-security.kubernetes.io/enforce": "restricted",
                "pod-security.kubernetes.io/enforce-version": "v1.35",
                "pod-security.kubernetes.io/warn": "restricted",
                "pod-security.kubernetes.io/warn-version": "v1.35",
            },
            name: "ephemeral-system",
        },
    },
    "reaper-open-apis": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "open-apis", namespace: "ephemeral-system" },
        spec: {
            egress: [{ ports: [{ port: 443, protocol: "TCP" }], to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "reaper-open-database": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "open-database", namespace: "ephemeral-system" },
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
    "reaper-quota": {
        type: "kubernetes:core/v1:ResourceQuota",
        apiVersion: "v1",
        kind: "ResourceQuota",
        metadata: { ...MARKS, name: "quota", namespace: "ephemeral-system" },
        spec: {
            hard: {
                "limits.memory": "4Gi",
                pods: "20",
                "requests.cpu": "1",
                "requests.memory": "4Gi",
                "services.loadbalancers": "0",
                "services.nodeports": "0",
            },
        },
    },
    "reaper-reaper-association": {
        type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        clusterName: "staging-shop",
        namespace: "ephemeral-system",
        roleArn: "<unknown>",
        serviceAccount: "reaper",
    },
    "reaper-reaper-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "ReadSecretOfFirstUser",
                    Effect: "Allow",
                    Action: ["secretsmanager:GetSecretValue"],
                    Resource: ["arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-1-AbCdEf"],
                },
                {
                    Sid: "DecryptIt",
                    Effect: "Allow",
                    Action: ["kms:Decrypt"],
                    Resource: ["arn:aws:kms:eu-central-1:111122223333:key/0f1e2d3c"],
                    Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" } },
                },
            ],
        },
        role: "<unknown>",
    },
    "reaper-reaper-role": {
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
                            "aws:RequestTag/kubernetes-namespace": "ephemeral-system",
                            "aws:RequestTag/kubernetes-service-account": "reaper",
                        },
                        ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/staging-shop" },
                    },
                },
            ],
        },
        description: "What pods of ephemeral-system/reaper may do in AWS",
    },
    "reaper-rights": {
        type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRole",
        metadata: { ...MARKS, name: "ephemeral-environments" },
        rules: [{ apiGroups: [""], resources: ["namespaces"], verbs: ["list", "delete"] }],
    },
    "reaper-rights-binding": {
        type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRoleBinding",
        metadata: { ...MARKS, name: "ephemeral-environments" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "ephemeral-environments" },
        subjects: [{ kind: "ServiceAccount", name: "reaper", namespace: "ephemeral-system" }],
    },
};
