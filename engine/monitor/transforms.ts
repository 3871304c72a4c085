import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { type JavaScriptValue, type Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { WireProperties } from "../../plan/capture-events";
import type { Protocol } from "../protocol";
import type { Callbacks } from "./callbacks";
import { fromTransformOptions, type RegistrationOptions, toTransformOptions } from "./options";
import { attachDependencies, liftToOutputs, outputDependencies } from "./values";

/** A registration on its way through the transforms that look at it. */
export interface Transformable {
    readonly type: string;
    readonly name: string;
    readonly custom: boolean;
    readonly parent: string;
    readonly properties: WireProperties;
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    readonly options: RegistrationOptions;
}

/** What a provider function is asked, on its way through the transforms of the stack. */
export interface TransformableCall {
    readonly token: string;
    readonly args: WireProperties;
    readonly provider: string;
    readonly version: string;
    readonly pluginDownloadUrl: string;
}

/** Runs transforms as the engine does: the resource's own first, then its ancestors', then the stack's. */
export class Transforms {
    private readonly ofResource = new Map<string, readonly Callback[]>();
    private readonly ofStack: Callback[] = [];
    private readonly ofCalls: Callback[] = [];

    constructor(
        private readonly protocol: Protocol,
        private readonly callbacks: Callbacks,
    ) {}

    /** Notes a transform of every resource of the stack. */
    addToStack(transform: Callback): void {
        this.ofStack.push(transform);
    }

    /** Notes a transform of every provider function's call. */
    addToCalls(transform: Callback): void {
        this.ofCalls.push(transform);
    }

    /** Notes the transforms of one resource, which its descendants pass through too. */
    remember(urn: string, transforms: readonly Callback[]): void {
        if (transforms.length > 0) this.ofResource.set(urn, transforms);
    }

    /**
     * Whether what a plugin registers below a resource would pass through a transform.
     *
     * @param own The transforms that the registration of the resource itself carries.
     * @param ancestors URNs of its ancestors.
     */
    applyBelow(own: readonly Callback[], ancestors: readonly string[]): boolean {
        return own.length > 0 || this.ofStack.length > 0 || ancestors.some(urn => this.ofResource.has(urn));
    }

    /**
     * Passes a registration through all transforms that apply.
     *
     * @param own The transforms that the registration itself carries.
     * @param ancestors URNs of the ancestors, the nearest first.
     */
    async apply(
        registration: Transformable,
        own: readonly Callback[],
        ancestors: readonly string[],
    ): Promise<Transformable> {
        const inherited = ancestors.flatMap(urn => this.ofResource.get(urn) ?? []);
        const all = [...own, ...inherited, ...this.ofStack];
        if (all.length === 0) return registration;
        const lifted = liftToOutputs(registration.properties) as WireProperties;
        // The engine lets dependencies travel inside the values only for a resource that has transforms of its own.
        const carriesDependencies = own.length > 0;
        let properties = carriesDependencies ? attachDependencies(lifted, registration.propertyDependencies) : lifted;
        let options = registration.options;
        for (const transform of all) {
            ({ properties, options } = await this.applyOne(transform, { ...registration, properties, options }));
        }
        return carriesDependencies
            ? withRebuiltDependencies({ ...registration, properties, options })
            : { ...registration, properties, options };
    }

    /** Passes a call of a provider function through the transforms of the stack. */
    async applyToCall(call: TransformableCall): Promise<TransformableCall> {
        let current = call;
        for (const transform of this.ofCalls) current = await this.applyOneToCall(transform, current);
        return current;
    }

    private async applyOne(
        transform: Callback,
        registration: Transformable,
    ): Promise<Pick<Transformable, "properties" | "options">> {
        const request = new this.protocol.resource.TransformRequest();
        request.setType(registration.type);
        request.setName(registration.name);
        request.setCustom(registration.custom);
        request.setParent(registration.parent);
        request.setProperties(this.struct(registration.properties));
        request.setOptions(toTransformOptions(this.protocol, registration.options));
        const bytes = await this.callbacks.run(transform, request.serializeBinary());
        const response = this.protocol.resource.TransformResponse.deserializeBinary(bytes);
        const properties = response.getProperties();
        const options = response.getOptions();
        return {
            properties: properties === undefined ? registration.properties : properties.toJavaScript(),
            options: options === undefined ? registration.options : fromTransformOptions(options),
        };
    }

    private async applyOneToCall(transform: Callback, call: TransformableCall): Promise<TransformableCall> {
        const options = new this.protocol.resource.TransformInvokeOptions();
        options.setProvider(call.provider);
        options.setVersion(call.version);
        options.setPluginDownloadUrl(call.pluginDownloadUrl);
        const request = new this.protocol.resource.TransformInvokeRequest();
        request.setToken(call.token);
        request.setArgs(this.struct(call.args));
        request.setOptions(options);
        const bytes = await this.callbacks.run(transform, request.serializeBinary());
        const response = this.protocol.resource.TransformInvokeResponse.deserializeBinary(bytes);
        const changed = response.getOptions();
        return {
            token: call.token,
            args: response.getArgs()?.toJavaScript() ?? call.args,
            provider: changed?.getProvider() ?? call.provider,
            version: changed?.getVersion() ?? call.version,
            pluginDownloadUrl: changed?.getPluginDownloadUrl() ?? call.pluginDownloadUrl,
        };
    }

    private struct(properties: WireProperties): Struct {
        return this.protocol.struct.Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
    }
}

function withRebuiltDependencies(registration: Transformable): Transformable {
    const propertyDependencies: Record<string, readonly string[]> = {};
    const all = new Set(registration.options.dependsOn);
    for (const [name, value] of Object.entries(registration.properties)) {
        const urns = outputDependencies(value);
        propertyDependencies[name] = [...urns];
        for (const urn of urns) all.add(urn);
    }
    return { ...registration, propertyDependencies, options: { ...registration.options, dependsOn: [...all] } };
}
