import type { Phase, PlannedResource } from "./plan";
import { isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "./value";

/** What reading a property returned. Reading never throws. */
export type Reading = KnownReading | UnknownReading | AbsentReading;

/** The value is there. */
export interface KnownReading {
    readonly state: "known";
    readonly path: string;
    /** The value, with any secret wrapper around it taken off. Values inside it may be unknown or secret. */
    readonly value: PropertyValue;
    /** Whether the value, or something around it, is marked secret. Then it must not be shown. */
    readonly secret: boolean;
}

/** A value is set, but not known yet. */
export interface UnknownReading {
    readonly state: "unknown";
    readonly path: string;
    readonly secret: boolean;
    readonly why: string;
    /** URNs of the resources that the value comes from, where the plan says so. */
    readonly from: readonly string[];
}

/** Nothing is set. */
export interface AbsentReading {
    readonly state: "absent";
    readonly path: string;
    /** `not set`: the provider had its say. `a provider may fill it`: the plan was read before. */
    readonly why: "not set" | "a provider may fill it";
}

/** Paths that were split before: rules ask for the same few of every resource. */
const splitPaths = new Map<string, readonly (string | number)[]>();

/** Splits `spec.containers[0].image` or `tags["a.b"]` into its steps. */
export function parsePropertyPath(path: string): readonly (string | number)[] {
    const known = splitPaths.get(path);
    if (known !== undefined) return known;
    const steps = splitPropertyPath(path);
    if (splitPaths.size < MAX_SPLIT_PATHS) splitPaths.set(path, steps);
    return steps;
}

/** Bound of the memory that {@link splitPaths} takes: paths with places of lists in them never end. */
const MAX_SPLIT_PATHS = 10_000;

function splitPropertyPath(path: string): readonly (string | number)[] {
    const steps: (string | number)[] = [];
    const step = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g;
    for (const [, quoted, index, name] of path.matchAll(step)) {
        if (quoted !== undefined) steps.push(quoted.replace(/\\(.)/g, "$1"));
        else if (index !== undefined) steps.push(Number(index));
        else if (name !== undefined) steps.push(name);
    }
    return steps;
}

/**
 * Reads one property of a resource's inputs.
 *
 * @param path Names joined by dots, list places in brackets: `scalingConfig.minSize`, `ingress[0].cidrBlocks`.
 */
export function readInput(resource: PlannedResource, path: string, phase: Phase): Reading {
    const steps = parsePropertyPath(path);
    const { propertyDependencies } = resource;
    const input = String(steps[0]);
    const from = Object.hasOwn(propertyDependencies, input) ? (propertyDependencies[input] ?? []) : [];
    return readPath(resource.inputs, path, {
        steps,
        from,
        absent: phase === "declared" ? "a provider may fill it" : "not set",
    });
}

/** Reads one value out of a map, with nothing known of where unknown values come from. */
export function readValue(properties: PropertyMap, path: string): Reading {
    return readPath(properties, path, { steps: parsePropertyPath(path), from: [], absent: "not set" });
}

interface ReadContext {
    readonly steps: readonly (string | number)[];
    readonly from: readonly string[];
    readonly absent: AbsentReading["why"];
}

function readPath(root: PropertyMap, path: string, { steps, from, absent }: ReadContext): Reading {
    let value: PropertyValue | undefined = root;
    let secret = false;
    for (const step of [undefined, ...steps]) {
        if (step !== undefined) value = child(value, step);
        while (value instanceof Secret) {
            secret = true;
            value = value.value;
        }
        if (value instanceof Unknown) return { state: "unknown", path, secret, why: value.why, from };
        if (value === undefined || value === null) return { state: "absent", path, why: absent };
    }
    return { state: "known", path, value, secret };
}

function child(value: PropertyValue | undefined, step: string | number): PropertyValue | undefined {
    if (isList(value)) return typeof step === "number" ? value[step] : undefined;
    if (isPropertyMap(value) && Object.hasOwn(value, step)) return value[String(step)];
    return undefined;
}
