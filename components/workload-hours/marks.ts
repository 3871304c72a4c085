/** Label, with its value, of what is never put to sleep. */
export const NEVER_SLEEPS = { key: "sleeps", value: "never" } as const;
/** Label by which Karpenter says which pool a node is of. */
export const POOL = "karpenter.sh/nodepool";
