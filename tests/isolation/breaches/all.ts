import type { Breach } from "./breach";
import { DATA_BREACHES } from "./data";
import { IDENTITY_BREACHES } from "./identity";
import { PIPELINE_BREACHES } from "./identity-pipelines";
import { NAME_BREACHES } from "./names";
import { PLACE_BREACHES } from "./names-places";
import { NETWORK_BREACHES } from "./network";
import { INTERFACE_BREACHES } from "./network-interfaces";
import { REFERENCE_BREACHES } from "./references";

/** Every breach of the catalogue. */
export const BREACHES: readonly Breach[] = [
    ...NETWORK_BREACHES,
    ...INTERFACE_BREACHES,
    ...NAME_BREACHES,
    ...PLACE_BREACHES,
    ...IDENTITY_BREACHES,
    ...PIPELINE_BREACHES,
    ...DATA_BREACHES,
    ...REFERENCE_BREACHES,
];
