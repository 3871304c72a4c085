import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

import type { StackTrace } from "@pulumi/pulumi/proto/source_pb";

import type { CaptureEvent, WireProperties } from "../../plan/capture-events";
import type { SourcePosition } from "../../plan/plan";
import { buildUrn, STACK_TYPE } from "../../plan/urn";
import { SIGNATURE_KEY, UNKNOWN_MARKER } from "../../plan/wire";
import { MonitorError } from "../protocol";
import { namesOwnFile } from "../own-files";
import { filePath, shownPosition } from "../source-positions";
import { readField } from "./fields";
import { type InheritedOptions, plannedOptions, type RegistrationOptions, requestedOptions } from "./options";
import { isProviderType, packageOf, packageOfReference, type ProviderRequest, type Providers } from "./providers";
import { hashAssets } from "./assets";
import type { MonitorSettings } from "./settings";
import type { Transformable, Transforms } from "./transforms";
import { flattenReferences, lowerOutputs, outputDependencies, secret } from "./values";

/** Files of packages, and of Node.js itself, which gives its frames no address. */
const INSTALLED = /[\\/]node_modules[\\/]|^$/;

/** What the engine answers to a registration. */
export interface Registered {
    readonly urn: string;
    /** Empty where it is not known yet. */
    readonly id: string;
    readonly outputs: WireProperties;
}

/** What must be remembered of a resource for those registered after it. */
interface Known {
    readonly parent: string;
    readonly inherited: InheritedOptions | undefined;
    /** Providers by package that a component hands to its children. */
    readonly providers: ReadonlyMap<string, string> | undefined;
    readonly id: string;
    outputs: WireProperties;
}

/** Registers resources as the real engine does (`source_eval.go`, `RegisterResource` and `ReadResource`). */
export class Registrations {
    private readonly known = new Map<string, Known>();

    constructor(
        private readonly settings: MonitorSettings,
        private readonly providers: Providers,
        private readonly transforms: Transforms,
        private readonly emit: (event: CaptureEvent) => void,
    ) {}

    /** What is known of a resource: the answer to `pulumi:pulumi:getResource`. */
    find(urn: string): Registered | undefined {
        const known = this.known.get(urn);
        return known === undefined ? undefined : { urn, id: known.id, outputs: known.outputs };
    }

    /** Notes what a component gives out. */
    setOutputs(urn: string, outputs: WireProperties): void {
        const known = this.known.get(urn);
        if (known === undefined) throw new MonitorError(`cannot register outputs of the unknown resource ${urn}`);
        known.outputs = outputs;
    }

    /** The reference of the provider that applies to a token below a parent, where one is set (`resolveProvider`). */
    resolveProvider(explicit: string, own: ReadonlyMap<string, string>, parent: string, token: string): string {
        if (explicit !== "") return explicit;
        const packageName = packageOf(token);
        return own.get(packageName) ?? this.known.get(parent)?.providers?.get(packageName) ?? "";
    }

    /** Answers `RegisterResource`. */
    async register(request: RegisterResourceRequest): Promise<Registered> {
        const type = request.getType();
        const name = request.getName();
        const parent = request.getParent();
        const custom = request.getCustom();
        const remote = request.getRemote();
        const requested = this.inherit(request, requestedOptions(request));
        const provider =
            custom || remote
                ? this.resolveProvider(requested.provider, requested.providers, parent, type)
                : requested.provider;
        const asked: Transformable = {
            type,
            name,
            custom,
            parent,
            properties: request.getObject()?.toJavaScript() ?? {},
            propertyDependencies: requestedDependencies(request),
            options: { ...requested, provider },
        };
        const own = request.getTransformsList();
        const transformed = await this.transforms.apply(asked, own, this.ancestors(parent));
        return this.finish(request, transformed, own);
    }

    /** Answers `ReadResource`. */
    read(request: ReadResourceRequest, answer: WireProperties | undefined): Registered {
        const type = request.getType();
        const name = request.getName();
        const parent = request.getParent();
        const urn = this.newUrn(parent, type, name);
        const inputs = request.getProperties()?.toJavaScript() ?? {};
        const provider = isProviderType(type)
            ? ""
            : this.providers.reference(this.providerRequest(type, request), request.getProvider(), type);
        const outputs = answer ?? {};
        this.known.set(urn, { parent, inherited: undefined, providers: undefined, id: request.getId(), outputs });
        this.emit({
            kind: "resource",
            urn,
            type,
            name,
            parent: this.plannedParent(parent),
            custom: true,
            remote: false,
            readId: request.getId(),
            inputs,
            ...(answer !== undefined && { state: answer }),
            dependencies: request.getDependenciesList(),
            propertyDependencies: {},
            provider,
            options: {
                ...(request.getVersion() !== "" && { version: request.getVersion() }),
                ...(request.getAdditionalsecretoutputsList().length > 0 && {
                    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
                }),
            },
            ...this.source(request),
        });
        return { urn, id: request.getId(), outputs };
    }

    private finish(
        request: RegisterResourceRequest,
        { type, name, custom, parent, properties, propertyDependencies, options }: Transformable,
        own: readonly Callback[],
    ): Registered {
        const remote = request.getRemote();
        const urn = this.newUrn(parent, type, name);
        const providers = custom ? options.providers : this.withProvidersOfParent(options.providers, parent);
        const needsProvider = remote || (custom && !isProviderType(type));
        const provider = needsProvider
            ? this.providers.reference(
                  this.providerRequest(type, request, options),
                  options.provider,
                  remote ? type : urn,
              )
            : "";
        const dependencies = new Set(options.dependsOn);
        const byProperty = withOutputDependencies(properties, propertyDependencies);
        const lowered = remote ? properties : lowerOutputs(properties);
        const inputs = hashAssets(lowered, this.settings.programFolder) as WireProperties;
        const outputs = custom ? echoedOutputs(type, inputs, options.additionalSecretOutputs) : {};
        this.known.set(urn, {
            parent,
            // A remote component's children are registered by its plugin, which is handed its options itself.
            inherited: remote ? undefined : { ...options, provider },
            providers: custom ? undefined : providers,
            id: options.importId,
            outputs,
        });
        this.transforms.remember(urn, own);
        if (isProviderType(type)) this.providers.remember(urn, inputs);
        this.emit({
            kind: "resource",
            urn,
            type,
            name,
            parent: this.plannedParent(parent),
            custom,
            remote,
            ...(remote && this.transforms.applyBelow(own, this.ancestors(parent)) && { childrenTransformed: true }),
            inputs,
            dependencies: [...dependencies],
            propertyDependencies: byProperty,
            provider,
            options: plannedOptions(options, { ...this.settings, type, name, parent }),
            ...this.source(request),
        });
        return { urn, id: options.importId, outputs };
    }

    private newUrn(parent: string, type: string, name: string): string {
        const { stack, project } = this.settings;
        const urn = buildUrn(stack, project, parent === "" ? undefined : parent, type, name);
        if (this.known.has(urn)) throw new MonitorError(`Duplicate resource URN '${urn}'; try giving it a unique name`);
        return urn;
    }

    private inherit(request: RegisterResourceRequest, options: RegistrationOptions): RegistrationOptions {
        const parent = this.known.get(request.getParent())?.inherited;
        if (parent === undefined) return options;
        const isLocalComponent = !request.getRemote() && !request.getCustom();
        const isOfPackage = packageOfReference(parent.provider) === packageOf(request.getType());
        const takesProvider = options.provider === "" && (isLocalComponent || isOfPackage);
        return {
            ...options,
            protect: options.protect ?? parent.protect,
            retainOnDelete: options.retainOnDelete ?? parent.retainOnDelete,
            deletedWith: options.deletedWith === "" ? parent.deletedWith : options.deletedWith,
            provider: takesProvider ? parent.provider : options.provider,
        };
    }

    private withProvidersOfParent(own: ReadonlyMap<string, string>, parent: string): ReadonlyMap<string, string> {
        return new Map([...(this.known.get(parent)?.providers ?? []), ...own]);
    }

    private providerRequest(
        type: string,
        request: Pick<RegisterResourceRequest, "getPackageref" | "getVersion" | "getPlugindownloadurl">,
        options?: RegistrationOptions,
    ): ProviderRequest {
        return this.providers.request(request.getPackageref(), {
            packageName: packageOf(type),
            version: options?.version ?? request.getVersion(),
            downloadUrl: options?.pluginDownloadUrl ?? request.getPlugindownloadurl(),
        });
    }

    private ancestors(parent: string): readonly string[] {
        const urns: string[] = [];
        for (let urn = parent; urn !== ""; urn = this.known.get(urn)?.parent ?? "") urns.push(urn);
        return urns;
    }

    /** The stack itself is no resource of a plan, so what stands directly below it has no parent. */
    private plannedParent(parent: string): string {
        return parent.split("::")[2] === STACK_TYPE ? "" : parent;
    }

    /** The innermost place outside what is installed: the SDK's own choice may lie inside the class of a package. */
    private source(request: RegisterResourceRequest | ReadResourceRequest): { source?: SourcePosition } {
        const stated = request.getSourceposition();
        const frames = (
            readField<StackTrace | undefined>(request, "getStacktrace", undefined)?.getFramesList() ?? []
        ).map(frame => frame.getPc());
        const written = [...frames, stated].find(frame => frame !== undefined && isOfProgram(frame.getUri()));
        const position = written ?? stated;
        if (position === undefined || namesOwnFile(filePath(position.getUri()) ?? "")) return {};
        const source = shownPosition(
            this.settings.projectFolder,
            position.getUri(),
            position.getLine(),
            position.getColumn(),
        );
        return source === undefined ? {} : { source };
    }
}

/** Whether a file is of the program itself: neither installed nor what makes the plan. */
function isOfProgram(uri: string): boolean {
    return !INSTALLED.test(uri) && !namesOwnFile(filePath(uri) ?? "");
}

/** The dependencies of each property; a request that states none lets each property depend on everything. */
function requestedDependencies(request: RegisterResourceRequest): Record<string, readonly string[]> {
    const stated = request.getPropertydependenciesMap();
    const dependencies: Record<string, readonly string[]> = {};
    if (stated.getLength() === 0 && !request.getRemote()) {
        const all = request.getDependenciesList();
        for (const name of request.getObject()?.getFieldsMap().keys() ?? []) dependencies[name] = all;
        return dependencies;
    }
    for (const [name, urns] of stated.entries()) dependencies[name] = urns.getUrnsList();
    return dependencies;
}

/** Adds the dependencies that travel inside output values to those stated beside them. */
function withOutputDependencies(
    properties: WireProperties,
    stated: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
    const dependencies: Record<string, readonly string[]> = {};
    for (const [name, value] of Object.entries(properties)) {
        const inside = outputDependencies(value);
        const urns = stated[name] ?? [];
        const all = inside.size === 0 ? urns : [...new Set([...urns, ...inside])];
        if (all.length > 0) dependencies[name] = all;
    }
    return dependencies;
}

/** What a custom resource gives back before it exists: its inputs, and as unknown secrets what the program marked so. */
function echoedOutputs(type: string, inputs: WireProperties, secretOutputs: readonly string[]): WireProperties {
    const outputs = flattenReferences(inputs) as Record<string, unknown>;
    if (KUBERNETES_OBJECT.test(type)) outputs["metadata"] = withGeneratedName(outputs["metadata"]);
    for (const name of secretOutputs) outputs[name] = secret(outputs[name] ?? UNKNOWN_MARKER);
    return outputs;
}

const KUBERNETES_OBJECT = /^kubernetes:[^:]+\/v\d\w*:/;

/** The Kubernetes provider makes a name for an object that has none, and gives it back inside of an input. */
function withGeneratedName(metadata: unknown): unknown {
    if (metadata === undefined) return { name: UNKNOWN_MARKER };
    const isMap = typeof metadata === "object" && metadata !== null && !Object.hasOwn(metadata, SIGNATURE_KEY);
    return isMap ? { name: UNKNOWN_MARKER, ...metadata } : metadata;
}
