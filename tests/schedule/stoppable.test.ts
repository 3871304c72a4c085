import * as assert from "node:assert/strict";

import { stacksOf } from "../../policy-pack/kernel/judge";
import type { ScheduledAction } from "../../schedule/schedule-target";
import { actsAs, names, STOPPABLE_KINDS } from "../../schedule/stoppable";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import { plan, resource } from "../support/policy";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:ec2/instance:Instance";
const GROUP = "aws:autoscaling/group:Group";

const one = resource(CLUSTER, { clusterIdentifier: "orders" }, { name: "one" });
const other = resource(CLUSTER, {}, { name: "other" });
const machine = resource(INSTANCE, {}, { name: "machine" });
const schedule = resource("aws:scheduler/schedule:Schedule", {}, { name: "nights" });
const [stack] = stacksOf([plan([one, other, machine, schedule])], DEFAULT_SETTINGS);
const subjectOf = ({ urn }: { readonly urn: string }) => stack!.byUrn(urn)!;

function action(over: Partial<ScheduledAction>): ScheduledAction {
    return {
        schedule: subjectOf(schedule),
        from: [],
        enabled: true,
        recurs: true,
        call: "rds:stopDBCluster",
        effect: "stops",
        capacity: undefined,
        names: undefined,
        doubt: undefined,
        ...over,
    } as ScheduledAction;
}

describe("what a scheduled action does", () => {
    const stop = { call: "rds:stopDBCluster", effect: "stops" } as const;
    const start = { call: "rds:startDBCluster", effect: "starts" } as const;
    const resize = STOPPABLE_KINDS[GROUP]!.stopCalls[0]!;
    const TABLE: readonly (readonly [given: string, type: string, over: Partial<ScheduledAction>, both: string])[] = [
        ["a stop", CLUSTER, stop, "yes no"],
        ["a start", CLUSTER, start, "no yes"],
        ["a call that stops, and starts by what it says", CLUSTER, { ...stop, effect: "starts" }, "no no"],
        ["one that is switched off", CLUSTER, { ...stop, enabled: false }, "no no"],
        ["one that may be switched off", CLUSTER, { ...stop, enabled: undefined }, "maybe no"],
        ["one that happens once", CLUSTER, { ...stop, recurs: false }, "no no"],
        ["one that may happen once", CLUSTER, { ...stop, recurs: undefined }, "maybe no"],
        ["a start that may happen once", CLUSTER, { ...start, recurs: undefined }, "no maybe"],
        ["a call of another kind", INSTANCE, stop, "no no"],
        ["a call that is not known", CLUSTER, { call: undefined, effect: "unknown" }, "maybe maybe"],
        ["no call of AWS", CLUSTER, { call: undefined, effect: "other" }, "no no"],
        ["a call whose effect is not known", CLUSTER, { ...stop, effect: "unknown" }, "maybe no"],
        ["a call without an effect", CLUSTER, { ...stop, effect: "other" }, "no no"],
        ["a group of none", GROUP, { call: resize, effect: "resizes", capacity: 0 }, "yes no"],
        ["a group of two", GROUP, { call: resize, effect: "resizes", capacity: 2 }, "no yes"],
        ["a group of nobody knows how many", GROUP, { call: resize, effect: "resizes" }, "maybe maybe"],
    ];
    for (const [given, type, over, both] of TABLE) {
        it(`given ${given}, is to stop and to start: ${both}`, () => {
            const kind = STOPPABLE_KINDS[type]!;
            assert.equal([actsAs("stop", kind, action(over)), actsAs("start", kind, action(over))].join(" "), both);
        });
    }
});

describe("what a scheduled action names", () => {
    const TABLE: readonly (readonly [
        given: string,
        subject: typeof one,
        over: Partial<ScheduledAction>,
        named: string,
    ])[] = [
        ["its name", one, { names: ["orders"] }, "yes"],
        ["another name", one, { names: ["mail"] }, "no"],
        ["no name", one, { names: [] }, "no"],
        ["a name, of one whose own is chosen later", other, { names: ["orders"] }, "maybe"],
        ["a machine, whose id is chosen later", machine, { names: ["i-1"] }, "maybe"],
        ["a target that is made from it", one, { from: [subjectOf(one)] }, "yes"],
        ["a target that is made from it and a machine", one, { from: [subjectOf(one), subjectOf(machine)] }, "yes"],
        ["a target that is made from it and its like", one, { from: [subjectOf(one), subjectOf(other)] }, "maybe"],
        ["a target that is made from its like", one, { from: [subjectOf(other)] }, "no"],
        ["a target that is made from a machine", one, { from: [subjectOf(machine)] }, "maybe"],
        ["a target of nobody knows what", one, {}, "maybe"],
    ];
    for (const [given, subject, over, named] of TABLE) {
        it(`given ${given}, says ${named}`, () => {
            assert.equal(names(action(over), STOPPABLE_KINDS[subject.type]!, subjectOf(subject)), named);
        });
    }
});
