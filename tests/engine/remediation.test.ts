import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { SIGNATURE_KEY, SIGNATURES } from "../../plan/wire";
import { compiledPack } from "../support/real-engine/compiled-pack";
import { RealEngine } from "../support/real-engine/real-engine";

const PROJECT = resolve(__dirname, "../fixtures/programs/real-remediation");
const PACK = compiledPack();
const STACK = "staging";

const TAGS = { environment: "staging", owner: "shop-team", "cost-centre": "4711" };

/** What of a state the test looks at. */
const STATE = z.object({
    deployment: z.object({
        resources: z.array(z.object({ urn: z.string(), inputs: z.record(z.string(), z.unknown()).default({}) })),
    }),
});

/** Secrets of a state that is exported in the clear hold their JSON. */
const secret = (value: unknown) => ({ [SIGNATURE_KEY]: SIGNATURES.secret, plaintext: JSON.stringify(value) });

describe("what the pack mends under the Pulumi CLI's own engine", () => {
    let engine: RealEngine;

    before(async () => {
        engine = await RealEngine.start(PROJECT);
        await engine.succeed(["stack", "init", STACK]);
    });
    after(() => {
        engine.stop();
    });

    const run = (command: string, step: string, ...more: readonly string[]) =>
        engine.run([command, "--stack", STACK, "--policy-pack", PACK, ...more], {
            env: { STAGEWRIGHT_STRICT: "false" },
            step,
        });
    const inputsOf = async (name: string) => {
        const { stdout } = await engine.succeed(["stack", "export", "--show-secrets", "--stack", STACK], {
            step: "export",
        });
        const { deployment } = STATE.parse(JSON.parse(stdout));
        const found = deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`));
        assert.ok(found !== undefined, `the state has no ${name}`);
        return found.inputs;
    };
    /** A configuration for `--policy-pack-config`. */
    const config = (said: object) => {
        const file = join(engine.project, "policy-config.json");
        writeFileSync(file, JSON.stringify(said));
        return ["--policy-pack-config", file];
    };

    it("given the CLI told otherwise, mends nothing and fails the preview", async () => {
        const levels = ["required-tags", "messages-encrypted", "instance-metadata-needs-session", "volumes-encrypted"];
        const said = Object.fromEntries(levels.map(name => [name, "mandatory"]));
        const { code, stdout } = await run("preview", "preview that only reports", ...config(said));
        assert.notEqual(code, 0, stdout);
        assert.doesNotMatch(stdout, /\[remediate\]/);
        for (const name of levels) assert.match(stdout, new RegExp(`\\[mandatory\\].* ${name} `));
    });

    it("given a first preview, shows what it mends, and nothing is left to report", async () => {
        const { code, stdout } = await run("preview", "preview");
        assert.equal(code, 0, stdout);
        assert.match(stdout, /\[remediate\] +required-tags +\(3 resources\)/);
        assert.match(stdout, /\[remediate\] +messages-encrypted +\(1 resource\)/);
        assert.match(stdout, /\[remediate\] +instance-metadata-needs-session +\(1 resource\)/);
        assert.match(stdout, /\[remediate\] +volumes-encrypted +\(1 resource\)/);
        assert.doesNotMatch(stdout, /\[mandatory\]|a secret note|c2VjcmV0/);
    });

    it("given a wish for details, shows each property with what it becomes", async () => {
        const { stdout } = await run("preview", "preview in detail", "--show-policy-remediations", "--diff");
        assert.match(stdout, /sqsManagedSseEnabled\s*: false => true/);
        assert.match(stdout, /\+ *environment *: "staging"/);
        assert.doesNotMatch(stdout, /a secret note|c2VjcmV0/);
    });

    it("given the update, hands the provider what it mended, with secrets and references as they were", async () => {
        const { code, stdout } = await run("up", "up", "--yes", "--skip-preview");
        assert.equal(code, 0, stdout);
        const queue = await inputsOf("queue");
        assert.equal(queue["sqsManagedSseEnabled"], true);
        const { key, ...tags } = queue["tags"] as Record<string, unknown>;
        assert.match(String(key), /^arn:aws:kms:/);
        assert.deepEqual(tags, { ...TAGS, Name: "orders", note: secret("a secret note") });
        const nodes = await inputsOf("nodes");
        assert.deepEqual(nodes["metadataOptions"], { httpTokens: "required" });
        assert.deepEqual(nodes["userData"], secret("c2VjcmV0"));
        assert.deepEqual(nodes["blockDeviceMappings"], [
            { deviceName: "/dev/xvda", ebs: { volumeSize: 20, encrypted: "true" } },
        ]);
        assert.deepEqual((await inputsOf("key"))["description"], secret("of the orders"));
    });

    it("given the same program again, has nothing to change", async () => {
        const { code, stdout } = await run("preview", "second preview", "--expect-no-changes");
        assert.equal(code, 0, stdout);
    });

    it("given presets and rules in the CLI's configuration, runs what that says, and names what it does not know", async () => {
        const off = { "required-tags": "disabled", "messages-encrypted": { enabled: false } };
        const narrowed = await run("preview", "preview of fewer rules", ...config(off));
        assert.match(narrowed.stdout, /~ +\S*aws:sqs/);
        const wider = await run(
            "preview",
            "preview of all rules",
            ...config({ "pack-settings": { preset: "strict" } }),
        );
        assert.match(wider.stdout, /\[(?:mandatory|advisory)\]/);
        const wrong = await run(
            "preview",
            "preview with a faulty configuration",
            ...config({ "required-tag": "advisory", "volumes-encrypted": { encryptedByDefalt: true } }),
        );
        assert.notEqual(wrong.code, 0);
        const said = `${wrong.stdout}${wrong.stderr}`;
        assert.match(said, /unknown key "required-tag"; did you mean "required-tags"\?/);
        assert.match(said, /unknown key "encryptedByDefalt"; did you mean "encryptedByDefault"\?/);
    });
});
