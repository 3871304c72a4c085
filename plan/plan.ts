import type { PropertyMap } from "./value";

/** Where a plan was read from. What `policy-sdk` hands over has lost the marks of secrets. */
export type PlanSource = "embedded" | "preview" | "state" | "analyzer" | "policy-sdk";

/**
 * How far the properties of a plan had come when they were read: as the program *declared* them; *checked*, after the
 * provider filled in names and defaults; or as *outputs*, after the deployment.
 */
export type Phase = "declared" | "checked" | "output";

/** One stack as it would be, or is, deployed: the one thing that every judgement reads. */
export interface Plan {
    readonly project: string;
    readonly stack: string;
    readonly source: PlanSource;
    /** How far {@link PlannedResource.inputs} had come. */
    readonly phase: Phase;
    /** The stack's configuration by full key (`project:key`), secret values marked. Empty where the source does not carry it. */
    readonly config: PropertyMap;
    /** Every resource but the stack itself, in the order in which the engine met them. */
    readonly resources: readonly PlannedResource[];
    /** What the program exports. Empty where the source does not carry it. */
    readonly outputs: PropertyMap;
    /** What this plan leaves out or could not be answered while it was made. */
    readonly gaps: readonly Gap[];
    /** How state and secrets of the stack are kept. Nothing where the source does not say. */
    readonly storage?: StateStorage;
}

/** Where a stack's state lies, and what encrypts the secrets in it. */
export interface StateStorage {
    /** Address of the backend. It may hold a credential, so it is never shown. */
    readonly backend: string | undefined;
    readonly secretsProvider: SecretsProvider | undefined;
}

/** What encrypts the secrets of a stack. */
export interface SecretsProvider {
    /** A passphrase, a key of a cloud, or the service that keeps the state. */
    readonly kind: "passphrase" | "key" | "service";
    /** Address of the key, such as `awskms://alias/shop?region=eu-central-1`; of the service, with the stack. */
    readonly address: string | undefined;
    /** The salt of a passphrase, or the data key as the cloud's key encrypts it: two stacks never have the same by chance. */
    readonly token: string | undefined;
}

/** Something that a reader of the plan did not see. */
export interface Gap {
    readonly kind:
        | "unanswered-function"
        | "unanswered-plain-function"
        | "unanswered-call"
        | "stack-reference"
        | "remote-component"
        | "esc-environment"
        | "encrypted-config"
        | "supplied-answer";
    /** The token, name or key that is missing. */
    readonly subject: string;
    /** URN of the resource concerned, where there is one. */
    readonly urn?: string;
    readonly message: string;
    /**
     * Whether the gap may change which resources exist. Then nothing that looks at the whole stack can be said to hold.
     */
    readonly mayChangeShape: boolean;
}

/** One resource of a plan. */
export interface PlannedResource {
    readonly urn: string;
    /** Type token, such as `aws:rds/cluster:Cluster`. */
    readonly type: string;
    /** The name that the program gave it. */
    readonly name: string;
    /** Names of its ancestors and its own, joined by `/`. The same in every stack; may be shared by resources of different types. */
    readonly path: string;
    /** URN of the parent; nothing at the root of the stack. */
    readonly parent: string | undefined;
    /** Whether a provider makes it; a component is made by the program alone. */
    readonly custom: boolean;
    /** Whether it is read and not managed. */
    readonly external: boolean;
    /** Whether a plugin builds its children, so that the plan cannot show them. */
    readonly opaque: boolean;
    readonly inputs: PropertyMap;
    /** What is known of its state. For a component, what it registered. */
    readonly outputs: PropertyMap;
    /** URNs of all it depends on. */
    readonly dependencies: readonly string[];
    /** URNs that each input depends on, by name of the input. */
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    readonly provider: PlannedProvider | undefined;
    readonly options: PlannedOptions;
    /** Where the program registered it, where that is known. */
    readonly source: SourcePosition | undefined;
}

/** The provider that a resource is made with. */
export interface PlannedProvider {
    readonly urn: string;
    /** Name of the provider resource; `default` and its version for one that the engine made by itself. */
    readonly name: string;
    /** Whether the engine made it from the stack's configuration, for want of an explicit one. */
    readonly isDefault: boolean;
    readonly inputs: PropertyMap;
}

/** The resource options that a judgement may read. */
export interface PlannedOptions {
    readonly protect: boolean;
    readonly retainOnDelete: boolean;
    /** Nothing where the plan does not say, as a file that an older Pulumi CLI wrote. */
    readonly ignoreChanges: readonly string[] | undefined;
    readonly replaceOnChanges: readonly string[];
    readonly additionalSecretOutputs: readonly string[];
    /** URNs, or descriptions of aliases that name no URN, for people to read. */
    readonly aliases: readonly string[];
    readonly deleteBeforeReplace: boolean | undefined;
    readonly deletedWith: string | undefined;
    readonly importId: string | undefined;
    readonly version: string | undefined;
    readonly customTimeouts: Readonly<Record<string, string>>;
}

/** The options of a resource that was given none. */
export const NO_OPTIONS: PlannedOptions = {
    protect: false,
    retainOnDelete: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    additionalSecretOutputs: [],
    aliases: [],
    deleteBeforeReplace: undefined,
    deletedWith: undefined,
    importId: undefined,
    version: undefined,
    customTimeouts: {},
};

/** A place in a source file. */
export interface SourcePosition {
    /** Path of the file, relative to the project's folder where it lies inside. */
    readonly file: string;
    readonly line: number;
    readonly column: number;
}
