import type { Gap, PlannedOptions, SourcePosition } from "./plan";

/*
 * What the planning engine noted while a program ran, in the order in which it happened. Plain JSON: it crosses from the
 * program's process to the checker's, one event a line. Values are in Pulumi's wire encoding (plan/wire.ts).
 */

/** Properties in Pulumi's wire encoding. */
export type WireProperties = Readonly<Record<string, unknown>>;

export type CaptureEvent = CapturedResource | CapturedDefaultProvider | CapturedOutputs | CapturedGap | CapturedLog;

/** A resource was registered or read. */
export interface CapturedResource {
    readonly kind: "resource";
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** URN of the parent; empty at the root. */
    readonly parent: string;
    readonly custom: boolean;
    /** Whether a plugin builds its children. */
    readonly remote: boolean;
    /** Whether a transform of the program would change what the plugin registers: nobody can say then what becomes of it. */
    readonly childrenTransformed?: boolean;
    /** The id of a resource that is read and not managed. */
    readonly readId?: string;
    readonly inputs: WireProperties;
    /** What is known of its state, where that is not its inputs. */
    readonly state?: WireProperties;
    readonly dependencies: readonly string[];
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    /** Reference (`<urn>::<id>`) of the provider; empty where there is none. */
    readonly provider: string;
    /** Only the options that were given. */
    readonly options: Partial<PlannedOptions>;
    readonly source?: SourcePosition;
}

/** The engine made a provider from the stack's configuration. */
export interface CapturedDefaultProvider {
    readonly kind: "default-provider";
    readonly urn: string;
    readonly name: string;
    readonly inputs: WireProperties;
}

/** A component, or the stack itself, said what it gives out. */
export interface CapturedOutputs {
    readonly kind: "outputs";
    readonly urn: string;
    readonly outputs: WireProperties;
}

export interface CapturedGap {
    readonly kind: "gap";
    readonly gap: Gap;
}

/** The program, or the SDK in its name, wrote to the engine's log. */
export interface CapturedLog {
    readonly kind: "log";
    readonly severity: "info" | "warning" | "error";
    readonly message: string;
    readonly urn: string;
}
