import type { Environment } from "../environment";
import { partitionOf } from "../partition";

/** The registry of EKS add-ons in most regions (EKS user guide, "View Amazon container image registries for EKS add-ons"). */
const ADDON_REGISTRY_ACCOUNT = "602401143452";

/** Where it is another one (the same page). */
const OTHER_ADDON_REGISTRY_ACCOUNTS: Readonly<Record<string, string>> = {
    "af-south-1": "877085696533",
    "ap-east-1": "800184023465",
    "ap-east-2": "533267051163",
    "ap-south-2": "900889452093",
    "ap-southeast-3": "296578399912",
    "ap-southeast-4": "491585149902",
    "ap-southeast-5": "151610086707",
    "ap-southeast-6": "333609536671",
    "ap-southeast-7": "121268973566",
    "ca-west-1": "761377655185",
    "eu-central-2": "900612956339",
    "eu-south-1": "590381155156",
    "eu-south-2": "455263428931",
    "il-central-1": "066635153087",
    "me-central-1": "759879836304",
    "me-south-1": "558608220178",
    "mx-central-1": "730335286997",
};

/** The account of AWS that holds the images of EKS add-ons in a region. */
export function addonRegistryAccount(region: string): string {
    return OTHER_ADDON_REGISTRY_ACCOUNTS[region] ?? ADDON_REGISTRY_ACCOUNT;
}

/** What an environment cannot resolve names without: AWS's own endpoints, names of its instances, reverse names. */
export const AWS_OWN_DOMAINS = ["amazonaws.com", "api.aws", "compute.internal", "ec2.internal", "in-addr.arpa"];

/** Buckets of AWS itself that nodes read: image layers (ECR user guide), packages (Amazon Linux 2023 user guide). */
export function awsOwnedBuckets(region: string): readonly string[] {
    return [`prod-${region}-starport-layer-bucket`, `al2023-repos-${region}-de612dc2`];
}

/** What AWS publishes in Systems Manager: parameters such as the newest AMI, and documents (Systems Manager user guide). */
export function awsOwnedParametersAndDocuments({ region }: Environment): readonly string[] {
    const prefix = `arn:${partitionOf(region)}:ssm:${region}:`;
    return [`${prefix}:parameter/aws/*`, `${prefix}:document/*`];
}
