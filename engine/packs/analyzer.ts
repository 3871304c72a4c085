import { createRequire } from "node:module";
import * as path from "node:path";

import type * as grpcModule from "@grpc/grpc-js";
import type * as clients from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import type * as emptyModule from "google-protobuf/google/protobuf/empty_pb";
import type * as structModule from "google-protobuf/google/protobuf/struct_pb";

/** The largest message that the SDK itself sends and takes, in bytes. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** The messages of the `Analyzer` service, from the copy of the SDK that the pack uses. */
export interface AnalyzerProtocol {
    readonly messages: typeof messages;
    readonly struct: typeof structModule;
    readonly empty: typeof emptyModule;
    readonly clients: typeof clients;
    readonly grpc: typeof grpcModule;
}

/** Loads the protocol. Only a check with a foreign pack needs it, so nothing else pays for it. */
export function loadAnalyzerProtocol(sdkFolder: string): AnalyzerProtocol {
    const load = createRequire(path.join(sdkFolder, "package.json"));
    return {
        messages: load("./proto/analyzer_pb.js") as typeof messages,
        struct: load("google-protobuf/google/protobuf/struct_pb.js") as typeof structModule,
        empty: load("google-protobuf/google/protobuf/empty_pb.js") as typeof emptyModule,
        clients: load("./proto/analyzer_grpc_pb.js") as typeof clients,
        grpc: load("@grpc/grpc-js") as typeof grpcModule,
    };
}

/** The calls of the `Analyzer` service that a check makes, as promises. */
export class Analyzer {
    private readonly client: clients.AnalyzerClient;

    /** @param timeoutMs How long one call may take, in milliseconds. */
    constructor(
        private readonly protocol: AnalyzerProtocol,
        address: string,
        private readonly timeoutMs: number,
    ) {
        this.client = new protocol.clients.AnalyzerClient(address, protocol.grpc.credentials.createInsecure(), {
            "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
            "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
        });
    }

    getInfo(): Promise<messages.AnalyzerInfo> {
        return this.call(done => {
            this.client.getAnalyzerInfo(new this.protocol.empty.Empty(), this.metadata(), this.options(), done);
        });
    }

    analyze(request: messages.AnalyzeRequest): Promise<messages.AnalyzeResponse> {
        return this.call(done => {
            this.client.analyze(request, this.metadata(), this.options(), done);
        });
    }

    analyzeStack(request: messages.AnalyzeStackRequest): Promise<messages.AnalyzeResponse> {
        return this.call(done => {
            this.client.analyzeStack(request, this.metadata(), this.options(), done);
        });
    }

    /** Switches policies off, and leaves all others as the pack has them. */
    async disable(policies: Iterable<string>): Promise<void> {
        const request = new this.protocol.messages.ConfigureAnalyzerRequest();
        for (const policy of policies) {
            const config = new this.protocol.messages.PolicyConfig();
            config.setEnforcementlevel(this.protocol.messages.EnforcementLevel.DISABLED);
            config.setProperties(new this.protocol.struct.Struct());
            request.getPolicyconfigMap().set(policy, config);
        }
        await this.call(done => {
            this.client.configure(request, this.metadata(), this.options(), done);
        });
    }

    close(): void {
        this.client.close();
    }

    private metadata(): grpcModule.Metadata {
        return new this.protocol.grpc.Metadata();
    }

    private options(): { readonly deadline: number } {
        return { deadline: Date.now() + this.timeoutMs };
    }

    private call<Response>(
        start: (done: (error: grpcModule.ServiceError | null, response: Response) => void) => void,
    ): Promise<Response> {
        return new Promise((resolve, reject) => {
            start((error, response) => {
                if (error === null) resolve(response);
                else reject(error);
            });
        });
    }
}
