import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { MAX_MESSAGE_BYTES } from "../protobuf";
import type { Emulation, Held } from "./emulation";
import { providerMethods } from "./provider-methods";
import type { Wire } from "./wire";

/** A running emulator of one provider package. Test support: it makes nothing, and knows nothing of any account. */
export interface EmulatedProvider {
    readonly packageName: string;
    readonly port: number;
    /** URN and id of everything that was created and not deleted since. */
    readonly resources: () => readonly string[];
    /** Everything that it holds. */
    readonly held: () => readonly Held[];
    /** Changes something that it holds, as a person does by hand or a timer. Whether it holds it at all. */
    readonly tamper: (urn: string, change: Tampering) => boolean;
    /** Stops serving. */
    readonly stop: () => void;
}

/** What is changed behind the engine's back. */
export interface Tampering {
    /** Properties with their new values: of the inputs where they were given as such, else of what is computed alone. */
    readonly properties?: Readonly<Record<string, Wire>>;
    /** Whether the service has stopped it from now on. @default as before */
    readonly stopped?: boolean;
}

/** Serves an emulated provider on a free port of this machine. */
export async function startEmulatedProvider(emulation: Emulation): Promise<EmulatedProvider> {
    const server = new grpc.Server({
        "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
        "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    });
    const { methods, store } = providerMethods(emulation);
    server.addService(ResourceProviderService, methods);
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
            if (error === null) resolve(bound);
            else reject(error);
        });
    });
    return {
        packageName: emulation.packageName,
        port,
        resources: () => [...store.keys()],
        held: () => [...store.values()],
        tamper: (urn, { properties = {}, stopped }) => {
            const [key, held] = [...store].find(([name]) => name.startsWith(`${urn} `)) ?? [];
            if (key === undefined || held === undefined) return false;
            const given = Object.entries(properties).filter(([name]) => name in held.inputs);
            store.set(key, {
                ...held,
                inputs: { ...held.inputs, ...Object.fromEntries(given) },
                outputs: { ...held.outputs, ...properties },
                stopped: stopped ?? held.stopped ?? false,
            });
            return true;
        },
        stop: () => {
            server.forceShutdown();
        },
    };
}
