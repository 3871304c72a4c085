import { parseAllDocuments } from "yaml";

import type { WireProperties } from "../../plan/capture-events";
import { isWireObject } from "../monitor/values";
import { MonitorError } from "../protocol";
import type { FunctionAnswerer } from "./answer";

/** The version of YAML that Kubernetes reads: `on` and `yes` are booleans. */
const YAML_VERSION = "1.1";

/**
 * Decodes manifests as the Kubernetes provider does: every document that names a kind and a version. With a default
 * namespace the provider would ask its cluster which kinds have one, so that is left to it.
 */
const decodeYaml: FunctionAnswerer = ({ args, provider }) => {
    const { text, defaultNamespace } = args;
    if (typeof text !== "string" || isSet(defaultNamespace) || isSet(provider["namespace"])) return undefined;
    const documents = parseAllDocuments(text, { version: YAML_VERSION });
    const fault = Array.isArray(documents) ? documents.flatMap(({ errors }) => errors).at(0) : undefined;
    if (fault !== undefined) throw new MonitorError(`a Kubernetes manifest is not valid YAML: ${fault.message}`);
    const objects: unknown[] = Array.isArray(documents) ? documents.map(document => document.toJS() as unknown) : [];
    return { result: objects.filter(isWireObject).filter(isManifest) };
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
