import { isPropertyMap, type PropertyMap, type PropertyValue } from "../plan/value";
import type { Stack } from "../plan/stack";
import type { Subject, SubjectReading } from "../plan/subject";
import { awsPattern } from "./schedule-patterns";
import type { ScheduledAction } from "./schedule-target";
import { BY_UTC, NEVER_SET, type When, whenOf } from "./when";
import { listed, parsedJson } from "../plan/plain";

/** State Manager of Systems Manager, which runs a document on a schedule. */
export const ASSOCIATION_TYPE = "aws:ssm/association:Association";
export const EVENT_TARGET_TYPE = "aws:cloudwatch/eventTarget:EventTarget";
export const EVENT_RULE_TYPE = "aws:cloudwatch/eventRule:EventRule";

/** Documents that AWS keeps for stopping and starting (Systems Manager Automation runbook reference). */
const DOCUMENT = /\b(AWS-(?:(Stop|Start)(?:EC2|Rds)Instance|StartStopAuroraCluster))\b/;
const AURORA_DOCUMENT = "AWS-StartStopAuroraCluster";
/** Their parameters that name what they act on. */
const NAMES = ["InstanceId", "InstanceIds", "ClusterName"];

/** What running a document does. */
export type Automation = Pick<ScheduledAction, "call" | "effect" | "capacity" | "floor" | "names" | "doubt">;

/**
 * What running a document with some parameters does; nothing for one that neither stops nor starts.
 *
 * @param document Name or ARN.
 */
export function automationOf(document: string, parameters: PropertyValue | undefined): Automation | undefined {
    const [, name, verb] = DOCUMENT.exec(document) ?? [];
    if (name === undefined) return undefined;
    const known = isPropertyMap(parameters) ? parameters : undefined;
    const action = name === AURORA_DOCUMENT ? auroraVerb(known) : verb;
    const names = known === undefined ? undefined : namesIn(known);
    return {
        // The document and its verb stand for a call, as those of an SDK do.
        call: action === undefined ? undefined : `ssm:${action}:${name}`,
        effect: action === undefined ? "unknown" : action === "Stop" ? "stops" : "starts",
        capacity: undefined,
        floor: undefined,
        names,
        doubt: names === undefined || action === undefined ? "the parameters of its document are not known" : undefined,
    };
}

function auroraVerb(parameters: PropertyMap | undefined): "Stop" | "Start" | undefined {
    const [verb] = listed(parameters?.["Action"]);
    return verb === "Stop" || verb === "Start" ? verb : undefined;
}

function namesIn(parameters: PropertyMap): readonly string[] | undefined {
    const names = NAMES.flatMap(parameter => listed(parameters[parameter]));
    return names.every(name => typeof name === "string") ? names : undefined;
}

/** Reads an association that runs one of those documents on a schedule; nothing for any other. */
export function readAssociation(association: Subject): ScheduledAction | undefined {
    const expression = association.read("scheduleExpression");
    const document = association.read("name");
    if (expression.state === "absent" || document.state !== "known" || typeof document.value !== "string")
        return undefined;
    const parameters = association.read("parameters");
    const automation = automationOf(document.value, parameters.state === "known" ? parameters.value : undefined);
    if (automation === undefined) return undefined;
    return {
        schedule: association,
        ...automation,
        from: association.comesFrom("parameters"),
        enabled: true,
        // State Manager knows no zones.
        ...byUtc(expression),
    };
}

/** Reads a target of a scheduled EventBridge rule that runs one of those documents; nothing for any other. */
export function readEventTarget(target: Subject, stack: Stack): ScheduledAction | undefined {
    const arn = target.read("arn");
    if (arn.state !== "known" || typeof arn.value !== "string") return undefined;
    const input = target.read("input");
    const automation = automationOf(arn.value, input.state === "known" ? parsedJson(input.value) : undefined);
    const rule = automation === undefined ? undefined : ruleOf(target, stack);
    if (automation === undefined || rule === undefined) return undefined;
    const expression = rule.read("scheduleExpression");
    if (expression.state === "absent") return undefined;
    return {
        schedule: target,
        ...automation,
        from: target.comesFrom("input"),
        enabled: isOn(rule),
        // Rules of EventBridge know no zones, unlike its schedules.
        ...byUtc(expression),
    };
}

/** The rule whose target this is, if it is planned. */
export function ruleOf(target: Subject, stack: Stack): Subject | undefined {
    const [made] = target.comesFrom("rule").filter(({ type }) => type === EVENT_RULE_TYPE);
    if (made !== undefined) return made;
    const name = target.read("rule");
    return stack.byType(EVENT_RULE_TYPE).find(rule => {
        const own = rule.read("name");
        return own.state === "known" && name.state === "known" && own.value === name.value;
    });
}

/** Whether a rule of EventBridge is switched on; nothing where that is not known. */
export function isOn(rule: Subject): boolean | undefined {
    const state = rule.read("state", { default: "ENABLED" }); // the provider's default, as that of `isEnabled`
    const older = rule.read("isEnabled", { default: true });
    if (state.state !== "known" || older.state !== "known") return undefined;
    return state.value !== "DISABLED" && older.value !== false;
}

function byUtc(expression: SubjectReading): When {
    return whenOf({ expression, zone: BY_UTC, from: NEVER_SET, to: NEVER_SET }, awsPattern);
}
