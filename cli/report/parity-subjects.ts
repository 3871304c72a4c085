import type { Subject } from "../../parity/untestable";

/** What the parts of a document about differences are called. */
export const SUBJECT_TITLES: Readonly<Record<Subject, string>> = {
    compute: "Compute",
    data: "Data",
    network: "Network",
    security: "Security",
    versions: "Versions",
    observability: "Observability",
    other: "Of no known capability",
    settings: "Settings and outputs",
};
