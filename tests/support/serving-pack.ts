import type * as grpc from "@grpc/grpc-js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type * as analyzerMessages from "@pulumi/pulumi/proto/analyzer_pb";
import type { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type { PackDefinition } from "../../policy-pack/analyzer/pack";
import { protocol } from "../../policy-pack/analyzer/protocol";
import { type RunningPack, startPack } from "../../policy-pack/analyzer/server";
import type { Diagnostic, ShownResource } from "./analyzer";

/*
 * Asks a pack as the engine does, over a socket of this machine: every question and answer is encoded and decoded.
 */

const { messages, struct } = protocol;
const { EnforcementLevel } = messages;

/** What a user tells the CLI of one policy. */
export interface Said {
    readonly level?: analyzerMessages.EnforcementLevel;
    readonly settings?: Readonly<Record<string, unknown>>;
}

type Reply<TResponse> = (error: grpc.ServiceError | null, response: TResponse) => void;

/** A pack that serves in this process, and a client of it. */
export class ServingPack {
    private constructor(
        private readonly pack: RunningPack,
        private readonly client: AnalyzerClient,
    ) {}

    static async start(definition: PackDefinition): Promise<ServingPack> {
        const pack = await startPack(definition);
        const { grpc: library, services } = protocol;
        const credentials = library.credentials.createInsecure();
        return new ServingPack(pack, new services.AnalyzerClient(`127.0.0.1:${pack.port}`, credentials));
    }

    stop(): void {
        this.client.close();
        this.pack.stop();
    }

    /** Shows each resource alone, then all together, as a preview or an update does. */
    async analyze(resources: readonly ShownResource[]) {
        const alone: Diagnostic[] = [];
        for (const resource of resources) alone.push(...(await this.analyzeOne(resource)));
        return { alone, together: await this.analyzeStack(resources) };
    }

    async analyzeOne(resource: ShownResource): Promise<readonly Diagnostic[]> {
        const request = fill(new messages.AnalyzeRequest(), resource, resource.inputs);
        return diagnosticsOf(await call(reply => this.client.analyze(request, reply)));
    }

    async analyzeStack(resources: readonly ShownResource[]): Promise<readonly Diagnostic[]> {
        const request = new messages.AnalyzeStackRequest().setResourcesList(resources.map(stackResource));
        return diagnosticsOf(await call(reply => this.client.analyzeStack(request, reply)));
    }

    async configure(policies: Readonly<Record<string, Said>>): Promise<void> {
        const request = new messages.ConfigureAnalyzerRequest();
        for (const [name, { level = EnforcementLevel.MANDATORY, settings = {} }] of Object.entries(policies)) {
            const config = new messages.PolicyConfig().setEnforcementlevel(level).setProperties(structOf(settings));
            request.getPolicyconfigMap().set(name, config);
        }
        await call(reply => this.client.configure(request, reply));
    }

    async configureStack(dryRun: boolean): Promise<void> {
        const request = new messages.AnalyzerStackConfigureRequest().setStack("staging").setDryRun(dryRun);
        await call(reply => this.client.configureStack(request, reply));
    }

    info() {
        return call<analyzerMessages.AnalyzerInfo>(reply =>
            this.client.getAnalyzerInfo(new protocol.empty.Empty(), reply),
        );
    }

    async version(): Promise<string> {
        const info = await call<InstanceType<typeof protocol.plugin.PluginInfo>>(reply =>
            this.client.getPluginInfo(new protocol.empty.Empty(), reply),
        );
        return info.getVersion();
    }

    /** Has the pack mend a resource, and gives each remediation as the engine receives it. */
    async remediate(resource: ShownResource) {
        const request = fill(new messages.AnalyzeRequest(), resource, resource.inputs);
        const response = await call<analyzerMessages.RemediateResponse>(reply => this.client.remediate(request, reply));
        return response.getRemediationsList().map(remediation => ({
            policy: remediation.getPolicyname(),
            properties: remediation.getProperties()?.toJavaScript(),
        }));
    }

    async handshake(): Promise<void> {
        await call(reply => this.client.handshake(new messages.AnalyzerHandshakeRequest(), reply));
    }

    async cancel(): Promise<void> {
        await call(reply => this.client.cancel(new protocol.empty.Empty(), reply));
    }
}

function call<TResponse>(start: (reply: Reply<TResponse>) => void): Promise<TResponse> {
    return new Promise((resolve, reject) => {
        start((error, response) => {
            if (error === null) resolve(response);
            else reject(error);
        });
    });
}

function diagnosticsOf(response: analyzerMessages.AnalyzeResponse): readonly Diagnostic[] {
    return response.getDiagnosticsList().map(diagnostic => ({
        policy: diagnostic.getPolicyname(),
        urn: diagnostic.getUrn(),
        level: diagnostic.getEnforcementlevel() === EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
        message: diagnostic.getMessage(),
    }));
}

function stackResource(resource: ShownResource) {
    const { dependencies = [], inputs, outputs = inputs, parent = "", propertyDependencies = {} } = resource;
    const message = fill(new messages.AnalyzerResource(), resource, outputs)
        .setParent(parent)
        .setDependenciesList([...dependencies]);
    for (const [input, urns] of Object.entries(propertyDependencies)) {
        const from = new messages.AnalyzerPropertyDependencies().setUrnsList([...urns]);
        message.getPropertydependenciesMap().set(input, from);
    }
    return message;
}

function fill<TMessage extends analyzerMessages.AnalyzeRequest | analyzerMessages.AnalyzerResource>(
    message: TMessage,
    { name, parent = "", provider, type, urn }: ShownResource,
    properties: ShownResource["inputs"] = {},
): TMessage {
    const options = new messages.AnalyzerResourceOptions()
        .setProtect(true)
        .setIgnorechangesList(["size"])
        .setParent(parent);
    message.setUrn(urn).setType(type).setName(name).setProperties(structOf(properties)).setOptions(options);
    if (provider !== undefined) {
        const shown = new messages.AnalyzerProviderResource()
            .setType("pulumi:providers:aws")
            .setUrn("urn:pulumi:staging::shop::pulumi:providers:aws::default_7_48_0")
            .setName("default_7_48_0")
            .setProperties(structOf(provider));
        message.setProvider(shown);
    }
    return message;
}

function structOf(properties: Readonly<Record<string, unknown>>) {
    return struct.Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}
