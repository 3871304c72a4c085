/** How many images of which kind a repository keeps. */
export interface LifecyclePlan {
    readonly promotedTagPrefix: string;
    readonly promotedImages: number;
    readonly buildImages: number;
    readonly untaggedDays: number;
}

/**
 * What ECR throws away. A registry does not know what runs, so what runs must be told by its tag: an image that the first rule
 * speaks of cannot be expired by a later one (ECR user guide, "Lifecycle policy evaluation rules"), and so builds, however
 * many, never push out what was promoted.
 */
export function lifecyclePolicy(plan: LifecyclePlan): string {
    const newest = (rulePriority: number, description: string, pattern: string, countNumber: number) => ({
        rulePriority,
        description,
        selection: {
            tagStatus: "tagged",
            tagPatternList: [pattern],
            countType: "imageCountMoreThan",
            countNumber,
        },
        action: { type: "expire" },
    });
    return JSON.stringify({
        rules: [
            newest(1, "Promoted images", `${plan.promotedTagPrefix}*`, plan.promotedImages),
            newest(2, "Builds", "*", plan.buildImages),
            {
                rulePriority: 3,
                description: "Images without a tag",
                selection: {
                    tagStatus: "untagged",
                    countType: "sinceImagePushed",
                    countUnit: "days",
                    countNumber: plan.untaggedDays,
                },
                action: { type: "expire" },
            },
        ],
    });
}
