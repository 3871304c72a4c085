import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { ICallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";

import { MonitorError, type Protocol } from "../protocol";

/** Calls back into the program: transforms are functions of its own, served by the SDK inside its process. */
export class Callbacks {
    private readonly clients = new Map<string, ICallbacksClient & { close(): void }>();

    constructor(private readonly protocol: Protocol) {}

    /** Runs one callback on a serialised request and returns its serialised response. */
    async run(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
        const message = new this.protocol.callback.CallbackInvokeRequest();
        message.setToken(callback.getToken());
        message.setRequest(request);
        const client = this.clientOf(callback.getTarget());
        return new Promise((resolve, reject) => {
            client.invoke(message, (error, response) => {
                if (error === null) resolve(response.getResponse_asU8());
                else reject(new MonitorError(error.details));
            });
        });
    }

    /** Closes all connections to the program. */
    close(): void {
        for (const client of this.clients.values()) client.close();
        this.clients.clear();
    }

    private clientOf(target: string): ICallbacksClient {
        const known = this.clients.get(target);
        if (known !== undefined) return known;
        const client = new (this.protocol.callbackClients().CallbacksClient)(
            target,
            this.protocol.grpc().credentials.createInsecure(),
            { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 },
        );
        this.clients.set(target, client);
        return client;
    }
}
