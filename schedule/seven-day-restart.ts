import { lastPart } from "../aws/arn";
import { isPropertyMap, type PropertyMap } from "../plan/value";
import { bare, listed, parsedJson, textOf } from "../plan/plain";
import type { Stack } from "../plan/stack";
import type { Subject } from "../plan/subject";
import { EVENT_TARGET_TYPE, isOn, ruleOf } from "./automation-schedules";

/**
 * What AWS says when it starts a database that was stopped for seven days, by type (RDS user guide, "Amazon RDS event
 * categories and event messages"; Amazon DocumentDB and Neptune report through RDS as clusters).
 */
export const RESTART_EVENTS: Readonly<Record<string, string>> = {
    "aws:rds/cluster:Cluster": "RDS-EVENT-0153",
    "aws:docdb/cluster:Cluster": "RDS-EVENT-0153",
    "aws:neptune/cluster:Cluster": "RDS-EVENT-0153",
    "aws:rds/instance:Instance": "RDS-EVENT-0154",
};

/** A stop that comes while AWS starts a database fails: it takes up to so long. */
export const RESTARTING_MINUTES = 60;

/** What reacts to the restart of databases, in a stack: read once, as each of many databases asks. */
interface Reaction {
    /** Whether it is switched on and stops something; nothing where that is not known. */
    readonly acts: boolean | undefined;
    /** What events it takes in; nothing where that is not known. */
    readonly pattern: PropertyMap | undefined;
}

const known = new WeakMap<Stack, readonly Reaction[]>();

/** Whether a rule that is switched on, and has a target, takes in the restart of a database. */
export function reactionTo(database: Subject, stack: Stack): "yes" | "maybe" | "no" {
    const event = RESTART_EVENTS[database.type];
    if (event === undefined) return "no";
    const reactions = known.get(stack) ?? reactionsIn(stack);
    known.set(stack, reactions);
    let best: "maybe" | "no" = "no";
    for (const { acts, pattern } of reactions) {
        const taken = pattern === undefined ? undefined : takesIn(pattern, event, database);
        if (acts === true && taken === true) return "yes";
        if (acts !== false && taken !== false) best = "maybe";
    }
    return best;
}

function reactionsIn(stack: Stack): readonly Reaction[] {
    const targets = new Map<Subject, Subject[]>();
    for (const target of stack.byType(EVENT_TARGET_TYPE)) {
        const rule = ruleOf(target, stack);
        if (rule !== undefined) targets.set(rule, [...(targets.get(rule) ?? []), target]);
    }
    return [...targets].flatMap(([rule, ofRule]) => {
        const reading = rule.read("eventPattern");
        if (reading.state === "absent") return [];
        const pattern = reading.state === "known" ? parsedJson(reading.value) : undefined;
        const acts = ofRule.some(mayStop) ? isOn(rule) : false;
        return [{ acts, pattern: isPropertyMap(pattern) ? pattern : undefined }];
    });
}

const STATE_MACHINE = "aws:sfn/stateMachine:StateMachine";
/** The call of a state machine that stops a database. */
const STOPS = /:stopDB(?:Cluster|Instance)"/;

/** What a target does, only a state machine says; and that says, too, where it does something else. */
function mayStop(target: Subject): boolean {
    const machines = target.comesFrom("arn").filter(({ type }) => type === STATE_MACHINE);
    const definitions = machines.map(machine => machine.read("definition"));
    if (definitions.length === 0) return true;
    return definitions.some(definition => definition.state !== "known" || STOPS.test(textOf(definition.value)));
}

/** Inputs of each type that RDS calls a database by. */
const IDENTIFIERS: readonly string[] = ["clusterIdentifier", "identifier"];

/** Whether a pattern takes in an event of RDS about a database; nothing where it cannot be read. */
function takesIn(pattern: PropertyMap, event: string, database: Subject): boolean | undefined {
    if (pattern["source"] !== undefined && !listed(pattern["source"]).includes("aws.rds")) return false;
    const detail = bare(pattern["detail"] ?? {});
    if (!isPropertyMap(detail)) return undefined;
    const ids = detail["EventID"];
    // A rule on all that RDS says takes this in, too; what it makes of it, its target knows.
    const isAsked = ids === undefined ? pattern["source"] !== undefined : listed(ids).includes(event);
    return isAsked ? names(detail, database) : false;
}

/** Whether the databases that a pattern names, if it names any, are this one among others. */
function names(detail: PropertyMap, database: Subject): boolean | undefined {
    const sources = ["SourceIdentifier", "SourceArn"].flatMap(field => listed(detail[field]));
    if (sources.length === 0) return true;
    const own = IDENTIFIERS.map(identifier => database.read(identifier)).find(({ state }) => state !== "absent");
    const texts = sources.flatMap(source => (typeof source === "string" ? [lastPart(source)] : []));
    if (own?.state !== "known") return undefined;
    if (texts.includes(textOf(own.value))) return true;
    // A prefix, or what is not known before deployment.
    return texts.length < sources.length ? undefined : false;
}
