import { AWAITED_REFERENCE } from "../functions";
import type { Patch } from "./module-hooks";

interface StackReference {
    readonly name: { promise(): Promise<string | undefined> };
}

type Read = (this: StackReference, ...args: unknown[]) => Promise<unknown>;
/** `invoke` of the SDK's runtime. */
export type Invoke = (token: string, args: object) => Promise<unknown>;

/**
 * Tells the monitor when a program awaits an output of another stack (`getOutputDetails`, `getOutputValue`, ...): what it
 * does not get may then decide which resources there are, which an output that is only handed on cannot.
 *
 * @param invokeOf The SDK's way of calling a function, once it is loaded.
 */
export function observeReferenceReads(invokeOf: () => Invoke): Patch {
    return exports => {
        const { prototype } = exports["StackReference"] as { prototype: { readOutputValue?: Read } };
        const original = prototype.readOutputValue;
        if (original === undefined) return;
        prototype.readOutputValue = async function readOutputValue(...args) {
            await invokeOf()(AWAITED_REFERENCE, { name: await this.name.promise() });
            return original.apply(this, args);
        };
    };
}
