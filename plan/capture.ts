import type { CapturedResource, CaptureEvent, WireProperties } from "./capture-events";
import { type Gap, NO_OPTIONS, type Plan, type PlannedProvider, type PlannedResource, type StateStorage } from "./plan";
import { concealer, type Conceal, NOTHING_TO_CONCEAL } from "./sentinels";
import { providerReferenceUrn, STACK_TYPE } from "./urn";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "./value";
import { decodeProperties } from "./wire";
import { withWrittenObjects } from "./written-objects";

/** What a capture is a capture of. */
export interface CaptureSubject {
    readonly project: string;
    readonly stack: string;
    /** The stack's configuration by full key, secret values marked. */
    readonly config: PropertyMap;
    /** Stand-ins for encrypted settings: the text that the program was given, and the key of the setting. */
    readonly sentinels: ReadonlyMap<string, string>;
    /** What was found missing before the program ran. */
    readonly gaps: readonly Gap[];
    readonly storage?: StateStorage;
}

/** The input of a dynamic resource that holds its provider's code. */
const DYNAMIC_PROVIDER_INPUT = "__provider";

/** Turns what was captured while a program ran into the plan of its stack. */
export function planFromCapture(subject: CaptureSubject, events: readonly CaptureEvent[]): Plan {
    const conceal = subject.sentinels.size === 0 ? NOTHING_TO_CONCEAL : concealer(subject.sentinels);
    const decode = (properties: WireProperties) => conceal.map(decodeProperties(properties));
    const outputs = new Map<string, PropertyMap>();
    const providers = new Map<string, PlannedProvider>();
    const gaps: Gap[] = [...subject.gaps];
    const registered: CapturedResource[] = [];
    const transformed = new Set<string>();
    let stackUrn: string | undefined;
    for (const event of events) {
        switch (event.kind) {
            case "resource":
                if (event.type === STACK_TYPE) stackUrn = event.urn;
                else registered.push(event);
                if (event.childrenTransformed === true) transformed.add(event.urn);
                break;
            case "default-provider":
                providers.set(event.urn, {
                    urn: event.urn,
                    name: event.name,
                    isDefault: true,
                    inputs: decode(event.inputs),
                });
                break;
            case "outputs":
                outputs.set(event.urn, decode(event.outputs));
                break;
            case "gap":
                gaps.push(event.gap);
                break;
            case "log":
                break;
        }
    }
    const paths = new Map<string, string>();
    const resources = registered.map(event => {
        const resource = plannedResource(event, { decode, conceal, outputs, providers, paths });
        paths.set(resource.urn, resource.path);
        if (resource.type.startsWith("pulumi:providers:")) {
            const { urn, name, inputs } = resource;
            providers.set(urn, { urn, name, isDefault: false, inputs });
        }
        return resource;
    });
    const plan: Plan = {
        project: subject.project,
        stack: subject.stack,
        source: "embedded",
        phase: "declared",
        config: subject.config,
        resources,
        outputs: stackUrn === undefined ? {} : (outputs.get(stackUrn) ?? {}),
        gaps: distinct(gaps),
        ...(subject.storage !== undefined && { storage: subject.storage }),
    };
    return withWrittenObjects(plan, transformed);
}

interface Context {
    readonly decode: (properties: WireProperties) => PropertyMap;
    readonly conceal: Conceal;
    readonly outputs: ReadonlyMap<string, PropertyMap>;
    readonly providers: ReadonlyMap<string, PlannedProvider>;
    /** Paths of the resources so far, by URN. A parent is always registered before its children. */
    readonly paths: ReadonlyMap<string, string>;
}

function plannedResource(event: CapturedResource, context: Context): PlannedResource {
    const { urn, name, parent, custom } = event;
    const inputs = context.decode(event.inputs);
    const parentPath = context.paths.get(parent);
    return {
        urn,
        type: event.type,
        name,
        path: parentPath === undefined ? name : `${parentPath}/${name}`,
        parent: parent === "" ? undefined : parent,
        custom,
        external: event.readId !== undefined,
        opaque: event.remote,
        inputs,
        outputs: plannedOutputs(event, inputs, context),
        dependencies: event.dependencies,
        propertyDependencies: withoutDynamicProvider(event.propertyDependencies),
        provider: event.provider === "" ? undefined : context.providers.get(providerReferenceUrn(event.provider)),
        options: { ...NO_OPTIONS, ...event.options },
        source: event.source,
    };
}

function plannedOutputs(event: CapturedResource, inputs: PropertyMap, { decode, outputs }: Context): PropertyMap {
    if (event.readId !== undefined) return { ...decode(event.state ?? {}), ...decode({ id: event.readId }) };
    if (!event.custom) return outputs.get(event.urn) ?? {};
    const secretOutputs = event.options.additionalSecretOutputs ?? [];
    if (secretOutputs.length === 0) return inputs;
    const marked: Record<string, PropertyValue> = { ...inputs };
    for (const name of secretOutputs) {
        const value = marked[name] ?? Unknown.computed;
        marked[name] = value instanceof Secret ? value : new Secret(value);
    }
    return marked;
}

function withoutDynamicProvider(
    dependencies: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
    if (!Object.hasOwn(dependencies, DYNAMIC_PROVIDER_INPUT)) return dependencies;
    return Object.fromEntries(Object.entries(dependencies).filter(([name]) => name !== DYNAMIC_PROVIDER_INPUT));
}

/** A program that asks the same twice is told once. */
function distinct(gaps: readonly Gap[]): readonly Gap[] {
    return [
        ...new Map(
            gaps.map(gap => [`${gap.kind}\0${gap.subject}\0${gap.urn ?? ""}\0${gap.mayChangeShape}`, gap]),
        ).values(),
    ];
}
