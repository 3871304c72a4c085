import * as assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as kubernetes from "@pulumi/kubernetes";
import { EphemeralEnvironment } from "../../components/ephemeral-environment";
import { EphemeralReaper } from "../../components/ephemeral-reaper";
import type { Plan } from "../../plan/plan";
import { ephemeralArgs, reaperArgs } from "../components/ephemeral-samples";
import { type Answer, type ApiServer, startApiServer } from "../support/kubernetes/api-server";
import { acceptedTwice, kubernetesObjects } from "../support/kubernetes/objects";
import { planOf } from "../support/plan";
import { type PodEnded, runPod } from "../support/postgres/pod";
import { removeFolder } from "../support/remove-folder";

/** How long the server may take to enforce a policy that it has taken, and how often it is asked, in milliseconds. */
const ENFORCED_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString().replace(/\.\d+Z$/, "Z");

const NAMESPACES = "/api/v1/namespaces";
/** A namespace that the guard admits, but for what is changed; an annotation that is undefined is left out. */
const namespace = (name: string, changed: Readonly<Record<string, string | undefined>> = {}) => {
    const annotations = { "expires-at": inHours(1), owner: "team-orders", branch: "a", ...changed };
    return { apiVersion: "v1", kind: "Namespace", metadata: { name, annotations } };
};

describe("ephemeral environments, on a real API server", () => {
    let server: ApiServer;
    let reaperPlan: Plan;
    let environmentPlan: Plan;
    let folder: string;
    /** Calls the API as the reaper's service account. */
    let token: string;

    before(async () => {
        server = await startApiServer(line => {
            process.stderr.write(`${line}\n`);
        });
        const provider = () => new kubernetes.Provider("cluster", { kubeconfig: "{}" });
        reaperPlan = await planOf(() => {
            new EphemeralReaper("reaper", { ...reaperArgs(provider()), database: undefined });
        });
        const times = { createdAt: inHours(0), expiresAt: inHours(2 * DAY_HOURS) };
        environmentPlan = await planOf(() => {
            new EphemeralEnvironment("branch", { ...ephemeralArgs(provider()), ...times });
        });
        folder = mkdtempSync(path.join(tmpdir(), "ephemeral-"));
    });
    after(async () => {
        removeFolder(folder);
        await server.stop();
    });

    const create = (body: object, query = "?dryRun=All"): Promise<Answer> =>
        server.call("POST", `${NAMESPACES}${query}`, body);
    const update = (name: string, annotations: object): Promise<Answer> =>
        server.call("PATCH", `${NAMESPACES}/${name}`, { metadata: { annotations } }, "application/merge-patch+json");
    const names = async () =>
        ((await server.call("GET", NAMESPACES)).body["items"] as { metadata: Record<string, unknown> }[])
            .filter(({ metadata }) => metadata["deletionTimestamp"] === undefined)
            .map(({ metadata }) => String(metadata["name"]));
    const reap = (): Promise<PodEnded> =>
        runPod(reaperPlan, "reaper-job", {
            PATH: process.env["PATH"] ?? "",
            API_URL: server.url,
            CA_FILE: server.certificateFile,
            TOKEN_FILE: path.join(folder, "token"),
        });

    it("given what both components plan, is accepted strictly, and a second apply changes nothing", async () => {
        const objects = [reaperPlan, environmentPlan].flatMap(plan => [...kubernetesObjects(plan)]);
        assert.ok(objects.length >= 30, `${String(objects.length)} objects`);
        await acceptedTwice(server, objects);
        const asked = await server.call("POST", `${NAMESPACES}/ephemeral-system/serviceaccounts/reaper/token`, {
            apiVersion: "authentication.k8s.io/v1",
            kind: "TokenRequest",
            spec: {},
        });
        token = (asked.body["status"] as { readonly token: string }).token;
        writeFileSync(path.join(folder, "token"), token);
        // The server compiles policies in the background.
        const deadline = Date.now() + ENFORCED_WITHIN_MS;
        while ((await create(namespace("eph-probe", { "expires-at": undefined }))).status === 201) {
            assert.ok(Date.now() < deadline, "the guard is not enforced in time");
            await pause(ASK_EVERY_MS);
        }
    });

    describe("the guard of namespaces", () => {
        const refused: readonly [given: string, changed: Record<string, string | undefined>, message: RegExp][] = [
            ["no end", { "expires-at": undefined }, /expected the annotation expires-at, a moment in UTC such as/],
            ["an end that is a date", { "expires-at": "2030-01-01" }, /expected the annotation expires-at, a moment/],
            [
                "an end with an offset",
                { "expires-at": "2030-01-01T00:00:00+01:00" },
                /expected the annotation expires-at/,
            ],
            ["an end on a day that does not exist", { "expires-at": "2030-02-30T00:00:00Z" }, /eph-probe/],
            [
                "an end in the past",
                { "expires-at": inHours(-1) },
                /expected an end in expires-at that is after the creation/,
            ],
            [
                "an end that is too far away",
                { "expires-at": inHours(7 * DAY_HOURS + 1) },
                /expected an end in expires-at that is at most 7 days after the creation/,
            ],
            ["no owner", { owner: undefined }, /expected the annotation owner/],
            ["an owner without a name", { owner: "" }, /expected the annotation owner/],
            ["no branch", { branch: undefined }, /expected the annotation branch/],
        ];
        for (const [given, changed, message] of refused) {
            it(`given ${given}, refuses the namespace and says so`, async () => {
                const { status, body } = await create(namespace("eph-probe", changed));
                assert.ok(status === 422 || status === 403, `${String(status)} ${body.message ?? ""}`);
                assert.match(body.message ?? "", /'ephemeral-environments-end'/);
                assert.match(body.message ?? "", message);
            });
        }

        it("given no annotation at all, refuses the namespace", async () => {
            const { status } = await create({ ...namespace("eph-probe"), metadata: { name: "eph-probe" } });
            assert.equal(status, 422);
        });

        it("given all that is asked, or the last moment that is allowed, admits the namespace", async () => {
            for (const hours of [1, 7 * DAY_HOURS]) {
                const { status, body } = await create(namespace("eph-probe", { "expires-at": inHours(hours) }));
                assert.equal(status, 201, body.message);
            }
        });

        it("given a namespace of another name, leaves it alone", async () => {
            const { status } = await create({ ...namespace("shop"), metadata: { name: "shop" } });
            assert.equal(status, 201);
        });

        it("given one that is there, lets its end be moved within bounds, and not its branch or all of its end", async () => {
            assert.equal((await create(namespace("eph-moved"), "")).status, 201);
            assert.equal((await update("eph-moved", { "expires-at": inHours(2 * DAY_HOURS) })).status, 200);
            for (const [annotations, message] of [
                [{ branch: "b" }, /the namespace is another branch's/],
                [{ "expires-at": null }, /expected the annotation expires-at/],
                [{ "expires-at": inHours(8 * DAY_HOURS) }, /at most 7 days after the creation/],
            ] as const) {
                const { status, body } = await update("eph-moved", annotations);
                assert.equal(status, 422);
                assert.match(body.message ?? "", message);
            }
        });
    });

    describe("the guard of namespaces, given an update by way of a subresource", () => {
        const by = async (subresource: string, annotations: object): Promise<Answer> => {
            const path_ = `${NAMESPACES}/eph-roundabout`;
            const { body } = await server.call("GET", path_);
            const metadata = body["metadata"] as { readonly annotations: object };
            const changed = { ...metadata, annotations: { ...metadata.annotations, ...annotations } };
            return server.call("PUT", `${path_}/${subresource}`, { ...body, metadata: changed });
        };
        before(async () => {
            assert.equal((await create(namespace("eph-roundabout"), "")).status, 201);
        });

        for (const subresource of ["status", "finalize"]) {
            it(`refuses a later end in ${subresource}, and lets through what leaves it alone`, async () => {
                const { status, body } = await by(subresource, { "expires-at": inHours(8 * DAY_HOURS) });
                assert.equal(status, 422, body.message);
                assert.match(body.message ?? "", /at most 7 days after the creation/);
                assert.equal((await by(subresource, {})).status, 200);
            });
        }
    });

    describe("the reaper", () => {
        const asReaper = (method: string, name: string) => server.as(token)(method, `${NAMESPACES}/${name}`);

        it("given a namespace that is not ephemeral, may not delete it", async () => {
            assert.equal((await create({ ...namespace("shop"), metadata: { name: "shop" } }, "")).status, 201);
            const { status, body } = await asReaper("DELETE", "shop");
            assert.equal(status, 403);
            assert.match(body.message ?? "", /the reaper deletes nothing but namespaces that begin with eph-/);
        });

        it("given anything but listing and deleting, has no right to it", async () => {
            const { status, body } = await asReaper("GET", "shop");
            assert.equal(status, 403);
            assert.match(body.message ?? "", /cannot get resource "namespaces"/);
        });

        it("given one whose end has passed among others, deletes that one as the planned job does", async () => {
            // Not in the past at its creation; the job then runs after it.
            const soon = new Date(Date.now() + 2500).toISOString().replace(/\.\d+Z$/, "Z");
            assert.equal((await create(namespace("eph-short", { "expires-at": soon }), "")).status, 201);
            const deadline = Date.now() + ENFORCED_WITHIN_MS;
            let ended = await reap();
            while (ended.code === 0 && !ended.out.includes("eph-short") && Date.now() < deadline) {
                await pause(ASK_EVERY_MS);
                ended = await reap();
            }
            assert.deepEqual([ended.code, ended.error], [0, ""]);
            assert.equal(ended.out, "eph-short: deleted, its end has passed\n");
            const left = await names();
            assert.ok(!left.includes("eph-short"), left.join());
            for (const name of ["shop", "eph-moved", "default", "ephemeral-system", "kube-system"]) {
                assert.ok(left.includes(name), `${name} of ${left.join()}`);
            }
        });

        it("given a token that is refused, fails and deletes nothing", async () => {
            writeFileSync(path.join(folder, "token"), "nobody");
            const before = await names();
            const { code, error } = await reap();
            writeFileSync(path.join(folder, "token"), token);
            assert.notEqual(code, 0);
            assert.match(error, /401/);
            assert.deepEqual(await names(), before);
        });
    });
});
