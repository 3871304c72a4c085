import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import type { CommandResult } from "../support/real-engine/child-process";
import { compiledPack } from "../support/real-engine/compiled-pack";
import { RealEngine } from "../support/real-engine/real-engine";

const FIXTURES = resolve(__dirname, "../fixtures");
const PLAIN_PACK = resolve(FIXTURES, "packs/plain-unknown");
const OUR_PACK = compiledPack();

/*
 * Who may enter the program's security group is not known before the deployment. Two packs have a mandatory rule on it: a
 * plain one, as the policy SDK's documentation teaches to write it, and ours.
 */
describe("a first preview of what cannot be known yet", () => {
    let engine: RealEngine;

    before(async () => {
        engine = await RealEngine.start(resolve(FIXTURES, "programs/real-unknown"));
        await engine.succeed(["stack", "init", "staging"]);
    });

    after(() => {
        engine.stop();
    });

    const preview = (step: string, pack: string, env: Readonly<Record<string, string>> = {}): Promise<CommandResult> =>
        engine.run(["preview", "--stack", "staging", "--policy-pack", pack], { env, step: `preview with ${step}` });

    it("given a plain mandatory rule, exits 0 and says that it could not run", async () => {
        const { code, stdout } = await preview("a plain pack", PLAIN_PACK, { CI: "true" });
        assert.equal(code, 0, stdout);
        assert.match(stdout, /\[advisory\] +security-group-not-open/);
        assert.match(stdout, /can't be known during preview/);
    });

    it("given our rule and strict mode, exits non-zero and names rule, resource and property", async () => {
        const { code, stdout } = await preview("ours, strict", OUR_PACK, { STAGEWRIGHT_STRICT: "true" });
        assert.notEqual(code, 0, stdout);
        assert.match(stdout, /\[mandatory\].* security-group-not-open +\(aws:ec2:SecurityGroup: office\)/);
        assert.match(stdout, /ingress\[0\]\.cidrBlocks.* cannot be read/);
    });

    it("given our rule on CI, is strict without being told", async () => {
        const { code, stdout } = await preview("ours on CI", OUR_PACK, { CI: "true" });
        assert.notEqual(code, 0, stdout);
        assert.match(stdout, /\[mandatory\].* security-group-not-open/);
    });

    it("given our rule and no strict mode, exits 0 and reports an advisory", async () => {
        const { code, stdout } = await preview("ours, not strict", OUR_PACK, { STAGEWRIGHT_STRICT: "false" });
        assert.equal(code, 0, stdout);
        assert.match(stdout, /\[advisory\].* security-group-not-open +\(aws:ec2:SecurityGroup: office\)/);
        assert.match(stdout, /ingress\[0\]\.cidrBlocks.* cannot be read/);
    });

    it("given the deployment done, the plain rule fails the very program that it let through", async () => {
        const deployed = await engine.succeed(["up", "--yes", "--skip-preview", "--stack", "staging"], { step: "up" });
        assert.equal(deployed.code, 0);
        const { code, stdout } = await preview("a plain pack, once deployed", PLAIN_PACK);
        assert.notEqual(code, 0, stdout);
        assert.match(stdout, /\[mandatory\] +security-group-not-open/);
    });
});
