import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import * as sdk from "@pulumi/policy/server";
import { type AnalyzeResponse, EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";

/*
 * Asks policies as the engine does, through the policy SDK's own server functions but without a socket: the SDK decodes
 * the wire values, hides the marks of secrets and throws at unknowns, exactly as under the Pulumi CLI.
 */

/** A resource as the engine shows it to a pack: wire values, unknowns as markers, secrets marked. */
export interface ShownResource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly provider?: Readonly<Record<string, unknown>>;
    readonly parent?: string;
    readonly dependencies?: readonly string[];
    readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** One thing that a pack reported. */
export interface Diagnostic {
    readonly policy: string;
    readonly urn: string;
    readonly level: "advisory" | "mandatory";
    readonly message: string;
}

type AnyPolicy = StackValidationPolicy & Pick<ResourceValidationPolicy, "validateResource">;
type Handler = (
    call: unknown,
    answer: (error: Error | null | undefined, response: AnalyzeResponse) => void,
) => Promise<void>;
type MakeHandler = (pack: string, version: string, level: string, policies: readonly AnyPolicy[]) => Handler;

const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = sdk as unknown as {
    readonly makeAnalyzeRpcFun: MakeHandler;
    readonly makeAnalyzeStackRpcFun: MakeHandler;
};

/** Shows each resource alone, then all together, as a preview or an update does. */
export async function analyze(policies: readonly AnyPolicy[], resources: readonly ShownResource[]) {
    const alone: Diagnostic[] = [];
    for (const resource of resources) alone.push(...(await analyzeOne(policies, resource)));
    return { alone, together: await analyzeStack(policies, resources) };
}

/** Shows one resource alone, with its inputs, before it is created. */
export function analyzeOne(policies: readonly AnyPolicy[], resource: ShownResource): Promise<readonly Diagnostic[]> {
    return ask(makeAnalyzeRpcFun, policies, requestOf(resource, resource.inputs));
}

/** Shows all resources together, with their outputs. */
export function analyzeStack(policies: readonly AnyPolicy[], resources: readonly ShownResource[]) {
    const shown = resources.map(resource => requestOf(resource, resource.outputs ?? resource.inputs));
    return ask(makeAnalyzeStackRpcFun, policies, { getResourcesList: () => shown });
}

async function ask(
    make: MakeHandler,
    policies: readonly AnyPolicy[],
    request: unknown,
): Promise<readonly Diagnostic[]> {
    const response = await new Promise<AnalyzeResponse>((resolve, reject) => {
        const answer = (error: Error | null | undefined, answered: AnalyzeResponse) => {
            if (error instanceof Error) reject(error);
            else resolve(answered);
        };
        make("pack", "1.0.0", "mandatory", policies)({ request }, answer).catch(reject);
    });
    // The next question reaches a real pack over its socket, in another turn of the event loop.
    await new Promise(setImmediate);
    return response.getDiagnosticsList().map(diagnostic => ({
        policy: diagnostic.getPolicyname(),
        urn: diagnostic.getUrn(),
        level: diagnostic.getEnforcementlevel() === EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
        message: diagnostic.getMessage(),
    }));
}

/** A question of the engine about one resource, as the policy SDK reads it. */
export function requestOf(resource: ShownResource, properties: ShownResource["inputs"] = {}) {
    const { dependencies = [], name, parent = "", propertyDependencies = {}, provider, type, urn } = resource;
    return {
        getType: () => type,
        getUrn: () => urn,
        getName: () => name,
        getProperties: () => ({ toJavaScript: () => properties }),
        getOptions: () => optionsOf(parent),
        getProvider: () => (provider === undefined ? undefined : providerOf(provider)),
        getParent: () => parent,
        getDependenciesList: () => dependencies,
        getPropertydependenciesMap: () =>
            new Map(Object.entries(propertyDependencies).map(([input, urns]) => [input, { getUrnsList: () => urns }])),
    };
}

function providerOf(inputs: Readonly<Record<string, unknown>>) {
    return {
        getType: () => "pulumi:providers:aws",
        getUrn: () => "urn:pulumi:staging::shop::pulumi:providers:aws::default_7_48_0",
        getName: () => "default_7_48_0",
        getProperties: () => ({ toJavaScript: () => inputs }),
    };
}

function optionsOf(parent: string) {
    return {
        getProtect: () => true,
        getIgnorechangesList: () => ["size"],
        getAliasesList: () => [],
        getCustomtimeouts: () => undefined,
        getAdditionalsecretoutputsList: () => [],
        getDeletebeforereplacedefined: () => false,
        getParent: () => parent,
    };
}
