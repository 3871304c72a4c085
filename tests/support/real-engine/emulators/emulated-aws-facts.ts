import type { AwsScope } from "./emulated-aws-account";
import { DATA_TYPES } from "./emulated-aws-data-types";
import { DELIVERY_TYPES } from "./emulated-aws-delivery-types";
import { GOVERNANCE_TYPES } from "./emulated-aws-governance-types";
import { NETWORK_TYPES } from "./emulated-aws-network-types";
import { PLATFORM_TYPES } from "./emulated-aws-platform-types";
import type { Wire, WireMap } from "./wire";

/** What the SDK does not say of a type, and what the emulator would otherwise make up badly. */
export interface AwsTypeFacts {
    /** The property that names the resource. @default `name` */
    readonly nameProperty?: string;
    /** Whether the service refuses capitals in a name. @default false */
    readonly lowerCaseName?: boolean;
    /** Inputs that the provider fills in where they are not set (the schema's defaults). */
    readonly defaults?: Readonly<Record<string, Wire>>;
    /** Inputs whose change makes a new resource, besides the name ("forces new resource" in the provider's schema). */
    readonly replaceOn?: readonly string[];
    /** Where the id comes from, where it is not the name: the ARN, or inputs joined by colons. */
    readonly idFrom?: "arn" | readonly string[];
    /** Prefix of an id that the service makes up, such as `vpc`. */
    readonly idPrefix?: string;
    /** Service in the ARN. @default the module of the type */
    readonly service?: string;
    /** What stands behind the account in the ARN. @default `<kind>/{id}` */
    readonly arnResource?: string;
    /** Whether the service is the same in all regions, so that the ARN names none. @default false */
    readonly global?: boolean;
    /** A computed number that grows by one with each update. */
    readonly countsVersions?: string;
    /** Computed properties whose shape matters to those who read them. */
    readonly outputs?: Readonly<Record<string, (made: MadeUp) => Wire>>;
}

/** What a made-up value can be made of. */
export interface MadeUp extends AwsScope {
    readonly id: string;
    readonly name: string;
    /** Digits that follow from the resource and the property alone. */
    readonly hex: string;
    readonly inputs: WireMap;
}

/** The types of which more must be known than the SDK says. All others are emulated from the SDK alone. */
export const AWS_TYPES: Readonly<Record<string, AwsTypeFacts>> = {
    ...NETWORK_TYPES,
    ...DATA_TYPES,
    ...PLATFORM_TYPES,
    ...DELIVERY_TYPES,
    ...GOVERNANCE_TYPES,
};
