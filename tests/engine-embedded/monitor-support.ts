import * as path from "node:path";

import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

import { Monitor } from "../../engine/monitor/monitor";
import type { MonitorSettings } from "../../engine/monitor/settings";
import { loadProtocol } from "../../engine/protocol";
import type { CapturedResource, CaptureEvent } from "../../plan/capture-events";

export const protocol = loadProtocol(path.dirname(require.resolve("@pulumi/pulumi/package.json")));
export const { resource: messages } = protocol;
export const QUEUE = "aws:sqs/queue:Queue";

/** A monitor, and what it notes. */
export function startMonitor(settings: Partial<MonitorSettings> = {}) {
    const events: CaptureEvent[] = [];
    const monitor = new Monitor(
        protocol,
        {
            project: "shop",
            stack: "dev",
            organization: "acme",
            projectFolder: "/shop",
            programFolder: "/shop",
            config: {},
            secretKeys: [],
            answers: {},
            ...settings,
        },
        event => events.push(event),
    );
    const resources = () => events.filter((event): event is CapturedResource => event.kind === "resource");
    return { monitor, events, resources };
}

export interface Registration {
    readonly type?: string;
    readonly name?: string;
    readonly parent?: string;
    readonly custom?: boolean;
    readonly remote?: boolean;
    readonly inputs?: Record<string, JavaScriptValue>;
    readonly dependencies?: readonly string[];
    readonly packageReference?: string;
    readonly version?: string;
}

/** What a program sends to register a resource. */
export function registration(given: Registration) {
    const request = new messages.RegisterResourceRequest();
    request.setType(given.type ?? QUEUE);
    request.setName(given.name ?? "orders");
    request.setParent(given.parent ?? "");
    request.setCustom(given.custom ?? true);
    request.setRemote(given.remote ?? false);
    request.setObject(protocol.struct.Struct.fromJavaScript(given.inputs ?? {}));
    request.setDependenciesList([...(given.dependencies ?? [])]);
    request.setPackageref(given.packageReference ?? "");
    request.setVersion(given.version ?? "");
    return request;
}
