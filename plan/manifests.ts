import { parseAllDocuments } from "yaml";

/** The version of YAML that Kubernetes reads: `on` and `yes` are booleans. */
const YAML_VERSION = "1.1";

/** Values of that version which Kubernetes takes as texts: points in time, and numbers to the base of sixty. */
const TEXTS_TO_KUBERNETES = { tag: "tag:yaml.org,2002:timestamp", format: "TIME" } as const;

/** The documents of a text of YAML, or what is wrong with it. The fault quotes the text: show it to nobody else. */
export type Manifests = { readonly documents: readonly unknown[] } | { readonly fault: string };

/** Reads YAML as Kubernetes does. Never throws. An empty document is `null`. */
export function readManifests(text: string): Manifests {
    const parsed = parseAllDocuments(text, {
        version: YAML_VERSION,
        // A template may use a map for a key, of which the library would warn on the terminal.
        logLevel: "error",
        customTags: tags =>
            tags.filter(
                tag =>
                    typeof tag === "string" ||
                    (tag.tag !== TEXTS_TO_KUBERNETES.tag && tag.format !== TEXTS_TO_KUBERNETES.format),
            ),
    });
    if (!Array.isArray(parsed)) return { documents: [] };
    const fault = parsed.flatMap(({ errors }) => errors).at(0);
    if (fault !== undefined) return { fault: fault.message };
    try {
        return { documents: parsed.map(document => document.toJS() as unknown) };
    } catch (error) {
        // Aliases that stand for more aliases without end.
        return { fault: error instanceof Error ? error.message : "it cannot be read" };
    }
}
