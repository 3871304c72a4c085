import type { WorkingHours } from "../hours/working-hours";
import { type IsolationSettings, NO_ISOLATION_SETTINGS } from "../isolation/settings";
import type { Preset } from "./kernel/rule";
import type { EnvironmentClass, EnvironmentFacts } from "../plan/stack";

/** What `stagewright.yaml` says, defaults filled in. Every field is optional in the file. */
export interface Settings {
    /**
     * How much is asked for: which rules run where nothing is said of a rule itself.
     * @default "standard"
     */
    readonly preset: Preset;
    /**
     * Whether *undecided* counts as a failure.
     * @default nothing: see `isStrict`.
     */
    readonly strict: boolean | undefined;
    /** Facts about stacks, by name of the stack. */
    readonly environments: Readonly<Record<string, EnvironmentSetting>>;
    /**
     * The two stacks that must be alike. All are kept apart from production, whatever is said here.
     * @default nothing: the one production and the one staging that there are.
     */
    readonly compare: readonly [string, string] | undefined;
    /** What may never differ between two environments beside what `parity` knows, by name. */
    readonly neverDiffer: Readonly<Record<string, NeverDifferSetting>>;
    /** What a team says of the boundaries of its environments: what belongs to them, what is common, which ways are meant. */
    readonly isolation: IsolationSettings;
    readonly tags: {
        /** The tags that every taggable resource carries: each key with its allowed values; an empty list allows any. */
        readonly required: Readonly<Record<string, readonly string[]>>;
    };
    /** Configuration keys (`project:key`) that no two stacks may share a value of. Checked before anything is planned. */
    readonly distinctConfig: readonly string[];
    /** What is said of single rules, by name of the rule. */
    readonly rules: Readonly<Record<string, RuleSettings>>;
    /** Stand-ins for what only a cloud or another stack can answer. */
    readonly answers: Answers;
    /**
     * Share of the judgements that must be decided, from 0 to 1.
     * @default 0
     */
    readonly minimumCoverage: number;
}

/** What a team says of one environment. */
export interface EnvironmentSetting {
    /** @default - its name decides. */
    readonly class?: EnvironmentClass;
    /** When people work in it. @default - what its plan says. */
    readonly workingHours?: WorkingHours;
}

/** Properties of some types in which two environments never differ, whatever anybody declares. */
export interface NeverDifferSetting {
    /** Beginnings of type tokens. */
    readonly types: readonly string[];
    readonly properties: readonly string[];
    readonly reason: string;
}

/** What a team says of one rule: whether it runs, whether it mends, and the rule's own settings beside that. */
export interface RuleSettings {
    /** @default - whether the preset has the rule. */
    readonly enabled?: boolean;
    /**
     * Whether the rule mends what it can under the Pulumi CLI: only a rule that knows how to does.
     * @default false
     */
    readonly remediate?: boolean;
    readonly [setting: string]: unknown;
}

/** What provider functions, other stacks and the holder of a secret would answer. */
export interface Answers {
    /** Answers by function token, such as `aws:ec2/getAmi:getAmi`; the first whose arguments agree is taken. */
    readonly functions: Readonly<Record<string, readonly FunctionAnswer[]>>;
    /** Outputs of other stacks, by the name that the program refers to them by. */
    readonly stackReferences: Readonly<Record<string, { readonly outputs: Readonly<Record<string, unknown>> }>>;
    /** Stand-ins for encrypted settings by full key (`project:key`), where the program must be able to read one. */
    readonly settings: Readonly<Record<string, unknown>>;
}

/** One answer of a provider function. */
export interface FunctionAnswer {
    /**
     * Arguments that a call must have, among others, for this answer to be the one.
     * @default {}: any call.
     */
    readonly args?: Readonly<Record<string, unknown>>;
    readonly result: Readonly<Record<string, unknown>>;
}

/** Name of the settings file, beside `Pulumi.yaml`. */
export const SETTINGS_FILE = "stagewright.yaml";

/** The settings of a project that has no file of them. */
export const DEFAULT_SETTINGS: Settings = {
    preset: "standard",
    strict: undefined,
    environments: {},
    compare: undefined,
    neverDiffer: {},
    isolation: NO_ISOLATION_SETTINGS,
    tags: { required: { environment: [], owner: [], "cost-centre": [] } },
    distinctConfig: [],
    rules: {},
    answers: { functions: {}, stackReferences: {}, settings: {} },
    minimumCoverage: 0,
};

/** Stacks of these names are production where the settings say nothing of them. */
const PRODUCTION_NAMES: ReadonlySet<string> = new Set(["prod", "production", "live"]);

/** What is known of the environment that a stack is: what the settings say, else what its name says. */
export function environmentFacts(stack: string, settings: Settings): EnvironmentFacts {
    const named = PRODUCTION_NAMES.has(stack.toLowerCase()) ? "production" : "staging";
    return { name: stack, class: settings.environments[stack]?.class ?? named };
}
