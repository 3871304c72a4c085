import { type ArgumentFault, ArgumentFaults, oneOf, textMatching } from "../arguments";
import { isPlainObject } from "../known-arguments";
import { checkObject, type Fields } from "../object-arguments";

/** Types that an attribute of a flag can have (AppConfig user guide, "Type reference for AWS.AppConfig.FeatureFlags"). */
export const ATTRIBUTE_TYPES = ["string", "number", "boolean"] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** What a flag is, the same in every environment. */
export interface FlagDefinition {
    /** What it switches, for whoever finds it in a year. 1 to 1024 characters. */
    readonly description: string;
    /**
     * What it says beside on and off, by key; each is required of its value.
     *
     * @default - nothing
     */
    readonly attributes?: Readonly<Record<string, AttributeType>>;
}

/** What a flag says in one environment. */
export interface FlagValue {
    readonly enabled: boolean;
    /** What each of its attributes says. Callers see them while the flag is on. */
    readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/** Keys of flags and attributes (same reference); `enabled` and what begins with an underscore are AppConfig's own. */
const KEY = textMatching(
    /^(?!enabled$)[a-z][A-Za-z0-9_-]{0,63}$/,
    "a key of 1 to 64 letters, digits, dashes and underscores, a small letter first, and not enabled",
);
const DESCRIPTION = textMatching(/^(?=.*\S)[^]{1,1024}$/, "1 to 1024 characters that say what it switches");

const DEFINITION: Fields<FlagDefinition> = { description: true, attributes: true };
const VALUE: Fields<FlagValue> = { enabled: true, attributes: true };

/** The document that AppConfig keeps: what there is, and what it says. Keys are sorted, so that their order is no change. */
export function flagDocument(
    flags: Readonly<Record<string, FlagDefinition>>,
    values: Readonly<Record<string, FlagValue>>,
): string {
    const keys = Object.keys(flags).sort();
    return JSON.stringify({
        version: "1",
        flags: Object.fromEntries(keys.map(key => [key, definitionOf(key, flags[key])])),
        values: Object.fromEntries(keys.map(key => [key, valueOf(values[key])])),
    });
}

function definitionOf(name: string, flag: FlagDefinition | undefined): object {
    const attributes = sorted(flag?.attributes ?? {}).map(([key, type]) => [
        key,
        { constraints: { type, required: true } },
    ]);
    return {
        name,
        description: flag?.description,
        ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes) as object }),
    };
}

function valueOf(value: FlagValue | undefined): object {
    return { enabled: value?.enabled, ...Object.fromEntries(sorted(value?.attributes ?? {})) };
}

function sorted<Value>(record: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
    return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Everything that is wrong with flags and their values, as faults of the arguments `flags` and `values`. */
export function flagFaults(
    flags: Readonly<Record<string, FlagDefinition>>,
    values: Readonly<Record<string, FlagValue>>,
): readonly ArgumentFault[] {
    const faults = new ArgumentFaults();
    for (const [name, given] of [
        ["flags", flags],
        ["values", values],
    ] as const) {
        if (!isPlainObject(given)) faults.add(name, "an object with a field for each flag", given);
    }
    if (faults.all.length > 0) return faults.all;
    if (Object.keys(flags).length === 0) faults.add("flags", "at least one flag", flags);
    for (const [key, flag] of Object.entries(flags)) {
        checkDefinition(`flags["${key}"]`, key, flag, faults);
        if (!(key in values)) faults.add(`values["${key}"]`, "what the flag says in this environment", undefined);
    }
    for (const [key, value] of Object.entries(values)) {
        const flag = flags[key];
        if (flag === undefined) {
            faults.add(`values["${key}"]`, `one of the flags, ${Object.keys(flags).join(", ")}`, key);
        } else if (isPlainObject(flag) && checkObject(faults, `values["${key}"]`, value, VALUE)) {
            checkValue(`values["${key}"]`, flag, value, faults);
        }
    }
    return faults.all;
}

function checkDefinition(path: string, key: string, flag: FlagDefinition, faults: ArgumentFaults): void {
    faults.check(path, key, KEY);
    if (!checkObject(faults, path, flag, DEFINITION)) return;
    faults.check(`${path}.description`, flag.description, DESCRIPTION);
    for (const [attribute, type] of Object.entries(flag.attributes ?? {})) {
        faults.check(`${path}.attributes["${attribute}"]`, attribute, KEY);
        faults.check(`${path}.attributes["${attribute}"]`, type, oneOf(ATTRIBUTE_TYPES));
    }
}

function checkValue(path: string, flag: FlagDefinition, value: FlagValue, faults: ArgumentFaults): void {
    faults.check(`${path}.enabled`, value.enabled, oneOf([true, false]));
    const types = flag.attributes ?? {};
    const attributes = value.attributes ?? {};
    for (const [attribute, type] of Object.entries(types)) {
        if (!ATTRIBUTE_TYPES.includes(type)) continue;
        faults.check(`${path}.attributes["${attribute}"]`, attributes[attribute], {
            expected: `a ${type}`,
            fits: one => typeof one === type && !Number.isNaN(one),
        });
    }
    for (const attribute of Object.keys(attributes).filter(one => !(one in types))) {
        faults.add(`${path}.attributes["${attribute}"]`, "an attribute that the flag has", attribute);
    }
}
