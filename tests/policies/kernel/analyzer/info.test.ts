import * as assert from "node:assert/strict";
import * as protoutil from "@pulumi/policy/protoutil";
import { AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { protocol } from "../../../../policy-pack/analyzer/protocol";
import { rules } from "../../../../policy-pack/index";
import { policies } from "../pulumi/made-up-packs";
import { distinct, encrypted, kept, keyed } from "../made-up-rules";
import { serve, stopAll } from "./served";

/** What the policy SDK says of a pack; it exports this without a type. */
const { makeAnalyzerInfo } = protoutil as unknown as {
    readonly makeAnalyzerInfo: (name: string, version: string, level: string, pack: object) => AnalyzerInfo;
};

describe("what a pack says of itself", () => {
    afterEach(stopAll);

    for (const [given, pack, settings] of [
        ["rules made up for tests", [encrypted, keyed, distinct], {}],
        ["our rules", rules, {}],
        [
            "settings of a rule, one switched off and a minimum of coverage",
            rules,
            {
                minimumCoverage: 0.5,
                rules: { "log-retention-set": { enabled: false }, "database-backup-retention": { minimumDays: 9 } },
            },
        ],
    ] as const) {
        it(`given ${given}, is field by field what the policy SDK says of the same rules`, async () => {
            const own = await (await serve(pack, {}, settings)).info();
            const composed = makeAnalyzerInfo("pack", "1.2.3", "advisory", {
                description: "Rules made up for tests.",
                policies: policies(pack, {}, settings),
            });
            // Through bytes: the SDK has a copy of protobuf of its own.
            const theirs = AnalyzerInfo.deserializeBinary(composed.serializeBinary());
            const { policiesList, ...about } = own.toObject();
            const { policiesList: theirPolicies, ...theirAbout } = theirs.toObject();
            assert.deepEqual(about, theirAbout);
            // The SDK has no place for settings of a whole pack.
            assert.deepEqual(
                policiesList.filter(({ name }) => name !== "pack-settings"),
                theirPolicies,
            );
            assert.ok(own.getPoliciesList().length >= 2);
        });
    }

    it("gives each policy the level that the settings give its rule, and settings of the whole pack", async () => {
        const settings = {
            preset: "essential",
            rules: { "bucket-encrypted": { enabled: true }, "bucket-mended": { enabled: true, remediate: true } },
        } as const;
        const mended = { ...encrypted, name: "bucket-mended", remediate: () => undefined };
        const policiesList = (
            await (await serve([encrypted, mended, kept, keyed], {}, settings)).info()
        ).getPoliciesList();
        const { DISABLED, MANDATORY, REMEDIATE } = protocol.messages.EnforcementLevel;
        assert.deepEqual(
            policiesList.map(policy => [policy.getName(), policy.getEnforcementlevel()]),
            [
                ["bucket-encrypted", MANDATORY],
                ["bucket-mended", REMEDIATE],
                ["bucket-kept", DISABLED],
                ["bucket-has-key", MANDATORY],
                ["pack-settings", DISABLED],
            ],
        );
        const defaults = policiesList.at(-1)?.getConfigschema()?.getProperties()?.toJavaScript();
        assert.deepEqual(Object.keys(defaults ?? {}), ["preset", "strict"]);
        assert.equal((defaults as { preset: { default: string } }).preset.default, "essential");
    });

    it("gives its version as that of the plugin", async () => {
        assert.equal(await (await serve([encrypted])).version(), "1.2.3");
    });
});
