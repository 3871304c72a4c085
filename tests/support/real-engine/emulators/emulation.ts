import type { Wire, WireMap } from "./wire";

/** A resource as one request to a provider names it. */
export interface Subject {
    readonly urn: string;
    readonly type: string;
    /** The name that the program gave it. */
    readonly name: string;
    /** The configuration of the provider that it is made with. */
    readonly config: WireMap;
}

/** A resource as an emulated provider holds it. */
export interface Held {
    readonly urn: string;
    readonly type: string;
    readonly id: string;
    readonly inputs: WireMap;
    readonly outputs: WireMap;
    /** Whether its service has stopped it; of a cluster of databases a provider shows nothing of that. @default false */
    readonly stopped?: boolean;
}

/** An input that a provider refuses. */
export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}

/** What a provider makes of a resource's inputs before anything is planned. */
export interface Checked {
    readonly inputs: WireMap;
    readonly failures: readonly CheckFailure[];
}

/** A call that changes what there is. */
export type ServiceCall = "create" | "update" | "delete";

/** What one package's emulator knows of its cloud. The protocol is the same for all. */
export interface Emulation {
    /** Name of the package, such as `aws`. */
    readonly packageName: string;

    /** The reasons why a provider's configuration is refused; none where it is accepted. */
    checkConfig(config: WireMap): readonly CheckFailure[];

    /** Whether a change of a provider's own configuration means another provider, and with it all that it made. */
    replacesProvider(property: string): boolean;

    /**
     * Fills in names and defaults.
     *
     * @param olds The checked inputs of the deployment before; empty on a creation.
     * @param seed What the engine chose to make names up from.
     */
    check(subject: Subject, news: WireMap, olds: WireMap, seed: string): Checked;

    /** Whether a change of a property means a new resource. */
    replaces(subject: Subject, property: string, before: Wire | undefined, after: Wire | undefined): boolean;

    /** The identity of a new resource, and the properties that the provider computes, with values made up. */
    create(subject: Subject, inputs: WireMap): { readonly id: string; readonly computed: WireMap };

    /** The computed properties that an update changes, with their new values. */
    update(subject: Subject, olds: WireMap): WireMap;

    /**
     * Why the service refuses a call for the state that something is in; nothing where it does not.
     *
     * @param held Everything that the provider holds.
     */
    refuses?(type: string, call: ServiceCall, inputs: WireMap, held: readonly Held[]): string | undefined;

    /** Answers a function, or throws an error that names it. */
    invoke(token: string, args: WireMap, config: WireMap): WireMap;
}
