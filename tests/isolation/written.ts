import type { Area } from "../../isolation/area";
import type { PlannedResource } from "../../plan/plan";
import { Stack } from "../../plan/stack";
import type { PlanExtras } from "../../policy-pack/testing/plan";
import { plan } from "../support/policy";
import { lineOf } from "./data/declared";

/** A stack of resources that were written by hand. */
export function stackOf(resources: readonly PlannedResource[], extras: PlanExtras = {}): Stack {
    return new Stack(plan(resources, extras), { name: "staging", class: "staging" });
}

/** What resources declare across the boundary, a line for each: kind, direction, access, certainty, property, other end. */
export function linesOf(area: Area, resources: readonly PlannedResource[], extras?: PlanExtras): readonly string[] {
    return area.connections(stackOf(resources, extras)).map(lineOf);
}

/** What resources say belongs to the environment, a line for each: what it is, and whether it is public. */
export function identityLinesOf(area: Area, resources: readonly PlannedResource[]): readonly string[] {
    return area.identities(stackOf(resources)).map(({ isPublic, reference }) => {
        const { kind, ...rest } = reference;
        return [kind, ...Object.values(rest), ...(isPublic ? ["public"] : [])].join(" ");
    });
}
