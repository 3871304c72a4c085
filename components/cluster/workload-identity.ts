import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ArgumentFaults, textMatching } from "../arguments";
import { DNS_LABEL } from "../domains";
import { type Environment, tagsFor } from "../environment";
import { regionalArn } from "../partition";
import { permissionDocument, type PermissionStatement, podIdentityTrust } from "../policy-documents";
import { atLeastOne } from "../ranges";
import { createRole } from "../roles";

/** Rights in AWS for the pods of one service account, through EKS Pod Identity. */
export interface WorkloadIdentity {
    /** Name of the service account, which is made along: pods take it in `serviceAccountName`. A change replaces both. */
    readonly serviceAccount: string;
    readonly statements: readonly PermissionStatement[];
}

const SID = textMatching(/^[A-Za-z0-9]{1,64}$/, "1 to 64 letters and digits");
const ACTION = textMatching(
    /^[a-z0-9-]+:(?!\*$)[A-Za-z0-9*]+$/,
    "an action of a service such as s3:GetObject, not all of them",
);

const RESOURCE = textMatching(/^(arn:\S+|\*)$/, "an ARN, or *");

/** Longest name of a role in AWS (64, CreateRole) less the dash and seven characters that Pulumi adds. */
const ROLE_NAME_MAX_LENGTH = 56;

/** Records what is wrong with the rights of workloads. @param owner Beginning of the names of their resources. */
export function checkWorkloadIdentities(
    path: string,
    identities: readonly WorkloadIdentity[],
    owner: string,
    faults: ArgumentFaults,
): void {
    const accounts = new Set<string>();
    identities.forEach(({ serviceAccount, statements }, index) => {
        const at = `${path}[${index}]`;
        faults.check(`${at}.serviceAccount`, serviceAccount, DNS_LABEL);
        if (accounts.has(serviceAccount)) {
            faults.add(`${at}.serviceAccount`, "an account that stands in the list once", serviceAccount);
        }
        accounts.add(serviceAccount);
        const roleName = roleNameOf(identityName(owner, serviceAccount));
        if (roleName.length > ROLE_NAME_MAX_LENGTH) {
            faults.add(`${at}.serviceAccount`, `a role named in ${ROLE_NAME_MAX_LENGTH} characters at most`, roleName);
        }
        checkStatements(`${at}.statements`, statements, faults);
    });
}

function checkStatements(path: string, statements: readonly PermissionStatement[], faults: ArgumentFaults): void {
    const sids = new Set<string>();
    atLeastOne(path, statements, "at least one statement", faults).forEach(({ Sid, ...statement }, index) => {
        const at = `${path}[${index}]`;
        faults.check(`${at}.Sid`, Sid, SID);
        if (sids.has(Sid)) faults.add(`${at}.Sid`, "a name that no other statement has", Sid);
        sids.add(Sid);
        atLeastOne(`${at}.Action`, statement.Action, "at least one action", faults).forEach((action, place) => {
            faults.check(`${at}.Action[${place}]`, action, ACTION);
        });
        const resources = atLeastOne(`${at}.Resource`, statement.Resource, "at least one resource", faults);
        for (const [place, resource] of resources.entries()) {
            if (typeof resource === "string") faults.check(`${at}.Resource[${place}]`, resource, RESOURCE);
        }
    });
}

/** Name of the resources that belong to a service account. */
export function identityName(owner: string, serviceAccount: string): string {
    return `${owner}-identity-${serviceAccount}`;
}

function roleNameOf(identity: string): string {
    return `${identity}-role`;
}

/** Whose rights {@link createPodIdentity} makes, and which. */
export interface PodIdentityPlan extends WorkloadIdentity {
    /** Beginning of the names of all that is made. */
    readonly name: string;
    readonly description: string;
    readonly clusterName: string;
    readonly namespace: string;
}

/** A role that pods take, and what must be there before they do. */
export interface PodIdentity {
    readonly roleArn: pulumi.Output<string>;
    readonly ready: readonly pulumi.Resource[];
}

/** Makes a role with exactly these rights, and gives it to one service account of one cluster and to nobody else. */
export function createPodIdentity(
    environment: Environment,
    plan: PodIdentityPlan,
    after: readonly pulumi.Resource[],
    parent: pulumi.Resource,
): PodIdentity {
    const { name, clusterName, namespace, serviceAccount } = plan;
    const clusterArn = regionalArn(environment, "eks", `cluster/${clusterName}`);
    const role = createRole(
        environment,
        {
            name: roleNameOf(name),
            description: plan.description,
            trust: podIdentityTrust(environment, clusterArn, namespace, serviceAccount),
        },
        parent,
    );
    const permissions = new aws.iam.RolePolicy(
        `${name}-permissions`,
        { role: role.name, policy: permissionDocument(plan.statements) },
        { parent },
    );
    const association = new aws.eks.PodIdentityAssociation(
        `${name}-association`,
        {
            clusterName,
            namespace,
            serviceAccount,
            roleArn: role.arn,
            tags: tagsFor(environment, `${name}-association`),
        },
        { parent, dependsOn: [...after] },
    );
    return { roleArn: role.arn, ready: [permissions, association] };
}
