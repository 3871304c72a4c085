import type {
    AnalyzerProviderResource,
    AnalyzerResource,
    AnalyzerResourceOptions,
    AnalyzeRequest,
    AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

import {
    NO_OPTIONS,
    type Plan,
    type PlannedOptions,
    type PlannedProvider,
    type PlannedResource,
} from "../../plan/plan";
import { parseUrn, STACK_TYPE } from "../../plan/urn";
import { Asset, isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";
import { encodeValue } from "../../plan/wire";
import type { AnalyzerProtocol } from "./analyzer";

/** Turns a plan into what the engine hands to a policy pack (`step_generator.go`, `analyzer_plugin.go`). */
export class AnalyzerRequests {
    private readonly resources: readonly PlannedResource[];
    private readonly root: string;

    constructor(
        private readonly protocol: AnalyzerProtocol,
        plan: Plan,
    ) {
        this.root = `urn:pulumi:${plan.stack}::${plan.project}::${STACK_TYPE}::${plan.project}-${plan.stack}`;
        this.resources = [rootOf(this.root, plan), ...defaultProviders(plan), ...plan.resources];
    }

    /** One request a resource. A pack sees the inputs. */
    *perResource(): Iterable<{ readonly urn: string; readonly request: AnalyzeRequest }> {
        for (const resource of this.resources) {
            const request = new this.protocol.messages.AnalyzeRequest();
            request.setUrn(resource.urn);
            request.setType(resource.type);
            request.setName(resource.name);
            request.setProperties(this.struct(resource.inputs));
            request.setOptions(this.optionsOf(resource));
            request.setProvider(this.providerOf(resource.provider));
            yield { urn: resource.urn, request };
        }
    }

    /** The request for the stack as a whole. A pack sees what is known of the outputs, too. */
    forStack(): AnalyzeStackRequest {
        const request = new this.protocol.messages.AnalyzeStackRequest();
        request.setResourcesList(this.resources.map(resource => this.stackResource(resource)));
        return request;
    }

    private stackResource(resource: PlannedResource): AnalyzerResource {
        const message = new this.protocol.messages.AnalyzerResource();
        message.setUrn(resource.urn);
        message.setType(resource.type);
        message.setName(resource.name);
        // A component has no outputs but those that it registers.
        message.setProperties(
            this.struct(resource.custom ? { ...resource.inputs, ...resource.outputs } : resource.outputs),
        );
        message.setOptions(this.optionsOf(resource));
        message.setProvider(this.providerOf(resource.provider));
        message.setParent(this.parentOf(resource));
        message.setDependenciesList([...resource.dependencies]);
        for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
            if (urns.length === 0) continue;
            const dependencies = new this.protocol.messages.AnalyzerPropertyDependencies();
            dependencies.setUrnsList([...urns]);
            message.getPropertydependenciesMap().set(property, dependencies);
        }
        return message;
    }

    private parentOf({ urn, parent }: PlannedResource): string {
        return urn === this.root ? "" : (parent ?? this.root);
    }

    private optionsOf(resource: PlannedResource): AnalyzerResourceOptions {
        const { options } = resource;
        const message = new this.protocol.messages.AnalyzerResourceOptions();
        message.setProtect(options.protect);
        message.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
        message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
        message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
        message.setAdditionalsecretoutputsList([...options.additionalSecretOutputs]);
        message.setAliasesList([...options.aliases]);
        message.setParent(this.parentOf(resource));
        const timeouts = new this.protocol.messages.AnalyzerResourceOptions.CustomTimeouts();
        timeouts.setCreate(timeoutSeconds(options, "create"));
        timeouts.setUpdate(timeoutSeconds(options, "update"));
        timeouts.setDelete(timeoutSeconds(options, "delete"));
        message.setCustomtimeouts(timeouts);
        return message;
    }

    private providerOf(provider: PlannedProvider | undefined): AnalyzerProviderResource | undefined {
        if (provider === undefined) return undefined;
        const message = new this.protocol.messages.AnalyzerProviderResource();
        message.setUrn(provider.urn);
        message.setType(parseUrn(provider.urn)?.type ?? "");
        message.setName(provider.name);
        message.setProperties(this.struct(provider.inputs));
        return message;
    }

    private struct(properties: PropertyMap): Struct {
        // Through text, which drops what is `undefined`: a message has no such value.
        const plain = JSON.parse(JSON.stringify(encodeValue(readable(properties)))) as Parameters<
            typeof Struct.fromJavaScript
        >[0];
        return this.protocol.struct.Struct.fromJavaScript(plain);
    }
}

/** The policy SDK refuses a file whose place it is not told; such a one is not known. */
function readable(value: PropertyValue): PropertyValue {
    if (value instanceof Asset)
        return value.origin === undefined ? new Unknown("a file whose place is not known") : value;
    if (value instanceof Secret) return new Secret(readable(value.value));
    if (isList(value)) return value.map(readable);
    if (!isPropertyMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readable(inner)]));
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Reads a duration as the SDK takes it, such as `1h30m`, in seconds; 0 where none is set. */
function timeoutSeconds({ customTimeouts }: PlannedOptions, operation: string): number {
    const parts = (customTimeouts[operation] ?? "").matchAll(/([\d.]+)(h|m|s)/g);
    return [...parts].reduce(
        (seconds, [, amount, unit]) => seconds + Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? 0),
        0,
    );
}

function rootOf(urn: string, { project, stack, outputs }: Plan): PlannedResource {
    return bare({ urn, type: STACK_TYPE, name: `${project}-${stack}`, custom: false, outputs });
}

/** The engine hands over the providers that it made by itself as well. */
function defaultProviders({ resources }: Plan): readonly PlannedResource[] {
    const providers = new Map(
        resources.flatMap(({ provider }) => (provider?.isDefault === true ? [[provider.urn, provider] as const] : [])),
    );
    return [...providers.values()].map(({ urn, name, inputs }) =>
        bare({ urn, type: parseUrn(urn)?.type ?? "", name, custom: true, inputs, outputs: inputs }),
    );
}

function bare(
    fields: Pick<PlannedResource, "urn" | "type" | "name" | "custom"> & Partial<PlannedResource>,
): PlannedResource {
    return {
        path: fields.name,
        parent: undefined,
        external: false,
        opaque: false,
        inputs: {},
        outputs: {},
        dependencies: [],
        propertyDependencies: {},
        provider: undefined,
        options: NO_OPTIONS,
        source: undefined,
        ...fields,
    };
}
