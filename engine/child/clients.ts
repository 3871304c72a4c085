import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { LogRequest, SetRootResourceRequest } from "@pulumi/pulumi/proto/engine_pb";
import type {
    ReadResourceRequest,
    RegisterPackageRequest,
    RegisterResourceOutputsRequest,
    RegisterResourceRequest,
    ResourceCallRequest,
    ResourceInvokeRequest,
    SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";

import type { Monitor } from "../monitor/monitor";
import type { Protocol } from "../protocol";
import { currentCallForm } from "./call-forms";

/** How a client of the protocol hands back its answer. */
type Done<Response> = (error: Error | null, response?: Response) => void;

/** Answers later, as an answer from elsewhere would come: the SDK relies on its own code running first. */
function respond<Response>(done: Done<Response>, answer: () => Response | Promise<Response>): void {
    Promise.resolve()
        .then(answer)
        .then(
            response => {
                done(null, response);
            },
            (error: unknown) => {
                done(error instanceof Error ? error : new Error(String(error)));
            },
        );
}

/** Stands in for `ResourceMonitorClient` in the program's own process. */
export function monitorClient(protocol: Protocol, monitor: Monitor) {
    const empty = () => new protocol.empty.Empty();
    return {
        supportsFeature: (request: SupportsFeatureRequest, done: Done<unknown>) => {
            respond(done, () => monitor.supportsFeature(request));
        },
        getDeploymentInfo: (_: unknown, done: Done<unknown>) => {
            respond(done, () => monitor.getDeploymentInfo());
        },
        registerResource: (request: RegisterResourceRequest, done: Done<unknown>) => {
            respond(done, () => monitor.registerResource(request));
        },
        registerResourceOutputs: (request: RegisterResourceOutputsRequest, done: Done<unknown>) => {
            respond(done, () => {
                monitor.registerResourceOutputs(request);
                return empty();
            });
        },
        readResource: (request: ReadResourceRequest, done: Done<unknown>) => {
            respond(done, () => monitor.readResource(request));
        },
        invoke: (request: ResourceInvokeRequest, done: Done<unknown>) => {
            const form = currentCallForm();
            respond(done, () => monitor.invoke(request, form));
        },
        call: (request: ResourceCallRequest, done: Done<unknown>) => {
            respond(done, () => monitor.call(request));
        },
        registerStackTransform: (transform: Callback, done: Done<unknown>) => {
            respond(done, () => {
                monitor.registerStackTransform(transform);
                return empty();
            });
        },
        registerStackInvokeTransform: (transform: Callback, done: Done<unknown>) => {
            respond(done, () => {
                monitor.registerStackInvokeTransform(transform);
                return empty();
            });
        },
        registerPackage: (request: RegisterPackageRequest, done: Done<unknown>) => {
            respond(done, () => monitor.registerPackage(request));
        },
        // Hooks run around the making of a resource; nothing is made while planning.
        registerResourceHook: (_: unknown, done: Done<unknown>) => {
            respond(done, empty);
        },
        registerErrorHook: (_: unknown, done: Done<unknown>) => {
            respond(done, empty);
        },
        signalAndWaitForShutdown: (_: unknown, done: Done<unknown>) => {
            respond(done, () => {
                monitor.end();
                return empty();
            });
        },
        close: () => {
            // There is no connection to close.
        },
    };
}

/** Stands in for `EngineClient` in the program's own process. */
export function engineClient(protocol: Protocol, monitor: Monitor) {
    return {
        log: (request: LogRequest, done: Done<unknown>) => {
            respond(done, () => {
                monitor.log(request);
                return new protocol.empty.Empty();
            });
        },
        getRootResource: (_: unknown, done: Done<unknown>) => {
            respond(done, () => {
                const response = new protocol.engine.GetRootResourceResponse();
                response.setUrn(monitor.getRootResource());
                return response;
            });
        },
        setRootResource: (request: SetRootResourceRequest, done: Done<unknown>) => {
            respond(done, () => {
                monitor.setRootResource(request.getUrn());
                return new protocol.engine.SetRootResourceResponse();
            });
        },
        startDebugging: (_: unknown, done: Done<unknown>) => {
            respond(done, () => new protocol.empty.Empty());
        },
        // What a program asks of the command line tool is for the tool to refuse; a plan is made without it.
        requirePulumiVersion: (_: unknown, done: Done<unknown>) => {
            respond(done, () => new protocol.engine.RequirePulumiVersionResponse());
        },
        close: () => {
            // There is no connection to close.
        },
    };
}
