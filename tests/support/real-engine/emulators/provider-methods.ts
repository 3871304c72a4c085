import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { UNKNOWN_MARKER } from "../../../../plan/wire";
import { Empty } from "../protobuf";
import type { CheckFailure, Emulation, Held, ServiceCall, Subject } from "./emulation";
import { diffResponse } from "./emulated-diff";
import { fromStruct, toStruct, type Wire, type WireMap, withoutSecrets } from "./wire";

/** What the emulators call themselves where the engine asks for a version. */
const EMULATOR_VERSION = "0.0.0-emulated";

interface ResourceRequest {
    getUrn(): string;
    getType(): string;
    getName(): string;
}

type Call<Request> = grpc.ServerUnaryCall<Request, unknown>;

/** Turns a function from request to answer into a handler; what it throws becomes the call's error. */
function answering<Request, Response>(answer: (request: Request, peer: string) => Response) {
    return (call: Call<Request>, callback: grpc.sendUnaryData<Response>): void => {
        try {
            callback(null, answer(call.request, call.getPeer()));
        } catch (error) {
            callback({ code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
        }
    };
}

/**
 * The methods of a provider, and what it holds. One server answers for every provider resource of its package; the engine
 * keeps one connection for each, so the caller's address says which configuration applies.
 */
export function providerMethods(emulation: Emulation) {
    const configurations = new Map<string, WireMap>();
    const store = new Map<string, Held>();

    const subjectOf = (request: ResourceRequest, peer: string): Subject => ({
        urn: request.getUrn(),
        type: request.getType(),
        name: request.getName(),
        config: configurations.get(peer) ?? {},
    });

    const assertAccepted = (type: string, call: ServiceCall, inputs: WireMap): void => {
        const refusal = emulation.refuses?.(type, call, inputs, [...store.values()]);
        if (refusal !== undefined)
            throw new Error(`${refusal} (said by the emulated ${emulation.packageName} provider)`);
    };

    const methods = {
        attach: answering(() => new Empty()),
        cancel: answering(() => new Empty()),
        getPluginInfo: answering(() => new PluginInfo().setVersion(EMULATOR_VERSION)),
        getSchema: answering(() => new rpc.GetSchemaResponse().setSchema(schemaOf(emulation.packageName))),

        checkConfig: answering((request: rpc.CheckRequest) =>
            checkResponse(
                fromStruct(request.getNews()),
                emulation.checkConfig(decodeConfig(fromStruct(request.getNews()))),
            ),
        ),

        diffConfig: answering((request: rpc.DiffRequest) =>
            diffResponse(fromStruct(request.getOldInputs()), fromStruct(request.getNews()), property =>
                emulation.replacesProvider(property),
            ),
        ),

        configure: answering((request: rpc.ConfigureRequest, peer: string) => {
            configurations.set(peer, decodeConfig(fromStruct(request.getArgs())));
            return new rpc.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true).setAcceptoutputs(true);
        }),

        check: answering((request: rpc.CheckRequest, peer: string) => {
            const checked = emulation.check(
                subjectOf(request, peer),
                fromStruct(request.getNews()),
                fromStruct(request.getOlds()),
                request.getRandomseed_asB64(),
            );
            return checkResponse(checked.inputs, checked.failures);
        }),

        diff: answering((request: rpc.DiffRequest, peer: string) => {
            const subject = subjectOf(request, peer);
            return diffResponse(
                fromStruct(request.getOldInputs()),
                fromStruct(request.getNews()),
                (property, before, after) => emulation.replaces(subject, property, before, after),
            );
        }),

        create: answering((request: rpc.CreateRequest, peer: string) => {
            const inputs = fromStruct(request.getProperties());
            const { id, computed } = emulation.create(subjectOf(request, peer), inputs);
            if (request.getPreview()) {
                return new rpc.CreateResponse().setProperties(toStruct({ ...unknownOf(computed), ...inputs }));
            }
            assertAccepted(request.getType(), "create", inputs);
            const outputs = { ...computed, ...inputs };
            store.set(keyOf(request.getUrn(), id), {
                urn: request.getUrn(),
                type: request.getType(),
                id,
                inputs,
                outputs,
            });
            return new rpc.CreateResponse().setId(id).setProperties(toStruct(outputs));
        }),

        update: answering((request: rpc.UpdateRequest, peer: string) => {
            const olds = fromStruct(request.getOlds());
            const oldInputs = fromStruct(request.getOldInputs());
            const inputs = fromStruct(request.getNews());
            const kept = Object.entries(olds).filter(([name]) => !(name in oldInputs));
            const recomputed = emulation.update(subjectOf(request, peer), olds);
            if (request.getPreview()) {
                const outputs = { ...Object.fromEntries(kept), ...unknownOf(recomputed), ...inputs };
                return new rpc.UpdateResponse().setProperties(toStruct(outputs));
            }
            assertAccepted(request.getType(), "update", inputs);
            const [urn, type, id] = [request.getUrn(), request.getType(), request.getId()];
            const outputs = { ...Object.fromEntries(kept), ...recomputed, ...inputs };
            store.set(keyOf(urn, id), { ...store.get(keyOf(urn, id)), urn, type, id, inputs, outputs });
            return new rpc.UpdateResponse().setProperties(toStruct(outputs));
        }),

        read: answering((request: rpc.ReadRequest) => {
            const stored = store.get(keyOf(request.getUrn(), request.getId()));
            if (stored === undefined) return new rpc.ReadResponse();
            return new rpc.ReadResponse()
                .setId(request.getId())
                .setProperties(toStruct(stored.outputs))
                .setInputs(toStruct(stored.inputs));
        }),

        delete: answering((request: rpc.DeleteRequest) => {
            const key = keyOf(request.getUrn(), request.getId());
            const held = store.get(key);
            if (held === undefined) {
                throw new Error(
                    `emulated ${emulation.packageName} provider: there is no ${request.getType()} ${request.getId()}`,
                );
            }
            assertAccepted(held.type, "delete", held.inputs);
            store.delete(key);
            return new Empty();
        }),

        invoke: answering((request: rpc.InvokeRequest, peer: string) =>
            new rpc.InvokeResponse().setReturn(
                toStruct(
                    emulation.invoke(request.getTok(), fromStruct(request.getArgs()), configurations.get(peer) ?? {}),
                ),
            ),
        ),
    };
    return { methods, store };
}

/** What a preview says of properties that are computed in the deployment. */
function unknownOf(computed: WireMap): WireMap {
    return Object.fromEntries(Object.keys(computed).map(name => [name, UNKNOWN_MARKER]));
}

/** Ids alone are not unique: every random password has the id `none`. */
function keyOf(urn: string, id: string): string {
    return `${urn} ${id}`;
}

function schemaOf(packageName: string): string {
    return JSON.stringify({
        name: packageName,
        version: EMULATOR_VERSION,
        description: "an emulated provider for tests",
    });
}

/** A provider's nested settings cross the wire as JSON in text. */
function decodeConfig(config: WireMap): WireMap {
    return Object.fromEntries(
        Object.entries(config).map(([name, value]) => [
            name,
            typeof value === "string" ? parseJson(value) : withoutSecrets(value),
        ]),
    );
}

function parseJson(text: string): Wire {
    if (!/^\s*(?:[[{]|true$|false$)/.test(text)) return text;
    try {
        return JSON.parse(text) as Wire;
    } catch {
        return text;
    }
}

function checkResponse(inputs: WireMap, failures: readonly CheckFailure[]): rpc.CheckResponse {
    return new rpc.CheckResponse()
        .setInputs(toStruct(inputs))
        .setFailuresList(
            failures.map(({ property, reason }) => new rpc.CheckFailure().setProperty(property).setReason(reason)),
        );
}
