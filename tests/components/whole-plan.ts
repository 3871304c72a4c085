import type { Plan } from "../../plan/plan";
import { plainly } from "../support/plan";

/** Properties that hold a JSON document in a text; a test reads the document. */
const DOCUMENTS = [
    "policy",
    "assumeRolePolicy",
    "configurationValues",
    "dashboardBody",
    "input",
    "eventPattern",
    "policyDocument",
];

/**
 * Everything that a plan declares, by name of the resource and without tags: the type, the inputs with their documents
 * parsed, and each option and explicit dependency that is not the default. A child without a parent is an error: its name
 * would change with the first fix.
 */
export function wholePlan(plan: Plan): Readonly<Record<string, unknown>> {
    const entries = plan.resources.map(one => {
        const { protect, ignoreChanges = [] } = one.options;
        const { type: inputNamedType, ...inputs } = plainly(documents(one.inputs)) as { readonly type?: unknown };
        const resource = {
            type: one.type,
            ...(inputNamedType === undefined ? {} : { "the input type": inputNamedType }),
            ...inputs,
            ...(protect ? { protect } : {}),
            ...(ignoreChanges.length > 0 ? { ignoreChanges } : {}),
        };
        return [one.name, resource] as const;
    });
    const orphans = plan.resources.filter(({ custom, parent, type }) => {
        return custom && parent === undefined && !type.startsWith("pulumi:providers:");
    });
    if (orphans.length > 0) throw new Error(`without a parent: ${orphans.map(({ name }) => name).join(", ")}`);
    if (new Set(entries.map(([name]) => name)).size < entries.length) throw new Error("two resources share a name");
    return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Tags of each resource that has any, by name. */
export function tagsByName(plan: Plan): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        plan.resources.flatMap(({ name, inputs }) =>
            inputs["tags"] === undefined ? [] : [[name, plainly(inputs["tags"])]],
        ),
    );
}

function documents(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(documents);
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([key]) => key !== "tags")
            .map(([key, inner]) => [
                key,
                DOCUMENTS.includes(key) && typeof inner === "string" ? JSON.parse(inner) : documents(inner),
            ]),
    );
}
