import { hoursScript, hoursVariables } from "../../../components/workload-hours/script";
import { IMAGE } from "../ephemeral-samples";
import { HOURS } from "../workload-hours-samples";

const MARKS = {
    annotations: { "cost-centre": "CC-1", "managed-by": "pulumi", owner: "shop-platform" },
    labels: { environment: "staging" },
};
const VARIABLES = Object.entries(hoursVariables(HOURS, ["shop", "stock"], ["general", "batch"])).map(
    ([name, value]) => ({ name, value }),
);

const cronJob = (name: string, schedule: string) => ({
    type: "kubernetes:batch/v1:CronJob",
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { ...MARKS, name: name, namespace: "workload-hours" },
    spec: {
        concurrencyPolicy: "Forbid",
        failedJobsHistoryLimit: 3,
        jobTemplate: {
            metadata: { ...MARKS },
            spec: {
                activeDeadlineSeconds: 1800,
                backoffLimit: 6,
                template: {
                    metadata: { ...MARKS },
                    spec: {
                        affinity: {
                            nodeAffinity: {
                                requiredDuringSchedulingIgnoredDuringExecution: {
                                    nodeSelectorTerms: [
                                        {
                                            matchExpressions: [
                                                { key: "karpenter.sh/nodepool", operator: "DoesNotExist" },
                                            ],
                                        },
                                    ],
                                },
                            },
                        },
                        automountServiceAccountToken: true,
                        containers: [
                            {
                                command: ["/bin/sh", "-c", hoursScript(true)],
                                env: VARIABLES,
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
                        serviceAccountName: "hours",
                        volumes: [{ emptyDir: { sizeLimit: "64Mi" }, name: "scratch" }],
                    },
                },
            },
        },
        schedule: schedule,
        startingDeadlineSeconds: 900,
        successfulJobsHistoryLimit: 1,
        timeZone: "Europe/Berlin",
    },
});

/** What an account may do in a namespace of workloads. */
const RIGHTS = [
    { apiGroups: ["keda.sh"], resources: ["scaledobjects", "scaledjobs"], verbs: ["list", "patch"] },
    { apiGroups: ["apps"], resources: ["deployments", "statefulsets"], verbs: ["list", "patch"] },
    { apiGroups: ["apps"], resources: ["deployments/scale", "statefulsets/scale"], verbs: ["patch"] },
    { apiGroups: ["argoproj.io"], resources: ["rollouts"], verbs: ["list", "patch"] },
    { apiGroups: ["argoproj.io"], resources: ["rollouts/scale"], verbs: ["patch"] },
    { apiGroups: ["batch"], resources: ["cronjobs"], verbs: ["list", "patch"] },
];

const UNTOUCHED = {
    expression: "object.spec == oldObject.spec",
    message: "working hours change nothing of a workload's own",
};
const refused = (expression: string, message: string) => ({ expression, message, reason: "Forbidden" });
const sameMetadata = (field: string) =>
    `(has(object.metadata.${field}) == has(oldObject.metadata.${field}) && (!has(object.metadata.${field}) || object.metadata.${field} == oldObject.metadata.${field}))`;

/** What the API server leaves the account of a kind that it may patch. */
const guard = (
    role: string,
    {
        annotations,
        rules,
        spec,
    }: {
        readonly rules: readonly object[];
        readonly spec: { readonly expression: string; readonly message: string };
        readonly annotations: readonly string[];
    },
) => {
    const excepted = annotations.map(one => `key == "${one}"`).join(" || ");
    return {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: { ...MARKS, name: `workload-hours-${role}` },
        spec: {
            failurePolicy: "Fail",
            matchConditions: [
                {
                    expression: 'request.userInfo.username == "system:serviceaccount:workload-hours:hours"',
                    name: "is-workload-hours",
                },
            ],
            matchConstraints: { resourceRules: rules.map(rule => ({ ...rule, operations: ["UPDATE"] })) },
            validations: [
                refused(spec.expression, spec.message),
                refused(
                    ["labels", "ownerReferences", "finalizers"].map(sameMetadata).join(" && "),
                    "working hours change no labels, owners and finalizers",
                ),
                refused(
                    `variables.after.all(key, ${excepted} || (key in variables.before && variables.before[key] == variables.after[key]))` +
                        ` && variables.before.all(key, ${excepted} || key in variables.after)`,
                    `working hours change no annotation but ${annotations.join(", ")}`,
                ),
                refused(
                    '!has(oldObject.metadata.labels) || !("sleeps" in oldObject.metadata.labels) || oldObject.metadata.labels["sleeps"] != "never"',
                    "the workload never sleeps: its label sleeps says so",
                ),
            ],
            variables: [
                {
                    expression: "has(oldObject.metadata.annotations) ? oldObject.metadata.annotations : {}",
                    name: "before",
                },
                { expression: "has(object.metadata.annotations) ? object.metadata.annotations : {}", name: "after" },
            ],
        },
    };
};

const guardBinding = (role: string) => ({
    type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { ...MARKS, name: `workload-hours-${role}` },
    spec: { policyName: `workload-hours-${role}`, validationActions: ["Deny", "Audit"] },
});

/** All that the hours of staging's workloads declare. */
export const WORKLOAD_HOURS_PLAN = {
    cluster: { type: "pulumi:providers:kubernetes", kubeconfig: "{}" },
    hours: { type: "stagewright:schedule:WorkloadHours" },
    "hours-account": {
        type: "kubernetes:core/v1:ServiceAccount",
        apiVersion: "v1",
        automountServiceAccountToken: false,
        kind: "ServiceAccount",
        metadata: { ...MARKS, name: "hours", namespace: "workload-hours" },
    },
    "hours-allow-dns": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "allow-dns", namespace: "workload-hours" },
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
    "hours-allow-pod-identity": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "allow-pod-identity", namespace: "workload-hours" },
        spec: {
            egress: [{ ports: [{ port: 80, protocol: "TCP" }], to: [{ ipBlock: { cidr: "169.254.170.23/32" } }] }],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "hours-allow-same-namespace": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "allow-same-namespace", namespace: "workload-hours" },
        spec: {
            egress: [{ to: [{ podSelector: {} }] }],
            ingress: [{ from: [{ podSelector: {} }] }],
            podSelector: {},
            policyTypes: ["Ingress", "Egress"],
        },
    },
    "hours-container-defaults": {
        type: "kubernetes:core/v1:LimitRange",
        apiVersion: "v1",
        kind: "LimitRange",
        metadata: { ...MARKS, name: "container-defaults", namespace: "workload-hours" },
        spec: {
            limits: [
                { default: { memory: "256Mi" }, defaultRequest: { cpu: "50m", memory: "128Mi" }, type: "Container" },
            ],
        },
    },
    "hours-default-deny": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "default-deny", namespace: "workload-hours" },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    },
    "hours-guard-cron-jobs": guard("cron-jobs", {
        rules: [{ apiGroups: ["batch"], apiVersions: ["v1"], resources: ["cronjobs"] }],
        spec: {
            expression:
                'dyn(object.spec).all(key, key == "suspend" || (key in dyn(oldObject.spec) && dyn(oldObject.spec)[key] == dyn(object.spec)[key]))' +
                ' && dyn(oldObject.spec).all(key, key == "suspend" || key in dyn(object.spec))',
            message: "working hours change nothing of a workload's own but suspend",
        },
        annotations: ["state-at-work"],
    }),
    "hours-guard-cron-jobs-binding": guardBinding("cron-jobs"),
    "hours-guard-nodes": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: { ...MARKS, name: "workload-hours-nodes" },
        spec: {
            failurePolicy: "Fail",
            matchConditions: [
                {
                    expression: 'request.userInfo.username == "system:serviceaccount:workload-hours:hours"',
                    name: "is-workload-hours",
                },
            ],
            matchConstraints: {
                resourceRules: [
                    {
                        apiGroups: ["karpenter.sh"],
                        apiVersions: ["v1"],
                        operations: ["DELETE"],
                        resources: ["nodeclaims"],
                    },
                ],
            },
            validations: [
                {
                    expression:
                        'has(oldObject.metadata.labels) && "karpenter.sh/nodepool" in oldObject.metadata.labels && oldObject.metadata.labels["karpenter.sh/nodepool"] in ["general","batch"]',
                    message: "working hours end no nodes but those of general, batch",
                    reason: "Forbidden",
                },
            ],
        },
    },
    "hours-guard-nodes-binding": guardBinding("nodes"),
    "hours-guard-scaled-jobs": guard("scaled-jobs", {
        rules: [{ apiGroups: ["keda.sh"], apiVersions: ["v1alpha1"], resources: ["scaledjobs"] }],
        spec: UNTOUCHED,
        annotations: ["paused-at-work", "autoscaling.keda.sh/paused"],
    }),
    "hours-guard-scaled-jobs-binding": guardBinding("scaled-jobs"),
    "hours-guard-scalers": guard("scalers", {
        rules: [{ apiGroups: ["keda.sh"], apiVersions: ["v1alpha1"], resources: ["scaledobjects"] }],
        spec: UNTOUCHED,
        annotations: ["paused-replicas-at-work", "autoscaling.keda.sh/paused-replicas"],
    }),
    "hours-guard-scalers-binding": guardBinding("scalers"),
    "hours-guard-workloads": guard("workloads", {
        rules: [
            { apiGroups: ["apps"], apiVersions: ["v1"], resources: ["deployments", "statefulsets"] },
            { apiGroups: ["argoproj.io"], apiVersions: ["v1alpha1"], resources: ["rollouts"] },
        ],
        spec: UNTOUCHED,
        annotations: ["replicas-at-work"],
    }),
    "hours-guard-workloads-binding": guardBinding("workloads"),
    "hours-namespace": {
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
            name: "workload-hours",
        },
    },
    "hours-nodes-rights": {
        type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRole",
        metadata: { ...MARKS, name: "workload-hours" },
        rules: [{ apiGroups: ["karpenter.sh"], resources: ["nodeclaims"], verbs: ["list", "delete"] }],
    },
    "hours-nodes-rights-binding": {
        type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRoleBinding",
        metadata: { ...MARKS, name: "workload-hours" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "workload-hours" },
        subjects: [{ kind: "ServiceAccount", name: "hours", namespace: "workload-hours" }],
    },
    "hours-open-apis": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { ...MARKS, name: "open-apis", namespace: "workload-hours" },
        spec: {
            egress: [{ ports: [{ port: 443, protocol: "TCP" }], to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "hours-quota": {
        type: "kubernetes:core/v1:ResourceQuota",
        apiVersion: "v1",
        kind: "ResourceQuota",
        metadata: { ...MARKS, name: "quota", namespace: "workload-hours" },
        spec: {
            hard: {
                "limits.memory": "1Gi",
                pods: "6",
                "requests.cpu": "500m",
                "requests.memory": "1Gi",
                "services.loadbalancers": "0",
                "services.nodeports": "0",
            },
        },
    },
    "hours-shop-rights": {
        type: "kubernetes:rbac.authorization.k8s.io/v1:Role",
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "Role",
        metadata: { ...MARKS, name: "workload-hours", namespace: "shop" },
        rules: RIGHTS,
    },
    "hours-shop-rights-binding": {
        type: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "RoleBinding",
        metadata: { ...MARKS, name: "workload-hours", namespace: "shop" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "workload-hours" },
        subjects: [{ kind: "ServiceAccount", name: "hours", namespace: "workload-hours" }],
    },
    "hours-start-0655": cronJob("start-0655", "55 6 * * MON-FRI"),
    "hours-start-0955-06": cronJob("start-0955-06", "55 9 12 6 *"),
    "hours-stock-rights": {
        type: "kubernetes:rbac.authorization.k8s.io/v1:Role",
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "Role",
        metadata: { ...MARKS, name: "workload-hours", namespace: "stock" },
        rules: RIGHTS,
    },
    "hours-stock-rights-binding": {
        type: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "RoleBinding",
        metadata: { ...MARKS, name: "workload-hours", namespace: "stock" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "workload-hours" },
        subjects: [{ kind: "ServiceAccount", name: "hours", namespace: "workload-hours" }],
    },
    "hours-stop-0200-06": cronJob("stop-0200-06", "0 2 11 6 *"),
    "hours-stop-1400-06": cronJob("stop-1400-06", "0 14 12 6 *"),
    "hours-stop-1800": cronJob("stop-1800", "0 18 * * FRI"),
    "hours-stop-2000": cronJob("stop-2000", "0 20 * * MON-THU"),
};
