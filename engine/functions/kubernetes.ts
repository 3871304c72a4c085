import type { WireProperties } from "../../plan/capture-events";
import { readManifests } from "../../plan/manifests";
import { isWireObject } from "../monitor/values";
import { MonitorError } from "../protocol";
import type { FunctionAnswerer } from "./answer";

/**
 * Decodes manifests as the Kubernetes provider does: every document that names a kind and a version. With a default
 * namespace the provider would ask its cluster which kinds have one, so that is left to it.
 */
const decodeYaml: FunctionAnswerer = ({ args, provider }) => {
    const { text, defaultNamespace } = args;
    if (typeof text !== "string" || isSet(defaultNamespace) || isSet(provider["namespace"])) return undefined;
    const manifests = readManifests(text);
    if ("fault" in manifests) throw new MonitorError(`a Kubernetes manifest is not valid YAML: ${manifests.fault}`);
    return { result: manifests.documents.filter(isWireObject).filter(isManifest) };
};

function isManifest({ kind, apiVersion }: WireProperties): boolean {
    return isSet(kind) && isSet(apiVersion);
}

function isSet(value: unknown): boolean {
    return typeof value === "string" && value !== "";
}

/** The functions of the Kubernetes provider that are pure functions of their arguments. */
export const KUBERNETES_FUNCTIONS: Readonly<Record<string, FunctionAnswerer>> = {
    "kubernetes:yaml:decode": decodeYaml,
};
