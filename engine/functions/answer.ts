import type { WireProperties } from "../../plan/capture-events";

/** What a provider function is asked, and what is known of the provider that it is asked of. */
export interface FunctionCall {
    /** Such as `aws:index/getRegion:getRegion`. */
    readonly token: string;
    readonly args: WireProperties;
    /** Inputs of the provider, secrets unwrapped; empty where nothing is known of it. */
    readonly provider: WireProperties;
}

/**
 * Answers one provider function from what the plan itself says, without a provider. Returns nothing where that is not
 * enough: an answer is never invented. Parts of an answer may be unknown.
 */
export type FunctionAnswerer = (call: FunctionCall) => WireProperties | undefined;
