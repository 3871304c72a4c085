import * as assert from "node:assert/strict";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../../../plan/wire";
import { protocol } from "../../../../policy-pack/analyzer/protocol";
import { expectTrue, judge, resourceRule, rules, type Settings } from "../../../../policy-pack/index";
import { parseWaivers } from "../../../../policy-pack/waivers/read";
import { plan, resource } from "../../../support/policy";
import type { Said } from "../../../support/serving-pack";
import { BUCKET, encrypted, kept } from "../made-up-rules";
import { shown } from "../pulumi/made-up-packs";
import { serve, stopAll } from "./served";

const { ADVISORY, DISABLED, MANDATORY, REMEDIATE } = protocol.messages.EnforcementLevel;

const mending = resourceRule({ ...encrypted, name: "bucket-mended", remediate: () => ({ encrypted: true }) });
const logged = resourceRule({
    ...encrypted,
    name: "bucket-logged",
    check: subject => expectTrue(subject, "logs.on", { because: "nobody sees it", default: false }),
    remediate: () => ({ "logs.on": true }),
});
const ON: Partial<Settings> = { rules: { "bucket-mended": { remediate: true } } };

/** A secret and an asset as the engine sends them. */
const SECRET = { [SIGNATURE_KEY]: SIGNATURES.secret, value: { password: "hunter2" } };
const ARCHIVE = {
    [SIGNATURE_KEY]: SIGNATURES.archive,
    assets: { "index.js": { [SIGNATURE_KEY]: SIGNATURES.asset, text: "x" } },
};
const UNTOUCHED = {
    secret: SECRET,
    id: UNKNOWN_MARKER,
    code: ARCHIVE,
    __defaults: ["size"],
    list: [UNKNOWN_MARKER, SECRET, null],
};

describe("what a pack mends under the Pulumi CLI", () => {
    afterEach(stopAll);

    it("given nothing said, is nothing", async () => {
        assert.deepEqual(await (await serve([mending])).remediate(shown(BUCKET, "b", {})), []);
    });

    it("given the rule switched on, is sent back with all else as it came, but for what is mended", async () => {
        const pack = await serve([mending], {}, ON);
        assert.deepEqual(await pack.remediate(shown(BUCKET, "b", { ...UNTOUCHED, encrypted: false })), [
            { policy: "bucket-mended", properties: { ...UNTOUCHED, encrypted: true } },
        ]);
        assert.deepEqual(await pack.remediate(shown(BUCKET, "b", { ...UNTOUCHED, encrypted: true })), []);
        assert.deepEqual(await pack.remediate(shown(BUCKET, "b", { encrypted: UNKNOWN_MARKER })), []);
        assert.deepEqual(await pack.remediate(shown("aws:kms/key:Key", "k", {})), []);
    });

    it("given two rules, lets the second build on what the first did", async () => {
        const both = { rules: { ...ON.rules, "bucket-logged": { remediate: true } } };
        assert.deepEqual(await (await serve([mending, logged], {}, both)).remediate(shown(BUCKET, "b", { size: 1 })), [
            { policy: "bucket-mended", properties: { size: 1, encrypted: true } },
            { policy: "bucket-logged", properties: { size: 1, encrypted: true, logs: { on: true } } },
        ]);
    });

    it("given what was mended, reports nothing of it, and of what could not be mended all", async () => {
        const pack = await serve([mending], {}, ON);
        const [mended] = await pack.remediate(shown(BUCKET, "b", {}));
        assert.deepEqual(await pack.analyzeOne(shown(BUCKET, "b", mended?.properties)), []);
        const chosen = shown(BUCKET, "c", { encrypted: { [SIGNATURE_KEY]: SIGNATURES.secret, value: false } });
        assert.deepEqual(await pack.remediate(chosen), []);
        assert.deepEqual(
            (await pack.analyzeOne(chosen)).map(({ level }) => level),
            ["mandatory"],
        );
    });

    const LEVELS: readonly [given: string, file: Settings["rules"][string], cli: Said, mends: boolean][] = [
        ["the level remediate from the CLI", {}, { level: REMEDIATE }, true],
        ["the level mandatory from the CLI over the file", { remediate: true }, { level: MANDATORY }, false],
        ["the level disabled from the CLI over the file", { remediate: true }, { level: DISABLED }, false],
        ["the setting from the CLI", {}, { level: MANDATORY, settings: { remediate: true } }, true],
        [
            "the setting from the CLI, what is left an advice",
            {},
            { level: ADVISORY, settings: { remediate: true } },
            true,
        ],
        [
            "the setting from the CLI over the file",
            { remediate: true },
            { level: REMEDIATE, settings: { remediate: false } },
            false,
        ],
        ["a rule that does not run", { enabled: false, remediate: true }, { level: DISABLED }, false],
        [
            "a rule that the CLI has run",
            { enabled: false, remediate: true },
            { level: DISABLED, settings: { enabled: true } },
            true,
        ],
    ];
    for (const [given, file, cli, mends] of LEVELS) {
        it(`given ${given}, is ${mends ? "what the rule finds" : "nothing"}`, async () => {
            const pack = await serve([mending], {}, { rules: { "bucket-mended": file } });
            await pack.configure({ "bucket-mended": cli });
            assert.equal((await pack.remediate(shown(BUCKET, "b", {}))).length, mends ? 1 : 0);
        });
    }

    it("given a rule that only reports, refuses to have it mend, in the file and from the CLI", async () => {
        const pack = await serve([kept]);
        await assert.rejects(pack.configure({ "bucket-kept": { settings: { remediate: true } } }), {
            details:
                'the policy pack\'s configuration is not as expected\n  bucket-kept.remediate: unknown key "remediate"; expected one of enabled, days',
        });
        await pack.configure({ "bucket-kept": { level: REMEDIATE } });
        assert.deepEqual(await pack.remediate(shown(BUCKET, "b", { days: 1 })), []);
    });

    it("given a waiver for what the rule finds, leaves it as it is", async () => {
        const plain = plan([resource(BUCKET, { encrypted: false }, { name: "b" })]);
        const [{ digest = "" } = {}] = judge([plain], { rules: [mending], today: "2026-01-31" }).findings;
        const text = `- { rule: bucket-mended, at: "b#encrypted", reason: a test, owner: a test, expires: 2099-01-01, approves: ${digest} }`;
        const pack = await serve([mending], {}, ON, parseWaivers(text, [mending]));
        assert.deepEqual(await pack.remediate(shown(BUCKET, "b", { encrypted: false })), []);
        assert.equal((await pack.remediate(shown(BUCKET, "other", { encrypted: false }))).length, 1);
    });

    it("given a preview and the update after it in one process, mends the same in both", async () => {
        const pack = await serve([mending], {}, ON);
        const bucket = shown(BUCKET, "b", { size: 1 });
        const preview = await pack.remediate(bucket);
        await pack.analyze([shown(BUCKET, "b", preview[0]?.properties)]);
        assert.deepEqual(await pack.remediate(bucket), preview);
    });

    it("given a call to stop, mends nothing more", async () => {
        const pack = await serve([mending], {}, ON);
        await pack.cancel();
        await assert.rejects(pack.remediate(shown(BUCKET, "b", {})));
    });

    it("given our rules, mends tags and encryption as far as their values are known", async () => {
        const said = Object.fromEntries(
            ["required-tags", "messages-encrypted"].map(name => [name, { remediate: true }] as const),
        );
        const values = { owner: "team-shop", "cost-centre": "4711" };
        const pack = await serve(rules, {}, { rules: { ...said, "required-tags": { remediate: true, values } } });
        const queue = shown(
            "aws:sqs/queue:Queue",
            "q",
            { sqsManagedSseEnabled: false, tags: { Team: "search" } },
            { provider: {} },
        );
        assert.deepEqual((await pack.remediate(queue)).at(-1)?.properties, {
            sqsManagedSseEnabled: true,
            tags: { Team: "search", environment: "staging", "cost-centre": "4711" },
        });
    });
});
