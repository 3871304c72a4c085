import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** Who a subnet is for: reached from the internet, reaching the internet, or neither. */
export const TIERS = ["public", "private", "data"] as const;
export type Tier = (typeof TIERS)[number];

/** A subnet, ours or one that already exists. Everything but its id is plain, so that a plan can be judged. */
export interface SubnetRef {
    readonly id: pulumi.Input<string>;
    /** Availability zone, such as `eu-central-1a`. */
    readonly zone: string;
    /** IPv4 range in CIDR notation. */
    readonly range: string;
    readonly tier: Tier;
}

/** A network, ours or one that already exists. `Network` is one, and `Network.existing` checks one. */
export interface NetworkRef {
    readonly vpcId: pulumi.Input<string>;
    /** IPv4 range of the whole network in CIDR notation. */
    readonly range: string;
    readonly subnets: readonly SubnetRef[];
}

/** The subnets of one tier, in the order of their zones. */
export function subnetsOf(network: NetworkRef, tier: Tier): readonly SubnetRef[] {
    return network.subnets.filter(subnet => subnet.tier === tier);
}

/** A hosted zone that the environment owns, ours or one that already exists; public, save where a network asks for its own. */
export interface ZoneRef {
    readonly zoneId: pulumi.Input<string>;
    /** Name of the zone, such as `staging.example.com`. Plain, so that names below it can be judged. */
    readonly domain: string;
}

/** A Kubernetes cluster of EKS, ours or one that already exists. `Cluster` is one. */
export interface ClusterRef {
    /** Name in AWS. Plain, so that roles, alarms and timers that name it can be judged. */
    readonly clusterName: string;
    /** Security group of nodes and pods. */
    readonly nodeSecurityGroupId: pulumi.Input<string>;
    /** Acts in the cluster. */
    readonly kubernetesProvider: kubernetes.Provider;
}

/** Where the Kubernetes API of a cluster is, and who may say so: known after its creation. `Cluster` is one. */
export interface ClusterEndpoint {
    /** Name in AWS. Our own are called `<environment>-<component>`, so that a second stack knows it without asking. */
    readonly clusterName: pulumi.Input<string>;
    /** URL of the Kubernetes API. */
    readonly endpoint: pulumi.Input<string>;
    /** Certificate of the authority that signed the API's own, PEM in base64. */
    readonly certificateAuthority: pulumi.Input<string>;
}

/**
 * A database by its name in RDS, ours or one that already exists, to be watched or put to sleep. `Database` and
 * `DatabaseInstance` are one each. An instance that exists must be no read replica and have none: RDS stops neither.
 */
export type DatabaseRef =
    | {
          /** Name of an Aurora cluster. */
          readonly clusterIdentifier: string;
          /**
           * Whether Aurora chooses the size of its instances.
           *
           * @default false
           */
          readonly serverless?: boolean;
          /**
           * Whether it pauses while nobody is connected: such a database needs no timer.
           *
           * @default false
           */
          readonly pausesByItself?: boolean;
          readonly instanceIdentifier?: undefined;
      }
    | {
          /** Name of an instance that belongs to no cluster. */
          readonly instanceIdentifier: string;
          readonly clusterIdentifier?: undefined;
          readonly serverless?: undefined;
          readonly pausesByItself?: undefined;
      };

/**
 * A key of KMS in the environment's own account and region. Its policy must let in whatever is to use it: the page of each
 * component that takes one says what that is.
 */
export interface KeyRef {
    /** ARN of the key itself, not of an alias. A plain text can be judged before anything exists; an output cannot. */
    readonly keyArn: pulumi.Input<string>;
}

/** A bucket that somebody else keeps for logs, such as the organisation's log archive. Its policy must let the writer in. */
export interface LogSinkRef {
    /** Name of the bucket. */
    readonly bucketName: string;
    /** Where in the bucket, without a slash at either end. */
    readonly prefix?: string;
}

/** A registry of container images, ours or one that already exists. `Registry` is one. */
export interface RegistryRef {
    /** How the names of its images begin, up to a slash: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/`. */
    readonly imagePrefix: string;
}
