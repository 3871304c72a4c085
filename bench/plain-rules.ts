/*
 * Rules as teams write them with `@pulumi/policy`, to be held against ours of the same names: what they say of a plan in
 * which everything is known is the same, and nothing else of what ours do is in them.
 */
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import {
    type ReportViolation,
    type ResourceValidationArgs,
    type ResourceValidationPolicy,
    type StackValidationPolicy,
    validateResourceOfType,
} from "@pulumi/policy";

const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
const REQUIRED_TAGS = ["environment", "owner", "cost-centre"];
const BACKUP_DAYS = 1;
const SSH = 22;

function policy(
    name: string,
    validateResource: ResourceValidationPolicy["validateResource"],
): ResourceValidationPolicy {
    return { name, description: name, enforcementLevel: "mandatory", validateResource };
}

/** Tags of a resource, if its type has any. */
function tagsOf({ props }: ResourceValidationArgs): Readonly<Record<string, string>> | undefined {
    return (props as { readonly tags?: Readonly<Record<string, string>> }).tags;
}

interface Statement {
    readonly Effect: string;
    readonly Principal?: { readonly AWS?: string | readonly string[] };
}

/** Policies over single resources. */
export const plainPolicies: readonly ResourceValidationPolicy[] = [
    policy(
        "key-rotation-enabled",
        validateResourceOfType(aws.kms.Key, (key, _, report) => {
            if (key.enableKeyRotation !== true) report("the key does not rotate");
        }),
    ),
    policy("volumes-encrypted", [
        validateResourceOfType(aws.ebs.Volume, (volume, _, report) => {
            if (volume.encrypted !== true) report("the volume is not encrypted");
        }),
        validateResourceOfType(aws.ec2.Instance, (instance, _, report) => {
            if (instance.rootBlockDevice?.encrypted !== true) report("the root volume is not encrypted");
        }),
    ]),
    policy(
        "instance-metadata-needs-session",
        validateResourceOfType(aws.ec2.Instance, (instance, _, report) => {
            if (instance.metadataOptions?.httpTokens !== "required") report("the metadata need no session");
        }),
    ),
    policy(
        "database-not-public",
        validateResourceOfType(aws.rds.Instance, (database, _, report) => {
            if (database.publiclyAccessible === true) report("the database is public");
        }),
    ),
    policy(
        "database-storage-encrypted",
        validateResourceOfType(aws.rds.Instance, (database, _, report) => {
            if (database.storageEncrypted !== true) report("the database is not encrypted");
        }),
    ),
    policy(
        "database-backup-retention",
        validateResourceOfType(aws.rds.Instance, (database, _, report) => {
            if ((database.backupRetentionPeriod ?? 0) < BACKUP_DAYS) report("backups are not kept");
        }),
    ),
    policy(
        "security-group-not-open",
        validateResourceOfType(aws.ec2.SecurityGroup, (group, _, report) => {
            for (const { cidrBlocks = [], fromPort, toPort } of group.ingress ?? []) {
                if (cidrBlocks.includes("0.0.0.0/0") && fromPort <= SSH && toPort >= SSH) report("anybody may log in");
            }
        }),
    ),
    policy(
        "iam-trust-within-environment",
        validateResourceOfType(aws.iam.Role, (role, args, report) => {
            const { Statement } = JSON.parse(role.assumeRolePolicy as string) as { readonly Statement: Statement[] };
            const accounts = args.provider?.props["allowedAccountIds"] as readonly string[] | undefined;
            for (const { Effect, Principal } of Statement) {
                for (const principal of [Principal?.AWS ?? []].flat()) {
                    const account = /^arn:aws:iam::(\d+):/.exec(principal)?.[1] ?? principal;
                    if (Effect === "Allow" && accounts?.includes(account) !== true) report(`trusts ${principal}`);
                }
            }
        }),
    ),
    policy(
        "cluster-endpoint-not-open",
        validateResourceOfType(aws.eks.Cluster, (cluster, _, report) => {
            const { endpointPublicAccess = true, publicAccessCidrs = ["0.0.0.0/0"] } = cluster.vpcConfig;
            if (endpointPublicAccess && publicAccessCidrs.includes("0.0.0.0/0")) report("the endpoint is open");
        }),
    ),
    policy(
        "cluster-logs-complete",
        validateResourceOfType(aws.eks.Cluster, (cluster, _, report) => {
            const missing = LOG_TYPES.filter(type => cluster.enabledClusterLogTypes?.includes(type) !== true);
            if (missing.length > 0) report(`does not log ${missing.join(", ")}`);
        }),
    ),
    policy("required-tags", (args: ResourceValidationArgs, report: ReportViolation) => {
        const tags = tagsOf(args);
        if (!args.type.startsWith("aws:") || tags === undefined) return;
        const missing = REQUIRED_TAGS.filter(key => tags[key] === undefined || tags[key] === "");
        if (missing.length > 0) report(`lacks the tags ${missing.join(", ")}`);
    }),
    policy("provider-account-pinned", (args: ResourceValidationArgs, report: ReportViolation) => {
        if (!args.type.startsWith("aws:")) return;
        const accounts = args.provider?.props["allowedAccountIds"] as readonly string[] | undefined;
        if (accounts?.length !== 1) report("the provider takes any account");
    }),
];

/** Policies over a whole stack. */
export const plainStackPolicies: readonly StackValidationPolicy[] = [
    {
        name: "namespace-denies-by-default",
        description: "namespace-denies-by-default",
        enforcementLevel: "mandatory",
        validateStack: ({ resources }, report) => {
            const denied = resources.flatMap(resource => {
                const policy = resource.asType(kubernetes.networking.v1.NetworkPolicy);
                const { podSelector, policyTypes = [] } = policy?.spec ?? {};
                const all = Object.keys(podSelector ?? {}).length === 0;
                const both = policyTypes.includes("Ingress") && policyTypes.includes("Egress");
                return all && both ? (policy?.metadata.namespace ?? []) : [];
            });
            for (const resource of resources) {
                const name = resource.asType(kubernetes.core.v1.Namespace)?.metadata.name;
                if (name !== undefined && !denied.includes(name)) report("nothing is denied by default", resource.urn);
            }
        },
    },
    {
        name: "no-cross-environment-stack-reference",
        description: "no-cross-environment-stack-reference",
        enforcementLevel: "mandatory",
        validateStack: ({ resources }, report) => {
            for (const { props, type, urn } of resources) {
                if (type !== "pulumi:pulumi:StackReference") continue;
                if (String(props["name"]).endsWith("/prod")) report("reads a stack of production", urn);
            }
        },
    },
];
