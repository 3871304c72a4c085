import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { MAX_MESSAGE_BYTES } from "../protobuf";
import type { Emulation } from "./emulation";
import { providerMethods } from "./provider-methods";

/** A running emulator of one provider package. Test support: it makes nothing, and knows nothing of any account. */
export interface EmulatedProvider {
    readonly packageName: string;
    readonly port: number;
    /** URN and id of everything that was created and not deleted since. */
    readonly resources: () => readonly string[];
    /** Changes something that it holds, as a person does by hand. Whether it holds it at all. */
    readonly tamper: (urn: string, property: string, value: string) => boolean;
    /** Stops serving. */
    readonly stop: () => void;
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
        tamper: (urn, property, value) => {
            const [key, held] = [...store].find(([name]) => name.startsWith(`${urn} `)) ?? [];
            if (key === undefined || held === undefined) return false;
            const changed = { [property]: value };
            store.set(key, { inputs: { ...held.inputs, ...changed }, outputs: { ...held.outputs, ...changed } });
            return true;
        },
        stop: () => {
            server.forceShutdown();
        },
    };
}
