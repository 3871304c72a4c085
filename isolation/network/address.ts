import { asRange, isAnywhere } from "../../aws/address-range";
import type { Naming } from "../data/namings";

/** A range or an address. Whatever else stands there, and what means anybody, names nobody. */
export const address: Naming = text => {
    const range = asRange(text);
    return range === undefined || isAnywhere(range) ? undefined : { kind: "range", range: range.text };
};
