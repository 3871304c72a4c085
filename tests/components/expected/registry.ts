/** All that the smallest registry declares, in staging. */
export const REGISTRY_IN_STAGING = {
    images: {
        type: "stagewright:registry:Registry",
    },
    "images-shop-web": {
        type: "aws:ecr/repository:Repository",
        encryptionConfigurations: [
            {
                encryptionType: "AES256",
            },
        ],
        forceDelete: true,
        imageScanningConfiguration: {
            scanOnPush: true,
        },
        imageTagMutability: "IMMUTABLE",
        name: "shop/web",
    },
    "images-shop-web-lifecycle": {
        type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
        policy: {
            rules: [
                {
                    rulePriority: 1,
                    description: "Promoted images",
                    selection: {
                        tagStatus: "tagged",
                        tagPatternList: ["promoted-*"],
                        countType: "imageCountMoreThan",
                        countNumber: 100,
                    },
                    action: {
                        type: "expire",
                    },
                },
                {
                    rulePriority: 2,
                    description: "Builds",
                    selection: {
                        tagStatus: "tagged",
                        tagPatternList: ["*"],
                        countType: "imageCountMoreThan",
                        countNumber: 300,
                    },
                    action: {
                        type: "expire",
                    },
                },
                {
                    rulePriority: 3,
                    description: "Images without a tag",
                    selection: {
                        tagStatus: "untagged",
                        countType: "sinceImagePushed",
                        countUnit: "days",
                        countNumber: 14,
                    },
                    action: {
                        type: "expire",
                    },
                },
            ],
        },
        repository: "shop/web",
    },
};

/** All that a registry with every argument declares, in production. */
export const REGISTRY_IN_PRODUCTION = {
    images: {
        type: "stagewright:registry:Registry",
    },
    "images-shop-web": {
        type: "aws:ecr/repository:Repository",
        encryptionConfigurations: [
            {
                encryptionType: "KMS",
                kmsKey: "arn:aws:kms:eu-central-1:444455556666:key/0f1e2d3c",
            },
        ],
        forceDelete: false,
        imageScanningConfiguration: {
            scanOnPush: true,
        },
        imageTagMutability: "IMMUTABLE",
        name: "shop/web",
        protect: true,
    },
    "images-shop-web-lifecycle": {
        type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
        policy: {
            rules: [
                {
                    rulePriority: 1,
                    description: "Promoted images",
                    selection: {
                        tagStatus: "tagged",
                        tagPatternList: ["release-*"],
                        countType: "imageCountMoreThan",
                        countNumber: 50,
                    },
                    action: {
                        type: "expire",
                    },
                },
                {
                    rulePriority: 2,
                    description: "Builds",
                    selection: {
                        tagStatus: "tagged",
                        tagPatternList: ["*"],
                        countType: "imageCountMoreThan",
                        countNumber: 200,
                    },
                    action: {
                        type: "expire",
                    },
                },
                {
                    rulePriority: 3,
                    description: "Images without a tag",
                    selection: {
                        tagStatus: "untagged",
                        countType: "sinceImagePushed",
                        countUnit: "days",
                        countNumber: 7,
                    },
                    action: {
                        type: "expire",
                    },
                },
            ],
        },
        repository: "shop/web",
    },
    "images-shop-web-policy": {
        type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "PulledBy111122223333",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::111122223333:root",
                    },
                    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                },
                {
                    Sid: "PulledBy777788889999",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::777788889999:root",
                    },
                    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                },
            ],
        },
        repository: "shop/web",
    },
    "images-shop-worker": {
        type: "aws:ecr/repository:Repository",
        encryptionConfigurations: [
            {
                encryptionType: "KMS",
                kmsKey: "arn:aws:kms:eu-central-1:444455556666:key/0f1e2d3c",
            },
        ],
        forceDelete: false,
        imageScanningConfiguration: {
            scanOnPush: true,
        },
        imageTagMutability: "IMMUTABLE",
        name: "shop/worker",
        protect: true,
    },
    "images-shop-worker-lifecycle": {
        type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
        policy: {
            rules: [
                {
                    rulePriority: 1,
                    description: "Promoted images",
                    selection: {
                        tagStatus: "tagged",
                        tagPatternList: ["release-*"],
                        countType: "imageCountMoreThan",
                        countNumber: 50,
                    },
                    action: {
                        type: "expire",
                    },
                },
                {
                    rulePriority: 2,
                    description: "Builds",
                    selection: {
                        tagStatus: "tagged",
                        tagPatternList: ["*"],
                        countType: "imageCountMoreThan",
                        countNumber: 200,
                    },
                    action: {
                        type: "expire",
                    },
                },
                {
                    rulePriority: 3,
                    description: "Images without a tag",
                    selection: {
                        tagStatus: "untagged",
                        countType: "sinceImagePushed",
                        countUnit: "days",
                        countNumber: 7,
                    },
                    action: {
                        type: "expire",
                    },
                },
            ],
        },
        repository: "shop/worker",
    },
    "images-shop-worker-policy": {
        type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "PulledBy111122223333",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::111122223333:root",
                    },
                    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                },
                {
                    Sid: "PulledBy777788889999",
                    Effect: "Allow",
                    Principal: {
                        AWS: "arn:aws:iam::777788889999:root",
                    },
                    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                },
            ],
        },
        repository: "shop/worker",
    },
};
