import type { Environment } from "./environment";

/** Regions outside the public partition, by the beginning of their names (AWS General Reference, "Partitions"). */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
    ["cn-", "aws-cn"],
    ["us-gov-", "aws-us-gov"],
];

/** The partition that a region belongs to: what stands second in every ARN. */
export function partitionOf(region: string): string {
    return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

/** The ARN of something in the environment's account and region, known before it exists. */
export function regionalArn(environment: Environment, service: string, resource: string): string {
    const { accountId, region } = environment;
    return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

/** The ARN of something of the environment's account that belongs to no region, known before it exists. */
export function globalArn(environment: Environment, service: string, resource: string): string {
    return `arn:${partitionOf(environment.region)}:${service}::${environment.accountId}:${resource}`;
}

/** The principal that stands for the environment's own account in a policy: its identity policies decide. */
export function accountPrincipal(environment: Environment): string {
    return `arn:${partitionOf(environment.region)}:iam::${environment.accountId}:root`;
}

/** The ARN of a policy that AWS maintains, such as `AmazonEKSClusterPolicy`. */
export function managedPolicyArn(environment: Environment, path: string): string {
    return `arn:${partitionOf(environment.region)}:iam::aws:policy/${path}`;
}
