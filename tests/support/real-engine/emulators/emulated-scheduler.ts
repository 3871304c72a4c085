import { speaksOf } from "../../../../aws/iam-patterns";
import { parsePolicy, type PolicyStatement } from "../../../../aws/iam-policy";
import { patternCovers } from "../../../../aws/patterns";
import type { Tampering } from "./emulated-provider";
import { DATABASE_CLUSTER, DATABASE_INSTANCE } from "./emulated-rest";
import type { Held } from "./emulation";
import { isWireMap, textOf, type WireMap } from "./wire";

export const SCHEDULE = "aws:scheduler/schedule:Schedule";
export const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
export const CANARY = "aws:synthetics/canary:Canary";

/** What timers act on: everything that emulated providers hold. */
export interface Account {
    held(): readonly Held[];
    tamper(urn: string, change: Tampering): void;
}

/** What an action of the AWS SDK asks for, and what it does. */
interface Action {
    /** Action of IAM that it needs. */
    readonly permission: string;
    /** Keys of its input. Scheduler takes them with a capital, whatever the service's own spelling. */
    readonly keys: readonly string[];
    readonly type: string;
    /** Properties of what it acts on, by the keys of its input that name it. */
    readonly names: Readonly<Record<string, string>>;
    /** Its resource in IAM, behind the account. */
    readonly resource: (input: WireMap) => string;
    /** What it changes, or throws what the service answers. */
    readonly effect: (held: Held, input: WireMap) => Tampering;
}

/** Stops or starts what is shown by a status, or by nothing. */
function switched(to: "started" | "stopped", shown?: string) {
    return (held: Held): Tampering => {
        if ((held.stopped === true) === (to === "stopped"))
            throw new Error(`InvalidState: ${held.id} is ${to} already`);
        return { stopped: to === "stopped", ...(shown !== undefined && { properties: { status: shown } }) };
    };
}

/** A switch of a database of either form. */
function databaseAction(verb: "start" | "stop", kind: "DBCluster" | "DBInstance"): Action {
    const [key, type, property, resource] =
        kind === "DBCluster"
            ? (["DbClusterIdentifier", DATABASE_CLUSTER, "clusterIdentifier", "cluster"] as const)
            : (["DbInstanceIdentifier", DATABASE_INSTANCE, "identifier", "db"] as const);
    const shown = verb === "start" ? "available" : "stopped";
    return {
        permission: `rds:${verb === "start" ? "Start" : "Stop"}${kind}`,
        keys: [key],
        type,
        names: { [key]: property },
        resource: input => `${resource}:${textOf(input[key], key)}`,
        effect: switched(verb === "start" ? "started" : "stopped", kind === "DBInstance" ? shown : undefined),
    };
}

function canaryAction(verb: "Start" | "Stop"): Action {
    return {
        permission: `synthetics:${verb}Canary`,
        keys: ["Name"],
        type: CANARY,
        names: { Name: "name" },
        resource: input => `canary:${textOf(input["Name"], "Name")}`,
        effect: () => ({ properties: { status: verb === "Start" ? "RUNNING" : "STOPPED" } }),
    };
}

const ACTIONS: Readonly<Record<string, Action>> = {
    "rds:startDBCluster": databaseAction("start", "DBCluster"),
    "rds:stopDBCluster": databaseAction("stop", "DBCluster"),
    "rds:startDBInstance": databaseAction("start", "DBInstance"),
    "rds:stopDBInstance": databaseAction("stop", "DBInstance"),
    "synthetics:startCanary": canaryAction("Start"),
    "synthetics:stopCanary": canaryAction("Stop"),
    "eks:updateNodegroupConfig": {
        permission: "eks:UpdateNodegroupConfig",
        keys: ["ClusterName", "NodegroupName", "ScalingConfig"],
        type: NODE_GROUP,
        names: { ClusterName: "clusterName", NodegroupName: "nodeGroupName" },
        resource: input =>
            `nodegroup/${textOf(input["ClusterName"], "ClusterName")}/${textOf(input["NodegroupName"], "NodegroupName")}/00000000`,
        effect: (_held, input) => ({ properties: { scalingConfig: scalingOf(input["ScalingConfig"]) } }),
    },
};

/** A size as EKS takes it: `MaxSize` at least 1, `MinSize` and `DesiredSize` below it. */
function scalingOf(value: unknown): WireMap {
    const { MinSize, MaxSize, DesiredSize } = value as Readonly<Record<string, unknown>>;
    if (typeof MinSize !== "number" || typeof MaxSize !== "number" || typeof DesiredSize !== "number") {
        throw new Error(`ValidationException: ScalingConfig is ${JSON.stringify(value)}`);
    }
    if (MaxSize < 1 || MinSize > DesiredSize || DesiredSize > MaxSize || MinSize < 0) {
        throw new Error(`InvalidParameterException: ${MinSize} to ${MaxSize}, desired ${DesiredSize}`);
    }
    return { minSize: MinSize, maxSize: MaxSize, desiredSize: DesiredSize };
}

/**
 * Lets a timer go off, as EventBridge Scheduler does: with the timer's role it calls what the target names.
 *
 * @throws Error with what AWS would answer: a role that it may not assume or that may not do this, an input that the action
 *   does not take, or something that is not there or not in the state for it.
 */
export function goOff(account: Account, timer: Held): void {
    const target = timer.inputs["target"];
    if (!isWireMap(target)) throw new Error(`ValidationException: ${timer.id} has no target`);
    const [partition = "", call = ""] = textOf(target["arn"], "arn").split(":scheduler:::aws-sdk:");
    const action = ACTIONS[call];
    if (action === undefined) throw new Error(`ValidationException: no emulated target ${call} of ${partition}`);
    const input = JSON.parse(textOf(target["input"], "input")) as WireMap;
    const foreign = Object.keys(input).filter(key => !action.keys.includes(key));
    const missing = action.keys.filter(key => !(key in input));
    if (foreign.length + missing.length > 0) {
        throw new Error(
            `ValidationException: ${call} does not take ${foreign.join(", ")} and needs ${missing.join(", ")}`,
        );
    }
    const role = account.held().find(({ outputs }) => outputs["arn"] === target["roleArn"]);
    if (role === undefined)
        throw new Error(`ValidationException: there is no role ${JSON.stringify(target["roleArn"])}`);
    const scope = textOf(timer.outputs["arn"], "arn").split(":").slice(3, 5).join(":");
    assertAssumable(role, timer, `${partition}:scheduler:${scope}`);
    const [service = ""] = call.split(":");
    assertPermitted(account, role, action.permission, `${partition}:${service}:${scope}:${action.resource(input)}`);
    const held = account
        .held()
        .find(
            one =>
                one.type === action.type &&
                Object.entries(action.names).every(([key, property]) => one.inputs[property] === input[key]),
        );
    if (held === undefined) throw new Error(`ResourceNotFoundException: nothing for ${JSON.stringify(input)}`);
    account.tamper(held.urn, action.effect(held, input));
}

/** EventBridge Scheduler names the group of the timer where a trust asks for the source. */
function assertAssumable(role: Held, timer: Held, prefix: string): void {
    const group = `${prefix}:schedule-group/${textOf(timer.inputs["groupName"], "groupName")}`;
    const trusted = parsePolicy(textOf(role.inputs["assumeRolePolicy"], "assumeRolePolicy")).statements.some(
        ({ effect, principals, conditions }) =>
            effect === "Allow" &&
            principals.some(({ kind, value }) => kind === "Service" && value === "scheduler.amazonaws.com") &&
            conditions
                .filter(({ key }) => key === "aws:sourcearn")
                .every(({ values }) => values.some(value => typeof value === "string" && patternCovers(value, group))),
    );
    if (!trusted) throw new Error(`AccessDeniedException: ${role.id} may not be assumed for ${group}`);
}

function assertPermitted(account: Account, role: Held, permission: string, resource: string): void {
    const speaking = account
        .held()
        .filter(
            ({ type, inputs }) => type === "aws:iam/rolePolicy:RolePolicy" && inputs["role"] === role.inputs["name"],
        )
        .flatMap(({ inputs }) => parsePolicy(textOf(inputs["policy"], "policy")).statements)
        .filter(statement => speaksOf(statement, permission) === true && covers(statement, resource));
    if (!speaking.some(({ effect }) => effect === "Allow") || speaking.some(({ effect }) => effect === "Deny")) {
        throw new Error(`AccessDeniedException: ${role.id} may not do ${permission} on ${resource}`);
    }
}

function covers({ resources }: PolicyStatement, resource: string): boolean {
    return resources.some(pattern => typeof pattern === "string" && patternCovers(pattern, resource));
}
