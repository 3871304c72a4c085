import assert from "node:assert/strict";
import { UsageError } from "../../plan/faults";
import { planFromPreview } from "../../plan/preview";
import { planFromState } from "../../plan/state";
import { Secret, Unknown } from "../../plan/value";
import { type Captured, captured, listAt } from "./captured";

const STATE = "real-small.staging.state.json";
const PREVIEW = "real-small.staging.preview.json";

function recordOf(document: Captured, name: string): Captured {
    const records = listAt(document, "deployment", "resources");
    return records.find(record => String(record["urn"]).endsWith(`::${name}`)) ?? assert.fail(`no record of ${name}`);
}

function faultOf(document: unknown): UsageError {
    try {
        planFromState(document, "state.json");
    } catch (error) {
        assert(error instanceof UsageError);
        return error;
    }
    return assert.fail("read without a fault");
}

describe("planFromState", () => {
    it("given a state of the real engine, takes project, stack and phase from it", () => {
        const { resources, outputs, storage, ...plan } = planFromState(captured(STATE), "state.json");
        assert.equal(storage?.secretsProvider?.kind, "passphrase");
        assert.equal(resources.length, 13);
        assert.deepEqual(Object.keys(outputs), ["endpoint", "password"]);
        assert.deepEqual(plan, {
            project: "real-small",
            stack: "staging",
            source: "state",
            phase: "output",
            config: {},
            gaps: [],
        });
    });

    it("given the preview and the state of one program, plans the same resources at the same paths", () => {
        const shape = (plan: { resources: readonly { urn: string; path: string; parent: string | undefined }[] }) =>
            plan.resources
                .map(({ urn, path, parent }) => ({ urn, path, parent }))
                .sort((a, b) => a.urn.localeCompare(b.urn));
        assert.deepEqual(
            shape(planFromState(captured(STATE), "state.json")),
            shape(planFromPreview(captured(PREVIEW), "preview.json")),
        );
    });

    it("given a default provider, plans it as no resource and hands its inputs to those that use it", () => {
        const { resources } = planFromState(captured(STATE), "state.json");
        assert.deepEqual(
            resources.filter(({ type }) => type.startsWith("pulumi:providers:")).map(({ name }) => name),
            ["account", "cluster"],
        );
        const receipts = resources.find(({ name }) => name === "receipts");
        assert.equal(receipts?.provider?.isDefault, true);
        assert.deepEqual(receipts.provider.inputs, { region: "eu-west-1", version: "7.48.0" });
    });

    it("given an encrypted secret, reads a secret that is not known", () => {
        const { outputs } = planFromState(captured(STATE), "state.json");
        const { password } = outputs;
        assert(password instanceof Secret);
        assert(password.value instanceof Unknown);
    });

    it("given a secret in plain text, as after --show-secrets, keeps its mark", () => {
        const document = captured(STATE);
        const root = recordOf(document, "real-small-staging");
        (root["outputs"] as Captured)["password"] = {
            "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
            plaintext: '"hunter2"',
        };
        assert.deepEqual(planFromState(document, "state.json").outputs["password"], new Secret("hunter2"));
    });

    it("given a resource that waits for its deletion, leaves it out", () => {
        const document = captured(STATE);
        recordOf(document, "receipts")["delete"] = true;
        assert.equal(planFromState(document, "state.json").resources.length, 12);
    });

    it("given a resource that is only read, marks it", () => {
        const document = captured(STATE);
        recordOf(document, "vpc")["external"] = true;
        assert.equal(
            planFromState(document, "state.json").resources.find(({ name }) => name === "vpc")?.external,
            true,
        );
    });

    for (const version of [3, 4]) {
        it(`given version ${version}, reads it`, () => {
            assert.equal(planFromState({ ...captured(STATE), version }, "state.json").stack, "staging");
        });
    }

    for (const [version, advice] of [
        [1, "export it again with a current Pulumi CLI"],
        [2, "export it again with a current Pulumi CLI"],
        [5, "it was written by a Pulumi CLI that this release of stagewright does not know"],
    ] as const) {
        it(`given version ${version}, refuses it, whatever its shape`, () => {
            for (const deployment of [captured(STATE)["deployment"], { resources: "of another shape" }]) {
                assert.deepEqual(faultOf({ version, deployment }).faults, [
                    { at: "version", message: `got ${version}, expected 3 or 4: ${advice}` },
                ]);
            }
        });
    }

    it("given an update that was interrupted, names all that is left of it", () => {
        const document = captured(STATE);
        const [, vpc] = listAt(document["deployment"] as Captured, "resources");
        assert(vpc !== undefined);
        const urn = String(vpc["urn"]);
        const twin = { ...vpc, pendingReplacement: true };
        const deployment = {
            pending_operations: [{ type: "updating", resource: { urn, type: "t" } }],
            resources: [vpc, twin, { ...vpc, delete: true, pendingReplacement: true }],
        };
        const error = faultOf({ version: 3, deployment });
        assert.equal(error.summary, "state.json does not say what is deployed");
        assert.deepEqual(error.faults, [
            {
                at: "deployment.pending_operations[0]",
                message: `updating ${urn} was interrupted; expected no pending operation: run \`pulumi refresh\`, then export again`,
            },
            { at: "deployment.resources[1].urn", message: `got ${urn} twice, expected it once` },
            {
                at: "deployment.resources[1].pendingReplacement",
                message: `${urn} was deleted and not made anew; run \`pulumi up\`, then export again`,
            },
        ]);
    });

    it("given no resources, says that there is nothing to check", () => {
        assert.match(faultOf({ version: 3, deployment: {} }).message, /^state\.json holds no resources/);
    });

    it("given a deployment of the wrong shape, names the place", () => {
        assert.deepEqual(
            faultOf({ version: 3, deployment: { resources: [{ urn: "x", type: "t" }] } }).faults.map(({ at }) => at),
            ["deployment.resources[0].urn"],
        );
        assert.deepEqual(
            faultOf({ version: "3", deployment: [] }).faults.map(({ at }) => at),
            ["version", "deployment"],
        );
    });
});
