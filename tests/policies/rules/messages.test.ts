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
