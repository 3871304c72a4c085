import type { AwsTypeFacts, MadeUp } from "./emulated-aws-facts";
import { textOf, type Wire } from "./wire";

/** The records that prove each name of a certificate to be ours. */
function proofs({ hex, inputs: { domainName, subjectAlternativeNames } }: MadeUp): Wire {
    const others = Array.isArray(subjectAlternativeNames) ? subjectAlternativeNames : [];
    return [domainName, ...others].map(name => ({
        domainName: textOf(name, "domainName"),
        resourceRecordName: `_${hex}.${textOf(name, "domainName")}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: `_${hex}.acm-validations.aws.`,
    }));
}

/**
 * Ways in, deliveries, budgets, refreshes and drills. What replaces them is recalled from the provider's schemas: its
 * documentation says it of few.
 */
export const DELIVERY_TYPES: Readonly<Record<string, AwsTypeFacts>> = {
    "aws:acm/certificate:Certificate": {
        idFrom: "arn",
        replaceOn: ["domainName", "validationMethod", "keyAlgorithm", "certificateAuthorityArn"],
        outputs: { domainValidationOptions: proofs },
    },
    "aws:acm/certificateValidation:CertificateValidation": { replaceOn: ["certificateArn", "validationRecordFqdns"] },
    "aws:lb/loadBalancer:LoadBalancer": {
        idFrom: "arn",
        service: "elasticloadbalancing",
        replaceOn: ["internal", "loadBalancerType", "customerOwnedIpv4Pool"],
    },
    "aws:lb/targetGroup:TargetGroup": {
        idFrom: "arn",
        service: "elasticloadbalancing",
        replaceOn: ["port", "protocol", "protocolVersion", "targetType", "vpcId", "ipAddressType"],
    },
    "aws:lb/listener:Listener": { idFrom: "arn", service: "elasticloadbalancing", replaceOn: ["loadBalancerArn"] },
    "aws:lb/listenerRule:ListenerRule": { idFrom: "arn", service: "elasticloadbalancing", replaceOn: ["listenerArn"] },
    "aws:route53/record:Record": { replaceOn: ["zoneId", "name", "type", "setIdentifier"] },
    "aws:wafv2/webAcl:WebAcl": { replaceOn: ["scope"] },
    "aws:wafv2/ipSet:IpSet": { replaceOn: ["scope", "ipAddressVersion"] },
    "aws:wafv2/webAclAssociation:WebAclAssociation": { replaceOn: ["resourceArn", "webAclArn"] },
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
        idFrom: ["resourceArn"],
        replaceOn: ["resourceArn"],
    },
    "aws:budgets/budget:Budget": { global: true, replaceOn: ["accountId"] },
    "aws:budgets/budgetAction:BudgetAction": { global: true, replaceOn: ["accountId", "budgetName", "actionType"] },
    "aws:ecr/repository:Repository": { replaceOn: ["encryptionConfigurations"] },
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": { idFrom: ["repository"], replaceOn: ["repository", "policy"] },
    "aws:ecr/repositoryPolicy:RepositoryPolicy": { idFrom: ["repository"], replaceOn: ["repository"] },
    "aws:lambda/function:Function": { replaceOn: ["packageType"] },
    "aws:lambda/permission:Permission": {
        replaceOn: ["action", "function", "principal", "sourceAccount", "sourceArn", "statementId"],
    },
    "aws:sfn/stateMachine:StateMachine": { idFrom: "arn", service: "states", replaceOn: ["type"] },
    "aws:ecs/cluster:Cluster": { idFrom: "arn" },
    "aws:ecs/taskDefinition:TaskDefinition": {
        // Another revision is another resource: that is how the service is made.
        replaceOn: [
            "containerDefinitions",
            "cpu",
            "memory",
            "executionRoleArn",
            "taskRoleArn",
            "family",
            "networkMode",
        ],
    },
    "aws:codebuild/project:Project": { idFrom: "arn" },
    "aws:synthetics/canary:Canary": { replaceOn: [] },
    "aws:fis/experimentTemplate:ExperimentTemplate": { replaceOn: [] },
    "aws:appconfig/application:Application": { replaceOn: [] },
    "aws:appconfig/environment:Environment": { replaceOn: ["applicationId"] },
    "aws:appconfig/configurationProfile:ConfigurationProfile": {
        replaceOn: ["applicationId", "locationUri", "retrievalRoleArn", "type"],
    },
    "aws:appconfig/deploymentStrategy:DeploymentStrategy": { replaceOn: ["replicateTo"] },
    "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": {
        // Another version of the configuration is another resource, too.
        replaceOn: ["applicationId", "configurationProfileId", "content", "contentType", "description"],
    },
    "aws:appconfig/deployment:Deployment": {
        replaceOn: [
            "applicationId",
            "configurationProfileId",
            "configurationVersion",
            "deploymentStrategyId",
            "environmentId",
            "kmsKeyIdentifier",
        ],
    },
    "aws:backup/vault:Vault": { replaceOn: ["kmsKeyArn"] },
    "aws:backup/plan:Plan": { replaceOn: [] },
    "aws:backup/selection:Selection": { replaceOn: ["planId", "iamRoleArn", "resources", "selectionTags"] },
    "aws:secretsmanager/secret:Secret": { idFrom: "arn" },
    "aws:secretsmanager/secretVersion:SecretVersion": { replaceOn: ["secretId", "secretString", "secretBinary"] },
    "aws:dynamodb/table:Table": {
        replaceOn: ["hashKey", "rangeKey", "attributes", "localSecondaryIndexes", "importTable"],
    },
    "aws:ssm/parameter:Parameter": { replaceOn: ["dataType"] },
    "aws:rds/proxy:Proxy": { idFrom: "arn", replaceOn: ["engineFamily", "vpcSubnetIds"] },
    "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": { replaceOn: ["dbProxyName"] },
    "aws:rds/proxyTarget:ProxyTarget": {
        replaceOn: ["dbProxyName", "targetGroupName", "dbClusterIdentifier", "dbInstanceIdentifier"],
    },
    "aws:cloudwatch/eventRule:EventRule": { replaceOn: ["eventBusName"] },
    "aws:cloudwatch/eventTarget:EventTarget": { replaceOn: ["rule", "targetId", "eventBusName"] },
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { replaceOn: ["policyName"] },
    "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy": {
        idFrom: ["logGroupName"],
        replaceOn: ["logGroupName"],
    },
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": { idPrefix: "eigw", replaceOn: ["vpcId"] },
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
        replaceOn: ["clusterName", "namespace", "serviceAccount"],
    },
};
