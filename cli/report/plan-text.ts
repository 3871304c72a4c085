import type { Plan, PlannedResource } from "../../plan/plan";
import { gapsText } from "./gaps-text";
import { count, heading, type Layout, paragraph, printable } from "./layout";

/** Renders plans for people: one tree of resources for each stack, then what was not seen. */
export function renderPlanText(plans: readonly Plan[], layout: Layout): string {
    const parts = [...plans.map(plan => stackText(plan, layout)), gapsText(plans, layout)];
    return `${parts.filter(part => part !== "").join("\n\n")}\n`;
}

function stackText(plan: Plan, layout: Layout): string {
    const urns = new Set(plan.resources.map(resource => resource.urn));
    const children = new Map<string | undefined, PlannedResource[]>();
    for (const resource of plan.resources) {
        // A parent that is not in the plan, in a damaged or filtered file, must not hide its children.
        const parent = resource.parent !== undefined && urns.has(resource.parent) ? resource.parent : undefined;
        const siblings = children.get(parent);
        if (siblings === undefined) children.set(parent, [resource]);
        else siblings.push(resource);
    }
    const lines: string[] = [];
    const visit = (parent: string | undefined, depth: number) => {
        for (const resource of children.get(parent) ?? []) {
            lines.push(resourceLine(resource, depth, layout));
            visit(resource.urn, depth + 1);
        }
    };
    visit(undefined, 1);
    const title = `${plan.project}/${plan.stack}: ${count(plan.resources.length, "resource")} (${plan.source}, ${plan.phase})`;
    return [heading(title, layout), ...lines].join("\n");
}

function resourceLine(resource: PlannedResource, depth: number, layout: Layout): string {
    const marks = [
        ...(resource.external ? ["read only"] : []),
        ...(resource.opaque ? ["built by a plugin"] : []),
        ...(resource.options.protect ? ["protected"] : []),
    ];
    const text = `${printable(resource.name)}  ${layout.colors.dim([resource.type, ...marks].join(", "))}`;
    const indent = "  ".repeat(depth);
    return paragraph(text, layout, indent, `${indent}  `);
}
