import type { Access, ThingReference } from "./connection";

/** What belongs to an environment, or to what several may use. */
export interface Belongings {
    /** AWS accounts: twelve digits each. */
    readonly accounts?: readonly string[];
    /** Ranges of addresses, in CIDR notation. */
    readonly ranges?: readonly string[];
    /** ARNs, or patterns of ARNs with `*` and `?`. */
    readonly names?: readonly string[];
    /** Names of the DNS, each with all below it. */
    readonly hosts?: readonly string[];
    /** Networks, gateways, zones and others by their ids. */
    readonly things?: readonly Pick<ThingReference, "thing" | "id">[];
}

/** A part of the world that several environments may use, and never get through. */
export interface Common extends Belongings {
    /** What environments may do there. */
    readonly access: "read-only" | "write-only";
    readonly purpose: string;
}

/** A way from one environment to another that is meant, in one direction. */
export interface Gateway {
    /** Names of stacks. */
    readonly from: string;
    readonly to: string;
    /** Where the way is declared: `<component path>` or `<component path>#<property>`. */
    readonly at: readonly string[];
    /** What may be done through it. @default - anything */
    readonly access?: Access;
    readonly purpose: string;
    readonly owner: string;
    /** The last day on which it is open, as `YYYY-MM-DD`. */
    readonly expires: string;
}

/** What a team says of the boundaries of its environments. */
export interface IsolationSettings {
    /** What belongs to an environment beside what its plan shows, by the name of its stack. */
    readonly boundaries: Readonly<Record<string, Belongings>>;
    readonly commons: Readonly<Record<string, Common>>;
    readonly gateways: Readonly<Record<string, Gateway>>;
}

/** Nothing declared: what the plans show is all there is. */
export const NO_ISOLATION_SETTINGS: IsolationSettings = { boundaries: {}, commons: {}, gateways: {} };
