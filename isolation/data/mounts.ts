import { parseArn } from "../../aws/arn";
import { FILE_SYSTEM, PARAMETER, SECRET } from "./arn-forms";
import { arn, bucket, called, identified, type Naming } from "./namings";
import type { Pointing } from "./pointing";

/** A secret or parameter, perhaps with the part of it that is meant behind its ARN. */
const credential: Naming = (text, subject) =>
    parseArn(text) === undefined ? called(PARAMETER)(text.replace(/^\//, ""), subject) : arn(text, subject);
const secret = called(SECRET);

/** Credentials that are handed to what runs here. */
export const SECRET_USES: Pointing = {
    kind: "secret-use",
    consequences: [{ direction: "out", access: "read", says: "takes credentials from" }],
    change: "Keep a credential of this environment's own, and name that one.",
    json: ["containerDefinitions", "containerProperties"],
    places: {
        "aws:batch/jobDefinition:JobDefinition": { "containerProperties.secrets[].valueFrom": credential },
        "aws:codebuild/project:Project": { "environment.registryCredential.credential": secret },
        "aws:ecs/taskDefinition:TaskDefinition": {
            "containerDefinitions[].environmentFiles[].value": bucket,
            "containerDefinitions[].repositoryCredentials.credentialsParameter": secret,
            "containerDefinitions[].secrets[].valueFrom": credential,
        },
        "aws:lambda/eventSourceMapping:EventSourceMapping": { "sourceAccessConfigurations[].uri": arn },
        "aws:msk/scramSecretAssociation:ScramSecretAssociation": { "secretArnLists[]": secret },
        "aws:rds/proxy:Proxy": { "auths[].secretArn": secret },
        "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass": { "spec.parameters.objects": arn },
    },
};

/** The file system in the handle of a volume: `fs-...`, with an access point behind it. */
const volume: Naming = (text, subject) => {
    const [id] = /^fs-[0-9a-f]+/.exec(text) ?? [];
    return id === undefined ? undefined : identified("file-system")(id, subject);
};

/** File systems that what runs here reads and changes. */
export const MOUNTS: Pointing = {
    kind: "mount",
    consequences: [{ direction: "out", access: "write", says: "mounts" }],
    change: "Mount a file system of this environment.",
    places: {
        "aws:ecs/taskDefinition:TaskDefinition": { "volumes[].efsVolumeConfiguration.fileSystemId": volume },
        "aws:efs/accessPoint:AccessPoint": { fileSystemId: volume },
        "aws:efs/mountTarget:MountTarget": { fileSystemId: volume },
        "aws:lambda/function:Function": { "fileSystemConfig.arn": called(FILE_SYSTEM) },
        "kubernetes:core/v1:PersistentVolume": { "spec.csi.volumeHandle": volume },
        "kubernetes:storage.k8s.io/v1:StorageClass": { "parameters.fileSystemId": volume },
    },
};
