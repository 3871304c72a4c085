import type * as pulumi from "@pulumi/pulumi";
import { createPolicy, type GuardPlan, type Policy } from "../ephemeral-reaper/guard";
import { KINDS, kindsByGroup, type Move, MOVES, PAUSED, PAUSED_REPLICAS } from "./kinds";
import { NEVER_SLEEPS, POOL } from "./marks";

/** What the API server leaves an account of objects that it may patch. */
interface Leaves {
    /** The end of the policy's name. */
    readonly role: string;
    readonly move: Move;
    readonly annotations: readonly string[];
    /** The field of `spec` that it may change; nothing where it may change none. */
    readonly field?: string;
}

const LEAVES: readonly Leaves[] = [
    { role: "workloads", move: "scale", annotations: [MOVES.scale.keeps] },
    { role: "cron-jobs", move: "suspend", annotations: [MOVES.suspend.keeps], field: "suspend" },
    { role: "scalers", move: "pause", annotations: [MOVES.pause.keeps, PAUSED_REPLICAS] },
    { role: "scaled-jobs", move: "hold", annotations: [MOVES.hold.keeps, PAUSED] },
];

/** Lets the API server refuse an account what the rights of a role cannot. @param user The account, as Kubernetes calls it. */
export function createGuards(
    name: string,
    user: string,
    pools: readonly string[],
    policies: Pick<GuardPlan, "environment" | "provider" | "prefix">,
    parent: pulumi.Resource,
): readonly pulumi.Resource[] {
    return [
        ...LEAVES.map(leaves => createPolicy(name, leaves.role, onlyMove(user, leaves), policies, parent)),
        ...(pools.length === 0 ? [] : [createPolicy(name, "nodes", onlyPools(user, pools), policies, parent)]),
    ];
}

/** Whoever may change a workload may have it run anything: this leaves the account what moves, and what it remembers by. */
function onlyMove(user: string, { annotations, field, move }: Leaves): Policy {
    const refused = (expression: string, message: string) => ({ expression, message, reason: "Forbidden" });
    const same = (name: string) =>
        `has(object.metadata.${name}) == has(oldObject.metadata.${name}) && (!has(object.metadata.${name}) || object.metadata.${name} == oldObject.metadata.${name})`;
    const annotationsOf = (object: string) =>
        `has(${object}.metadata.annotations) ? ${object}.metadata.annotations : {}`;
    const [key, value] = [JSON.stringify(NEVER_SLEEPS.key), JSON.stringify(NEVER_SLEEPS.value)];
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            resourceRules: kindsByGroup(KINDS.filter(kind => kind.move === move)).map(kinds => ({
                apiGroups: [kinds[0].group],
                apiVersions: [kinds[0].version],
                operations: ["UPDATE"],
                resources: kinds.map(({ resource }) => resource),
            })),
        },
        matchConditions: [isUser(user)],
        variables: [
            { name: "before", expression: annotationsOf("oldObject") },
            { name: "after", expression: annotationsOf("object") },
        ],
        validations: [
            field === undefined
                ? refused("object.spec == oldObject.spec", "working hours change nothing of a workload's own")
                : refused(
                      // Not field by field: what a later version of Kubernetes adds is not left to the account either.
                      sameBut("dyn(oldObject.spec)", "dyn(object.spec)", [field]),
                      `working hours change nothing of a workload's own but ${field}`,
                  ),
            refused(
                ["labels", "ownerReferences", "finalizers"].map(name => `(${same(name)})`).join(" && "),
                "working hours change no labels, owners and finalizers",
            ),
            refused(
                sameBut("variables.before", "variables.after", annotations),
                `working hours change no annotation but ${annotations.join(", ")}`,
            ),
            refused(
                `!has(oldObject.metadata.labels) || !(${key} in oldObject.metadata.labels) || oldObject.metadata.labels[${key}] != ${value}`,
                `the workload never sleeps: its label ${NEVER_SLEEPS.key} says so`,
            ),
        ],
    };
}

/** Whether two maps of CEL are the same but for some keys. */
function sameBut(before: string, after: string, keys: readonly string[]): string {
    const excepted = keys.map(key => `key == ${JSON.stringify(key)}`).join(" || ");
    return (
        `${after}.all(key, ${excepted} || (key in ${before} && ${before}[key] == ${after}[key]))` +
        ` && ${before}.all(key, ${excepted} || key in ${after})`
    );
}

/** Rights cannot be bound to the names of nodes that are yet to come; this is what bounds them. */
function onlyPools(user: string, pools: readonly string[]): Policy {
    const labels = "oldObject.metadata.labels";
    const key = JSON.stringify(POOL);
    return {
        failurePolicy: "Fail",
        matchConstraints: {
            resourceRules: [
                {
                    apiGroups: ["karpenter.sh"],
                    apiVersions: ["v1"],
                    operations: ["DELETE"],
                    resources: ["nodeclaims"],
                },
            ],
        },
        matchConditions: [isUser(user)],
        validations: [
            {
                expression: `has(${labels}) && ${key} in ${labels} && ${labels}[${key}] in ${JSON.stringify(pools)}`,
                message: `working hours end no nodes but those of ${pools.join(", ")}`,
                reason: "Forbidden",
            },
        ],
    };
}

function isUser(user: string) {
    return { name: "is-workload-hours", expression: `request.userInfo.username == ${JSON.stringify(user)}` };
}
