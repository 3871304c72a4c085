import type { Environment } from "../environment";
import { bucketArn } from "../log-bucket";
import { partitionOf } from "../partition";

/** Something that belongs to no environment, and what roles may do with it all the same. */
export interface Common {
    /** What it is, in one word for a list: lower-case letters, digits and dashes. */
    readonly name: string;
    /** ARNs of another account's things, as patterns with `*` and `?`: at least one. Never `*` alone. */
    readonly resources: readonly string[];
    /** What may be done with them, such as `ecr:BatchGetImage`: at least one, each with its service. Never `*` alone. */
    readonly actions: readonly string[];
    /** Why an environment may reach out of its account for it. */
    readonly reason: string;
}

/** What a container runtime does to pull an image (ECR user guide, "Repository policy examples"). */
const PULLING = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] as const;

/**
 * Account of the registry that EKS pulls its add-ons from, where it is not that of most regions (EKS user guide, "View Amazon
 * container image registries for Amazon EKS add-ons").
 */
const ADDON_REGISTRIES: Readonly<Record<string, string>> = {
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
/** The account of all other regions. */
const ADDON_REGISTRY = "602401143452";

/** What AWS itself keeps for everybody, and the roles of components cannot do without. */
export function commonsOfAws({ region }: Pick<Environment, "region">): readonly Common[] {
    const partition = partitionOf(region);
    const registry = ADDON_REGISTRIES[region] ?? ADDON_REGISTRY;
    return [
        {
            name: "eks-addon-images",
            resources: [`arn:${partition}:ecr:${region}:${registry}:repository/*`],
            actions: PULLING,
            reason: "nodes pull the images of the add-ons from a registry of EKS",
        },
        {
            name: "image-layers",
            resources: [bucketArn({ region }, `prod-${region}-starport-layer-bucket/*`)],
            actions: ["s3:GetObject"],
            reason: "ECR keeps the layers of all images in a bucket of its own",
        },
        {
            name: "public-parameters",
            resources: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`],
            actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
            reason: "which machine image is the newest is told by public parameters",
        },
        {
            name: "synthetics-library",
            resources: [bucketArn({ region }, "aws-synthetics-library-*")],
            actions: ["s3:GetObject"],
            reason: "canaries load their library from a bucket of CloudWatch",
        },
    ];
}
