/** All that the smallest flags declare, in staging. */
export const FLAGS_IN_STAGING = {
    flags: {
        type: "stagewright:flags:FeatureFlags",
    },
    "flags-application": {
        type: "aws:appconfig/application:Application",
        description: "Flags of staging",
        name: "staging-flags",
    },
    "flags-environment": {
        type: "aws:appconfig/environment:Environment",
        applicationId: "<unknown>",
        monitors: [],
        name: "staging",
    },
    "flags-profile": {
        type: "aws:appconfig/configurationProfile:ConfigurationProfile",
        "the input type": "AWS.AppConfig.FeatureFlags",
        applicationId: "<unknown>",
        locationUri: "hosted",
        name: "flags",
    },
    "flags-rollout": {
        type: "aws:appconfig/deployment:Deployment",
        applicationId: "<unknown>",
        configurationProfileId: "<unknown>",
        configurationVersion: "<unknown>",
        deploymentStrategyId: "<unknown>",
        environmentId: "<unknown>",
    },
    "flags-strategy": {
        type: "aws:appconfig/deploymentStrategy:DeploymentStrategy",
        deploymentDurationInMinutes: 20,
        finalBakeTimeInMinutes: 10,
        growthFactor: 25,
        growthType: "LINEAR",
        name: "staging-flags-strategy",
        replicateTo: "NONE",
    },
    "flags-values": {
        type: "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
        applicationId: "<unknown>",
        configurationProfileId: "<unknown>",
        content: {
            secret: '{"version":"1","flags":{"fast-checkout":{"name":"fast-checkout","description":"Pays in one step"}},"values":{"fast-checkout":{"enabled":true}}}',
        },
        contentType: "application/json",
    },
};

/** All that flags with every argument declare, in production. */
export const FLAGS_IN_PRODUCTION = {
    flags: {
        type: "stagewright:flags:FeatureFlags",
    },
    "flags-application": {
        type: "aws:appconfig/application:Application",
        description: "Flags of prod",
        name: "prod-flags",
    },
    "flags-environment": {
        type: "aws:appconfig/environment:Environment",
        applicationId: "<unknown>",
        monitors: [
            {
                alarmArn: "arn:aws:cloudwatch:eu-central-1:444455556666:alarm:errors",
                alarmRoleArn: "<unknown>",
            },
        ],
        name: "prod",
    },
    "flags-monitor-permissions": {
        type: "aws:iam/rolePolicy:RolePolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "SeeAlarms",
                    Effect: "Allow",
                    Action: "cloudwatch:DescribeAlarms",
                    Resource: "arn:aws:cloudwatch:eu-central-1:444455556666:alarm:*",
                },
            ],
        },
        role: "<unknown>",
    },
    "flags-monitor-role": {
        type: "aws:iam/role:Role",
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AssumedByService",
                    Effect: "Allow",
                    Principal: {
                        Service: "appconfig.amazonaws.com",
                    },
                    Action: "sts:AssumeRole",
                },
            ],
        },
        description: "Lets AppConfig take a change of flags back when an alarm rings",
    },
    "flags-profile": {
        type: "aws:appconfig/configurationProfile:ConfigurationProfile",
        "the input type": "AWS.AppConfig.FeatureFlags",
        applicationId: "<unknown>",
        kmsKeyIdentifier: "arn:aws:kms:eu-central-1:444455556666:key/0f1e2d3c",
        locationUri: "hosted",
        name: "flags",
    },
    "flags-rollout": {
        type: "aws:appconfig/deployment:Deployment",
        applicationId: "<unknown>",
        configurationProfileId: "<unknown>",
        configurationVersion: "<unknown>",
        deploymentStrategyId: "<unknown>",
        environmentId: "<unknown>",
        kmsKeyIdentifier: "arn:aws:kms:eu-central-1:444455556666:key/0f1e2d3c",
    },
    "flags-strategy": {
        type: "aws:appconfig/deploymentStrategy:DeploymentStrategy",
        deploymentDurationInMinutes: 60,
        finalBakeTimeInMinutes: 30,
        growthFactor: 10,
        growthType: "LINEAR",
        name: "prod-flags-strategy",
        replicateTo: "NONE",
    },
    "flags-values": {
        type: "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
        applicationId: "<unknown>",
        configurationProfileId: "<unknown>",
        content: {
            secret: '{"version":"1","flags":{"banner":{"name":"banner","description":"Says something above every page","attributes":{"closable":{"constraints":{"type":"boolean","required":true}},"seconds":{"constraints":{"type":"number","required":true}},"text":{"constraints":{"type":"string","required":true}}}},"fast-checkout":{"name":"fast-checkout","description":"Pays in one step"}},"values":{"banner":{"enabled":true,"closable":false,"seconds":0,"text":"Closed on Sunday"},"fast-checkout":{"enabled":false}}}',
        },
        contentType: "application/json",
    },
};
