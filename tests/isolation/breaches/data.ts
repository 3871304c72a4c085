import type { Breach } from "./breach";
import { COPY_BREACHES } from "./data-copies";
import { MESSAGE_BREACHES } from "./data-messages";
import { POLICY_BREACHES } from "./data-policies";
import { SERVICE_BREACHES } from "./data-services";
import { USE_BREACHES } from "./data-uses";

/** Breaches by data. */
export const DATA_BREACHES: readonly Breach[] = [
    ...POLICY_BREACHES,
    ...COPY_BREACHES,
    ...MESSAGE_BREACHES,
    ...USE_BREACHES,
    ...SERVICE_BREACHES,
];
