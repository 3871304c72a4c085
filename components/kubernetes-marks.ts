import { type Environment, environmentTags } from "./environment";

/**
 * Labels and annotations of an object in Kubernetes. Labels take no spaces or signs, so of what the tags say only the
 * environment's name is one; the rest are annotations. Their keys are ours: an organisation's keys for tags need not be
 * keys in Kubernetes.
 */
export function marks(environment: Environment, labels: Readonly<Record<string, string>> = {}) {
    const { environment: environmentName, ...rest } = environmentTags({ ...environment, tagKeys: undefined });
    return { labels: { environment: environmentName ?? environment.name, ...labels }, annotations: rest };
}
