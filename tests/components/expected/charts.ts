/** All that the node pools of staging declares. */
export const NODE_POOLS_PLAN = {
    pools: {
        type: "stagewright:charts:NodePools",
    },
    "pools-batch-class": {
        type: "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass",
        apiVersion: "karpenter.k8s.aws/v1",
        kind: "EC2NodeClass",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "batch",
        },
        spec: {
            amiSelectorTerms: [
                {
                    alias: "al2023@v20260110",
                },
            ],
            associatePublicIPAddress: false,
            blockDeviceMappings: [
                {
                    deviceName: "/dev/xvda",
                    ebs: {
                        deleteOnTermination: true,
                        encrypted: true,
                        volumeSize: "60Gi",
                        volumeType: "gp3",
                    },
                    rootVolume: true,
                },
            ],
            instanceProfile: "staging-pools-nodes",
            metadataOptions: {
                httpEndpoint: "enabled",
                httpProtocolIPv6: "disabled",
                httpPutResponseHopLimit: 1,
                httpTokens: "required",
            },
            securityGroupSelectorTerms: [
                {
                    id: "sg-0a1b2c",
                },
            ],
            subnetSelectorTerms: [
                {
                    id: "subnet-private-a",
                },
                {
                    id: "subnet-private-b",
                },
            ],
        },
    },
    "pools-batch-pool": {
        type: "kubernetes:karpenter.sh/v1:NodePool",
        apiVersion: "karpenter.sh/v1",
        kind: "NodePool",
        metadata: {
            annotations: {
                "cost-centre": "CC-1",
                "managed-by": "pulumi",
                owner: "shop-platform",
            },
            labels: {
                environment: "staging",
            },
            name: "batch",
        },
        spec: {
            disruption: {
                budgets: [
                    {
                        nodes: "33%",
                    },
                ],
                consolidateAfter: "1m",
                consolidationPolicy: "WhenEmptyOrUnderutilized",
            },
            limits: {
                cpu: "32",
                memory: "128Gi",
            },
            template: {
                metadata: {
                    labels: {
                        environment: "staging",
                        "example.com/team": "orders",
                    },
                },
                spec: {
                    expireAfter: "720h",
                    nodeClassRef: {
                        group: "karpenter.k8s.aws",
                        kind: "EC2NodeClass",
                        name: "batch",
                    },
                    requirements: [
                        {
                            key: "karpenter.sh/capacity-type",
                            operator: "In",
                            values: ["spot"],
                        },
                        {
                            key: "kubernetes.io/arch",
                            operator: "In",
                            values: ["arm64"],
                        },
                        {
                            key: "kubernetes.io/os",
                            operator: "In",
                            values: ["linux"],
                        },
                        {
                            key: "node.kubernetes.io/instance-type",
                            operator: "In",
                            values: ["m7g.large", "m7g.xlarge"],
                        },
                    ],
                    taints: [
                        {
                            effect: "NoSchedule",
                            key: "example.com/batch",
                            value: "yes",
                        },
                    ],
                },
            },
        },
    },
    "pools-health-events": {
        type: "aws:cloudwatch/eventRule:EventRule",
        description: "Tells Karpenter of: AWS Health Event",
        eventPattern: {
            source: ["aws.health"],
            "detail-type": ["AWS Health Event"],
        },
        name: "staging-pools-health-events",
    },
    "pools-health-events-target": {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        arn: "<unknown>",
        rule: "staging-pools-health-events",
    },
    "pools-identity-association": {
        type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        clusterName: "shared",
        namespace: "kube-system",
        roleArn: "<unknown>",
        serviceAccount: "karpenter",
    },
    "pools-identity-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "ReadRegion",
                    Effect: "Allow",
                    Action: [
                        "ec2:DescribeCapacityReservations",
                        "ec2:DescribeImages",
                        "ec2:DescribeInstanceStatus",
                        "ec2:DescribeInstanceTypeOfferings",
                        "ec2:DescribeInstanceTypes",
                        "ec2:DescribeInstances",
                        "ec2:DescribeLaunchTemplates",
                        "ec2:DescribePlacementGroups",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSpotPriceHistory",
                        "ec2:DescribeSubnets",
                    ],
                    Resource: ["*"],
                    Condition: {
                        StringEquals: {
                            "aws:RequestedRegion": "eu-central-1",
                        },
                    },
                },
                {
                    Sid: "ReadImageVersions",
                    Effect: "Allow",
                    Action: ["ssm:GetParameter"],
                    Resource: ["arn:aws:ssm:eu-central-1::parameter/aws/service/*"],
                },
                {
                    Sid: "ReadPrices",
                    Effect: "Allow",
                    Action: ["pricing:GetProducts"],
                    Resource: ["*"],
                },
                {
                    Sid: "ListInstanceProfiles",
                    Effect: "Allow",
                    Action: ["iam:ListInstanceProfiles"],
                    Resource: ["*"],
                },
                {
                    Sid: "StartFromKnownParts",
                    Effect: "Allow",
                    Action: ["ec2:CreateFleet", "ec2:RunInstances"],
                    Resource: [
                        "arn:aws:ec2:eu-central-1::image/*",
                        "arn:aws:ec2:eu-central-1::snapshot/*",
                        "arn:aws:ec2:eu-central-1:111122223333:security-group/*",
                        "arn:aws:ec2:eu-central-1:111122223333:subnet/*",
                    ],
                },
                {
                    Sid: "StartFromOwnTemplates",
                    Effect: "Allow",
                    Action: ["ec2:CreateFleet", "ec2:RunInstances"],
                    Resource: ["arn:aws:ec2:eu-central-1:111122223333:launch-template/*"],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/kubernetes.io/cluster/shared": "owned",
                        },
                        StringLike: {
                            "aws:ResourceTag/karpenter.sh/nodepool": "*",
                        },
                    },
                },
                {
                    Sid: "MakeWithOwnTags",
                    Effect: "Allow",
                    Action: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"],
                    Resource: [
                        "arn:aws:ec2:eu-central-1:111122223333:fleet/*",
                        "arn:aws:ec2:eu-central-1:111122223333:instance/*",
                        "arn:aws:ec2:eu-central-1:111122223333:launch-template/*",
                        "arn:aws:ec2:eu-central-1:111122223333:network-interface/*",
                        "arn:aws:ec2:eu-central-1:111122223333:spot-instances-request/*",
                        "arn:aws:ec2:eu-central-1:111122223333:volume/*",
                    ],
                    Condition: {
                        StringEquals: {
                            "aws:RequestTag/kubernetes.io/cluster/shared": "owned",
                        },
                        StringLike: {
                            "aws:RequestTag/karpenter.sh/nodepool": "*",
                        },
                    },
                },
                {
                    Sid: "TagWhatIsMade",
                    Effect: "Allow",
                    Action: ["ec2:CreateTags"],
                    Resource: [
                        "arn:aws:ec2:eu-central-1:111122223333:fleet/*",
                        "arn:aws:ec2:eu-central-1:111122223333:instance/*",
                        "arn:aws:ec2:eu-central-1:111122223333:launch-template/*",
                        "arn:aws:ec2:eu-central-1:111122223333:network-interface/*",
                        "arn:aws:ec2:eu-central-1:111122223333:spot-instances-request/*",
                        "arn:aws:ec2:eu-central-1:111122223333:volume/*",
                    ],
                    Condition: {
                        StringEquals: {
                            "aws:RequestTag/kubernetes.io/cluster/shared": "owned",
                            "ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"],
                        },
                        StringLike: {
                            "aws:RequestTag/karpenter.sh/nodepool": "*",
                        },
                    },
                },
                {
                    Sid: "NameOwnNodes",
                    Effect: "Allow",
                    Action: ["ec2:CreateTags"],
                    Resource: ["arn:aws:ec2:eu-central-1:111122223333:instance/*"],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/kubernetes.io/cluster/shared": "owned",
                        },
                        StringLike: {
                            "aws:ResourceTag/karpenter.sh/nodepool": "*",
                        },
                        "ForAllValues:StringEquals": {
                            "aws:TagKeys": ["Name", "eks:eks-cluster-name", "karpenter.sh/nodeclaim"],
                        },
                    },
                },
                {
                    Sid: "EndOwnNodes",
                    Effect: "Allow",
                    Action: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
                    Resource: [
                        "arn:aws:ec2:eu-central-1:111122223333:instance/*",
                        "arn:aws:ec2:eu-central-1:111122223333:launch-template/*",
                    ],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/kubernetes.io/cluster/shared": "owned",
                        },
                        StringLike: {
                            "aws:ResourceTag/karpenter.sh/nodepool": "*",
                        },
                    },
                },
                {
                    Sid: "HandOverNodeRole",
                    Effect: "Allow",
                    Action: ["iam:PassRole"],
                    Resource: ["arn:aws:iam::111122223333:role/pools-nodes-role*"],
                    Condition: {
                        StringEquals: {
                            "iam:PassedToService": "ec2.amazonaws.com",
                        },
                    },
                },
                {
                    Sid: "ReadInstanceProfile",
                    Effect: "Allow",
                    Action: ["iam:GetInstanceProfile"],
                    Resource: ["arn:aws:iam::111122223333:instance-profile/staging-pools-nodes"],
                },
                {
                    Sid: "HearOfInterruptions",
                    Effect: "Allow",
                    Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
                    Resource: ["arn:aws:sqs:eu-central-1:111122223333:staging-pools-interruptions"],
                },
                {
                    Sid: "FindCluster",
                    Effect: "Allow",
                    Action: ["eks:DescribeCluster"],
                    Resource: ["arn:aws:eks:eu-central-1:111122223333:cluster/shared"],
                },
            ],
        },
        role: "<unknown>",
    },
    "pools-identity-role": {
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
                            "aws:RequestTag/kubernetes-service-account": "karpenter",
                        },
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/shared",
                        },
                    },
                },
            ],
        },
        description: "What Karpenter of shared may do in AWS",
    },
    "pools-interruptions": {
        type: "aws:sqs/queue:Queue",
        messageRetentionSeconds: 300,
        name: "staging-pools-interruptions",
        sqsManagedSseEnabled: true,
    },
    "pools-interruptions-policy": {
        type: "aws:sqs/queuePolicy:QueuePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "WrittenByRules",
                    Effect: "Allow",
                    Principal: {
                        Service: "events.amazonaws.com",
                    },
                    Action: "sqs:SendMessage",
                    Resource: "arn:aws:sqs:eu-central-1:111122223333:staging-pools-interruptions",
                    Condition: {
                        StringEquals: {
                            "aws:SourceAccount": "111122223333",
                        },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:events:eu-central-1:111122223333:rule/staging-*",
                        },
                    },
                },
                {
                    Sid: "EncryptedTransportOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "sqs:*",
                    Resource: "arn:aws:sqs:eu-central-1:111122223333:staging-pools-interruptions",
                    Condition: {
                        Bool: {
                            "aws:SecureTransport": "false",
                        },
                    },
                },
            ],
        },
        queueUrl: "<unknown>",
    },
    "pools-nodes-access": {
        type: "aws:eks/accessEntry:AccessEntry",
        "the input type": "EC2_LINUX",
        clusterName: "shared",
        principalArn: "<unknown>",
    },
    "pools-nodes-profile": {
        type: "aws:iam/instanceProfile:InstanceProfile",
        name: "staging-pools-nodes",
        role: "<unknown>",
    },
    "pools-nodes-role": {
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
        description: "What the nodes of shared may do in AWS",
    },
    "pools-nodes-role-amazonec2containerregistrypullonly": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
        role: "<unknown>",
    },
    "pools-nodes-role-amazoneksworkernodepolicy": {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        policyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
        role: "<unknown>",
    },
    "pools-rebalancing": {
        type: "aws:cloudwatch/eventRule:EventRule",
        description: "Tells Karpenter of: EC2 Instance Rebalance Recommendation",
        eventPattern: {
            source: ["aws.ec2"],
            "detail-type": ["EC2 Instance Rebalance Recommendation"],
        },
        name: "staging-pools-rebalancing",
    },
    "pools-rebalancing-target": {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        arn: "<unknown>",
        rule: "staging-pools-rebalancing",
    },
    "pools-release": {
        type: "kubernetes:helm.sh/v3:Release",
        atomic: true,
        chart: "oci://public.ecr.aws/karpenter/karpenter",
        cleanupOnFail: true,
        compat: "true",
        maxHistory: 5,
        name: "karpenter",
        namespace: "kube-system",
        timeout: 600,
        values: {
            controller: {
                env: [
                    {
                        name: "AWS_REGION",
                        value: "eu-central-1",
                    },
                ],
                resources: {
                    limits: {
                        memory: "512Mi",
                    },
                    requests: {
                        cpu: "250m",
                        memory: "512Mi",
                    },
                },
            },
            replicas: 1,
            serviceAccount: {
                create: true,
                name: "karpenter",
            },
            settings: {
                clusterName: "shared",
                interruptionQueue: "staging-pools-interruptions",
            },
        },
        version: "1.13.0",
    },
    "pools-spot-interruptions": {
        type: "aws:cloudwatch/eventRule:EventRule",
        description: "Tells Karpenter of: EC2 Spot Instance Interruption Warning",
        eventPattern: {
            source: ["aws.ec2"],
            "detail-type": ["EC2 Spot Instance Interruption Warning"],
        },
        name: "staging-pools-spot-interruptions",
    },
    "pools-spot-interruptions-target": {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        arn: "<unknown>",
        rule: "staging-pools-spot-interruptions",
    },
    "pools-state-changes": {
        type: "aws:cloudwatch/eventRule:EventRule",
        description: "Tells Karpenter of: EC2 Instance State-change Notification",
        eventPattern: {
            source: ["aws.ec2"],
            "detail-type": ["EC2 Instance State-change Notification"],
        },
        name: "staging-pools-state-changes",
    },
    "pools-state-changes-target": {
        type: "aws:cloudwatch/eventTarget:EventTarget",
        arn: "<unknown>",
        rule: "staging-pools-state-changes",
    },
};

/** All that the load balancer controller of staging declares. */
export const LOAD_BALANCER_CONTROLLER_PLAN = {
    balancers: {
        type: "stagewright:charts:LoadBalancerController",
    },
    "balancers-identity-association": {
        type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        clusterName: "shared",
        namespace: "kube-system",
        roleArn: "<unknown>",
        serviceAccount: "aws-load-balancer-controller",
    },
    "balancers-identity-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "ReadWhereTargetsAre",
                    Effect: "Allow",
                    Action: [
                        "ec2:DescribeAvailabilityZones",
                        "ec2:DescribeInstances",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeVpcs",
                        "elasticloadbalancing:DescribeTags",
                        "elasticloadbalancing:DescribeTargetGroupAttributes",
                        "elasticloadbalancing:DescribeTargetGroups",
                        "elasticloadbalancing:DescribeTargetHealth",
                    ],
                    Resource: ["*"],
                    Condition: {
                        StringEquals: {
                            "aws:RequestedRegion": "eu-central-1",
                        },
                    },
                },
                {
                    Sid: "FillTargetGroups",
                    Effect: "Allow",
                    Action: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
                    Resource: ["arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/*/*"],
                    Condition: {
                        StringEquals: {
                            "aws:ResourceTag/environment": "staging",
                        },
                    },
                },
            ],
        },
        role: "<unknown>",
    },
    "balancers-identity-role": {
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
                            "aws:RequestTag/kubernetes-service-account": "aws-load-balancer-controller",
                        },
                        ArnEquals: {
                            "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:cluster/shared",
                        },
                    },
                },
            ],
        },
        description: "What the load balancer controller of shared may do in AWS",
    },
    "balancers-release": {
        type: "kubernetes:helm.sh/v3:Release",
        atomic: true,
        chart: "aws-load-balancer-controller",
        cleanupOnFail: true,
        compat: "true",
        maxHistory: 5,
        name: "aws-load-balancer-controller",
        namespace: "kube-system",
        repositoryOpts: {
            repo: "https://aws.github.io/eks-charts",
        },
        timeout: 600,
        values: {
            clusterName: "shared",
            createIngressClassResource: false,
            enableServiceMutatorWebhook: false,
            enableShield: false,
            enableWaf: false,
            enableWafv2: false,
            podDisruptionBudget: {
                maxUnavailable: 1,
            },
            region: "eu-central-1",
            replicaCount: 2,
            resources: {
                limits: {
                    memory: "256Mi",
                },
                requests: {
                    cpu: "100m",
                    memory: "256Mi",
                },
            },
            serviceAccount: {
                create: true,
                name: "aws-load-balancer-controller",
            },
            vpcId: "vpc-1",
        },
        version: "1.13.0",
    },
};

/** All that the metrics server of staging declares. */
export const METRICS_SERVER_PLAN = {
    metrics: {
        type: "stagewright:charts:MetricsServer",
    },
    "metrics-release": {
        type: "kubernetes:helm.sh/v3:Release",
        atomic: true,
        chart: "metrics-server",
        cleanupOnFail: true,
        compat: "true",
        maxHistory: 5,
        name: "metrics-server",
        namespace: "kube-system",
        repositoryOpts: {
            repo: "https://kubernetes-sigs.github.io/metrics-server/",
        },
        timeout: 600,
        values: {
            podDisruptionBudget: {
                enabled: true,
                maxUnavailable: 1,
            },
            replicas: 2,
            resources: {
                limits: {
                    memory: "200Mi",
                },
                requests: {
                    cpu: "100m",
                    memory: "200Mi",
                },
            },
        },
        version: "1.13.0",
    },
};

/** All that the rollout controller of staging declares. */
export const ROLLOUT_CONTROLLER_PLAN = {
    rollouts: {
        type: "stagewright:charts:RolloutController",
    },
    "rollouts-allow-dns": {
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
            namespace: "argo-rollouts",
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
    "rollouts-allow-pod-identity": {
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
            namespace: "argo-rollouts",
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
    "rollouts-allow-same-namespace": {
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
            namespace: "argo-rollouts",
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
    "rollouts-container-defaults": {
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
            namespace: "argo-rollouts",
        },
        spec: {
            limits: [
                {
                    default: {
                        memory: "128Mi",
                    },
                    defaultRequest: {
                        cpu: "50m",
                        memory: "64Mi",
                    },
                    type: "Container",
                },
            ],
        },
    },
    "rollouts-default-deny": {
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
            namespace: "argo-rollouts",
        },
        spec: {
            podSelector: {},
            policyTypes: ["Ingress", "Egress"],
        },
    },
    "rollouts-namespace": {
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
                "pod-security.kubernetes.io/audit": "baseline",
                "pod-security.kubernetes.io/audit-version": "v1.33",
                "pod-security.kubernetes.io/enforce": "baseline",
                "pod-security.kubernetes.io/enforce-version": "v1.33",
                "pod-security.kubernetes.io/warn": "baseline",
                "pod-security.kubernetes.io/warn-version": "v1.33",
            },
            name: "argo-rollouts",
        },
    },
    "rollouts-open-api": {
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
            name: "open-api",
            namespace: "argo-rollouts",
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
    "rollouts-quota": {
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
            namespace: "argo-rollouts",
        },
        spec: {
            hard: {
                "limits.memory": "2Gi",
                pods: "10",
                "requests.cpu": "2",
                "requests.memory": "2Gi",
                "services.loadbalancers": "0",
                "services.nodeports": "0",
            },
        },
    },
    "rollouts-release": {
        type: "kubernetes:helm.sh/v3:Release",
        atomic: true,
        chart: "argo-rollouts",
        cleanupOnFail: true,
        compat: "true",
        maxHistory: 5,
        name: "argo-rollouts",
        namespace: "argo-rollouts",
        repositoryOpts: {
            repo: "https://argoproj.github.io/argo-helm",
        },
        timeout: 600,
        values: {
            controller: {
                replicas: 2,
                resources: {
                    limits: {
                        memory: "256Mi",
                    },
                    requests: {
                        cpu: "100m",
                        memory: "256Mi",
                    },
                },
            },
            dashboard: {
                enabled: false,
            },
            installCRDs: true,
            keepCRDs: true,
        },
        version: "1.13.0",
    },
};

/** All that the load operator of staging declares. */
export const LOAD_OPERATOR_PLAN = {
    load: {
        type: "stagewright:charts:LoadOperator",
    },
    "load-allow-dns": {
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
            namespace: "k6-operator",
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
    "load-allow-pod-identity": {
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
            namespace: "k6-operator",
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
    "load-allow-same-namespace": {
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
            namespace: "k6-operator",
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
    "load-container-defaults": {
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
            namespace: "k6-operator",
        },
        spec: {
            limits: [
                {
                    default: {
                        memory: "128Mi",
                    },
                    defaultRequest: {
                        cpu: "50m",
                        memory: "64Mi",
                    },
                    type: "Container",
                },
            ],
        },
    },
    "load-default-deny": {
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
            namespace: "k6-operator",
        },
        spec: {
            podSelector: {},
            policyTypes: ["Ingress", "Egress"],
        },
    },
    "load-namespace": {
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
                "pod-security.kubernetes.io/audit": "baseline",
                "pod-security.kubernetes.io/audit-version": "v1.33",
                "pod-security.kubernetes.io/enforce": "baseline",
                "pod-security.kubernetes.io/enforce-version": "v1.33",
                "pod-security.kubernetes.io/warn": "baseline",
                "pod-security.kubernetes.io/warn-version": "v1.33",
            },
            name: "k6-operator",
        },
    },
    "load-open-api": {
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
            name: "open-api",
            namespace: "k6-operator",
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
    "load-open-runners": {
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
            name: "open-runners",
            namespace: "k6-operator",
        },
        spec: {
            egress: [
                {
                    ports: [
                        {
                            port: 6565,
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
    "load-quota": {
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
            namespace: "k6-operator",
        },
        spec: {
            hard: {
                "limits.memory": "2Gi",
                pods: "10",
                "requests.cpu": "2",
                "requests.memory": "2Gi",
                "services.loadbalancers": "0",
                "services.nodeports": "0",
            },
        },
    },
    "load-release": {
        type: "kubernetes:helm.sh/v3:Release",
        atomic: true,
        chart: "k6-operator",
        cleanupOnFail: true,
        compat: "true",
        maxHistory: 5,
        name: "k6-operator",
        namespace: "k6-operator",
        repositoryOpts: {
            repo: "https://grafana.github.io/helm-charts",
        },
        timeout: 600,
        values: {
            installCRDs: true,
            manager: {
                replicas: 1,
                resources: {
                    limits: {
                        memory: "128Mi",
                    },
                    requests: {
                        cpu: "100m",
                        memory: "128Mi",
                    },
                },
            },
            namespace: {
                create: false,
            },
        },
        version: "1.13.0",
    },
};
