import { parseArn } from "../../../aws/arn";
import { arnAt, homeOf } from "../../../isolation/home";
import { listed, textOf } from "../../../plan/plain";
import { isPropertyMap } from "../../../plan/value";
import { allTargetsOf } from "../../../schedule/action-targets";
import { AUTOMATION_CALL, parametersOf, readSchedule, sdkCall, shownCall } from "../../../schedule/schedule-target";
import { type NeededArn, neededArns } from "../../../schedule/target-arns";
import type { Stack, Subject } from "../../kernel";
import { nameAt, roleArn } from "./call-context";
import { queueCalled } from "./failure-needs";
import { actionOf, runbookAction, templatedAction } from "./target-calls";

/** Something that the role of a schedule has to be allowed. */
export interface Need {
    readonly property: string;
    /** As IAM writes it, such as `rds:StopDBCluster`. */
    readonly action: string;
    /** What a message may call it. */
    readonly shown: string;
    /** What takes it, for people to read: `its target calls`. */
    readonly why: string;
    /** What it is done to, one by one; nothing stands for whatever it may be. */
    readonly arns: readonly (NeededArn | undefined)[];
    /** The planned resource that it is done to, where there is one. */
    readonly on: Subject | undefined;
    /** Whether a policy of what it is done to may allow it as well. */
    readonly byResource: boolean;
    /** What comes of it where it is not allowed. */
    readonly otherwise: string;
    /** Further keys of conditions, with what they say. */
    readonly keys: Readonly<Record<string, string>>;
}

export const FAILS_UNSEEN = "the schedule fails every night, and nobody sees it but the bill";

/** A part of what a role has to be allowed, of which the plan does not say enough. */
export interface Doubt {
    readonly property: string;
    readonly doubt: string;
}

const ROLE = "aws:iam/role:Role";
export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const TASK_ROLES = ["executionRoleArn", "taskRoleArn"];

/** What the target of a schedule takes. */
export function needsOfTarget(schedule: Subject, stack: Stack): readonly (Need | Doubt)[] {
    const property = "target.arn";
    const arn = schedule.read(property);
    if (arn.state !== "known" || typeof arn.value !== "string") {
        const doubt = readSchedule(schedule).doubt ?? "its call is not known";
        return [{ property: "target", doubt }];
    }
    const call = sdkCall(arn.value);
    if (call === AUTOMATION_CALL) return needsOfAutomation(schedule);
    if (call !== undefined) return [needOfCall(call, schedule, stack)];
    const service = parseArn(arn.value)?.service ?? "";
    if (service === "ecs") return needsOfTask(schedule, arn.value);
    const action = templatedAction(service);
    if (action === undefined) return [{ property, doubt: "what it takes to call its target is not written down here" }];
    const arns = [{ pattern: arn.value, known: true }];
    // A queue of the same account may let the role in by its own policy.
    const open = service === "sqs" ? { byResource: true, on: queueCalled(arn.value, stack) } : {};
    return [need(action, { arns, ...open })];
}

function needOfCall(call: string, schedule: Subject, stack: Stack): Need | Doubt {
    const action = actionOf(call);
    const shown = shownCall({ call, schedule });
    if (action === undefined) {
        const doubt = `which action of IAM ${shown ?? "its call"} takes is not written down here`;
        return { property: "target.arn", doubt };
    }
    const targets = allTargetsOf(readSchedule(schedule), stack);
    return need(action, {
        shown: shown === undefined ? "the action" : action,
        arns: neededArns(schedule, call) ?? [undefined],
        on: targets.length === 1 ? targets[0] : undefined,
    });
}

function need(action: string, more: Partial<Need>): Need {
    return {
        property: "target.roleArn",
        action,
        shown: action,
        why: "its target calls",
        arns: [undefined],
        on: undefined,
        byResource: false,
        otherwise: FAILS_UNSEEN,
        keys: {},
        ...more,
    };
}

/** Starting a document takes a permission, and what the document does takes another: the role's own, or that of one handed on. */
function needsOfAutomation(schedule: Subject): readonly (Need | Doubt)[] {
    const given = parametersOf(schedule);
    const parameters = isPropertyMap(given) ? given["Parameters"] : undefined;
    const start = need("ssm:StartAutomationExecution", {});
    if (!isPropertyMap(given) || (parameters !== undefined && !isPropertyMap(parameters)))
        return [start, { property: "target.input", doubt: "the parameters of its document are not known" }];
    const [handedOn] = listed(parameters?.["AutomationAssumeRole"]);
    if (handedOn === undefined || handedOn === "") {
        const action = runbookAction(readSchedule(schedule).call);
        const doubt = { property: "target.input", doubt: "what its document calls is not known" };
        return [start, action === undefined ? doubt : need(action, { why: "the document of its target calls" })];
    }
    const arn = textOf(handedOn);
    return [start, passing({ pattern: arn === "" ? "*" : arn, known: arn !== "" }, "ssm.amazonaws.com")];
}

function passing(arn: NeededArn, service: string): Need {
    return need("iam:PassRole", {
        arns: [arn],
        why: `it hands on to ${service}`,
        keys: { "iam:passedtoservice": service },
    });
}

/** To run a task takes the permission to hand on the roles that the task takes. */
function needsOfTask(schedule: Subject, clusterArn: string): readonly (Need | Doubt)[] {
    const property = "target.ecsParameters.taskDefinitionArn";
    const given = schedule.read(property);
    if (given.state === "absent") return [{ property, doubt: "which task its target runs is not known" }];
    const home = homeOf(schedule);
    const planned = schedule.comesFrom("target").filter(({ type }) => type === TASK_DEFINITION);
    const definition = planned.length === 1 ? planned[0] : undefined;
    const family = definition === undefined ? "*" : nameAt(definition, "family");
    const arn = given.state === "known" ? textOf(given.value) : "";
    const run = need("ecs:RunTask", {
        arns: [
            arn === ""
                ? {
                      pattern: arnAt(home, "ecs:{region}:{account}:task-definition/{name}:*", family),
                      known: family !== "*",
                  }
                : { pattern: arn, known: true },
        ],
        on: definition,
        keys: { "ecs:cluster": clusterArn },
    });
    if (definition === undefined) return [run, { property, doubt: "which roles its task takes is not in the plan" }];
    const roles = TASK_ROLES.flatMap(input => rolesAt(definition, input));
    return [run, ...roles.map(role => passing(role, "ecs-tasks.amazonaws.com"))];
}

/** The role that an input names; none where it is not set. */
function rolesAt(subject: Subject, input: string): readonly NeededArn[] {
    const reading = subject.read(input);
    if (reading.state === "absent") return [];
    const text = reading.state === "known" ? textOf(reading.value) : "";
    if (text !== "") return [{ pattern: text, known: true }];
    const [role, ...others] = subject.comesFrom(input).filter(({ type }) => type === ROLE);
    if (role === undefined || others.length > 0) return [{ pattern: "*", known: false }];
    const pattern = roleArn(role, homeOf(role));
    return [{ pattern, known: !pattern.endsWith("*") }];
}
