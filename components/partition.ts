import type { Environment } from "./environment";

/**
 * Partitions beside the public one, by the beginnings of the names of their regions (AWS General Reference, "Partitions";
 * of the sovereign and the isolated ones recalled).
 */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
    ["cn-", "aws-cn"],
    ["us-gov-", "aws-us-gov"],
    ["eusc-", "aws-eusc"],
    ["us-iso-", "aws-iso"],
    ["us-isob-", "aws-iso-b"],
    ["eu-isoe-", "aws-iso-e"],
    ["us-isof-", "aws-iso-f"],
];

/** The only partition of which it is known that it has every service that components use. */
export const PUBLIC_PARTITION = "aws";

/** Where something is. */
export type Place = Pick<Environment, "accountId" | "region">;

/** The partition that a region belongs to: what stands second in every ARN. */
export function partitionOf(region: string): string {
    return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? PUBLIC_PARTITION;
}

/** The ARN of something in the environment's account and region, known before it exists. */
export function regionalArn(place: Place, service: string, resource: string): string {
    const { accountId, region } = place;
    return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

/** The ARN of something of the environment's account that belongs to no region, known before it exists. */
export function globalArn(place: Place, service: string, resource: string): string {
    return `arn:${partitionOf(place.region)}:${service}::${place.accountId}:${resource}`;
}

/** The principal that stands for the environment's own account in a policy: its identity policies decide. */
export function accountPrincipal(place: Place): string {
    return `arn:${partitionOf(place.region)}:iam::${place.accountId}:root`;
}

/** The ARN of a policy that AWS maintains, such as `AmazonEKSClusterPolicy`. */
export function managedPolicyArn(place: Pick<Place, "region">, path: string): string {
    return `arn:${partitionOf(place.region)}:iam::aws:policy/${path}`;
}

/** The ARN of a kind of data that AWS recognises in logs, such as `EmailAddress`. */
export function dataIdentifierArn(place: Pick<Place, "region">, identifier: string): string {
    return `arn:${partitionOf(place.region)}:dataprotection::aws:data-identifier/${identifier}`;
}
