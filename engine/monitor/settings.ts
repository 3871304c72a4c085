import type { WireProperties } from "../../plan/capture-events";

/** What a monitor is told of the stack that it answers for. Plain JSON: it is handed to the program's process. */
export interface MonitorSettings {
    readonly project: string;
    readonly stack: string;
    readonly organization: string;
    /** Folder of `Pulumi.yaml`: paths of sources are shown relative to it. */
    readonly projectFolder: string;
    /** Folder in which the program runs: paths of assets are relative to it. */
    readonly programFolder: string;
    /** The stack's configuration by full key (`project:key`); a value that is not a string is written as JSON. */
    readonly config: Readonly<Record<string, string>>;
    /** Keys whose values are secret. */
    readonly secretKeys: readonly string[];
    readonly answers: Answers;
}

/** What the user says that provider functions and other stacks would answer. */
export interface Answers {
    /** Answers by function token, such as `aws:ec2/getAmi:getAmi`; the first whose arguments agree is taken. */
    readonly functions?: Readonly<Record<string, readonly FunctionAnswer[]>>;
    /** Outputs of other stacks by name, such as `acme/network/prod`. */
    readonly stackReferences?: Readonly<Record<string, StackReferenceAnswer>>;
    /** Stand-ins for encrypted settings by full key (`project:key`), where the program must be able to read one. */
    readonly settings?: Readonly<Record<string, unknown>>;
}

export interface FunctionAnswer {
    /**
     * Arguments that a call must have, among others, for this answer to be the one.
     * @default - any call
     */
    readonly args?: WireProperties;
    readonly result: WireProperties;
}

export interface StackReferenceAnswer {
    readonly outputs: WireProperties;
}

/** The configuration of one provider package (`aws:region` is `region` of `aws`). */
export function packageConfig(settings: MonitorSettings, packageName: string): Readonly<Record<string, string>> {
    const prefix = `${packageName}:`;
    const own: Record<string, string> = {};
    for (const [key, value] of Object.entries(settings.config)) {
        if (key.startsWith(prefix)) own[key.slice(prefix.length)] = value;
    }
    return own;
}
