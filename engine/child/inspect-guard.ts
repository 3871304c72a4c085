import * as util from "node:util";

/*
 * `util.inspect(error, { colors: true })` of Node 20 never ends on a frame whose path has `node_modules/` but no module
 * behind it, such as `node_modules/@pulumi/config.ts`, which the SDK's source maps produce. The SDK calls it on every
 * program that fails. Colours are of no use here, so they are left out for errors.
 */

/** Node versions from this one on are not affected. */
const FIXED_IN_MAJOR_VERSION = 24;

/** Guards `util.inspect` of this process against looping on an error. */
export function guardInspect(nodeVersion = process.versions.node): void {
    if (Number.parseInt(nodeVersion, 10) >= FIXED_IN_MAJOR_VERSION) return;
    const original = util.inspect;
    const guarded = (value: unknown, ...rest: unknown[]): string => {
        const [options, ...others] = rest;
        const coloured = typeof options === "object" && options !== null && "colors" in options;
        const safe = value instanceof Error && coloured ? { ...options, colors: false } : options;
        return (original as (...args: unknown[]) => string)(value, safe, ...others);
    };
    Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(original));
    const mutable = process.getBuiltinModule("node:util") as { inspect: unknown };
    mutable.inspect = guarded;
}
