import type { Plan } from "../plan/plan";
import { type PropertyMap, Secret } from "../plan/value";
import type { RedactText } from "./redacted";
import type { SettingDifference } from "./stacks";

/*
 * Settings of the stacks and outputs of the programs: which there are, and which of them are secret. Their values are not
 * compared: what they lead to is.
 */

/** Where settings of the stack's file are, as a ledger names it. */
export const SETTINGS_PLACE = "@config";
/** Where the outputs of the program are. */
export const OUTPUTS_PLACE = "@outputs";

/** What the settings and outputs of two stacks differ in. */
export interface ComparedSettings {
    readonly differences: readonly SettingDifference[];
    /** Places of which a source says nothing, so that nothing was compared. */
    readonly unread: readonly string[];
}

/** By what each is in any project: its full name, and whether it is secret. Nothing where the source does not carry them. */
type Settings = ReadonlyMap<string, { readonly property: string; readonly isSecret: boolean }> | undefined;

/** Compares the settings and the outputs of two stacks. */
export function compareSettings(left: Plan, right: Plan, redact: RedactText): ComparedSettings {
    const compared = [
        { at: SETTINGS_PLACE, ofLeft: settingsOf(left), ofRight: settingsOf(right) },
        { at: OUTPUTS_PLACE, ofLeft: outputsOf(left), ofRight: outputsOf(right) },
    ];
    return {
        differences: compared
            .flatMap(({ at, ofLeft, ofRight }) => differences(at, ofLeft, ofRight))
            .map(one => ({ ...one, property: redact(one.property) })),
        unread: compared.filter(({ ofLeft, ofRight }) => !ofLeft || !ofRight).map(({ at }) => at),
    };
}

/** Settings: `shop:days` of the project `shop` is what `store:days` is of `store`. */
function settingsOf({ config, project, source }: Plan): Settings {
    if (Object.keys(config).length === 0 && source !== "embedded") return undefined;
    const own = `${project}:`;
    return named(config, name => (name.startsWith(own) ? name.slice(own.length - 1) : name));
}

function outputsOf({ outputs, source }: Plan): Settings {
    if (Object.keys(outputs).length === 0 && source !== "embedded" && source !== "state") return undefined;
    return named(outputs, name => name);
}

function named(all: PropertyMap, keyOf: (name: string) => string): Settings {
    return new Map(
        Object.entries(all).map(([property, value]) => [
            keyOf(property),
            { property, isSecret: value instanceof Secret },
        ]),
    );
}

function differences(at: string, left: Settings, right: Settings): readonly SettingDifference[] {
    if (left === undefined || right === undefined) return [];
    const only = (settings: typeof left, peer: typeof left, side: "left" | "right") =>
        [...settings].flatMap(([key, { isSecret, property }]): readonly SettingDifference[] => {
            const one = { kind: "setting", at, property, side, undecided: false } as const;
            const other = peer.get(key);
            if (other === undefined) return [one];
            return isSecret && !other.isSecret ? [{ ...one, isSecretThere: true }] : [];
        });
    return [...only(left, right, "left"), ...only(right, left, "right")];
}
