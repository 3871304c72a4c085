import type { Rule } from "../kernel/rule";
import type { PolicyMetadata } from "../pulumi/metadata";
import type { PulumiOptions } from "../pulumi/judging";

/** A pack of rules as the Pulumi CLI is to see it. */
export interface PackDefinition extends PulumiOptions {
    readonly name: string;
    readonly version: string;
    readonly description: string;
    readonly rules: readonly Rule[];
}

/** A policy as the CLI lists it, and whether it judges each resource before it is created. */
export interface ServedPolicy extends PolicyMetadata {
    readonly looksAtOne: boolean;
}
