import * as pulumi from "@pulumi/pulumi";
import type {
    Environment,
    EnvironmentClass,
    ExistingNetworkArgs,
    KeyRef,
    LogSinkRef,
    RegistryRef,
    WorkingHours,
    ZoneRef,
} from "stagewright";

/** What the organisation keeps, as the stack's settings name it. Plain values, so that a plan can be judged. */
export interface Existing {
    /** With the organisation's own role path, permissions boundary and tag keys. */
    readonly environment: Environment;
    /** Kept by the network team: vpcId, range and the subnets that this program may use. */
    readonly network: Omit<ExistingNetworkArgs, "environment">;
    /** Delegated to this environment by the team that keeps the parent zone. */
    readonly zone: ZoneRef;
    /** Kept by the security team, for whatever keeps data or secrets; lets CloudWatch Logs use it. */
    readonly dataKey: KeyRef;
    /** The organisation's log archive, whose policy lets the load balancers of this account write. */
    readonly logArchive: LogSinkRef;
    /** The organisation's registry, from which images come in every environment. */
    readonly registry: RegistryRef;
    /** The role that deploys this stack. */
    readonly deployRoleArn: string;
}

/** Reads what exists from the stack's settings. */
export function readExisting(): Existing {
    const config = new pulumi.Config();
    const accountId = config.require("accountId");
    const workingHours = config.getObject<WorkingHours>("workingHours");
    return {
        environment: {
            name: pulumi.getStack(),
            class: config.require<EnvironmentClass>("class"),
            owner: "parcels",
            costCentre: "CC-0815",
            accountId,
            region: config.require("region"),
            // Of no effect here: the network has its ranges already.
            addressSlot: config.requireNumber("addressSlot"),
            ...(workingHours === undefined ? {} : { workingHours }),
            roles: {
                path: "/parcels/",
                permissionsBoundaryArn: `arn:aws:iam::${accountId}:policy/organisation/workload-boundary`,
            },
            tagKeys: { environment: "Environment", owner: "Owner", "cost-centre": "CostCentre" },
        },
        network: config.requireObject<Existing["network"]>("network"),
        zone: config.requireObject<ZoneRef>("zone"),
        dataKey: { keyArn: config.require("dataKeyArn") },
        logArchive: { bucketName: "example-org-log-archive", prefix: `parcels/${pulumi.getStack()}` },
        registry: { imagePrefix: "999988887777.dkr.ecr.eu-west-1.amazonaws.com/parcels/" },
        deployRoleArn: `arn:aws:iam::${accountId}:role/organisation/deploy`,
    };
}
