import type { WireProperties } from "../../plan/capture-events";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../plan/wire";

/*
 * What the real engine does to property values between a program and a provider, on values in wire encoding.
 * The names of the engine's own functions (`pkg/resource/deploy/source_eval.go`) stand beside ours.
 */

type WireObject = Readonly<Record<string, unknown>>;

/** Whether a wire value is an object of any kind, special values included. */
export function isWireObject(value: unknown): value is WireObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function signatureOf(value: unknown): unknown {
    return isWireObject(value) ? value[SIGNATURE_KEY] : undefined;
}

function mapValues(value: WireObject, convert: (inner: unknown) => unknown): Record<string, unknown> {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, convert(inner)]));
}

/** Turns unknown and secret values into output values, the only form in which a transform sees them (`UpgradeToOutputValues`). */
export function liftToOutputs(value: unknown): unknown {
    if (value === UNKNOWN_MARKER) return { [SIGNATURE_KEY]: SIGNATURES.output };
    if (Array.isArray(value)) return value.map(liftToOutputs);
    if (!isWireObject(value)) return value;
    switch (signatureOf(value)) {
        case undefined:
            return mapValues(value, liftToOutputs);
        case SIGNATURES.secret: {
            const inner = liftToOutputs(value["value"]);
            return isWireObject(inner) && signatureOf(inner) === SIGNATURES.output
                ? { ...inner, secret: true }
                : { [SIGNATURE_KEY]: SIGNATURES.output, value: inner, secret: true };
        }
        default:
            return value;
    }
}

/** Writes the resources that each property depends on into its value (`upgradeOutputValues`). */
export function attachDependencies(
    properties: WireProperties,
    dependencies: Readonly<Record<string, readonly string[]>>,
): WireProperties {
    const attached: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(properties)) {
        const wanted = dependencies[name] ?? [];
        const present = outputDependencies(value);
        if (wanted.every(urn => present.has(urn))) {
            attached[name] = value;
            continue;
        }
        const output: WireObject =
            isWireObject(value) && signatureOf(value) === SIGNATURES.output
                ? value
                : { [SIGNATURE_KEY]: SIGNATURES.output, value };
        const own = Array.isArray(output["dependencies"]) ? (output["dependencies"] as unknown[]) : [];
        attached[name] = { ...output, dependencies: [...new Set([...own, ...wanted])] };
    }
    return attached;
}

/** URNs of all resources that the output values inside a value depend on (`addOutputDependencies`). */
export function outputDependencies(value: unknown, into = new Set<string>()): Set<string> {
    if (Array.isArray(value)) {
        for (const inner of value) outputDependencies(inner, into);
    } else if (isWireObject(value)) {
        const own = value["dependencies"];
        if (signatureOf(value) === SIGNATURES.output && Array.isArray(own)) {
            for (const urn of own) into.add(String(urn));
        }
        for (const inner of Object.values(value)) {
            if (typeof inner === "object" && inner !== null && inner !== own) outputDependencies(inner, into);
        }
    }
    return into;
}

/** Turns output values back into unknown, secret or plain ones (`downgradeOutputValues`). */
export function lowerOutputs(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(lowerOutputs);
    if (!isWireObject(value)) return value;
    if (signatureOf(value) !== SIGNATURES.output) return mapValues(value, lowerOutputs);
    const content = "value" in value ? lowerOutputs(value["value"]) : UNKNOWN_MARKER;
    return value["secret"] === true ? secret(content) : content;
}

/** Turns references to resources into what a provider sees of them: the id of a custom resource, the URN of a component. */
export function flattenReferences(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(flattenReferences);
    if (!isWireObject(value)) return value;
    if (signatureOf(value) !== SIGNATURES.resourceReference) return mapValues(value, flattenReferences);
    if (!("id" in value)) return value["urn"];
    return value["id"] === "" ? UNKNOWN_MARKER : value["id"];
}

/** Wraps a value as secret, once. */
export function secret(value: unknown): unknown {
    return signatureOf(value) === SIGNATURES.secret ? value : { [SIGNATURE_KEY]: SIGNATURES.secret, value };
}

/** Whether a value is or contains one that is not known. */
export function containsUnknown(value: unknown): boolean {
    if (value === UNKNOWN_MARKER) return true;
    if (Array.isArray(value)) return value.some(containsUnknown);
    if (!isWireObject(value)) return false;
    if (signatureOf(value) === SIGNATURES.output && !("value" in value)) return true;
    return Object.values(value).some(containsUnknown);
}

/** A value without any secret wrapper around it. */
export function withoutSecret(value: unknown): unknown {
    return isWireObject(value) && signatureOf(value) === SIGNATURES.secret ? value["value"] : value;
}
