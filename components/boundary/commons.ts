import type { Environment } from "../environment";
import { bucketArn } from "../log-bucket";
import { addonRegistryAccount } from "../network/aws-owned";
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

/** What AWS itself keeps for everybody, and the roles of components cannot do without. */
export function commonsOfAws({ region }: Pick<Environment, "region">): readonly Common[] {
    const partition = partitionOf(region);
    return [
        {
            name: "eks-addon-images",
            resources: [`arn:${partition}:ecr:${region}:${addonRegistryAccount(region)}:repository/*`],
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
