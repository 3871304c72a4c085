/** All that an edge of staging declares. */
export const EDGE_PLAN = {
    shop: {
        type: "stagewright:edge:Edge",
    },
    "shop-balancer": {
        type: "aws:lb/loadBalancer:LoadBalancer",
        accessLogs: {
            bucket: "staging-shop-access-111122223333",
            enabled: true,
        },
        desyncMitigationMode: "defensive",
        dropInvalidHeaderFields: true,
        enableDeletionProtection: false,
        internal: false,
        loadBalancerType: "application",
        securityGroups: ["<unknown>"],
        subnets: ["subnet-public-a", "subnet-public-b"],
    },
    "shop-binding": {
        type: "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
        apiVersion: "elbv2.k8s.aws/v1beta1",
        kind: "TargetGroupBinding",
        metadata: {
            labels: {
                environment: "staging",
            },
            name: "shop",
            namespace: "shop",
        },
        spec: {
            serviceRef: {
                name: "web",
                port: 80,
            },
            targetGroupARN: "<unknown>",
            targetType: "ip",
        },
    },
    "shop-certificate": {
        type: "aws:acm/certificate:Certificate",
        domainName: "shop.staging.example.com",
        keyAlgorithm: "EC_prime256v1",
        validationMethod: "DNS",
    },
    "shop-certificate-issued": {
        type: "aws:acm/certificateValidation:CertificateValidation",
        certificateArn: "<unknown>",
        validationRecordFqdns: ["<unknown>"],
    },
    "shop-certificate-proof": {
        type: "aws:route53/record:Record",
        "the input type": "<unknown>",
        allowOverwrite: true,
        name: "<unknown>",
        records: ["<unknown>"],
        ttl: 300,
        zoneId: "Z1",
    },
    "shop-firewall": {
        type: "aws:wafv2/webAcl:WebAcl",
        defaultAction: {
            allow: {},
        },
        description: "In front of staging-shop",
        rules: [
            {
                action: {
                    block: {
                        customResponse: {
                            responseCode: 429,
                        },
                    },
                },
                name: "rate-limit",
                priority: 0,
                statement: {
                    rateBasedStatement: {
                        aggregateKeyType: "IP",
                        evaluationWindowSec: 300,
                        limit: 2000,
                    },
                },
                visibilityConfig: {
                    cloudwatchMetricsEnabled: true,
                    metricName: "staging-shop-rate-limit",
                    sampledRequestsEnabled: true,
                },
            },
            {
                name: "AWSManagedRulesAmazonIpReputationList",
                overrideAction: {
                    none: {},
                },
                priority: 1,
                statement: {
                    managedRuleGroupStatement: {
                        name: "AWSManagedRulesAmazonIpReputationList",
                        vendorName: "AWS",
                    },
                },
                visibilityConfig: {
                    cloudwatchMetricsEnabled: true,
                    metricName: "staging-shop-AWSManagedRulesAmazonIpReputationList",
                    sampledRequestsEnabled: true,
                },
            },
            {
                name: "AWSManagedRulesCommonRuleSet",
                overrideAction: {
                    none: {},
                },
                priority: 2,
                statement: {
                    managedRuleGroupStatement: {
                        name: "AWSManagedRulesCommonRuleSet",
                        vendorName: "AWS",
                    },
                },
                visibilityConfig: {
                    cloudwatchMetricsEnabled: true,
                    metricName: "staging-shop-AWSManagedRulesCommonRuleSet",
                    sampledRequestsEnabled: true,
                },
            },
            {
                name: "AWSManagedRulesKnownBadInputsRuleSet",
                overrideAction: {
                    none: {},
                },
                priority: 3,
                statement: {
                    managedRuleGroupStatement: {
                        name: "AWSManagedRulesKnownBadInputsRuleSet",
                        vendorName: "AWS",
                    },
                },
                visibilityConfig: {
                    cloudwatchMetricsEnabled: true,
                    metricName: "staging-shop-AWSManagedRulesKnownBadInputsRuleSet",
                    sampledRequestsEnabled: true,
                },
            },
            {
                name: "AWSManagedRulesSQLiRuleSet",
                overrideAction: {
                    none: {},
                },
                priority: 4,
                statement: {
                    managedRuleGroupStatement: {
                        name: "AWSManagedRulesSQLiRuleSet",
                        vendorName: "AWS",
                    },
                },
                visibilityConfig: {
                    cloudwatchMetricsEnabled: true,
                    metricName: "staging-shop-AWSManagedRulesSQLiRuleSet",
                    sampledRequestsEnabled: true,
                },
            },
        ],
        scope: "REGIONAL",
        visibilityConfig: {
            cloudwatchMetricsEnabled: true,
            metricName: "staging-shop-all",
            sampledRequestsEnabled: true,
        },
    },
    "shop-firewall-association": {
        type: "aws:wafv2/webAclAssociation:WebAclAssociation",
        resourceArn: "<unknown>",
        webAclArn: "<unknown>",
    },
    "shop-firewall-log": {
        type: "aws:cloudwatch/logGroup:LogGroup",
        name: "aws-waf-logs-staging-shop",
        retentionInDays: 30,
    },
    "shop-firewall-logging": {
        type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        logDestinationConfigs: ["<unknown>"],
        loggingFilter: {
            defaultBehavior: "DROP",
            filters: [
                {
                    behavior: "KEEP",
                    conditions: [
                        {
                            actionCondition: {
                                action: "BLOCK",
                            },
                        },
                    ],
                    requirement: "MEETS_ANY",
                },
            ],
        },
        redactedFields: [
            {
                singleHeader: {
                    name: "authorization",
                },
            },
            {
                singleHeader: {
                    name: "cookie",
                },
            },
            {
                singleHeader: {
                    name: "x-api-key",
                },
            },
        ],
        resourceArn: "<unknown>",
    },
    "shop-from-callers-0-443": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        cidrIpv4: "198.51.100.0/24",
        description: "Callers",
        fromPort: 443,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
    "shop-from-callers-0-80": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        cidrIpv4: "198.51.100.0/24",
        description: "Callers, who are sent on to HTTPS",
        fromPort: 80,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 80,
    },
    "shop-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Callers of the load balancer",
        vpcId: "vpc-1",
    },
    "shop-host": {
        type: "aws:route53/record:Record",
        "the input type": "A",
        aliases: [
            {
                evaluateTargetHealth: true,
                name: "<unknown>",
                zoneId: "<unknown>",
            },
        ],
        name: "shop.staging.example.com",
        zoneId: "Z1",
    },
    "shop-http": {
        type: "aws:lb/listener:Listener",
        defaultActions: [
            {
                redirect: {
                    port: "443",
                    protocol: "HTTPS",
                    statusCode: "HTTP_301",
                },
                type: "redirect",
            },
        ],
        loadBalancerArn: "<unknown>",
        port: 80,
        protocol: "HTTP",
    },
    "shop-https": {
        type: "aws:lb/listener:Listener",
        certificateArn: "<unknown>",
        defaultActions: [
            {
                targetGroupArn: "<unknown>",
                type: "forward",
            },
        ],
        loadBalancerArn: "<unknown>",
        port: 443,
        protocol: "HTTPS",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    },
    "shop-logs-access": {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "<unknown>",
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
    },
    "shop-logs-bucket": {
        type: "aws:s3/bucket:Bucket",
        bucket: "staging-shop-access-111122223333",
        forceDestroy: true,
    },
    "shop-logs-encryption": {
        type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                applyServerSideEncryptionByDefault: {
                    sseAlgorithm: "AES256",
                },
            },
        ],
    },
    "shop-logs-lifecycle": {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        bucket: "<unknown>",
        rules: [
            {
                abortIncompleteMultipartUpload: {
                    daysAfterInitiation: 7,
                },
                expiration: {
                    days: 30,
                },
                filter: {
                    prefix: "",
                },
                id: "expire",
                status: "Enabled",
            },
        ],
    },
    "shop-logs-ownership": {
        type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        bucket: "<unknown>",
        rule: {
            objectOwnership: "BucketOwnerEnforced",
        },
    },
    "shop-logs-policy": {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        bucket: "<unknown>",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "WrittenByLoadBalancers",
                    Effect: "Allow",
                    Principal: {
                        Service: "logdelivery.elasticloadbalancing.amazonaws.com",
                    },
                    Action: "s3:PutObject",
                    Resource: "arn:aws:s3:::staging-shop-access-111122223333/AWSLogs/111122223333/*",
                },
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [
                        "arn:aws:s3:::staging-shop-access-111122223333",
                        "arn:aws:s3:::staging-shop-access-111122223333/*",
                    ],
                    Condition: {
                        Bool: {
                            "aws:SecureTransport": "false",
                        },
                    },
                },
            ],
        },
    },
    "shop-pods-from-edge": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        description: "Load balancer of shop",
        fromPort: 8080,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "sg-nodes",
        toPort: 8080,
    },
    "shop-targets": {
        type: "aws:lb/targetGroup:TargetGroup",
        deregistrationDelay: 30,
        healthCheck: {
            healthyThreshold: 2,
            interval: 15,
            matcher: "200",
            path: "/healthz",
            timeout: 5,
            unhealthyThreshold: 3,
        },
        port: 8080,
        protocol: "HTTP",
        targetType: "ip",
        vpcId: "vpc-1",
    },
    "shop-to-pods": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        description: "Pods behind the load balancer",
        fromPort: 8080,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "sg-nodes",
        securityGroupId: "<unknown>",
        toPort: 8080,
    },
};

/** All that an edge of production declares beside what an organisation has already. */
export const EDGE_WITH_EXISTING_PARTS_PLAN = {
    shop: {
        type: "stagewright:edge:Edge",
    },
    "shop-balancer": {
        type: "aws:lb/loadBalancer:LoadBalancer",
        accessLogs: {
            bucket: "acme-log-archive",
            enabled: true,
            prefix: "shop/prod",
        },
        desyncMitigationMode: "defensive",
        dropInvalidHeaderFields: true,
        enableDeletionProtection: true,
        idleTimeout: 120,
        internal: false,
        ipAddressType: "dualstack",
        loadBalancerType: "application",
        securityGroups: ["<unknown>"],
        subnets: ["subnet-public-a", "subnet-public-b"],
        protect: true,
    },
    "shop-binding": {
        type: "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
        apiVersion: "elbv2.k8s.aws/v1beta1",
        kind: "TargetGroupBinding",
        metadata: {
            labels: {
                environment: "prod",
            },
            name: "shop",
            namespace: "shop",
        },
        spec: {
            serviceRef: {
                name: "web",
                port: 80,
            },
            targetGroupARN: "<unknown>",
            targetType: "ip",
        },
    },
    "shop-firewall-association": {
        type: "aws:wafv2/webAclAssociation:WebAclAssociation",
        resourceArn: "<unknown>",
        webAclArn: "arn:aws:wafv2:eu-central-1:444455556666:regional/webacl/all/1",
    },
    "shop-from-callers-0-443": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        cidrIpv4: "0.0.0.0/0",
        description: "Callers",
        fromPort: 443,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
    "shop-from-callers-0-80": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        cidrIpv4: "0.0.0.0/0",
        description: "Callers, who are sent on to HTTPS",
        fromPort: 80,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 80,
    },
    "shop-from-callers-ipv6-443": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        cidrIpv6: "::/0",
        description: "Callers",
        fromPort: 443,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 443,
    },
    "shop-from-callers-ipv6-80": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        cidrIpv6: "::/0",
        description: "Callers, who are sent on to HTTPS",
        fromPort: 80,
        ipProtocol: "tcp",
        securityGroupId: "<unknown>",
        toPort: 80,
    },
    "shop-group": {
        type: "aws:ec2/securityGroup:SecurityGroup",
        description: "Callers of the load balancer",
        vpcId: "vpc-1",
    },
    "shop-host": {
        type: "aws:route53/record:Record",
        "the input type": "A",
        aliases: [
            {
                evaluateTargetHealth: true,
                name: "<unknown>",
                zoneId: "<unknown>",
            },
        ],
        name: "example.com",
        zoneId: "Z0",
    },
    "shop-host-1": {
        type: "aws:route53/record:Record",
        "the input type": "A",
        aliases: [
            {
                evaluateTargetHealth: true,
                name: "<unknown>",
                zoneId: "<unknown>",
            },
        ],
        name: "www.example.com",
        zoneId: "Z0",
    },
    "shop-host-1-ipv6": {
        type: "aws:route53/record:Record",
        "the input type": "AAAA",
        aliases: [
            {
                evaluateTargetHealth: true,
                name: "<unknown>",
                zoneId: "<unknown>",
            },
        ],
        name: "www.example.com",
        zoneId: "Z0",
    },
    "shop-host-ipv6": {
        type: "aws:route53/record:Record",
        "the input type": "AAAA",
        aliases: [
            {
                evaluateTargetHealth: true,
                name: "<unknown>",
                zoneId: "<unknown>",
            },
        ],
        name: "example.com",
        zoneId: "Z0",
    },
    "shop-http": {
        type: "aws:lb/listener:Listener",
        defaultActions: [
            {
                redirect: {
                    port: "443",
                    protocol: "HTTPS",
                    statusCode: "HTTP_301",
                },
                type: "redirect",
            },
        ],
        loadBalancerArn: "<unknown>",
        port: 80,
        protocol: "HTTP",
    },
    "shop-https": {
        type: "aws:lb/listener:Listener",
        certificateArn: "arn:aws:acm:eu-central-1:444455556666:certificate/1",
        defaultActions: [
            {
                targetGroupArn: "<unknown>",
                type: "forward",
            },
        ],
        loadBalancerArn: "<unknown>",
        port: 443,
        protocol: "HTTPS",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    },
    "shop-pods-from-edge": {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        description: "Load balancer of shop",
        fromPort: 8080,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "<unknown>",
        securityGroupId: "sg-nodes",
        toPort: 8080,
    },
    "shop-targets": {
        type: "aws:lb/targetGroup:TargetGroup",
        deregistrationDelay: 30,
        healthCheck: {
            healthyThreshold: 2,
            interval: 15,
            matcher: "200",
            path: "/healthz",
            timeout: 5,
            unhealthyThreshold: 3,
        },
        port: 8080,
        protocol: "HTTP",
        targetType: "ip",
        vpcId: "vpc-1",
    },
    "shop-to-pods": {
        type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        description: "Pods behind the load balancer",
        fromPort: 8080,
        ipProtocol: "tcp",
        referencedSecurityGroupId: "sg-nodes",
        securityGroupId: "<unknown>",
        toPort: 8080,
    },
};
