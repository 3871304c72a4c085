import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "./environment";
import { accountPrincipal, regionalArn } from "./partition";
import { policyDocument } from "./policy-documents";
import type { RegistryRef } from "./references";
import { assertRegistryArgs, REGISTRY_DEFAULTS, type RegistryArgs, repositoryRole } from "./registry/arguments";
import { lifecyclePolicy } from "./registry/lifecycle";

export type { RegistryArgs } from "./registry/arguments";

/** What pulling takes, and no more (ECR user guide, "Repository policy examples"). */
const PULLING = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] as const;

/** Where images are kept: tags that never move, each push searched for flaws, and what runs never pushed out by builds. */
export class Registry extends pulumi.ComponentResource implements RegistryRef {
    /** How the names of its images begin, known while planning: policies in the cluster name it. */
    readonly imagePrefix: string;
    /** Names of the repositories, known while planning. */
    readonly repositoryNames: readonly string[];
    /** ARNs of the repositories, known while planning: what a pipeline may push to. */
    readonly repositoryArns: readonly string[];

    /** @throws pulumi.InputPropertiesError naming every argument that is out of range or contradicts another */
    constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
        assertRegistryArgs(name, args);
        super("stagewright:registry:Registry", name, {}, opts);
        const { environment, repositories, pullAccounts = [] } = args;
        const policy = lifecyclePolicy({
            promotedTagPrefix: args.promotedTagPrefix ?? REGISTRY_DEFAULTS.promotedTagPrefix,
            promotedImages: args.promotedImages ?? REGISTRY_DEFAULTS.promotedImages,
            buildImages: args.buildImages ?? REGISTRY_DEFAULTS.buildImages,
            untaggedDays: args.untaggedDays ?? REGISTRY_DEFAULTS.untaggedDays,
        });
        for (const repository of repositories) {
            const made = createRepository(name, repository, args, this);
            new aws.ecr.LifecyclePolicy(
                `${name}-${repositoryRole(repository)}-lifecycle`,
                { repository: made.name, policy },
                { parent: this },
            );
            if (pullAccounts.length === 0) continue;
            new aws.ecr.RepositoryPolicy(
                `${name}-${repositoryRole(repository)}-policy`,
                { repository: made.name, policy: pulledBy(environment, pullAccounts) },
                { parent: this },
            );
        }
        this.imagePrefix = `${environment.accountId}.dkr.ecr.${environment.region}.amazonaws.com/`;
        this.repositoryNames = repositories;
        this.repositoryArns = repositories.map(one => regionalArn(environment, "ecr", `repository/${one}`));
        this.registerOutputs({
            imagePrefix: this.imagePrefix,
            repositoryNames: this.repositoryNames,
            repositoryArns: this.repositoryArns,
        });
    }
}

/** A repository under the very name that images spell: it is known before the first image is built. */
function createRepository(
    name: string,
    repository: string,
    { environment, key }: RegistryArgs,
    parent: pulumi.Resource,
): aws.ecr.Repository {
    const protect = protectionFor(environment.class).deletionProtected;
    const resource = `${name}-${repositoryRole(repository)}`;
    return new aws.ecr.Repository(
        resource,
        {
            name: repository,
            imageTagMutability: "IMMUTABLE",
            imageScanningConfiguration: { scanOnPush: true },
            encryptionConfigurations: [
                key === undefined ? { encryptionType: "AES256" } : { encryptionType: "KMS", kmsKey: key.keyArn },
            ],
            forceDelete: !protect,
            tags: tagsFor(environment, resource),
        },
        { parent, protect },
    );
}

/** Lets accounts read images. Whom in them, their own policies say. */
function pulledBy(environment: Environment, accounts: readonly string[]): string {
    return policyDocument(
        ...accounts.map(accountId => ({
            Sid: `PulledBy${accountId}`,
            Effect: "Allow" as const,
            Principal: { AWS: accountPrincipal({ ...environment, accountId }) },
            Action: PULLING,
        })),
    );
}
