import type { Plan, PlannedProvider, PlannedResource } from "../plan/plan";
import { buildUrn } from "../plan/urn";
import type { PropertyMap } from "../plan/value";
import { bareResource } from "./bare-resource";

/** One resource in so many has a fault, so that both ways write messages, too. */
const ONE_FAULT_IN = 20;

interface Kind {
    readonly type: string;
    readonly good: PropertyMap;
    readonly broken: PropertyMap;
}

function trusting(principal: PropertyMap): PropertyMap {
    const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: principal };
    return { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) };
}

function openTo(range: string): PropertyMap {
    const ingress = [
        { fromPort: 443, toPort: 443, protocol: "tcp", cidrBlocks: ["10.0.0.0/8"] },
        { fromPort: 22, toPort: 22, protocol: "tcp", cidrBlocks: [range] },
    ];
    const egress = [{ fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["10.0.0.0/8"] }];
    return { vpcId: "vpc-1", description: "one of many", ingress, egress };
}

const KINDS: readonly Kind[] = [
    { type: "aws:kms/key:Key", good: { enableKeyRotation: true }, broken: { enableKeyRotation: false } },
    {
        type: "aws:ebs/volume:Volume",
        good: { availabilityZone: "eu-central-1a", size: 20, encrypted: true },
        broken: { availabilityZone: "eu-central-1a", size: 20, encrypted: false },
    },
    {
        type: "aws:ec2/instance:Instance",
        good: {
            ami: "ami-1",
            instanceType: "t3.small",
            metadataOptions: { httpTokens: "required" },
            rootBlockDevice: { encrypted: true },
        },
        broken: {
            ami: "ami-1",
            instanceType: "t3.small",
            metadataOptions: { httpTokens: "optional" },
            rootBlockDevice: { encrypted: false },
        },
    },
    {
        type: "aws:rds/instance:Instance",
        good: {
            engine: "postgres",
            instanceClass: "db.t4g.small",
            allocatedStorage: 20,
            publiclyAccessible: false,
            storageEncrypted: true,
            backupRetentionPeriod: 7,
        },
        broken: {
            engine: "postgres",
            instanceClass: "db.t4g.small",
            allocatedStorage: 20,
            publiclyAccessible: true,
            storageEncrypted: false,
            backupRetentionPeriod: 0,
        },
    },
    { type: "aws:ec2/securityGroup:SecurityGroup", good: openTo("10.0.0.0/8"), broken: openTo("0.0.0.0/0") },
    {
        type: "aws:iam/role:Role",
        good: trusting({ Service: "ec2.amazonaws.com" }),
        broken: trusting({ AWS: "arn:aws:iam::222222222222:root" }),
    },
    {
        type: "aws:eks/cluster:Cluster",
        good: {
            roleArn: "arn:aws:iam::111111111111:role/cluster",
            vpcConfig: {
                subnetIds: ["subnet-1", "subnet-2"],
                endpointPublicAccess: false,
                endpointPrivateAccess: true,
            },
            enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        },
        broken: {
            roleArn: "arn:aws:iam::111111111111:role/cluster",
            vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: true, endpointPrivateAccess: true },
            enabledClusterLogTypes: ["api"],
        },
    },
    {
        type: "aws:sqs/queue:Queue",
        good: { messageRetentionSeconds: 3600, visibilityTimeoutSeconds: 30 },
        broken: { messageRetentionSeconds: 3600, tags: { owner: "bench" }, tagsAll: { owner: "bench" } },
    },
];

/** A plan of so many resources, of each kind in turn, as the provider leaves its inputs after the check. */
export function planWith(size: number, stack = "staging"): Plan {
    const provider: PlannedProvider = {
        urn: buildUrn(stack, "bench", undefined, "pulumi:providers:aws", "aws"),
        name: "aws",
        isDefault: false,
        inputs: {
            region: "eu-central-1",
            allowedAccountIds: [stack === "prod" ? "333333333333" : "111111111111"],
            skipMetadataApiCheck: "true",
        },
    };
    return {
        project: "bench",
        stack,
        source: "embedded",
        phase: "checked",
        config: {},
        resources: [
            ...forStackRules(stack),
            ...Array.from({ length: size }, (_, place) => resourceAt(place, stack, provider)),
        ],
        outputs: {},
        gaps: [],
    };
}

/** A namespace with a policy and one without; a stack of the same side that is read, and one of the other. */
function forStackRules(stack: string): readonly PlannedResource[] {
    const policyInputs = {
        metadata: { namespace: "payments" },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    };
    return [
        bareResource(stack, "kubernetes:core/v1:Namespace", "payments", { metadata: { name: "payments" } }),
        bareResource(stack, "kubernetes:core/v1:Namespace", "orders", { metadata: { name: "orders" } }),
        bareResource(stack, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "deny", policyInputs),
        bareResource(stack, "pulumi:pulumi:StackReference", "same", { name: "acme/net/staging" }),
        bareResource(stack, "pulumi:pulumi:StackReference", "other", { name: "acme/net/prod" }),
    ];
}

function resourceAt(place: number, stack: string, provider: PlannedProvider): PlannedResource {
    const kind = KINDS[place % KINDS.length];
    if (kind === undefined) throw new Error("there is no kind of resource");
    const name = `resource-${place}`;
    const tags = { environment: stack, owner: "bench", "cost-centre": "bench" };
    const inputs = Math.floor(place / KINDS.length) % ONE_FAULT_IN === 0 ? kind.broken : kind.good;
    return {
        ...bareResource(stack, kind.type, name, { tags, tagsAll: tags, ...inputs }),
        outputs: { id: name, arn: `arn:aws:service:eu-central-1:111111111111:${name}` },
        provider,
    };
}
