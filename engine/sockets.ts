import { createRequire } from "node:module";
import * as path from "node:path";

import type { Metadata, sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type * as engineServices from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest, SetRootResourceRequest } from "@pulumi/pulumi/proto/engine_pb";
import type * as resourceServices from "@pulumi/pulumi/proto/resource_grpc_pb";
import type {
    ReadResourceRequest,
    RegisterPackageRequest,
    RegisterResourceOutputsRequest,
    RegisterResourceRequest,
    ResourceCallRequest,
    ResourceInvokeRequest,
    SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";

import type { CaptureEvent } from "../plan/capture-events";
import { CALL_FORM_HEADER } from "./child/launch-settings";
import type { CallForm } from "./functions";
import { Monitor } from "./monitor/monitor";
import type { MonitorSettings } from "./monitor/settings";
import type { PlanningContext } from "./plan-stack";
import { loadProtocol, MonitorError, type Protocol } from "./protocol";

/** A monitor behind real sockets. */
export interface Sockets {
    /** Where the program reaches it. */
    readonly address: string;
    close(): void;
}

/** The largest message that the SDK itself sends and takes, in bytes. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** Serves a monitor in this process over gRPC, as the real engine serves its own. */
export async function startSockets(
    { sdk }: PlanningContext,
    settings: MonitorSettings,
    emit: (event: CaptureEvent) => void,
): Promise<Sockets> {
    const protocol = loadProtocol(sdk.folder);
    const monitor = new Monitor(protocol, settings, emit);
    const load = createRequire(path.join(sdk.folder, "package.json"));
    const { ResourceMonitorService } = load("./proto/resource_grpc_pb.js") as typeof resourceServices;
    const { EngineService } = load("./proto/engine_grpc_pb.js") as typeof engineServices;
    const grpc = protocol.grpc();
    const server = new grpc.Server({ "grpc.max_receive_message_length": MAX_MESSAGE_BYTES });
    server.addService(ResourceMonitorService, monitorService(protocol, monitor));
    server.addService(EngineService, engineService(protocol, monitor));
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
            if (error === null) resolve(bound);
            else reject(error);
        });
    });
    return {
        address: `127.0.0.1:${port}`,
        close: () => {
            server.forceShutdown();
        },
    };
}

type Handler<Request> = (call: ServerUnaryCall<Request, unknown>, done: sendUnaryData<unknown>) => void;

function handle<Request>(answer: (request: Request, metadata: Metadata) => unknown): Handler<Request> {
    return (call, done) => {
        Promise.resolve()
            .then(() => answer(call.request, call.metadata))
            .then(
                response => {
                    done(null, response);
                },
                (error: unknown) => {
                    done(error instanceof MonitorError ? error : new MonitorError(String(error)));
                },
            );
    };
}

function monitorService(protocol: Protocol, monitor: Monitor) {
    const empty = () => new protocol.empty.Empty();
    return {
        supportsFeature: handle((request: SupportsFeatureRequest) => monitor.supportsFeature(request)),
        getDeploymentInfo: handle(() => monitor.getDeploymentInfo()),
        registerResource: handle((request: RegisterResourceRequest) => monitor.registerResource(request)),
        registerResourceOutputs: handle((request: RegisterResourceOutputsRequest) => {
            monitor.registerResourceOutputs(request);
            return empty();
        }),
        readResource: handle((request: ReadResourceRequest) => monitor.readResource(request)),
        invoke: handle((request: ResourceInvokeRequest, metadata) => monitor.invoke(request, callForm(metadata))),
        call: handle((request: ResourceCallRequest) => monitor.call(request)),
        registerStackTransform: handle((transform: Callback) => {
            monitor.registerStackTransform(transform);
            return empty();
        }),
        registerStackInvokeTransform: handle((transform: Callback) => {
            monitor.registerStackInvokeTransform(transform);
            return empty();
        }),
        registerPackage: handle((request: RegisterPackageRequest) => monitor.registerPackage(request)),
        registerResourceHook: handle(empty),
        registerErrorHook: handle(empty),
        signalAndWaitForShutdown: handle(() => {
            monitor.end();
            return empty();
        }),
    };
}

function engineService(protocol: Protocol, monitor: Monitor) {
    return {
        log: handle((request: LogRequest) => {
            monitor.log(request);
            return new protocol.empty.Empty();
        }),
        getRootResource: handle(() => {
            const response = new protocol.engine.GetRootResourceResponse();
            response.setUrn(monitor.getRootResource());
            return response;
        }),
        setRootResource: handle((request: SetRootResourceRequest) => {
            monitor.setRootResource(request.getUrn());
            return new protocol.engine.SetRootResourceResponse();
        }),
        startDebugging: handle(() => new protocol.empty.Empty()),
        requirePulumiVersion: handle(() => new protocol.engine.RequirePulumiVersionResponse()),
    };
}

function callForm(metadata: Metadata): CallForm {
    const [form] = metadata.get(CALL_FORM_HEADER);
    return form === "plain" || form === "output" ? form : "unknown";
}
