import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import type { CallResponse, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type {
    DeploymentInfo,
    ReadResourceRequest,
    ReadResourceResponse,
    RegisterPackageRequest,
    RegisterPackageResponse,
    RegisterResourceOutputsRequest,
    RegisterResourceRequest,
    RegisterResourceResponse,
    ResourceCallRequest,
    ResourceInvokeRequest,
    SupportsFeatureRequest,
    SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { CapturedLog, CaptureEvent, WireProperties } from "../../plan/capture-events";
import type { Gap } from "../../plan/plan";
import { UNKNOWN_MARKER } from "../../plan/wire";
import { answerFunction, AWAITED_REFERENCE, type CallForm, UNANSWERED_KEY } from "../functions";
import { MonitorError, type Protocol } from "../protocol";
import { Callbacks } from "./callbacks";
import { packageOf, Providers } from "./providers";
import { Registrations } from "./registrations";
import type { MonitorSettings } from "./settings";
import { Transforms } from "./transforms";
import { flattenReferences, isWireObject, lowerOutputs, withoutSecret } from "./values";

const GET_RESOURCE = "pulumi:pulumi:getResource";
const STACK_REFERENCE_TYPE = "pulumi:pulumi:StackReference";

/**
 * The features that the real engine of version 3.259 says it supports (`supportsFeatureID`). The SDK throws where a
 * program needs one that is missing, so none may be.
 */
const FEATURES: ReadonlySet<string> = new Set([
    "secrets",
    "resourceReferences",
    "outputValues",
    "aliasSpecs",
    "replacementTrigger",
    "deletedWith",
    "replaceWith",
    "transforms",
    "invokeTransforms",
    "parameterization",
    "resourceHooks",
    "errorHooks",
    "sendsOptionsToHooks",
]);

/** Features of later engines that a program may insist on, and that a plan can pass over: nothing has a state to migrate. */
const LATER_FEATURES = ["stateMigrations"];

/** Features as SDKs from 3.260 or so ask for them: by number, in `GetDeploymentInfo`. */
interface FeatureNumbers {
    readonly ResourceMonitorFeature?: object;
}

interface FeatureList {
    setSupportedfeaturesList?(features: readonly number[]): void;
}

/** Debug messages (0) are dropped: the SDK writes a dozen for each resource. */
const LOG_SEVERITIES: ReadonlyMap<number, CapturedLog["severity"]> = new Map([
    [1, "info"],
    [2, "warning"],
    [3, "error"],
]);

/**
 * Answers one program as the engine would in a first preview of its stack. It knows the protocol's messages and nothing
 * of how they reach it: in the program's own process, or through a socket.
 */
export class Monitor {
    private readonly callbacks: Callbacks;
    private readonly transforms: Transforms;
    private readonly providers: Providers;
    private readonly registrations: Registrations;
    private rootUrn = "";

    constructor(
        private readonly protocol: Protocol,
        private readonly settings: MonitorSettings,
        private readonly emit: (event: CaptureEvent) => void,
    ) {
        this.callbacks = new Callbacks(protocol);
        this.transforms = new Transforms(protocol, this.callbacks);
        this.providers = new Providers(settings, emit);
        this.registrations = new Registrations(settings, this.providers, this.transforms, emit);
    }

    supportsFeature(request: SupportsFeatureRequest): SupportsFeatureResponse {
        const response = new this.protocol.resource.SupportsFeatureResponse();
        response.setHassupport(FEATURES.has(request.getId()));
        return response;
    }

    getDeploymentInfo(): DeploymentInfo {
        const response = new this.protocol.resource.DeploymentInfo();
        response.setProject(this.settings.project);
        response.setStack(this.settings.stack);
        response.setOrganization(this.settings.organization);
        response.setDryrun(true);
        for (const [key, value] of Object.entries(this.settings.config)) response.getConfigMap().set(key, value);
        response.setConfigsecretkeysList([...this.settings.secretKeys]);
        (response as FeatureList).setSupportedfeaturesList?.(featureNumbers(this.protocol.resource));
        return response;
    }

    async registerResource(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
        const { urn, id, outputs } = await this.registrations.register(request);
        if (request.getRemote()) this.noteRemoteComponent(request, urn);
        const response = new this.protocol.resource.RegisterResourceResponse();
        response.setUrn(urn);
        response.setId(id);
        response.setObject(this.struct(outputs));
        return response;
    }

    registerResourceOutputs(request: RegisterResourceOutputsRequest): void {
        const outputs = request.getOutputs()?.toJavaScript() ?? {};
        this.registrations.setOutputs(request.getUrn(), outputs);
        this.emit({ kind: "outputs", urn: request.getUrn(), outputs });
    }

    readResource(request: ReadResourceRequest): ReadResourceResponse {
        const isReference = request.getType() === STACK_REFERENCE_TYPE;
        const { urn, outputs } = this.registrations.read(
            request,
            isReference ? this.readStackReference(request.getId()) : undefined,
        );
        const response = new this.protocol.resource.ReadResourceResponse();
        response.setUrn(urn);
        response.setProperties(this.struct(outputs));
        return response;
    }

    async invoke(request: ResourceInvokeRequest, form: CallForm): Promise<InvokeResponse> {
        const args = (request.getArgs()?.toJavaScript() ?? {}) as WireProperties;
        const result = await this.answerCall(request, args, form);
        const response = new this.protocol.provider.InvokeResponse();
        response.setReturn(this.struct(result));
        return response;
    }

    /** Answers a call of a component's method: only the component's plugin could run it. */
    call(request: ResourceCallRequest): CallResponse {
        const token = request.getTok();
        const message = `${token} is a method of a component that a plugin runs; what it would give is unknown`;
        this.note({ kind: "unanswered-call", subject: token, message, mayChangeShape: false });
        const response = new this.protocol.provider.CallResponse();
        response.setReturn(this.struct({ [UNANSWERED_KEY]: UNKNOWN_MARKER }));
        return response;
    }

    registerStackTransform(transform: Callback): void {
        this.transforms.addToStack(transform);
    }

    registerStackInvokeTransform(transform: Callback): void {
        this.transforms.addToCalls(transform);
    }

    registerPackage(request: RegisterPackageRequest): RegisterPackageResponse {
        const parameterization = request.getParameterization();
        const reference = this.providers.registerPackage(
            {
                packageName: parameterization?.getName() ?? request.getName(),
                version: parameterization?.getVersion() ?? request.getVersion(),
                downloadUrl: request.getDownloadUrl(),
            },
            parameterization === undefined ? "" : `${request.getName()}\0${parameterization.getValue_asB64()}`,
        );
        const response = new this.protocol.resource.RegisterPackageResponse();
        response.setRef(reference);
        return response;
    }

    log(request: LogRequest): void {
        const severity = LOG_SEVERITIES.get(request.getSeverity());
        if (severity === undefined) return;
        this.emit({ kind: "log", severity, message: request.getMessage(), urn: request.getUrn() });
    }

    getRootResource(): string {
        return this.rootUrn;
    }

    setRootResource(urn: string): void {
        this.rootUrn = urn;
    }

    /** The program waits for nothing more. */
    end(): void {
        this.callbacks.close();
    }

    private async answerCall(
        request: ResourceInvokeRequest,
        args: WireProperties,
        form: CallForm,
    ): Promise<WireProperties> {
        switch (request.getTok()) {
            case GET_RESOURCE:
                return this.getResource(args);
            case AWAITED_REFERENCE:
                this.noteAwaitedReference(String(args["name"]));
                return {};
            default:
                return this.callFunction(request, args, form);
        }
    }

    private async callFunction(
        request: ResourceInvokeRequest,
        args: WireProperties,
        form: CallForm,
    ): Promise<WireProperties> {
        const token = request.getTok();
        const call = await this.transforms.applyToCall({
            token,
            args,
            provider: request.getProvider(),
            version: request.getVersion(),
            pluginDownloadUrl: request.getPlugindownloadurl(),
        });
        const wanted = this.providers.request(request.getPackageref(), {
            packageName: packageOf(token),
            version: call.version,
            downloadUrl: call.pluginDownloadUrl,
        });
        const reference = this.providers.reference(wanted, call.provider, token);
        const provider = plainInputs(this.providers.inputsOf(reference) ?? {});
        const lowered = flattenReferences(lowerOutputs(call.args)) as WireProperties;
        const { result, gap } = answerFunction({ token, args: lowered, provider }, form, this.settings.answers);
        if (gap !== undefined) this.note(gap);
        return result;
    }

    private getResource(args: WireProperties): WireProperties {
        const urn = String(args["urn"]);
        const found = this.registrations.find(urn);
        if (found === undefined) throw new MonitorError(`resource ${urn} not found`);
        return { urn, id: found.id === "" ? UNKNOWN_MARKER : found.id, state: found.outputs };
    }

    private readStackReference(name: string): WireProperties {
        const answer = this.settings.answers.stackReferences?.[name];
        if (answer === undefined) {
            const message = `the outputs of stack ${name} cannot be read while planning; they are unknown`;
            this.note({ kind: "stack-reference", subject: name, message, mayChangeShape: false });
            return { name };
        }
        const message = `the outputs of stack ${name} are what the settings supply`;
        this.note({ kind: "supplied-answer", subject: name, message, mayChangeShape: false });
        return { name, outputs: answer.outputs, secretOutputNames: [] };
    }

    private noteAwaitedReference(name: string): void {
        if (this.settings.answers.stackReferences?.[name] !== undefined) return;
        const message = `an output of stack ${name} is awaited and cannot be read while planning; which resources there are may depend on it`;
        this.note({ kind: "stack-reference", subject: name, message, mayChangeShape: true });
    }

    private noteRemoteComponent(request: RegisterResourceRequest, urn: string): void {
        const type = request.getType();
        const message = `${type} "${request.getName()}" is built by a plugin; what is inside it cannot be seen`;
        this.note({ kind: "remote-component", subject: type, urn, message, mayChangeShape: true });
    }

    private note(gap: Gap): void {
        this.emit({ kind: "gap", gap });
    }

    private struct(properties: WireProperties): Struct {
        return this.protocol.struct.Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
    }
}

function plainInputs(inputs: WireProperties): WireProperties {
    return isWireObject(inputs)
        ? Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, withoutSecret(value)]))
        : inputs;
}

/** The numbers that a later SDK gives to the features it knows of: `aliasSpecs` is `RESOURCE_MONITOR_FEATURE_ALIAS_SPECS`. */
function featureNumbers({ ResourceMonitorFeature: numbers = {} }: FeatureNumbers): readonly number[] {
    return [...FEATURES, ...LATER_FEATURES].flatMap(feature => {
        const name = `RESOURCE_MONITOR_FEATURE_${feature.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
        const number: unknown = Object.entries(numbers).find(([known]) => known === name)?.[1];
        return typeof number === "number" ? [number] : [];
    });
}
