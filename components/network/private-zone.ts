import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protectionFor, tagsFor } from "../environment";
import type { ZoneRef } from "../references";

export interface PrivateZoneArgs {
    readonly environment: Environment;
    readonly vpcId: pulumi.Input<string>;
    readonly domain: string;
    /** The zone that exists already. */
    readonly existing: ZoneRef | undefined;
}

/**
 * Makes the zone of the network's own, or lets the network see the one that exists.
 *
 * @returns the zone's id
 */
export function createPrivateZone(name: string, args: PrivateZoneArgs, parent: pulumi.Resource): pulumi.Input<string> {
    const { environment, vpcId, domain, existing } = args;
    if (existing !== undefined) {
        new aws.route53.ZoneAssociation(
            `${name}-zone-association`,
            { zoneId: existing.zoneId, vpcId, vpcRegion: environment.region },
            { parent },
        );
        return existing.zoneId;
    }
    const protect = protectionFor(environment.class).deletionProtected;
    return new aws.route53.Zone(
        `${name}-zone`,
        {
            name: domain,
            comment: `Private names of ${environment.name}`,
            vpcs: [{ vpcId, vpcRegion: environment.region }],
            // Controllers in the cluster write records that this program does not know.
            forceDestroy: !protect,
            tags: tagsFor(environment, `${name}-zone`),
        },
        { parent, protect },
    ).zoneId;
}
