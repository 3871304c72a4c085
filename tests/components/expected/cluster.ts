/** All that the cluster of staging declares. */
export const CLUSTER_PLAN = {
    shop: {
        type: "stagewright:cluster:Cluster",
    },
    "shop-shop-admission-host-paths": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "shop-host-paths",
        },
        spec: {
            failurePolicy: "Fail",
            matchConstraints: {
                resourceRules: [
                    {
                        apiGroups: [""],
                        apiVersions: ["v1"],
                        operations: ["CREATE", "UPDATE"],
                        resources: ["pods", "pods/ephemeralcontainers"],
                    },
                ],
            },
            validations: [
                {
                    expression: "variables.hostPaths.size() == 0",
                    messageExpression:
                        '"volumes must not be paths of the machine; at fault: " + variables.hostPaths.join(", ")',
                    reason: "Forbidden",
                },
            ],
            variables: [
                {
                    expression:
                        "has(object.spec.volumes) ? object.spec.volumes.filter(v, has(v.hostPath)).map(v, v.name) : []",
                    name: "hostPaths",
                },
            ],
        },
    },
    "shop-shop-admission-host-paths-binding": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicyBinding",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "shop-host-paths",
        },
        spec: {
            matchResources: {
                namespaceSelector: {
                    matchLabels: {
                        "kubernetes.io/metadata.name": "shop",
                    },
                },
            },
            policyName: "shop-host-paths",
            validationActions: ["Deny", "Audit"],
        },
    },
    "shop-shop-admission-images": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "shop-images",
        },
        spec: {
            failurePolicy: "Fail",
            matchConstraints: {
                resourceRules: [
                    {
                        apiGroups: [""],
                        apiVersions: ["v1"],
                        operations: ["CREATE", "UPDATE"],
                        resources: ["pods", "pods/ephemeralcontainers"],
                    },
                ],
            },
            validations: [
                {
                    expression: 'variables.images.all(image, image.matches("@sha256:[0-9a-f]{64}$"))',
                    messageExpression:
                        '"images must be named by digest (...@sha256:<64 digits>); at fault: " + variables.images.filter(image, !image.matches("@sha256:[0-9a-f]{64}$")).join(", ")',
                    reason: "Forbidden",
                },
                {
                    expression:
                        'variables.images.all(image, ["111122223333.dkr.ecr.eu-central-1.amazonaws.com/"].exists(registry, image.startsWith(registry)))',
                    messageExpression:
                        '"images must come from 111122223333.dkr.ecr.eu-central-1.amazonaws.com/; at fault: " + variables.images.filter(image, !["111122223333.dkr.ecr.eu-central-1.amazonaws.com/"].exists(registry, image.startsWith(registry))).join(", ")',
                    reason: "Forbidden",
                },
            ],
            variables: [
                {
                    expression:
                        '(has(object.spec.containers) ? object.spec.containers.map(c, c.image) : []) + (has(object.spec.initContainers) ? object.spec.initContainers.map(c, c.image) : []) + (has(object.spec.ephemeralContainers) ? object.spec.ephemeralContainers.map(c, c.image) : []) + (has(object.spec.volumes) ? object.spec.volumes.filter(v, has(v.image)).map(v, has(v.image.reference) ? v.image.reference : "") : [])',
                    name: "images",
                },
            ],
        },
    },
    "shop-shop-admission-images-binding": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicyBinding",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "shop-images",
        },
        spec: {
            matchResources: {
                namespaceSelector: {
                    matchLabels: {
                        "kubernetes.io/metadata.name": "shop",
                    },
                },
            },
            policyName: "shop-images",
            validationActions: ["Deny", "Audit"],
        },
    },
    "shop-shop-admission-privileges": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "shop-privileges",
        },
        spec: {
            failurePolicy: "Fail",
            matchConstraints: {
                resourceRules: [
                    {
                        apiGroups: [""],
                        apiVersions: ["v1"],
                        operations: ["CREATE", "UPDATE"],
                        resources: ["pods", "pods/ephemeralcontainers"],
                    },
                ],
            },
            validations: [
                {
                    expression: "variables.privileged.size() == 0",
                    messageExpression:
                        '"containers must not be privileged; at fault: " + variables.privileged.join(", ")',
                    reason: "Forbidden",
                },
                {
                    expression: "!has(object.spec.hostNetwork) || !object.spec.hostNetwork",
                    messageExpression: '"pods must not set hostNetwork"',
                    reason: "Forbidden",
                },
                {
                    expression: "!has(object.spec.hostPID) || !object.spec.hostPID",
                    messageExpression: '"pods must not set hostPID"',
                    reason: "Forbidden",
                },
                {
                    expression: "!has(object.spec.hostIPC) || !object.spec.hostIPC",
                    messageExpression: '"pods must not set hostIPC"',
                    reason: "Forbidden",
                },
            ],
            variables: [
                {
                    expression:
                        "(has(object.spec.containers) ? object.spec.containers.filter(c, has(c.securityContext) && has(c.securityContext.privileged) && c.securityContext.privileged).map(c, c.name) : []) + (has(object.spec.initContainers) ? object.spec.initContainers.filter(c, has(c.securityContext) && has(c.securityContext.privileged) && c.securityContext.privileged).map(c, c.name) : []) + (has(object.spec.ephemeralContainers) ? object.spec.ephemeralContainers.filter(c, has(c.securityContext) && has(c.securityContext.privileged) && c.securityContext.privileged).map(c, c.name) : [])",
                    name: "privileged",
                },
            ],
        },
    },
    "shop-shop-admission-privileges-binding": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicyBinding",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "shop-privileges",
        },
        spec: {
            matchResources: {
                namespaceSelector: {
                    matchLabels: {
                        "kubernetes.io/metadata.name": "shop",
                    },
                },
            },
            policyName: "shop-privileges",
            validationActions: ["Deny", "Audit"],
        },
    },
    "shop-shop-admission-resources": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "shop-resources",
        },
        spec: {
            failurePolicy: "Fail",
            matchConstraints: {
                resourceRules: [
                    {
                        apiGroups: [""],
                        apiVersions: ["v1"],
                        operations: ["CREATE", "UPDATE"],
                        resources: ["pods", "pods/ephemeralcontainers"],
                    },
                ],
            },
            validations: [
                {
                    expression: "variables.unbounded.size() == 0",
                    messageExpression:
                        '"containers must set requests.cpu, requests.memory and limits.memory; at fault: " + variables.unbounded.join(", ")',
                    reason: "Forbidden",
                },
            ],
            variables: [
                {
                    expression:
                        '(has(object.spec.containers) ? object.spec.containers.filter(c, !(has(c.resources) && has(c.resources.requests) && "cpu" in c.resources.requests && "memory" in c.resources.requests && has(c.resources.limits) && "memory" in c.resources.limits)).map(c, c.name) : []) + (has(object.spec.initContainers) ? object.spec.initContainers.filter(c, !(has(c.resources) && has(c.resources.requests) && "cpu" in c.resources.requests && "memory" in c.resources.requests && has(c.resources.limits) && "memory" in c.resources.limits)).map(c, c.name) : [])',
                    name: "unbounded",
                },
            ],
        },
    },
    "shop-shop-admission-resources-binding": {
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicyBinding",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "shop-resources",
        },
        spec: {
            matchResources: {
                namespaceSelector: {
                    matchLabels: {
                        "kubernetes.io/metadata.name": "shop",
                    },
                },
            },
            policyName: "shop-resources",
            validationActions: ["Deny", "Audit"],
        },
    },
    "shop-shop-allow-dns": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "allow-dns",
            namespace: "shop",
        },
        spec: {
            egress: [
                {
                    ports: [
                        {
                            port: 53,
                            protocol: "UDP",
                        },
                        {
                            port: 53,
                            protocol: "TCP",
                        },
                    ],
                    to: [
                        {
                            namespaceSelector: {
                                matchLabels: {
                                    "kubernetes.io/metadata.name": "kube-system",
                                },
                            },
                            podSelector: {
                                matchLabels: {
                                    "k8s-app": "kube-dns",
                                },
                            },
                        },
                    ],
                },
            ],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "shop-shop-allow-pod-identity": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "allow-pod-identity",
            namespace: "shop",
        },
        spec: {
            egress: [
                {
                    ports: [
                        {
                            port: 80,
                            protocol: "TCP",
                        },
                    ],
                    to: [
                        {
                            ipBlock: {
                                cidr: "169.254.170.23/32",
                            },
                        },
                    ],
                },
            ],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "shop-shop-allow-same-namespace": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "allow-same-namespace",
            namespace: "shop",
        },
        spec: {
            egress: [
                {
                    to: [
                        {
                            podSelector: {},
                        },
                    ],
                },
            ],
            ingress: [
                {
                    from: [
                        {
                            podSelector: {},
                        },
                    ],
                },
            ],
            podSelector: {},
            policyTypes: ["Ingress", "Egress"],
        },
    },
    "shop-aws-ebs-csi-driver": {
        type: "aws:eks/addon:Addon",
        addonName: "aws-ebs-csi-driver",
        addonVersion: "v1.51.0-eksbuild.1",
        clusterName: "staging-shop",
        podIdentityAssociations: [
            {
                roleArn: "<unknown>",
                serviceAccount: "ebs-csi-controller-sa",
            },
        ],
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
    },
    "shop-aws-ebs-csi-driver-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByPodIdentity",
                    Effect: "Allow",
                    Principal: {
                        Service: "pods.eks.amazonaws.com",
                    },
                    Action: ["sts:AssumeRole", "sts:TagSession"],
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                            "aws:RequestTag/kubernetes-namespace": "kube-system",
                            "aws:RequestTag/kubernetes-service-account": "ebs-csi-controller-sa",
                        },
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/staging-shop",
                        },
                    },
                },
            ],
        },
        description: "What aws-ebs-csi-driver may do in AWS",
    },
    "shop-aws-ebs-csi-driver-role-amazonebscsidriverpolicy": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
        role: "<unknown>",
    },
    "shop-cluster": {
        type: "aws:eks/cluster:Cluster",
        accessConfig: {
            authenticationMode: "API",
            bootstrapClusterCreatorAdminPermissions: false,
        },
        bootstrapSelfManagedAddons: false,
        deletionProtection: false,
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        encryptionConfig: {
            provider: {
                keyArn: "<unknown>",
            },
            resources: ["secrets"],
        },
        name: "staging-shop",
        roleArn: "<unknown>",
        upgradePolicy: {
            supportType: "STANDARD",
        },
        version: "1.33",
        vpcConfig: {
            endpointPrivateAccess: true,
            endpointPublicAccess: true,
            publicAccessCidrs: ["198.51.100.0/24"],
            securityGroupIds: ["<unknown>"],
            subnetIds: ["subnet-private-a", "subnet-private-b"],
        },
    },
    "shop-shop-container-defaults": {
        type: "kubernetes:core/v1:LimitRange",
        apiVersion: "v1",
        kind: "LimitRange",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "container-defaults",
            namespace: "shop",
        },
        spec: {
            limits: [
                {
                    default: {
                        memory: "256Mi",
                    },
                    defaultRequest: {
                        cpu: "100m",
                        memory: "128Mi",
                    },
                    type: "Container",
                },
            ],
        },
    },
    "shop-control-plane": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Interfaces of the Kubernetes control plane",
        vpcId: "vpc-1",
    },
    "shop-control-plane-from-nodes": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        description: "Kubernetes API",
        fromPort: 443,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
    "shop-control-plane-logs": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        kmsKeyId: "<unknown>",
        name: "/aws/eks/staging-shop/cluster",
        retentionInDays: 30,
    },
    "shop-control-plane-to-nodes": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        description: "Kubelet and webhooks",
        fromPort: 1025,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "<unknown>",
        toPort: 65535,
    },
    "shop-control-plane-to-nodes-https": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        description: "Webhooks",
        fromPort: 443,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
    "shop-coredns": {
        type: "aws:eks/addon:Addon",
        addonName: "coredns",
        addonVersion: "v1.12.4-eksbuild.1",
        clusterName: "staging-shop",
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
    },
    "shop-shop-default-deny": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "default-deny",
            namespace: "shop",
        },
        spec: {
            podSelector: {},
            policyTypes: ["Ingress", "Egress"],
        },
    },
    "shop-deploy-access": {
        type: "aws:eks/accessEntry:AccessEntry",
        "the input type": "STANDARD",
        clusterName: "staging-shop",
        principalArn: "arn:aws:iam::111122223333:role/deploy",
    },
    "shop-deploy-administration": {
        type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
        accessScope: {
            type: "cluster",
        },
        clusterName: "staging-shop",
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        principalArn: "arn:aws:iam::111122223333:role/deploy",
    },
    "shop-eks-pod-identity-agent": {
        type: "aws:eks/addon:Addon",
        addonName: "eks-pod-identity-agent",
        addonVersion: "v1.3.9-eksbuild.3",
        clusterName: "staging-shop",
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
    },
    "shop-key": {
        type: "aws:kms/key:Key",
        deletionWindowInDays: 7,
        description: "Secrets and control-plane logs of staging-shop",
        enableKeyRotation: true,
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AdministeredByOwnAccount",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::111122223333:root",
                    },
                    Action: "kms:*",
                    Resource: "*",
                },
                {
                    Sid: "UsedByLogGroups",
                    Effect: "Allow",
                    Principal: {
                        Service: "logs.eu-central-1.amazonaws.com",
                    },
                    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                    Resource: "*",
                    Condition: {
                        ArnEquals: {
                            "kms:EncryptionContext:aws:logs:arn": [
                                "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/staging-shop/cluster",
                            ],
                        },
                    },
                },
            ],
        },
    },
    "shop-kube-proxy": {
        type: "aws:eks/addon:Addon",
        addonName: "kube-proxy",
        addonVersion: "v1.33.5-eksbuild.2",
        clusterName: "staging-shop",
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
    },
    "shop-kubernetes": {
        type: "pulumi:providers:kubernetes",
        clusterIdentifier: "<unknown>",
        enableServerSideApply: "true",
        kubeconfig: "<unknown>",
    },
    "shop-shop-namespace": {
        type: "kubernetes:core/v1:Namespace",
        apiVersion: "v1",
        kind: "Namespace",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
                "pod-security.kubernetes.io/audit": "restricted",
                "pod-security.kubernetes.io/audit-version": "v1.33",
                "pod-security.kubernetes.io/enforce": "restricted",
                "pod-security.kubernetes.io/enforce-version": "v1.33",
                "pod-security.kubernetes.io/warn": "restricted",
                "pod-security.kubernetes.io/warn-version": "v1.33",
            },
            name: "shop",
        },
    },
    "shop-nodes": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Nodes and the pods on them",
        vpcId: "vpc-1",
    },
    "shop-nodes-balancer-0-8080": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        cidrIpv4: "10.1.0.0/20",
        description: "Opening balancer of the namespace",
        fromPort: 8080,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 8080,
    },
    "shop-nodes-database-0-5432": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        cidrIpv4: "10.1.48.0/24",
        description: "Opening database of the namespace",
        fromPort: 5432,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 5432,
    },
    "shop-nodes-from-control-plane": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        description: "Kubelet and webhooks",
        fromPort: 1025,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "<unknown>",
        toPort: 65535,
    },
    "shop-nodes-from-control-plane-https": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        description: "Webhooks",
        fromPort: 443,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
    "shop-nodes-from-nodes": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        description: "Pods to pods; network policies decide further",
        ipProtocol: "-1",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "<unknown>",
    },
    "shop-nodes-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByNodes",
                    Effect: "Allow",
                    Principal: {
                        Service: "ec2.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                },
            ],
        },
        description: "What the nodes of staging-shop may do in AWS",
    },
    "shop-nodes-role-amazonec2containerregistrypullonly": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
        role: "<unknown>",
    },
    "shop-nodes-role-amazoneksworkernodepolicy": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
        role: "<unknown>",
    },
    "shop-nodes-to-https": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        cidrIpv4: "0.0.0.0/0",
        description: "Kubernetes API, AWS and image registries",
        fromPort: 443,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
    "shop-nodes-to-nodes": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        description: "Pods to pods; network policies decide further",
        ipProtocol: "-1",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "<unknown>",
    },
    "shop-shop-open-balancer": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "open-balancer",
            namespace: "shop",
        },
        spec: {
            ingress: [
                {
                    from: [
                        {
                            ipBlock: {
                                cidr: "10.1.0.0/20",
                            },
                        },
                    ],
                    ports: [
                        {
                            port: 8080,
                            protocol: "TCP",
                        },
                    ],
                },
            ],
            podSelector: {},
            policyTypes: ["Ingress"],
        },
    },
    "shop-shop-open-database": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "open-database",
            namespace: "shop",
        },
        spec: {
            egress: [
                {
                    ports: [
                        {
                            port: 5432,
                            protocol: "TCP",
                        },
                    ],
                    to: [
                        {
                            ipBlock: {
                                cidr: "10.1.48.0/24",
                            },
                        },
                    ],
                },
            ],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "shop-shop-open-https": {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "open-https",
            namespace: "shop",
        },
        spec: {
            egress: [
                {
                    ports: [
                        {
                            port: 443,
                            protocol: "TCP",
                        },
                    ],
                    to: [
                        {
                            ipBlock: {
                                cidr: "0.0.0.0/0",
                            },
                        },
                    ],
                },
            ],
            podSelector: {},
            policyTypes: ["Egress"],
        },
    },
    "shop-shop-quota": {
        type: "kubernetes:core/v1:ResourceQuota",
        apiVersion: "v1",
        kind: "ResourceQuota",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "quota",
            namespace: "shop",
        },
        spec: {
            hard: {
                "limits.memory": "8Gi",
                pods: "40",
                "requests.cpu": "4",
                "requests.memory": "8Gi",
                "services.loadbalancers": "0",
                "services.nodeports": "0",
            },
        },
    },
    "shop-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "eks.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                        },
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/staging-shop",
                        },
                    },
                },
            ],
        },
        description: "What the control plane of staging-shop may do in AWS",
    },
    "shop-role-amazoneksclusterpolicy": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
        role: "<unknown>",
    },
    "shop-vpc-cni": {
        type: "aws:eks/addon:Addon",
        addonName: "vpc-cni",
        addonVersion: "v1.20.4-eksbuild.2",
        clusterName: "staging-shop",
        configurationValues: {
            enableNetworkPolicy: "true",
        },
        podIdentityAssociations: [
            {
                roleArn: "<unknown>",
                serviceAccount: "aws-node",
            },
        ],
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
    },
    "shop-vpc-cni-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByPodIdentity",
                    Effect: "Allow",
                    Principal: {
                        Service: "pods.eks.amazonaws.com",
                    },
                    Action: ["sts:AssumeRole", "sts:TagSession"],
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                            "aws:RequestTag/kubernetes-namespace": "kube-system",
                            "aws:RequestTag/kubernetes-service-account": "aws-node",
                        },
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/staging-shop",
                        },
                    },
                },
            ],
        },
        description: "What vpc-cni may do in AWS",
    },
    "shop-vpc-cni-role-amazoneks-cni-policy": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
        role: "<unknown>",
    },
    "shop-workers": {
        type: "aws:eks/nodeGroup:NodeGroup",
        amiType: "AL2023_ARM_64_STANDARD",
        capacityType: "SPOT",
        clusterName: "staging-shop",
        instanceTypes: ["m7g.large", "m6g.large"],
        launchTemplate: {
            id: "<unknown>",
            version: "<unknown>",
        },
        nodeGroupName: "workers-a5a50979",
        nodeRoleArn: "<unknown>",
        scalingConfig: {
            desiredSize: 2,
            maxSize: 4,
            minSize: 1,
        },
        subnetIds: ["subnet-private-a", "subnet-private-b"],
        updateConfig: {
            maxUnavailablePercentage: 33,
        },
        version: "1.33",
        ignoreChanges: ["scalingConfig.desiredSize", "scalingConfig.minSize"],
    },
    "shop-workers-template": {
        type: "aws:ec2/launchTemplate:LaunchTemplate",
        blockDeviceMappings: [
            {
                deviceName: "/dev/xvda",
                ebs: {
                    deleteOnTermination: "true",
                    encrypted: "true",
                    volumeSize: 40,
                    volumeType: "gp3",
                },
            },
        ],
        description: "Nodes of staging",
        metadataOptions: {
            httpEndpoint: "enabled",
            httpPutResponseHopLimit: 1,
            httpTokens: "required",
        },
        networkInterfaces: [
            {
                associatePublicIpAddress: "false",
                deleteOnTermination: "true",
                deviceIndex: 0,
                securityGroups: ["<unknown>"],
            },
        ],
        tagSpecifications: [
            {
                resourceType: "instance",
            },
            {
                resourceType: "volume",
            },
            {
                resourceType: "network-interface",
            },
        ],
        updateDefaultVersion: true,
    },
};
