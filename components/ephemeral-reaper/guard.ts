import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { EPHEMERAL_PREFIX } from "../ephemeral-environment/names";
import type { Environment } from "../environment";
import { marks } from "../kubernetes-marks";

export type Policy = kubernetes.types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec;

/** Whom the API server holds what against. */
export interface GuardPlan {
    readonly environment: Environment;
    readonly provider: kubernetes.Provider;
    /** Beginning of the names of the policies, which belong to no namespace. */
    readonly prefix: string;
    /** Longest life of an environment, in days. */
    readonly maximumDays: number;
    /** The reaper, as Kubernetes calls it: `system:serviceaccount:<namespace>:<name>`. */
    readonly reaper: string;
}

const HOURS_A_DAY = 24;
/** A moment in UTC, as components write it. */
const MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$";

/** Whether an update says something else in its annotations than what is there. */
const ANNOTATIONS_CHANGED =
    "has(object.metadata.annotations) != has(oldObject.metadata.annotations)" +
    " || (has(object.metadata.annotations) && object.metadata.annotations != oldObject.metadata.annotations)";

/** Lets the API server refuse what neither the plan nor the rights of a role can: everybody, the reaper among them. */
export function createGuard(name: string, plan: GuardPlan, parent: pulumi.Resource): readonly pulumi.Resource[] {
    return [
        createPolicy(name, "end", haveAnEnd(plan.maximumDays), plan, parent),
        createPolicy(name, "reaper", onlyEphemeral(plan.reaper), plan, parent),
    ];
}

/** A namespace that begins as ephemeral ones do has an end and an owner, and stays with its branch. */
function haveAnEnd(maximumDays: number): Policy {
    const refused = (expression: string, message: string) => ({ expression, message, reason: "Invalid" });
    return {
        failurePolicy: "Fail",
        // Annotations can be written by way of the subresources as well.
        matchConstraints: namespacesOn(["CREATE", "UPDATE"], "namespaces", "namespaces/finalize", "namespaces/status"),
        matchConditions: [
            {
                name: "is-ephemeral",
                expression: `object.metadata.name.startsWith(${JSON.stringify(EPHEMERAL_PREFIX)})`,
            },
            // Kubernetes itself ends a namespace by way of them, one from before this policy too.
            {
                name: "is-written",
                expression: `!has(request.subResource) || request.subResource == "" || ${ANNOTATIONS_CHANGED}`,
            },
        ],
        variables: [
            annotation("expiresAt", "expires-at"),
            annotation("owner", "owner"),
            annotation("branch", "branch"),
            { name: "isMoment", expression: `variables.expiresAt.matches(${JSON.stringify(MOMENT)})` },
            { name: "created", expression: "timestamp(object.metadata.creationTimestamp)" },
        ],
        validations: [
            refused(
                "variables.isMoment",
                "expected the annotation expires-at, a moment in UTC such as 2026-02-28T18:00:00Z",
            ),
            refused(
                "!variables.isMoment || timestamp(variables.expiresAt) > variables.created",
                "expected an end in expires-at that is after the creation",
            ),
            refused(
                `!variables.isMoment || timestamp(variables.expiresAt) <= variables.created + duration("${maximumDays * HOURS_A_DAY}h")`,
                `expected an end in expires-at that is at most ${maximumDays} days after the creation`,
            ),
            refused('variables.owner != ""', "expected the annotation owner: who answers for the environment"),
            refused('variables.branch != ""', "expected the annotation branch: what the environment is for"),
            refused(
                'oldObject == null || !has(oldObject.metadata.annotations) || !("branch" in oldObject.metadata.annotations)' +
                    ' || oldObject.metadata.annotations["branch"] == variables.branch',
                "the namespace is another branch's",
            ),
        ],
    };
}

/** Rights cannot be bound to the names of namespaces that are yet to come; this is what bounds them. */
function onlyEphemeral(reaper: string): Policy {
    return {
        failurePolicy: "Fail",
        matchConstraints: namespacesOn(["DELETE"], "namespaces"),
        matchConditions: [{ name: "is-reaper", expression: `request.userInfo.username == ${JSON.stringify(reaper)}` }],
        validations: [
            {
                expression: `oldObject.metadata.name.startsWith(${JSON.stringify(EPHEMERAL_PREFIX)})`,
                message: `the reaper deletes nothing but namespaces that begin with ${EPHEMERAL_PREFIX}`,
                reason: "Forbidden",
            },
        ],
    };
}

function namespacesOn(operations: readonly string[], ...resources: readonly string[]): Policy["matchConstraints"] {
    return {
        resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: [...operations], resources: [...resources] },
        ],
    };
}

function annotation(name: string, key: string): { readonly name: string; readonly expression: string } {
    const quoted = JSON.stringify(key);
    const annotations = "object.metadata.annotations";
    return { name, expression: `has(${annotations}) && ${quoted} in ${annotations} ? ${annotations}[${quoted}] : ""` };
}

/** Makes a policy that the API server refuses by, for all that it matches. */
export function createPolicy(
    name: string,
    role: string,
    spec: Policy,
    { environment, provider, prefix }: Pick<GuardPlan, "environment" | "provider" | "prefix">,
    parent: pulumi.Resource,
): pulumi.Resource {
    const objectName = `${prefix}-${role}`;
    const policy = new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicy(
        `${name}-guard-${role}`,
        { metadata: { name: objectName, ...marks(environment) }, spec },
        { parent, provider },
    );
    return new kubernetes.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
        `${name}-guard-${role}-binding`,
        {
            metadata: { name: objectName, ...marks(environment) },
            spec: { policyName: objectName, validationActions: ["Deny", "Audit"] },
        },
        { parent, provider, dependsOn: [policy] },
    );
}
