import * as assert from "node:assert/strict";
import * as sdk from "@pulumi/policy/server";
import type { RemediateResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../../../plan/wire";
import { expectTrue, resourceRule, type Rule, rules, type Settings } from "../../../../policy-pack/index";
import { requestOf, type ShownResource } from "../../../support/analyzer";
import { BUCKET, encrypted } from "../made-up-rules";
import { policies, shown } from "./made-up-packs";

const { makeRemediateRpcFun } = sdk as unknown as {
    readonly makeRemediateRpcFun: (
        pack: string,
        version: string,
        level: string,
        made: ReturnType<typeof policies>,
    ) => (
        call: unknown,
        answer: (error: Error | null | undefined, response: RemediateResponse) => void,
    ) => Promise<void>;
};

const mending = resourceRule({
    ...encrypted,
    name: "bucket-mended",
    check: subject => expectTrue(subject, "disk.encrypted", { because: "anyone can read it", default: false }),
    remediate: () => ({ "disk.encrypted": true }),
});

/** What the policy SDK sends back for a resource, with policies made of rules. */
async function remediated(said: Settings["rules"], resource: ShownResource, own: readonly Rule[] = [mending]) {
    const response = await new Promise<RemediateResponse>((resolve, reject) => {
        makeRemediateRpcFun(
            "pack",
            "1.0.0",
            "mandatory",
            policies(own, {}, { rules: said }),
        )({ request: requestOf(resource, resource.inputs) }, (error, answered) => {
            if (error instanceof Error) reject(error);
            else resolve(answered);
        }).catch(reject);
    });
    return response.getRemediationsList().map(one => one.getProperties()?.toJavaScript() ?? one.getDiagnostic());
}

const ON: Settings["rules"] = { "bucket-mended": { remediate: true } };

describe("what composed policies mend through the policy SDK", () => {
    it("given nothing said, is nothing, though the rule would know how", async () => {
        const [policy] = policies([mending]);
        assert.deepEqual([policy?.enforcementLevel, typeof policy?.remediateResource], ["mandatory", "function"]);
        assert.deepEqual(await remediated({}, shown(BUCKET, "b", {})), []);
        assert.equal(policies([encrypted])[0]?.remediateResource, undefined);
    });

    it("given the rule switched on, keeps secrets and what is not known", async () => {
        const secret = { [SIGNATURE_KEY]: SIGNATURES.secret, value: { password: "hunter2" } };
        const kept = { secret, id: UNKNOWN_MARKER, list: [UNKNOWN_MARKER, secret], __defaults: ["size"] };
        assert.deepEqual(await remediated(ON, shown(BUCKET, "b", { ...kept, disk: { size: 1 } })), [
            { ...kept, disk: { size: 1, encrypted: true } },
        ]);
        assert.deepEqual(await remediated(ON, shown(BUCKET, "b", kept)), [{ ...kept, disk: { encrypted: true } }]);
    });

    it("given what is right, of another type, or not to be touched, is nothing", async () => {
        const archive = { [SIGNATURE_KEY]: SIGNATURES.archive, path: "./code" };
        for (const resource of [
            shown(BUCKET, "b", { disk: { encrypted: true } }),
            shown(BUCKET, "b", { disk: UNKNOWN_MARKER }),
            shown(BUCKET, "b", { code: archive }),
            shown("aws:kms/key:Key", "k", {}),
        ]) {
            assert.deepEqual(await remediated(ON, resource), []);
        }
    });

    it("given our rules, adds tags", async () => {
        const own = rules.filter(({ name }) => name === "required-tags");
        const said = { "required-tags": { remediate: true, values: { owner: "shop", "cost-centre": "4711" } } };
        assert.deepEqual(await remediated(said, shown("aws:kms/key:Key", "k", {}, { provider: {} }), own), [
            { tags: { environment: "staging", owner: "shop", "cost-centre": "4711" } },
        ]);
    });
});
