import { isPropertyMap, type PropertyValue, Unknown } from "../../../plan/value";
import type { Subject } from "../../kernel";
import { bare } from "../../../plan/plain";

/** An engine and the version that a parameter group is for. */
export interface ParameterFamily {
    /** As the database spells it, such as `aurora-postgresql`. */
    readonly engine: string;
    /** Such as `16` or `8.0`. */
    readonly version: string;
}

/** `aurora-postgresql16`, `mysql8.0`, `sqlserver-ex-15.0`, `redshift-2.0`. */
const FAMILY = /^(?:default\.)?([a-z][a-z-]*?)-?(\d+(?:\.\d+)?)$/;

/** Takes a family apart, or the name of the group that AWS keeps for it (`default.postgres16`). */
export function parseFamily(text: string): ParameterFamily | undefined {
    const [, engine, version] = FAMILY.exec(text) ?? [];
    return engine === undefined || version === undefined ? undefined : { engine, version };
}

/** The value that a parameter group sets, `undefined` if it sets none, or an unknown that may be it. */
export function parameterOf(group: Subject, name: string): PropertyValue | Unknown | undefined {
    let doubt: Unknown | undefined;
    for (const reading of group.readAll("parameters[]")) {
        if (reading.state === "unknown") doubt ??= new Unknown(reading.why);
        if (reading.state !== "known") continue;
        const parameter = bare(reading.value);
        if (!isPropertyMap(parameter)) {
            doubt ??= new Unknown("a parameter that cannot be read");
            continue;
        }
        const called = bare(parameter["name"] ?? null);
        if (called instanceof Unknown) doubt ??= called;
        if (called === name) return bare(parameter["value"] ?? null);
    }
    return doubt;
}
