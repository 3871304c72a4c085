import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../plan/value";
import type { Rule } from "../../../policy-pack/kernel";
import * as pack from "../../../policy-pack/rules";
import { plan, type PlanExtras, resource, type ResourceExtras, said } from "../../support/policy";

const CLUSTER = "aws:rds/cluster:Cluster";
const EKS = "aws:eks/cluster:Cluster";
const ROLE = "aws:iam/role:Role";
const LAMBDA = "aws:lambda/function:Function";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
const SECRET_RULE = pack.noPlaintextCredentials;

type Case = readonly [
    rule: Rule,
    type: string,
    inputs: PropertyMap,
    message: string,
    extras?: ResourceExtras & Omit<PlanExtras, "outputs">,
];

const trusting = (...accounts: string[]) => ({
    assumeRolePolicy: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: { AWS: accounts.map(account => `arn:aws:iam::${account}:root`) } }],
    }),
});
const open = (fromPort: number, toPort: number, range = "0.0.0.0/0") => ({
    ingress: [{ protocol: "tcp", fromPort, toPort, cidrBlocks: [range] }],
});
const ofOne = { provider: { allowedAccountIds: ["111111111111"] } };

/** One message of each kind: what was found, what was expected, and what goes wrong otherwise. */
const CASES: readonly Case[] = [
    [
        pack.providerAccountPinned,
        CLUSTER,
        {},
        "its provider is an explicit one, but sets no `allowedAccountIds`, expected exactly one: whatever credentials are at hand decide which environment is changed",
        { provider: {} },
    ],
    [
        pack.providerAccountPinned,
        CLUSTER,
        {},
        "its provider allows 2 accounts, expected exactly one: credentials of another environment pass",
        { provider: { allowedAccountIds: ["111111111111", "222222222222"] } },
    ],
    [
        pack.providerAccountPinned,
        CLUSTER,
        {},
        "the account cannot be told: provider.allowedAccountIds cannot be read: known after deployment",
        { provider: { allowedAccountIds: Unknown.computed } },
    ],
    [
        pack.iamTrustWithinEnvironment,
        ROLE,
        trusting("222222222222"),
        'Statement[0] trusts "arn:aws:iam::222222222222:root": it belongs to another account, expected one of the role\'s own',
        ofOne,
    ],
    [
        pack.iamTrustWithinEnvironment,
        ROLE,
        { assumeRolePolicy: new Secret(trusting("222222222222").assumeRolePolicy) },
        "Statement[0] trusts (a secret): it belongs to another account, expected one of the role's own",
        ofOne,
    ],
    [
        pack.iamTrustWithinEnvironment,
        ROLE,
        { assumeRolePolicy: { Statement: [{ Effect: "Allow", Principal: { AWS: Unknown.computed } }] } },
        "assumeRolePolicy: Statement[0].Principal.AWS cannot be read: known after deployment",
        ofOne,
    ],
    [
        pack.noCrossEnvironmentStackReference,
        "pulumi:pulumi:StackReference",
        { name: "acme/network/prod" },
        'staging (staging) reads the stack "acme/network/prod" (production), expected a stack on its own side: what one side exports, the other then depends on, and its credentials must be able to open that state',
    ],
    [
        pack.requiredTags,
        CLUSTER,
        {},
        "lacks the tags environment, owner, cost-centre, expected a value for each, under any common spelling",
        { provider: {} },
    ],
    [
        pack.requiredTags,
        CLUSTER,
        { tags: { env: "staging", owner: "shop" } },
        "lacks the tag cost-centre, expected a value for each, under any common spelling",
        { provider: {} },
    ],
    [
        pack.environmentTagMatchesStack,
        CLUSTER,
        { tags: { environment: "prod" } },
        'is tagged as "prod", expected staging: costs, alarms and access by tag go to the wrong environment',
        { provider: {} },
    ],
    [
        pack.environmentTagMatchesStack,
        CLUSTER,
        { tags: { environment: "prod" } },
        'is tagged as "prod", expected staging: costs, alarms and access by tag go to the wrong environment',
        { provider: {}, source: "policy-sdk" },
    ],
    [
        pack.environmentTagMatchesStack,
        CLUSTER,
        { tags: { environment: new Secret("prod") } },
        "is tagged as (a secret), expected staging: costs, alarms and access by tag go to the wrong environment",
        { provider: {} },
    ],
    [
        pack.stoppableOutsideProductionIsScheduled,
        CLUSTER,
        { clusterIdentifier: "orders" },
        "no recurring schedule will stop or start this database cluster, expected one that calls rds:stopDBCluster, one that calls rds:startDBCluster on it: it is paid for through nights and weekends, and it stays down until somebody notices",
    ],
    [
        pack.noSpotInProduction,
        "aws:ec2/instance:Instance",
        { instanceMarketOptions: { marketType: "spot" } },
        'instanceMarketOptions.marketType is "spot", expected none: AWS takes spot capacity back at two minutes\' notice, of all zones at once when it is scarce',
        { stack: "prod" },
    ],
    [
        pack.managedMasterPassword,
        CLUSTER,
        { masterPassword: "hunter2" },
        "masterPassword is set, expected none: a password that somebody chose stands in code or state, and nobody changes it",
    ],
    [
        SECRET_RULE,
        CLUSTER,
        { masterPassword: "hunter2" },
        "masterPassword is a plain text, expected a secret that the program does not hold: it stands in the code and, in clear, in the state",
    ],
    [
        SECRET_RULE,
        LAMBDA,
        { environment: { variables: { DB_PASSWORD: "hunter2" } } },
        "environment.variables.DB_PASSWORD is named like a credential and holds a value, expected a reference to where it is kept: everybody who may look at the resource reads it",
    ],
    [
        SECRET_RULE,
        LAMBDA,
        { environment: { variables: { WHERE: "redis://:hunter2@cache" } } },
        "environment.variables.WHERE holds an address with a password in it, expected a reference to where it is kept: everybody who may look at the resource reads it",
    ],
    [
        SECRET_RULE,
        "aws:ec2/instance:Instance",
        { userData: "export DB_PASSWORD=hunter2" },
        "userData (DB_PASSWORD) is named like a credential and holds a value, expected a reference to where it is kept: everybody who may look at the resource reads it",
    ],
    [
        pack.databaseStorageEncrypted,
        CLUSTER,
        {},
        "storageEncrypted is false, expected true: whoever gets at a disk, a snapshot or a copy reads every row",
    ],
    [
        pack.databaseStorageEncrypted,
        CLUSTER,
        { snapshotIdentifier: "x" },
        "storageEncrypted is not set, and storage is encrypted as that of snapshotIdentifier is, which the plan does not show: set `kmsKeyId` to have it encrypted in any case",
    ],
    [
        pack.databaseBackupRetention,
        CLUSTER,
        { backupRetentionPeriod: 0 },
        "backupRetentionPeriod is 0, expected at least 1: a fault that is noticed later can no longer be undone",
    ],
    [
        pack.clusterEndpointNotOpen,
        EKS,
        {},
        "vpcConfig.publicAccessCidrs is not set, which stands for 0.0.0.0/0, expected ranges of your own: anyone may try stolen tokens and new flaws against the API server",
    ],
    [
        pack.clusterEndpointNotOpen,
        EKS,
        { vpcConfig: { publicAccessCidrs: ["0.0.0.0/0"] } },
        'vpcConfig.publicAccessCidrs is "0.0.0.0/0", expected ranges of your own: anyone may try stolen tokens and new flaws against the API server',
    ],
    [
        pack.clusterLogsComplete,
        EKS,
        { enabledClusterLogTypes: ["api", "audit", "scheduler"] },
        "enabledClusterLogTypes lacks authenticator, controllerManager, expected all of api, audit, authenticator, controllerManager, scheduler: what is not written cannot be looked up after an incident",
    ],
    [
        pack.logRetentionSet,
        LAMBDA,
        { name: "mail" },
        "no log group is planned for the logs of lambda, expected one under the name that AWS uses, with a retention: AWS makes it itself otherwise, and it never forgets",
    ],
    [
        pack.logRetentionSet,
        CLUSTER,
        { clusterIdentifier: "orders", enabledCloudwatchLogsExports: ["postgresql", "upgrade"] },
        "no log group is planned for the log postgresql of rds, the log upgrade of rds, expected one under the name that AWS uses, with a retention: AWS makes it itself otherwise, and it never forgets",
    ],
    [
        pack.securityGroupNotOpen,
        SECURITY_GROUP,
        open(5432, 5432),
        'ingress[0].cidrBlocks lets "0.0.0.0/0" in to port 5432, expected it only to 80, 443: anyone on the internet may try',
    ],
    [
        pack.securityGroupNotOpen,
        SECURITY_GROUP,
        open(8000, 8080),
        'ingress[0].cidrBlocks lets "0.0.0.0/0" in to ports 8000 to 8080, expected it only to 80, 443: anyone on the internet may try',
    ],
    [
        pack.securityGroupNotOpen,
        SECURITY_GROUP,
        open(0, 65_535),
        'ingress[0].cidrBlocks lets "0.0.0.0/0" in to every port, expected it only to 80, 443: anyone on the internet may try',
    ],
    [
        pack.securityGroupNotOpen,
        SECURITY_GROUP,
        open(22, 22, "anywhere"),
        "ingress[0].cidrBlocks cannot be read: it holds what is no address range",
    ],
    [
        pack.vpcPeeringWithinEnvironment,
        "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
        { peerOwnerId: "222222222222" },
        'peerOwnerId names "222222222222": it belongs to another account, expected one of the network\'s own',
        ofOne,
    ],
    [
        pack.vpcPeeringWithinEnvironment,
        "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
        { transitGatewayId: "tgw-1" },
        'transitGatewayId is "tgw-1", which the plan does not hold: who else is connected to it cannot be told',
        ofOne,
    ],
    [
        pack.resourcePolicyWithinEnvironment,
        "aws:sns/topic:Topic",
        { policy: JSON.stringify({ Statement: { Effect: "Allow", Principal: "*" } }) },
        'Statement[0] trusts "*": anyone in any account gets in',
        ofOne,
    ],
    [
        pack.resourcePolicyWithinEnvironment,
        "aws:sns/topic:Topic",
        { policy: Unknown.computed },
        "policy cannot be read: known after deployment",
        ofOne,
    ],
    [
        pack.snapshotAndImageNotShared,
        "aws:rds/snapshot:Snapshot",
        { sharedAccounts: ["all"] },
        'sharedAccounts names "all": every account there is may use it',
        ofOne,
    ],
    [
        pack.noPermissionOutsideEnvironment,
        "aws:iam/policy:Policy",
        {
            policy: {
                Statement: { Effect: "Allow", Action: "sqs:*", Resource: "arn:aws:sqs:eu-central-1:222222222222:jobs" },
            },
        },
        'Statement[0].Resource names "arn:aws:sqs:eu-central-1:222222222222:jobs": it belongs to another account, expected one of the policy\'s own',
        ofOne,
    ],
    [
        pack.noPermissionOutsideEnvironment,
        "aws:iam/policy:Policy",
        { policy: { Statement: { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" } } },
        "Statement[0] allows sts:AssumeRole on any role, expected named ones: whichever account trusts it lets it in",
        ofOne,
    ],
    [
        pack.noPermissionOutsideEnvironment,
        "aws:iam/policy:Policy",
        { policy: { Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: "*" } } },
        "Statement[0] allows iam:PassRole on any role, expected named ones: it becomes whichever role is strongest",
        ofOne,
    ],
    [
        pack.replicationWithinEnvironment,
        "aws:rds/instance:Instance",
        { replicateSourceDb: "arn:aws:rds:eu-west-1:222222222222:db:orders" },
        'replicateSourceDb names "arn:aws:rds:eu-west-1:222222222222:db:orders": it belongs to another account, expected one of the copy\'s own',
        ofOne,
    ],
    [
        pack.restoreSourceWithinEnvironment,
        CLUSTER,
        { snapshotIdentifier: "orders-prod-2026" },
        'snapshotIdentifier names "orders-prod-2026", whose name speaks of production, expected data of staging: it would hold the rows of real people, or of nobody, where the others belong',
        ofOne,
    ],
    [
        pack.restoreSourceWithinEnvironment,
        "aws:ebs/volume:Volume",
        { snapshotId: "snap-1" },
        'snapshotId names "snap-1", which does not say whose it is, and the plan does not hold it',
        ofOne,
    ],
    [
        pack.subscriptionWithinEnvironment,
        "aws:lambda/permission:Permission",
        { principal: "s3.amazonaws.com" },
        'principal lets "s3.amazonaws.com" call for whoever asks it to, expected `sourceArn` or `sourceAccount`: anyone\'s topic, bucket or rule in any account can call the function',
        ofOne,
    ],
    [
        pack.clusterAccessWithinEnvironment,
        "aws:eks/accessEntry:AccessEntry",
        { principalArn: "arn:aws:iam::222222222222:role/deploy" },
        'principalArn names "arn:aws:iam::222222222222:role/deploy": it belongs to another account, expected one of the cluster\'s own',
        ofOne,
    ],
    [
        pack.clusterAccessWithinEnvironment,
        "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
        {
            roleRef: { kind: "ClusterRole", name: "cluster-admin" },
            subjects: [{ kind: "Group", name: "system:authenticated" }],
        },
        "subjects gives everyone who is let in, each pod among them, a role that changes things or shows secrets, expected named groups or service accounts: no breach of an account is needed any more",
        ofOne,
    ],
    [
        pack.namespaceDeniesByDefault,
        "kubernetes:core/v1:Namespace",
        { metadata: { name: "shop" } },
        "no network policy of the namespace denies ingress and egress by default, expected one for all pods: any pod reaches, and is reached by, all others",
    ],
    [
        pack.scheduleRoleCanDoWhatItsTargetSays,
        "aws:scheduler/schedule:Schedule",
        { target: { arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster" } },
        "which role it takes is not in the plan, so what that one may do cannot be told",
    ],
    [
        pack.volumesEncrypted,
        "aws:ec2/instance:Instance",
        { rootBlockDevice: { volumeSize: 20 } },
        "rootBlockDevice.encrypted is false, expected true: whoever gets at a disk, a snapshot or a copy reads all of it",
    ],
    [
        pack.listenerUsesModernTls,
        "aws:lb/listener:Listener",
        { protocol: "HTTPS" },
        'sslPolicy is "ELBSecurityPolicy-2016-08", expected one of TLS 1.2 and newer: older versions are broken, and auditors and browsers refuse them',
    ],
    [
        pack.containersHaveLimits,
        "kubernetes:core/v1:Pod",
        { spec: { containers: [{ resources: { limits: { memory: "64Mi" } } }] } },
        "spec.containers[0] sets no requests.cpu, expected all: one pod takes what its neighbours need, and the scheduler cannot tell",
    ],
    [
        pack.podsNotPrivileged,
        "kubernetes:core/v1:Pod",
        { spec: { hostPID: true } },
        "spec.hostPID is true, expected false: who breaks into it has the machine, and with it every pod there",
    ],
    [
        pack.imageByDigest,
        "kubernetes:core/v1:Pod",
        { spec: { containers: [{ image: "nginx" }] } },
        "spec.containers[0].image ends in no digest, expected ...@sha256:<64 digits>: what a tag stands for changes, so that what was tested is not what runs",
    ],
    [
        pack.databaseRequiresTls,
        CLUSTER,
        { engine: "mysql" },
        "no parameter group of it sets require_secure_transport, expected it to be on: a client that does not ask for TLS sends its password and every row in clear",
    ],
    [
        pack.databaseRequiresTls,
        CLUSTER,
        { engine: "postgres", dbClusterParameterGroupName: "elsewhere" },
        "the parameter group that dbClusterParameterGroupName names is not in the plan, so whether it sets rds.force_ssl cannot be told",
    ],
    [
        pack.cacheEncrypted,
        "aws:elasticache/replicationGroup:ReplicationGroup",
        {},
        "transitEncryptionEnabled is false, expected true: everybody on the way reads what is cached, sessions and tokens included",
    ],
    [
        pack.messagesEncrypted,
        "aws:sns/topic:Topic",
        {},
        "kmsMasterKeyId is not set, expected a value: whoever gets at a disk or a copy of the service reads every message",
    ],
    [
        pack.tableProtectedInProduction,
        "aws:dynamodb/table:Table",
        {},
        "pointInTimeRecovery.enabled is false, expected true: a table has no backups of its own, so a wrong write or delete is final",
        { stack: "prod" },
    ],
    [
        pack.bucketVersioned,
        "aws:s3/bucket:Bucket",
        {},
        "its versions are not kept, and no lifecycle rule lets all in it expire, expected one of both: what is overwritten or deleted by mistake is lost at once",
        { stack: "prod" },
    ],
    [
        pack.bucketDeniesPlainHttp,
        "aws:s3/bucket:Bucket",
        {},
        "no policy of it is planned, expected one that does, to everyone: a signed link or an old client that uses plain HTTP shows everybody on the way what it reads",
    ],
    [
        pack.logGroupsHaveOwnKey,
        "aws:cloudwatch/logGroup:LogGroup",
        {},
        "kmsKeyId is not set, expected a value: with the key of AWS, nobody can take back who may read what was once logged, or see who did",
    ],
    [
        pack.databaseLogsExported,
        CLUSTER,
        { engine: "aurora-postgresql", enabledCloudwatchLogsExports: ["instance"] },
        "enabledCloudwatchLogsExports does not name postgresql, expected it: its own disk keeps them for days, and none is left of one that was replaced",
        { stack: "prod" },
    ],
    [
        pack.repositoryScansImages,
        "aws:ecr/repository:Repository",
        {},
        "imageScanningConfiguration.scanOnPush is false, expected true: nobody is told that an image in use has a flaw which everybody knows",
    ],
    [
        pack.databaseVersionSupported,
        CLUSTER,
        { engine: "postgres", engineVersion: "12.22" },
        'engineVersion is "12", whose standard support ended on 2025-02-28, expected a version with 60 days of standard support left: past the end it is billed as extended support, or upgraded on a day of AWS\'s choosing',
    ],
    [
        pack.databaseVersionSupported,
        CLUSTER,
        { engine: "postgres", engineVersion: "13.20" },
        'engineVersion is "13", whose standard support ends on 2026-02-28, expected a version with 60 days of standard support left: past the end it is billed as extended support, or upgraded on a day of AWS\'s choosing',
    ],
    [
        pack.clusterVersionSupported,
        EKS,
        { version: "1.20" },
        "version is older than every version that is still known, expected one with 60 days of standard support left: past the end it is billed as extended support, or upgraded on a day of AWS's choosing",
    ],
    [
        pack.functionRuntimeSupported,
        LAMBDA,
        { runtime: "cobol1" },
        "runtime names no version that this rule knows the end of support of",
    ],
    [
        pack.workloadNotAdministrator,
        ROLE,
        {
            assumeRolePolicy: { Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" } }] },
            managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        },
        'managedPolicyArns[0] gives "AdministratorAccess" to a role that a workload takes, expected the rights that it needs: whoever breaks into it has the whole account',
    ],
    [
        pack.clusterSecretsEncrypted,
        EKS,
        {},
        "encryptionConfig.resources is not set, expected secrets: who may read them is then written in no key's policy, and shutting them off takes more than one key",
    ],
    [
        pack.networkWritesFlowLogs,
        "aws:ec2/vpc:Vpc",
        {},
        "no flow log of the network records what it turns away, expected one: after an incident nobody can tell who spoke to whom",
    ],
    [
        pack.defaultSecurityGroupClosed,
        "aws:ec2/vpc:Vpc",
        {},
        "its default security group is left as AWS makes it, expected it without rules: whatever is made without a group of its own lands there, and speaks to all others in it",
    ],
    [
        pack.noPublicAddressOnMachines,
        "aws:ec2/subnet:Subnet",
        { mapPublicIpOnLaunch: true },
        "mapPublicIpOnLaunch is true, expected false: one wrong rule of a security group then opens it to anyone",
    ],
    [
        pack.publicEndpointUsesModernTls,
        "aws:apigateway/domainName:DomainName",
        { securityPolicy: "TLS_1_0" },
        'securityPolicy is "TLS_1_0", expected one of TLS 1.2 and newer: older versions are broken, and auditors and browsers refuse them',
    ],
    [
        pack.loadBalancerLogsAccess,
        "aws:lb/loadBalancer:LoadBalancer",
        {},
        "accessLogs.enabled is false, expected true: nobody can tell afterwards who asked for what, nor which answers failed",
        { stack: "prod" },
    ],
    [
        pack.loadBalancerProtectedInProduction,
        "aws:lb/loadBalancer:LoadBalancer",
        {},
        "enableDeletionProtection is false, expected true: with it goes the address that every client uses, and a new one has another",
        { stack: "prod" },
    ],
    [
        pack.loadBalancerDropsInvalidHeaders,
        "aws:lb/loadBalancer:LoadBalancer",
        {},
        "dropInvalidHeaderFields is false, expected true: two servers that read such a header in two ways can be made to mix up requests",
    ],
    [
        pack.securityGroupNotOpen,
        "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
        { cidr: "0.0.0.0/0" },
        'cidr is "0.0.0.0/0", expected ranges of your own: every group that lets the list in lets the whole internet in',
    ],
    [
        pack.namespaceEnforcesPodSecurity,
        "kubernetes:core/v1:Namespace",
        { metadata: { name: "shop" } },
        'metadata.labels["pod-security.kubernetes.io/enforce"] is not set, expected one of baseline, restricted: whoever may make a pod there has the machine, whatever this program asks of its own',
    ],
    [
        pack.namespaceHasQuota,
        "kubernetes:core/v1:Namespace",
        { metadata: { name: "shop" } },
        "no quota bounds what the namespace may take, expected one: one workload that grows takes the cluster from all others",
    ],
    [
        pack.containersAreProbed,
        "kubernetes:apps/v1:Deployment",
        { spec: { template: { spec: { containers: [{ name: "api" }] } } } },
        "spec.template.spec.containers[0].readinessProbe is not set, expected a probe: a release goes on, and requests come in, before it can answer",
    ],
    [
        pack.workloadSurvivesNodeLoss,
        "kubernetes:apps/v1:Deployment",
        { spec: { replicas: 1 } },
        "spec.replicas is 1, expected at least 2: with its machine, at every upgrade of the nodes, the only pod goes, and nobody is served until the next one is ready",
        { stack: "prod" },
    ],
    [
        pack.serviceAccountTokenNotMounted,
        "kubernetes:core/v1:Pod",
        { spec: {} },
        "spec.automountServiceAccountToken is not false, expected so for a pod of the default account: who breaks in speaks to the API server, with whatever that account is once given",
    ],
    [
        pack.podsNotPrivileged,
        "aws:ecs/taskDefinition:TaskDefinition",
        { networkMode: "host" },
        "networkMode is host, expected a space of its own: who breaks into it has the machine, and with it every pod there",
    ],
    [
        pack.noCredentialPatterns,
        SECURITY_GROUP,
        { tags: { password: "hunter2" } },
        "tags.password is named like a credential and holds a value, expected none: everybody who may list resources reads it",
    ],
    [
        pack.generatedPasswordStrong,
        "random:index/randomPassword:RandomPassword",
        { length: 12 },
        "length is 12, expected at least 20: a shorter one is tried out offline",
    ],
    [
        pack.generatedPasswordStrong,
        "random:index/randomPassword:RandomPassword",
        { length: 32, special: false, upper: false },
        "is made of lower and numeric characters only, expected at least 3 of lower, upper, numeric, special: there are too few of that length",
    ],
    [
        pack.noPrivateKeyInState,
        "aws:acm/certificate:Certificate",
        { privateKey: "hunter2" },
        "privateKey is set, so the key stays in the state, expected none: whoever may decrypt the state has it, in every version of the state that was ever kept",
    ],
    [
        pack.secretRecoveryWindow,
        "aws:secretsmanager/secret:Secret",
        { recoveryWindowInDays: 0 },
        "recoveryWindowInDays is 0, expected at least 7: what is deleted by mistake is gone at once, and with it all that it opens",
        { stack: "prod" },
    ],
    [
        pack.ownerTagReachable,
        CLUSTER,
        { tags: { owner: "n/a" } },
        'the tag owner is "n/a", expected a team or an address: nobody can be asked when it breaks, or when it may go',
        { provider: {} },
    ],
    [
        pack.costCentreValid,
        CLUSTER,
        { tags: { CostCenter: new Secret("0000") } },
        "the tag cost-centre is (a secret), expected a cost centre: what it costs is charged to nobody",
        { provider: {} },
    ],
    [
        pack.providerDefaultTagsSet,
        CLUSTER,
        {},
        "provider cloud, which makes this and others, does not set the tags owner, cost-centre by itself, expected defaultTags: whoever adds a resource and forgets its tags makes one that belongs to nobody",
        { provider: { defaultTags: '{"tags":{"environment":"staging"}}' } },
    ],
    [
        pack.noUnstoppableTopology,
        CLUSTER,
        { globalClusterIdentifier: "world" },
        "globalClusterIdentifier is set, expected none outside production: AWS refuses to stop what belongs to a global database or copies another cluster",
    ],
    [
        pack.scheduledByOneController,
        CLUSTER,
        { tags: { Schedule: "office", maid_offhours: "on" } },
        "whether two controllers act on it cannot be told: it has the tags Schedule and maid_offhours; say in the setting controllersRun whether the tag is obeyed",
    ],
    [
        pack.scheduleKeepsWhatFailed,
        "aws:scheduler/schedule:Schedule",
        { target: { arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster" } },
        "target.deadLetterConfig.arn is not set, expected a queue: a call that fails for good leaves no trace, and what should sleep runs, or what should run sleeps",
    ],
    [
        pack.scheduleHasTimeZone,
        "aws:scheduler/schedule:Schedule",
        {
            scheduleExpression: "cron(0 20 ? * MON-FRI *)",
            target: { arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster" },
        },
        "scheduleExpressionTimezone is UTC, which is what AWS takes where none is named, expected the zone that people work in, or Etc/UTC where that is meant: by UTC, half of the year the environment wakes an hour late",
    ],
    [
        pack.productionNeverScheduled,
        "aws:autoscaling/schedule:Schedule",
        { autoscalingGroupName: "workers", desiredCapacity: 2, recurrence: "0 20 * * *" },
        "resizes to 0 on a schedule, expected no such schedule in production",
        { stack: "prod" },
    ],
    [
        pack.budgetPresentOutsideProduction,
        CLUSTER,
        {},
        "plans what costs by the hour and no budget, expected one: what somebody forgets is found on the invoice",
    ],
];

describe("the messages of the rules", () => {
    for (const [rule, type, inputs, message, extras = {}] of CASES) {
        it(`given ${rule.name}, say: ${message.slice(0, 60)}...`, () => {
            const verdicts = said(rule, plan([resource(type, inputs, extras)], { ...extras, outputs: {} }));
            assert.ok(
                verdicts.some(verdict => verdict.message === message),
                verdicts.map(verdict => verdict.message).join("\n"),
            );
        });
    }

    it("given several faults of one trust policy, are one finding with the others as evidence", () => {
        const verdicts = said(
            pack.iamTrustWithinEnvironment,
            plan([resource(ROLE, trusting("222222222222", "333333333333"), ofOne)]),
        );
        assert.equal(verdicts.length, 1);
    });
});
