/** Annotation that keeps how many replicas a workload had at work. */
export const REPLICAS_AT_WORK = "replicas-at-work";
/** Label, with its value, of workloads that are never put to sleep. */
export const NEVER_SLEEPS = { key: "sleeps", value: "never" } as const;
/** Kinds of workloads that are put to sleep, as the API calls them. */
export const KINDS = ["deployments", "statefulsets"] as const;
/** Label by which Karpenter says which pool a node is of. */
export const POOL = "karpenter.sh/nodepool";
