import { z } from "zod";
import { NO_OPTIONS, type PlannedOptions, type PlannedProvider, type PlannedResource } from "./plan";
import { RecordedSources } from "./recorded-source";
import { parseUrn, providerReferenceUrn, STACK_TYPE } from "./urn";
import type { PropertyMap } from "./value";
import { decodeProperties } from "./wire";

/*
 * One resource as the Pulumi CLI writes it, in a preview's steps as well as in a state: `ResourceV3` of
 * `sdk/go/common/apitype/core.go`. Only the fields that a plan needs are described; others are let through.
 */

const URN = z.string().refine(urn => parseUrn(urn) !== undefined, {
    error: "expected a URN such as urn:pulumi:<stack>::<project>::<type>::<name>",
});
const TEXTS = z.array(z.string()).nullish();
const PROPERTIES = z.record(z.string(), z.unknown()).nullish();

export const RESOURCE_RECORD = z.object({
    urn: URN,
    type: z.string(),
    id: z.string().nullish(),
    custom: z.boolean().nullish(),
    /** Replaced already, and waiting for its deletion. */
    delete: z.boolean().nullish(),
    external: z.boolean().nullish(),
    inputs: PROPERTIES,
    outputs: PROPERTIES,
    parent: z.string().nullish(),
    protect: z.boolean().nullish(),
    dependencies: TEXTS,
    propertyDependencies: z.record(z.string(), TEXTS).nullish(),
    provider: z.string().nullish(),
    additionalSecretOutputs: TEXTS,
    aliases: TEXTS,
    customTimeouts: z.record(z.string(), z.number()).nullish(),
    importID: z.string().nullish(),
    retainOnDelete: z.boolean().nullish(),
    deletedWith: z.string().nullish(),
    sourcePosition: z.string().nullish(),
    stackTrace: z.array(z.object({ sourcePosition: z.string().nullish() })).nullish(),
    ignoreChanges: TEXTS,
    replaceOnChanges: TEXTS,
});

/** A resource as the Pulumi CLI writes it. */
export type ResourceRecord = z.infer<typeof RESOURCE_RECORD>;

/** The prefix of the type of every provider; the package's name follows. */
const PROVIDER_TYPE_PREFIX = "pulumi:providers:";

/** How the engine begins the name of a provider that it makes by itself (`providers.IsDefaultProvider`). */
const DEFAULT_PROVIDER_NAME = "default";

/**
 * Turns the records of one stack into planned resources, in their order. The root stack and the providers that the
 * engine made by itself are left out: a program declares neither.
 *
 * @param configuration Inputs of a provider that has no record of its own, by the name of its package.
 */
export function resourcesFromRecords(
    records: readonly ResourceRecord[],
    configuration: (packageName: string) => PropertyMap,
): PlannedResource[] {
    const byUrn = new Map(records.map(record => [record.urn, record]));
    const paths = new Map<string, string>();
    const providers = new Map<string, PlannedProvider>();
    const sources = new RecordedSources(records);
    const isIgnoringSaid = records.some(saysIgnoring);
    return records
        .filter(record => record.type !== STACK_TYPE && !isDefaultProvider(record.urn))
        .map(record => ({
            urn: record.urn,
            type: record.type,
            name: nameOf(record.urn),
            path: pathOf(record.urn, byUrn, paths),
            parent: parentOf(record),
            custom: record.custom ?? false,
            external: record.external ?? false,
            opaque: false,
            inputs: decodeProperties(record.inputs),
            outputs: outputsOf(record),
            dependencies: record.dependencies ?? [],
            propertyDependencies: Object.fromEntries(
                Object.entries(record.propertyDependencies ?? {}).flatMap(([property, urns]) =>
                    (urns ?? []).length === 0 ? [] : [[property, urns ?? []]],
                ),
            ),
            provider: providerOf(record.provider ?? "", byUrn, providers, configuration),
            options: optionsOf(record, isIgnoringSaid),
            source: sources.of(record),
        }));
}

/** What is known of a resource's state. Its id is one of its outputs to a program, and stands beside them in a record. */
function outputsOf({ id, outputs }: ResourceRecord): PropertyMap {
    return { ...((id ?? "") === "" ? {} : { id: id ?? "" }), ...decodeProperties(outputs) };
}

/** What the root of the stack registered: what the program exports. */
export function stackOutputs(records: readonly ResourceRecord[]): PropertyMap {
    return decodeProperties(records.find(record => record.type === STACK_TYPE)?.outputs);
}

function nameOf(urn: string): string {
    return parseUrn(urn)?.name ?? urn;
}

function isDefaultProvider(urn: string): boolean {
    const parts = parseUrn(urn);
    return (
        parts !== undefined &&
        parts.type.startsWith(PROVIDER_TYPE_PREFIX) &&
        parts.name.startsWith(DEFAULT_PROVIDER_NAME)
    );
}

function parentOf(record: ResourceRecord): string | undefined {
    const parent = record.parent ?? "";
    return parent === "" || parseUrn(parent)?.type === STACK_TYPE ? undefined : parent;
}

function pathOf(urn: string, byUrn: ReadonlyMap<string, ResourceRecord>, paths: Map<string, string>): string {
    const known = paths.get(urn);
    if (known !== undefined) return known;
    // Written down before the parent is visited: a damaged file whose parents form a circle must not hang the reader.
    paths.set(urn, nameOf(urn));
    const record = byUrn.get(urn);
    const parent = record === undefined ? undefined : parentOf(record);
    const path = parent === undefined ? nameOf(urn) : `${pathOf(parent, byUrn, paths)}/${nameOf(urn)}`;
    paths.set(urn, path);
    return path;
}

function providerOf(
    reference: string,
    byUrn: ReadonlyMap<string, ResourceRecord>,
    providers: Map<string, PlannedProvider>,
    configuration: (packageName: string) => PropertyMap,
): PlannedProvider | undefined {
    const urn = providerReferenceUrn(reference);
    const parts = parseUrn(urn);
    if (parts === undefined) return undefined;
    let provider = providers.get(urn);
    if (provider === undefined) {
        const record = byUrn.get(urn);
        provider = {
            urn,
            name: parts.name,
            isDefault: isDefaultProvider(urn),
            inputs:
                record === undefined
                    ? configuration(parts.type.slice(PROVIDER_TYPE_PREFIX.length))
                    : decodeProperties(record.inputs),
        };
        providers.set(urn, provider);
    }
    return provider;
}

/**
 * Whether the CLI that wrote a record writes what is ignored. A current one leaves it out where that is nothing, an older one
 * always; traces of calls came later still (pulumi/pulumi#20430), so that a record with one is of a CLI that would say it.
 */
function saysIgnoring({ ignoreChanges, replaceOnChanges, stackTrace }: ResourceRecord): boolean {
    return [ignoreChanges, replaceOnChanges, stackTrace].some(given => (given ?? []).length > 0);
}

function optionsOf(record: ResourceRecord, isIgnoringSaid: boolean): PlannedOptions {
    return {
        ...NO_OPTIONS,
        protect: record.protect ?? false,
        retainOnDelete: record.retainOnDelete ?? false,
        ignoreChanges: record.ignoreChanges ?? (isIgnoringSaid ? [] : undefined),
        replaceOnChanges: record.replaceOnChanges ?? [],
        additionalSecretOutputs: record.additionalSecretOutputs ?? [],
        aliases: record.aliases ?? [],
        deletedWith: nonEmpty(record.deletedWith),
        importId: nonEmpty(record.importID),
        customTimeouts: Object.fromEntries(
            Object.entries(record.customTimeouts ?? {}).map(([operation, seconds]) => [operation, `${seconds}s`]),
        ),
    };
}

function nonEmpty(text: string | null | undefined): string | undefined {
    return text === null || text === "" ? undefined : text;
}
