import * as assert from "node:assert/strict";
import * as protoutil from "@pulumi/policy/protoutil";
import { AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { rules } from "../../../../policy-pack/index";
import { policies } from "../pulumi/made-up-packs";
import { distinct, encrypted, keyed } from "../made-up-rules";
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
            assert.deepEqual(own.toObject(), theirs.toObject());
            assert.ok(own.getPoliciesList().length >= 2);
        });
    }

    it("gives its version as that of the plugin", async () => {
        assert.equal(await (await serve([encrypted])).version(), "1.2.3");
    });
});
