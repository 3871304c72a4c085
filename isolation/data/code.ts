import { POD_SPECS } from "../../aws/readable-places";
import * as forms from "./arn-forms";
import { bucket, called, image, type Naming } from "./namings";
import type { Pointing } from "./pointing";

/** Paths of the images of a pod's containers, below the path of its description. */
function podImages(spec: string): Pointing["places"][string] {
    return Object.fromEntries(
        ["containers", "initContainers", "ephemeralContainers"].map(list => [`${spec}.${list}[].image`, image]),
    );
}

/** A registry is named without a repository. */
const registry: Naming = (text, subject) => image(`${text}/*`, subject);

/** Whose images run here: who writes that registry decides what runs. */
export const IMAGE_PULLS: Pointing = {
    kind: "image-pull",
    consequences: [
        { direction: "out", access: "read", says: "pulls images from" },
        { direction: "in", access: "write", says: "runs images of" },
    ],
    change: "Pull from a registry of this environment, or from one that is declared as used by both, read-only.",
    json: ["containerDefinitions", "containerProperties"],
    places: {
        "aws:apprunner/service:Service": { "sourceConfiguration.imageRepository.imageIdentifier": image },
        "aws:batch/jobDefinition:JobDefinition": { "containerProperties.image": image },
        "aws:codebuild/project:Project": { "environment.image": image },
        "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": { upstreamRegistryUrl: registry },
        "aws:ecs/taskDefinition:TaskDefinition": { "containerDefinitions[].image": image },
        "aws:emrserverless/application:Application": { "imageConfiguration.imageUri": image },
        "aws:lambda/function:Function": { imageUri: image },
        "aws:sagemaker/model:Model": { "primaryContainer.image": image, "containers[].image": image },
        ...Object.fromEntries(Object.entries(POD_SPECS).map(([type, spec]) => [type, podImages(spec)])),
    },
};

/** Code that runs here and lies elsewhere. */
export const CODE_SOURCES: Pointing = {
    kind: "code-source",
    consequences: [
        { direction: "out", access: "read", says: "takes code from" },
        { direction: "in", access: "write", says: "runs code of" },
    ],
    change: "Keep the code in a bucket, or the layer in an account, of this environment.",
    places: {
        "aws:elasticbeanstalk/applicationVersion:ApplicationVersion": { bucket },
        "aws:emr/cluster:Cluster": { "bootstrapActions[].path": bucket },
        "aws:glue/job:Job": { "command.scriptLocation": bucket },
        "aws:kinesisanalyticsv2/application:Application": {
            "applicationConfiguration.applicationCodeConfiguration.codeContent.s3ContentLocation.bucketArn": bucket,
        },
        "aws:lambda/function:Function": { s3Bucket: bucket, "layers[]": called(forms.LAYER) },
        "aws:lambda/layerVersion:LayerVersion": { s3Bucket: bucket },
        "aws:mwaa/environment:Environment": { sourceBucketArn: bucket },
        "aws:sagemaker/model:Model": { "primaryContainer.modelDataUrl": bucket },
        "aws:synthetics/canary:Canary": { s3Bucket: bucket },
    },
};
