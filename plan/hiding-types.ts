/**
 * Types of resources that make others, which no plan shows. What a provider's plugin builds is told by
 * `PlannedResource.opaque` instead.
 */
export const HIDING_TYPES: readonly string[] = [
    "aws:cloudformation/stack:Stack",
    "aws:cloudformation/stackSet:StackSet",
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
    "kubernetes:helm.sh/v3:Release",
];
