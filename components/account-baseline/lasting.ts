import type * as pulumi from "@pulumi/pulumi";

/**
 * How everything in a baseline is kept: no deletion by mistake, and none of the setting itself even after `protect` was
 * lifted. Deleting most of these resources switches in AWS back to what is unsafe; leaving them does not.
 */
export function lasting(parent: pulumi.Resource): pulumi.CustomResourceOptions {
    return { parent, protect: true, retainOnDelete: true };
}
