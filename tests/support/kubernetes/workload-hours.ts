import * as assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as kubernetes from "@pulumi/kubernetes";
import { DateTime } from "luxon";
import { WorkloadHours } from "../../../components";
import type { Plan } from "../../../plan/plan";
import { HOURS, workloadHoursArgs } from "../../components/workload-hours-samples";
import { planOf } from "../plan";
import { type PodEnded, runPod } from "../postgres/pod";
import { removeFolder } from "../remove-folder";
import { type ApiServer, startApiServer } from "./api-server";
import { karpenterSource } from "./karpenter";
import { acceptedTwice, apply, kubernetesObjects, type KubernetesObject, pathOf } from "./objects";

/** How long the server may take to enforce a policy or to know a kind, and how often it is asked, in milliseconds. */
const KNOWN_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;
/** The hours ask for pools as well; the first of the times runs the same script as all others. */
const JOB = "hours-stop-2000";
export const NODES = "/apis/karpenter.sh/v1/nodeclaims";
export const MERGE = "application/merge-patch+json";

/** A node of a pool. */
export function node(name: string, pool: string, changed: object = {}): KubernetesObject {
    return {
        apiVersion: "karpenter.sh/v1",
        kind: "NodeClaim",
        metadata: { name, labels: { "karpenter.sh/nodepool": pool }, ...changed },
        spec: {
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: pool },
            requirements: [],
        },
    };
}

/** Seconds since 1970 of a time on the wall of the hours. */
export function moment(local: string): string {
    return String(DateTime.fromISO(local, { zone: HOURS.timeZone }).toSeconds());
}

/** A Tuesday at work, and the same evening when nobody is. */
export const AT_WORK = moment("2027-02-02T12:00");
export const ASLEEP = moment("2027-02-02T20:00");

/** How a run ends that finds everything as it is to be. */
export const NOTHING_DONE: PodEnded = { code: 0, out: "", error: "" };

/** Waits until something holds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + KNOWN_WITHIN_MS;
    while (!(await holds())) {
        assert.ok(Date.now() < deadline, "not in time");
        await pause(ASK_EVERY_MS);
    }
}

/** Workload hours on a real API server, of the namespaces `shop` and `stock`; there is one `other`. */
export class HoursOnServer {
    /** Of the account that the script runs as. */
    private token = "";

    private constructor(
        readonly server: ApiServer,
        /** For files that a test needs. */
        readonly folder: string,
        private readonly plan: Plan,
    ) {}

    static async start(): Promise<HoursOnServer> {
        const server = await startApiServer(line => {
            process.stderr.write(`${line}\n`);
        });
        const folder = mkdtempSync(path.join(tmpdir(), "workload-hours-"));
        const plan = await planOf(() => {
            new WorkloadHours("hours", workloadHoursArgs(new kubernetes.Provider("given", { kubeconfig: "{}" })));
        });
        const hours = new HoursOnServer(server, folder, plan);
        for (const name of ["shop", "stock", "other"]) {
            await hours.make({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
        }
        await hours.make(...karpenterSource().kinds);
        await until(async () => (await server.call("GET", NODES)).status === 200);
        return hours;
    }

    async stop(): Promise<void> {
        removeFolder(this.folder);
        await this.server.stop();
    }

    /** Makes all that is planned, and takes the token of its account. */
    async deploy(): Promise<void> {
        await acceptedTwice(this.server, kubernetesObjects(this.plan));
        const account = "/api/v1/namespaces/workload-hours/serviceaccounts/hours";
        const asked = await this.server.call("POST", `${account}/token`, {
            apiVersion: "authentication.k8s.io/v1",
            kind: "TokenRequest",
            spec: {},
        });
        ({ token: this.token } = asked.body["status"] as { readonly token: string });
        writeFileSync(this.tokenFile, this.token);
    }

    /** Runs the script as its job does. @param around Variables over what the plan says. */
    run(at: string, around: Readonly<Record<string, string>> = {}): Promise<PodEnded> {
        return runPod(this.plan, JOB, {
            PATH: process.env["PATH"] ?? "",
            API_URL: this.server.url,
            AT: at,
            CA_FILE: this.server.certificateFile,
            LOOK_EVERY_SECONDS: "0",
            TOKEN_FILE: this.tokenFile,
            ...around,
        });
    }

    /** Calls the server as the account does. */
    as(...call: Parameters<ApiServer["call"]>): ReturnType<ApiServer["call"]> {
        return this.server.as(this.token)(...call);
    }

    async make(...objects: readonly KubernetesObject[]): Promise<void> {
        for (const object of objects) {
            const { status, body } = await apply(this.server, object);
            assert.equal(status, 201, body.message);
        }
    }

    async remove(...objects: readonly KubernetesObject[]): Promise<void> {
        for (const object of objects) await this.server.call("DELETE", pathOf(object));
    }

    /** Changes an object as its people do. */
    async change(object: KubernetesObject, change: object): Promise<void> {
        const { status, body } = await this.server.call("PATCH", pathOf(object), change, MERGE);
        assert.equal(status, 200, body.message);
    }

    /** Writes annotations of an object, or takes out those of nothing. */
    annotate(object: KubernetesObject, annotations: Readonly<Record<string, string | null>>): Promise<void> {
        return this.change(object, { metadata: { annotations } });
    }

    /** What the server has of an object. */
    async read(object: KubernetesObject): Promise<ObjectRead> {
        const { body } = await this.server.call("GET", pathOf(object));
        const { annotations = {}, resourceVersion } = body["metadata"] as {
            readonly annotations?: Readonly<Record<string, string>>;
            readonly resourceVersion: string;
        };
        return { annotations, resourceVersion, spec: body["spec"] as ObjectRead["spec"] };
    }

    private get tokenFile(): string {
        return path.join(this.folder, "token");
    }
}

/** An object as the server has it. */
export interface ObjectRead {
    readonly annotations: Readonly<Record<string, string>>;
    readonly resourceVersion: string;
    readonly spec: Readonly<Record<string, unknown>>;
}
