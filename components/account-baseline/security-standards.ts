import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../partition";
import type { SecurityStandard } from "./arguments";
import { lasting } from "./lasting";

/** Has Security Hub check each region against the standards that were named, and against no others. */
export function createSecurityStandards(
    name: string,
    regions: readonly string[],
    standards: readonly SecurityStandard[],
    parent: pulumi.Resource,
): void {
    const opts = lasting(parent);
    for (const region of regions) {
        const hub = new aws.securityhub.Account(
            `${name}-hub-${region}`,
            { enableDefaultStandards: false, region },
            opts,
        );
        for (const standard of standards) {
            new aws.securityhub.StandardsSubscription(
                `${name}-${standard.replace(/[/.]/g, "-")}-${region}`,
                { standardsArn: `arn:${partitionOf(region)}:securityhub:${region}::standards/${standard}`, region },
                pulumi.mergeOptions(opts, { dependsOn: [hub] }),
            );
        }
    }
}
