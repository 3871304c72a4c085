import * as assert from "node:assert/strict";

import type { Plan, PlannedResource } from "../../../plan/plan";
import { Secret, type PropertyMap } from "../../../plan/value";
import { judge } from "../../../policy-pack/kernel/judge";
import { rules } from "../../../policy-pack/rules";
import { planStack } from "../../program/support";
import { resource as byName } from "../../support/plan";
import { resource } from "../../support/policy";

type Stack = "staging" | "prod";

/** One fault, planted in the plan of one stack: what is changed, and the rules that are to find it. */
interface Fault {
    readonly what: string;
    readonly stack: Stack;
    readonly found: readonly string[];
    readonly plant: (plan: Plan) => Plan;
}

/** The plan with some inputs of a resource changed; `undefined` takes one away. */
function changed(
    name: string,
    inputs: Readonly<Record<string, PropertyMap[string] | undefined>>,
): (plan: Plan) => Plan {
    return plan => {
        const target = byName(plan, name);
        const merged = Object.entries({ ...target.inputs, ...inputs }).filter(([, value]) => value !== undefined);
        return replaced(plan, target, { ...target, inputs: Object.fromEntries(merged) as PropertyMap });
    };
}

/** The plan with everything made by an AWS provider that has other inputs. */
function provided(inputs: PropertyMap): (plan: Plan) => Plan {
    return plan => ({
        ...plan,
        resources: plan.resources.map(one =>
            one.provider === undefined || !one.type.startsWith("aws:")
                ? one
                : { ...one, provider: { ...one.provider, inputs: { ...one.provider.inputs, ...inputs } } },
        ),
    });
}

function removed(name: string): (plan: Plan) => Plan {
    return plan => ({ ...plan, resources: plan.resources.filter(one => one !== byName(plan, name)) });
}

/** The plan with one more resource, made by the provider of the others. */
function added(type: string, inputs: PropertyMap): (plan: Plan) => Plan {
    return plan => {
        const { provider } = byName(plan, "network-vpc");
        const tags = byName(plan, "network-vpc").inputs["tags"] ?? {};
        const extra = resource(type, { tags, ...inputs }, { stack: plan.stack, name: "planted" });
        return { ...plan, resources: [...plan.resources, { ...extra, provider }] };
    };
}

function replaced(plan: Plan, old: PlannedResource, fresh: PlannedResource): Plan {
    return { ...plan, resources: plan.resources.map(one => (one === old ? fresh : one)) };
}

/** An image named by the digest of its content. */
const DIGEST = `registry.example/api@sha256:${"0".repeat(64)}`;

const FAULTS: readonly Fault[] = [
    {
        what: "a provider that allows a second account",
        stack: "staging",
        found: ["provider-account-pinned"],
        plant: provided({ allowedAccountIds: '["111122223333","999999999999"]' }),
    },
    {
        what: "production's account in staging",
        stack: "staging",
        found: ["distinct-accounts", "resource-policy-within-environment"],
        plant: provided({ allowedAccountIds: '["444455556666"]' }),
    },
    {
        what: "a network inside production's",
        stack: "staging",
        found: ["network-ranges-disjoint"],
        plant: plan => changed("network-vpc", { cidrBlock: "10.0.0.0/8" })(plan),
    },
    {
        what: "a role that trusts production's account",
        stack: "staging",
        found: ["iam-trust-within-environment"],
        plant: changed("orders-monitoring", {
            assumeRolePolicy: JSON.stringify({
                Statement: [
                    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::444455556666:root" } },
                ],
            }),
        }),
    },
    {
        what: "a reference to production's stack",
        stack: "staging",
        found: ["no-cross-environment-stack-reference"],
        plant: added("pulumi:pulumi:StackReference", { name: "acme/shop/prod" }),
    },
    {
        what: "a key without tags under a provider without any",
        stack: "prod",
        found: ["required-tags"],
        plant: plan => changed("orders-key", { tags: undefined })(provided({ defaultTags: "{}" })(plan)),
    },
    {
        what: "production's tag in staging",
        stack: "staging",
        found: ["environment-tag-matches-stack"],
        plant: plan =>
            changed("orders-key", {
                tags: { ...(byName(plan, "orders-key").inputs["tags"] as PropertyMap), environment: "prod" },
            })(plan),
    },
    {
        what: "a database that nobody stops",
        stack: "staging",
        found: ["stoppable-outside-production-is-scheduled"],
        plant: removed("working-hours-stop-database"),
    },
    {
        what: "a database that nobody starts again",
        stack: "staging",
        found: ["stoppable-outside-production-is-scheduled"],
        plant: changed("working-hours-start-database", { state: "DISABLED" }),
    },
    {
        what: "a stop in production",
        stack: "prod",
        found: ["production-never-scheduled"],
        plant: added("aws:scheduler/schedule:Schedule", {
            scheduleExpression: "cron(0 20 ? * MON-FRI *)",
            target: {
                arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster",
                input: '{"DbClusterIdentifier":"production-orders"}',
            },
        }),
    },
    {
        what: "spot nodes in production",
        stack: "prod",
        found: ["no-spot-in-production"],
        plant: plan => changed("platform-workers", { capacityType: "SPOT" })(plan),
    },
    {
        what: "a master password",
        stack: "prod",
        found: ["managed-master-password", "no-plaintext-credentials"],
        plant: changed("orders-cluster", {
            manageMasterUserPassword: undefined,
            masterPassword: new Secret("correct horse"),
        }),
    },
    {
        what: "a password in a ConfigMap",
        stack: "staging",
        found: ["no-plaintext-credentials"],
        plant: added("kubernetes:core/v1:ConfigMap", { data: { DB_PASSWORD: "correct horse" } }),
    },
    {
        what: "a database without encryption",
        stack: "prod",
        found: ["database-storage-encrypted"],
        plant: changed("orders-cluster", { storageEncrypted: false }),
    },
    {
        what: "a database with one day of backups",
        stack: "prod",
        found: ["database-backup-retention"],
        plant: changed("orders-cluster", { backupRetentionPeriod: 1 }),
    },
    {
        what: "a database that one word deletes",
        stack: "prod",
        found: ["database-protected-in-production"],
        plant: changed("orders-cluster", { deletionProtection: false }),
    },
    {
        what: "an API server open to anyone",
        stack: "prod",
        found: ["cluster-endpoint-not-open"],
        plant: changed("platform-cluster", { vpcConfig: { endpointPublicAccess: true } }),
    },
    {
        what: "a cluster without its audit log",
        stack: "staging",
        found: ["cluster-logs-complete"],
        plant: changed("platform-cluster", {
            enabledClusterLogTypes: ["api", "authenticator", "controllerManager", "scheduler"],
        }),
    },
    {
        what: "a log group for ever",
        stack: "staging",
        found: ["log-retention-set"],
        plant: changed("orders-postgresql-log", { retentionInDays: 0 }),
    },
    {
        what: "a cluster whose log group is not planned",
        stack: "prod",
        found: ["log-retention-set"],
        plant: removed("platform-control-plane-logs"),
    },
    {
        what: "a database open to anyone",
        stack: "staging",
        found: ["security-group-not-open"],
        plant: changed("orders-from-nodes", { referencedSecurityGroupId: undefined, cidrIpv4: "0.0.0.0/0" }),
    },
    {
        what: "a peering with production's account",
        stack: "staging",
        found: ["vpc-peering-within-environment"],
        plant: added("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", { peerOwnerId: "444455556666" }),
    },
    {
        what: "a topic that production may write to",
        stack: "staging",
        found: ["resource-policy-within-environment"],
        plant: changed("signals-alerts-policy", {
            policy: JSON.stringify({
                Statement: [
                    { Effect: "Allow", Action: "sns:Publish", Principal: { AWS: "arn:aws:iam::444455556666:root" } },
                ],
            }),
        }),
    },
    {
        what: "a key granted to staging",
        stack: "prod",
        found: ["kms-grant-within-environment"],
        plant: added("aws:kms/grant:Grant", { granteePrincipal: "arn:aws:iam::111122223333:role/nodes" }),
    },
    {
        what: "a snapshot shared with staging",
        stack: "prod",
        found: ["snapshot-and-image-not-shared"],
        plant: added("aws:rds/clusterSnapshot:ClusterSnapshot", { sharedAccounts: ["111122223333"] }),
    },
    {
        what: "a zone that another account's network sees",
        stack: "prod",
        found: ["private-zone-within-environment"],
        plant: added("aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization", { vpcId: "vpc-1" }),
    },
    {
        what: "production's database in staging's configuration",
        stack: "staging",
        found: ["no-names-of-the-other-environment"],
        plant: added("kubernetes:core/v1:ConfigMap", {
            data: { HOST: "prod-orders.cluster-x.eu-central-1.rds.amazonaws.com" },
        }),
    },
    {
        what: "a gap in a public access block",
        stack: "prod",
        found: ["bucket-not-public"],
        plant: changed("network-flow-logs-access", { blockPublicPolicy: undefined }),
    },
    {
        what: "a database on the internet",
        stack: "staging",
        found: ["database-not-public"],
        plant: changed("orders-instance-0", { publiclyAccessible: true }),
    },
    {
        what: "a namespace that denies nothing",
        stack: "prod",
        found: ["namespace-denies-by-default"],
        plant: removed("platform-default-deny"),
    },
    {
        what: "a schedule whose role lost its permission",
        stack: "staging",
        found: ["schedule-role-can-do-what-its-target-says"],
        plant: removed("working-hours-permissions"),
    },
    {
        what: "an access key",
        stack: "staging",
        found: ["no-static-access-keys"],
        plant: added("aws:iam/accessKey:AccessKey", { user: "deployer" }),
    },
    {
        what: "nodes with disks in clear",
        stack: "prod",
        found: ["volumes-encrypted"],
        plant: changed("platform-workers-template", { blockDeviceMappings: [{ ebs: { volumeSize: 50 } }] }),
    },
    {
        what: "a key that never rotates",
        stack: "staging",
        found: ["key-rotation-enabled"],
        plant: changed("orders-key", { enableKeyRotation: false }),
    },
    {
        what: "a bucket that cannot be destroyed",
        stack: "staging",
        found: ["destroyable-outside-production"],
        plant: changed("network-flow-logs-bucket", { forceDestroy: false }),
    },
    {
        what: "a listener without TLS",
        stack: "prod",
        found: ["listener-uses-modern-tls"],
        plant: added("aws:lb/listener:Listener", { protocol: "HTTP", defaultActions: [{ type: "forward" }] }),
    },
    {
        what: "nodes that hand out credentials to anyone who asks",
        stack: "prod",
        found: ["instance-metadata-needs-session"],
        plant: changed("platform-workers-template", { metadataOptions: { httpTokens: "optional" } }),
    },
    {
        what: "a repository whose tags move",
        stack: "prod",
        found: ["image-by-digest"],
        plant: added("aws:ecr/repository:Repository", { imageTagMutability: "MUTABLE" }),
    },
    {
        what: "a pod without limits in a namespace that sets none",
        stack: "staging",
        found: ["containers-have-limits"],
        plant: added("kubernetes:core/v1:Pod", { spec: { containers: [{ name: "api", image: DIGEST }] } }),
    },
    {
        what: "a pod with the rights of its machine",
        stack: "staging",
        found: ["pods-not-privileged"],
        plant: added("kubernetes:core/v1:Pod", {
            metadata: { namespace: "shop" },
            spec: { hostNetwork: true, containers: [{ name: "agent", image: DIGEST }] },
        }),
    },
    {
        what: "a cluster that slides into extended support",
        stack: "prod",
        found: ["standard-support-only"],
        plant: changed("platform-cluster", { upgradePolicy: undefined }),
    },
];

describe("a whole plan", () => {
    let plans: Readonly<Record<Stack, Plan>>;
    before(async () => {
        plans = { staging: await planStack("staging"), prod: await planStack("prod") };
    });

    const judged = (staging: Plan, prod: Plan) => judge([staging, prod], { rules, today: "2026-01-31" });

    it("given no fault, holds by every rule, with nothing undecided", () => {
        assert.deepEqual(judged(plans.staging, plans.prod).findings, []);
    });

    for (const { what, stack, found, plant } of FAULTS) {
        it(`given ${what}, is found by ${found.join(" and ")} and by no other`, () => {
            const faulty = { ...plans, [stack]: plant(plans[stack]) };
            const { findings } = judged(faulty.staging, faulty.prod);
            const violations = findings.filter(({ verdict }) => verdict === "violated");
            assert.deepEqual([...new Set(violations.map(({ rule }) => rule))].sort(), [...found].sort());
            assert.ok(findings.every(({ message }) => !message.includes("correct horse")));
        });
    }

    it("given the faults, each rule has one", () => {
        const tried = new Set(FAULTS.flatMap(({ found }) => found));
        assert.deepEqual(
            rules.map(({ name }) => name).filter(name => !tried.has(name)),
            [],
        );
    });
});
