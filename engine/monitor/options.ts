import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { Value } from "google-protobuf/google/protobuf/struct_pb";

import type { PlannedOptions } from "../../plan/plan";
import { buildUrn } from "../../plan/urn";
import type { Protocol } from "../protocol";
import { readField, writeField } from "./fields";

type Hooks = RegisterResourceRequest.ResourceHooksBinding | undefined;
type Trigger = Value | undefined;

/** The options of one registration, as they stand before and between its transforms. */
export interface RegistrationOptions {
    readonly dependsOn: readonly string[];
    readonly protect: boolean | undefined;
    readonly retainOnDelete: boolean | undefined;
    readonly deleteBeforeReplace: boolean | undefined;
    readonly ignoreChanges: readonly string[];
    readonly replaceOnChanges: readonly string[];
    readonly additionalSecretOutputs: readonly string[];
    readonly aliases: readonly Alias[];
    readonly version: string;
    readonly pluginDownloadUrl: string;
    /** Reference of the provider; empty for the default one. */
    readonly provider: string;
    /** Provider references by package, which a component hands to its children. */
    readonly providers: ReadonlyMap<string, string>;
    readonly deletedWith: string;
    readonly replaceWith: readonly string[];
    readonly importId: string;
    readonly customTimeouts: RegisterResourceRequest.CustomTimeouts | undefined;
    readonly hooks: Hooks;
    readonly replacementTrigger: Trigger;
}

/** What a child takes over from its parent where it says nothing itself (`inheritFromParent`). */
export type InheritedOptions = Pick<RegistrationOptions, "protect" | "retainOnDelete" | "deletedWith" | "provider">;

/** The options as a program asked for them. */
export function requestedOptions(request: RegisterResourceRequest): RegistrationOptions {
    const deletesBefore = request.getDeletebeforereplacedefined() || request.getDeletebeforereplace();
    return {
        dependsOn: request.getDependenciesList(),
        protect: request.hasProtect() ? request.getProtect() : undefined,
        retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
        deleteBeforeReplace: deletesBefore ? request.getDeletebeforereplace() : undefined,
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        aliases: request.getAliasesList(),
        version: request.getVersion(),
        pluginDownloadUrl: request.getPlugindownloadurl(),
        provider: request.getProvider(),
        providers: new Map(request.getProvidersMap().entries()),
        deletedWith: request.getDeletedwith(),
        replaceWith: readField(request, "getReplaceWithList", []),
        importId: request.getImportid(),
        customTimeouts: request.getCustomtimeouts(),
        hooks: readField<Hooks>(request, "getHooks", undefined),
        replacementTrigger: readField<Trigger>(request, "getReplacementTrigger", undefined),
    };
}

/** The options as a transform is told them. */
export function toTransformOptions(protocol: Protocol, options: RegistrationOptions): TransformResourceOptions {
    const message = new protocol.resource.TransformResourceOptions();
    message.setDependsOnList([...options.dependsOn]);
    if (options.protect !== undefined) message.setProtect(options.protect);
    if (options.retainOnDelete !== undefined) message.setRetainOnDelete(options.retainOnDelete);
    if (options.deleteBeforeReplace !== undefined) message.setDeleteBeforeReplace(options.deleteBeforeReplace);
    message.setIgnoreChangesList([...options.ignoreChanges]);
    message.setReplaceOnChangesList([...options.replaceOnChanges]);
    message.setAdditionalSecretOutputsList([...options.additionalSecretOutputs]);
    message.setAliasesList([...options.aliases]);
    message.setVersion(options.version);
    message.setPluginDownloadUrl(options.pluginDownloadUrl);
    message.setProvider(options.provider);
    for (const [packageName, reference] of options.providers) message.getProvidersMap().set(packageName, reference);
    message.setDeletedWith(options.deletedWith);
    writeField(message, "setReplaceWithList", [...options.replaceWith]);
    writeField(message, "setImport", options.importId);
    message.setCustomTimeouts(options.customTimeouts);
    writeField(message, "setHooks", options.hooks);
    writeField(message, "setReplacementTrigger", options.replacementTrigger);
    return message;
}

/** The options as a transform left them. */
export function fromTransformOptions(message: TransformResourceOptions): RegistrationOptions {
    return {
        dependsOn: message.getDependsOnList(),
        protect: message.hasProtect() ? message.getProtect() : undefined,
        retainOnDelete: message.hasRetainOnDelete() ? message.getRetainOnDelete() : undefined,
        deleteBeforeReplace: message.hasDeleteBeforeReplace() ? message.getDeleteBeforeReplace() : undefined,
        ignoreChanges: message.getIgnoreChangesList(),
        replaceOnChanges: message.getReplaceOnChangesList(),
        additionalSecretOutputs: message.getAdditionalSecretOutputsList(),
        aliases: message.getAliasesList(),
        version: message.getVersion(),
        pluginDownloadUrl: message.getPluginDownloadUrl(),
        provider: message.getProvider(),
        providers: new Map(message.getProvidersMap().entries()),
        deletedWith: message.getDeletedWith(),
        replaceWith: readField(message, "getReplaceWithList", []),
        importId: readField(message, "getImport", ""),
        customTimeouts: message.getCustomTimeouts(),
        hooks: readField<Hooks>(message, "getHooks", undefined),
        replacementTrigger: readField<Trigger>(message, "getReplacementTrigger", undefined),
    };
}

/** What the options need to be told of their resource to be written down. */
interface ResourceIdentity {
    readonly project: string;
    readonly stack: string;
    readonly type: string;
    readonly name: string;
    readonly parent: string;
}

/** The options as a plan keeps them: only those that were given. */
export function plannedOptions(options: RegistrationOptions, identity: ResourceIdentity): Partial<PlannedOptions> {
    const timeouts = Object.entries(timeoutsOf(options.customTimeouts)).filter(([, limit]) => limit !== "");
    return {
        ...(options.protect === true && { protect: true }),
        ...(options.retainOnDelete === true && { retainOnDelete: true }),
        ...(options.ignoreChanges.length > 0 && { ignoreChanges: options.ignoreChanges }),
        ...(options.replaceOnChanges.length > 0 && { replaceOnChanges: options.replaceOnChanges }),
        ...(options.additionalSecretOutputs.length > 0 && { additionalSecretOutputs: options.additionalSecretOutputs }),
        ...(options.aliases.length > 0 && {
            aliases: [...new Set(options.aliases.map(alias => aliasUrn(alias, identity)))],
        }),
        ...(options.deleteBeforeReplace !== undefined && { deleteBeforeReplace: options.deleteBeforeReplace }),
        ...(options.deletedWith !== "" && { deletedWith: options.deletedWith }),
        ...(options.importId !== "" && { importId: options.importId }),
        ...(options.version !== "" && { version: options.version }),
        ...(timeouts.length > 0 && { customTimeouts: Object.fromEntries(timeouts) }),
    };
}

function timeoutsOf(timeouts: RegisterResourceRequest.CustomTimeouts | undefined): Readonly<Record<string, string>> {
    if (timeouts === undefined) return {};
    return {
        create: timeouts.getCreate(),
        update: timeouts.getUpdate(),
        delete: timeouts.getDelete(),
        read: readField(timeouts, "getRead", ""),
    };
}

/** The URN that an alias stands for: what it leaves out is as the resource has it. */
function aliasUrn(alias: Alias, identity: ResourceIdentity): string {
    const spec = alias.getSpec();
    if (spec === undefined) return alias.getUrn();
    const stated = spec.getParenturn() === "" ? identity.parent : spec.getParenturn();
    const parent = spec.getNoparent() || stated === "" ? undefined : stated;
    return buildUrn(
        orElse(spec.getStack(), identity.stack),
        orElse(spec.getProject(), identity.project),
        parent,
        orElse(spec.getType(), identity.type),
        orElse(spec.getName(), identity.name),
    );
}

function orElse(stated: string, otherwise: string): string {
    return stated === "" ? otherwise : stated;
}
