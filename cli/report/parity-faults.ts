import type { ParityFault } from "../../parity/judge";

/** What each fault says, for people; in the order in which they are to be settled. */
export const PARITY_FAULTS: Readonly<Record<ParityFault, string>> = {
    "not-comparable": "Not compared: it could not be read",
    "never-differs": "Differs, and never may",
    "shared-value": "Shared, and must be each environment's own",
    "undeclared-difference": "Differs, and nobody declared it",
    "undecided-difference": "Not known before the deployment",
    "entry-changed": "Differs in other values than were approved",
    "entries-contradict": "Declared in ways that contradict each other",
    "entry-review-due": "Declared, and its review is overdue",
    "entry-unused": "Declared, and no difference any more",
};
