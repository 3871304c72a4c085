import type { Environment } from "../environment";
import { physicalName, stopCreatingPolicyName } from "../naming";
import { globalArn, regionalArn } from "../partition";
import { policyDocument, type PolicyConditions, type PolicyStatement } from "../policy-documents";
import { type Common, commonsOfAws } from "./commons";

/** Most characters of a managed policy, whitespace not counted (IAM user guide, "IAM and AWS STS quotas"). */
export const POLICY_CHARACTERS_MAXIMUM = 6144;

/** Ways to what is the account's own that others could be let in by, or that lead out of it without naming a resource. */
const GIVING_AWAY = [
    "ec2:AcceptTransitGatewayPeeringAttachment",
    "ec2:AcceptVpcPeeringConnection",
    "ec2:CreateTransitGatewayPeeringAttachment",
    "ec2:CreateVpcPeeringConnection",
    "ec2:ModifyImageAttribute",
    "ec2:ModifySnapshotAttribute",
    "ram:AssociateResourceShare",
    "ram:CreateResourceShare",
    "rds:ModifyDBClusterSnapshotAttribute",
    "rds:ModifyDBSnapshotAttribute",
    "route53:AssociateVPCWithHostedZone",
    "route53:CreateVPCAssociationAuthorization",
] as const;

/** Services that answer from one region, whichever one asks (AWS Organizations user guide, example policy on regions). */
const WITHOUT_REGION = [
    "aws-portal:*",
    "budgets:*",
    "ce:*",
    "cloudfront:*",
    "globalaccelerator:*",
    "health:*",
    "iam:*",
    "organizations:*",
    "pricing:*",
    "route53:*",
    "route53domains:*",
    "s3:GetBucketLocation",
    "s3:ListAllMyBuckets",
    "shield:*",
    "sts:*",
    "support:*",
    "trustedadvisor:*",
] as const;

/** Roles are made and changed only so that they stay within the boundary. */
const BOUNDING = [
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:PutRolePermissionsBoundary",
    "iam:PutUserPermissionsBoundary",
] as const;

const UNBOUNDING = ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"] as const;

/** Rights are given to others only within the boundary as well: what they can be handed on to could be taken as a role. */
const ELEVATING = ["iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy"] as const;

const EDITING = [
    "iam:CreatePolicy",
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
] as const;

/** What {@link planBoundary} is made of. */
export interface BoundaryArguments {
    readonly environment: Environment;
    readonly commons?: readonly Common[];
    readonly otherRegions?: readonly string[];
}

/** The policy that bounds every role, known while planning. */
export interface BoundaryPlan {
    readonly policyName: string;
    readonly policyArn: string;
    readonly document: string;
}

/**
 * The most that a role of the environment may ever do. It grants nothing: what a role may do is what its own policies allow
 * and this one allows as well.
 */
export function planBoundary(name: string, args: BoundaryArguments): BoundaryPlan {
    const { environment } = args;
    const policyName = physicalName(environment, `${name}-policy`);
    const policyArn = globalArn(environment, "iam", `policy/${policyName}`);
    const commons = [...commonsOfAws(environment), ...(args.commons ?? [])];
    const regions = [environment.region, ...(args.otherRegions ?? [])];
    return { policyName, policyArn, document: boundaryDocument(environment, policyArn, commons, regions) };
}

function boundaryDocument(
    environment: Environment,
    policyArn: string,
    commons: readonly Common[],
    regions: readonly string[],
): string {
    const stops = globalArn(environment, "iam", `policy/${stopCreatingPolicyName("*")}`);
    return policyDocument(
        // Roles are taken and handed on by name of the account: these two are the ways to become somebody else.
        { Sid: "Wide", Effect: "Allow", NotAction: ["iam:PassRole", "sts:AssumeRole"], Resource: "*" },
        {
            Sid: "OwnRoles",
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Resource: globalArn(environment, "iam", "role/*"),
        },
        {
            Sid: "HandedToServices",
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: globalArn(environment, "iam", "role/*"),
            Condition: { StringLike: { "iam:PassedToService": "*.amazonaws.com" } },
        },
        {
            Sid: "OutsideTheAccount",
            Effect: "Deny",
            Action: "*",
            NotResource: commons.flatMap(({ resources }) => resources),
            Condition: outside(environment),
        },
        ...onlyTheirActions(environment, commons),
        // An event names its bus, but its request does not say whose that is.
        {
            Sid: "OwnBuses",
            Effect: "Deny",
            Action: "events:PutEvents",
            NotResource: regionalArn({ ...environment, region: "*" }, "events", "event-bus/*"),
        },
        { Sid: "GivingAway", Effect: "Deny", Action: GIVING_AWAY, Resource: "*" },
        // What is masked in logs is for people to unmask, never for what runs.
        { Sid: "Unmasking", Effect: "Deny", Action: "logs:Unmask", Resource: "*" },
        {
            Sid: "Unbounded",
            Effect: "Deny",
            Action: BOUNDING,
            Resource: "*",
            Condition: { StringNotEquals: { "iam:PermissionsBoundary": policyArn } },
        },
        { Sid: "Unbounding", Effect: "Deny", Action: UNBOUNDING, Resource: "*" },
        {
            Sid: "Elevating",
            Effect: "Deny",
            Action: ELEVATING,
            Resource: "*",
            Condition: {
                StringNotEquals: { "iam:PermissionsBoundary": policyArn },
                // A budget takes rights from the role that deploys, which no boundary bounds: its policy only denies.
                ArnNotLike: { "iam:PolicyARN": stops },
            },
        },
        { Sid: "TheBoundary", Effect: "Deny", Action: EDITING, Resource: [policyArn, stops] },
        {
            Sid: "OtherRegions",
            Effect: "Deny",
            NotAction: WITHOUT_REGION,
            Resource: "*",
            Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
        },
    );
}

/**
 * Whether a resource is somebody else's. Some actions say of no resource whose it is, such as `ec2:CreateVolume`: there the
 * key is absent, which without the second line would count as another's. Amazon's own machine images are everybody's.
 */
function outside({ accountId }: Environment): PolicyConditions {
    return {
        StringNotEquals: { "aws:ResourceAccount": accountId, "ec2:Owner": "amazon" },
        Null: { "aws:ResourceAccount": "false" },
    };
}

/** With a common only that may be done which it was declared for. Those that share their actions share a statement. */
function onlyTheirActions(environment: Environment, commons: readonly Common[]): readonly PolicyStatement[] {
    const byActions = new Map<string, { readonly actions: readonly string[]; readonly resources: string[] }>();
    for (const { actions, resources } of commons) {
        const sorted = [...actions].sort();
        const group = byActions.get(sorted.join()) ?? { actions: sorted, resources: [] };
        group.resources.push(...resources);
        byActions.set(sorted.join(), group);
    }
    return [...byActions.values()].map(({ actions, resources }, index) => ({
        Sid: `Common${index + 1}`,
        Effect: "Deny",
        NotAction: actions,
        Resource: resources,
        Condition: outside(environment),
    }));
}

/** Characters of a policy as IAM counts them. */
export function policyCharacters(document: string): number {
    return document.replace(/\s/g, "").length;
}
