import type { PlannedResource } from "../../../../plan/plan";
import type { PropertyMap, PropertyValue } from "../../../../plan/value";
import type { Rule } from "../../../../policy-pack/kernel";
import { plan, resource, type RunOptions, said, type Said } from "../../../support/policy";
import { type Expected, worstOf } from "../table";

export const CLUSTER = "aws:rds/cluster:Cluster";
export const INSTANCE = "aws:rds/instance:Instance";
export const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** Working days in Berlin, seven to eight. */
export const STOP = "cron(0 20 ? * MON-FRI *)";
export const START = "cron(0 7 ? * MON-FRI *)";

/** A database cluster of the name `orders`. */
export const cluster = (inputs: PropertyMap = {}): PlannedResource =>
    resource(CLUSTER, { clusterIdentifier: "orders", ...inputs }, { name: "orders" });

/** A schedule that makes a call on the cluster `orders`. */
export function calling(
    verb: "stop" | "start",
    scheduleExpression: PropertyValue,
    more: PropertyMap = {},
    target: PropertyMap = {},
    name: string = verb,
): PlannedResource {
    const inputs = {
        scheduleExpression,
        scheduleExpressionTimezone: "Europe/Berlin",
        target: {
            arn: `arn:aws:scheduler:::aws-sdk:rds:${verb}DBCluster`,
            input: '{"DbClusterIdentifier":"orders"}',
            ...target,
        },
        ...more,
    };
    return resource(SCHEDULE, inputs, { name });
}

/** Everything that a rule says of some resources in staging, unless another stack is named. */
export const saidOf = (
    rule: Rule,
    resources: readonly PlannedResource[],
    options: RunOptions & { stack?: string } = {},
) => said(rule, plan(resources, { stack: options.stack ?? "staging" }), options);

/** The worst that a rule says of some resources, or of the one that is named. */
export function judged(
    rule: Rule,
    resources: readonly PlannedResource[],
    options: RunOptions & { stack?: string; subject?: string } = {},
): Expected {
    const of = ({ subject }: Said) => options.subject === undefined || subject === options.subject;
    return worstOf(saidOf(rule, resources, options).filter(of));
}

/** One line of a table of whole stacks. */
export type StackRow = readonly [given: string, expected: Expected, resources: readonly PlannedResource[]];

/** No rule of working time says anything of production, nor of what is only read. */
export const onlyRead = (one: PlannedResource): PlannedResource => ({ ...one, external: true });
