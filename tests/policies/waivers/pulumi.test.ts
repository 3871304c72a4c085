import assert from "node:assert/strict";
import { buildUrn } from "../../../plan/urn";
import { type PropertyMap, Unknown } from "../../../plan/value";
import { SIGNATURE_KEY, SIGNATURES, UNKNOWN_MARKER } from "../../../plan/wire";
import { judge, resourceRule, type Rule, toPulumiPolicies, violated } from "../../../policy-pack/index";
import { DIGEST_OF_SECRET } from "../../../policy-pack/waivers/digest";
import type { Waiver } from "../../../policy-pack/waivers/waiver";
import { analyze, type ShownResource } from "../../support/analyzer";
import { plan, resource } from "../../support/policy";
import { BUCKET, encrypted, keyed, TODAY } from "../kernel/made-up-rules";
import { PREVIEW, shown, UPDATE } from "../kernel/pulumi/made-up-packs";
import { OTHER_DIGEST, waiver } from "./samples";

const SHOP = "acme:shop:Shop";
const shop = shown(SHOP, "shop", {});
const logs = (inputs: ShownResource["inputs"]): ShownResource => {
    const urn = buildUrn("staging", "shop", shop.urn, BUCKET, "logs");
    return { urn, type: BUCKET, name: "logs", parent: shop.urn, inputs };
};

/** What `stagewright check` prints as the digest of a bucket that is not known to be encrypted. */
function digestOf(inputs: PropertyMap): string {
    const { findings } = judge([plan([resource(BUCKET, inputs)])], { rules: [encrypted], today: TODAY });
    return findings[0]?.digest ?? "none";
}

const approves = [digestOf({ encrypted: false })];

async function reported(
    waivers: readonly Waiver[],
    resources: readonly ShownResource[] = [shop, logs({ encrypted: false })],
    rules: readonly Rule[] = [encrypted],
    environment: Readonly<Record<string, string>> = PREVIEW,
) {
    const { alone, together } = await analyze(
        toPulumiPolicies(rules, { today: TODAY, environment, waivers }),
        resources,
    );
    return { alone: alone.map(({ message }) => message), together: together.map(({ message }) => message) };
}

describe("waivers under the Pulumi CLI", () => {
    it("given a waiver with the digest of a check, report nothing, neither before the creation nor at the end", async () => {
        assert.deepEqual(amounts(await reported([])), { alone: 1, together: 0 });
        const inPlace = [waiver({ approves })];
        assert.deepEqual(await reported(inPlace), { alone: [], together: [] });
        assert.deepEqual(await reported(inPlace, undefined, undefined, UPDATE), { alone: [], together: [] });
    });

    it("given another component of the same resource name, stop it before the creation", async () => {
        const other = { ...shop, urn: buildUrn("staging", "shop", undefined, SHOP, "other"), name: "other" };
        const elsewhere = { ...logs({ encrypted: false }), parent: other.urn };
        assert.deepEqual(amounts(await reported([waiver({ approves })], [other, elsewhere])), {
            alone: 1,
            together: 0,
        });
    });

    it("given a parent that was not shown, do not take a place for one that may be another's", async () => {
        const waivers = [waiver({ at: "logs#encrypted", approves })];
        assert.deepEqual(amounts(await reported(waivers, [logs({ encrypted: false })])), { alone: 1, together: 0 });
    });

    it("given a changed value, report it before the creation, and at the end what is wrong with the waiver", async () => {
        const { alone, together } = await reported([waiver({ approves: [OTHER_DIGEST] })]);
        assert.equal(alone.length, 1);
        assert.match(
            together.join(),
            /the waiver of bucket-encrypted at shop\/logs#encrypted \(waivers\.yaml:7\) approves another value/,
        );
        assert(!together.join().includes(String(approves[0])));
    });

    it("given an expired waiver, report both", async () => {
        const { alone, together } = await reported([waiver({ approves, expires: "2026-01-30" })]);
        assert.equal(alone.length, 1);
        assert.match(together.join(), /was in force until 2026-01-30, and today is 2026-01-31/);
    });

    it("given one that matches nothing, report it as unused only if it names this stack alone", async () => {
        const unused = async (stacks: readonly string[] | undefined) =>
            (await reported([waiver({ at: "gone", stacks })], [logs({ encrypted: true })])).together.length;
        assert.equal(await unused(["staging"]), 1);
        assert.equal(await unused(["staging", "prod"]), 0);
        assert.equal(await unused(["prod"]), 0);
        assert.equal(await unused(undefined), 0);
    });

    it("given what is undecided, hide it only if the waiver says so", async () => {
        const unknown = [shop, logs({ encrypted: UNKNOWN_MARKER })];
        const digests = [digestOf({ encrypted: Unknown.computed })];
        assert.equal((await reported([waiver({ approves: digests })], unknown)).together.length, 1);
        const hiding = [waiver({ approves: digests, hidesUndecided: true })];
        assert.equal((await reported(hiding, unknown)).together.length, 0);
    });

    it("given a secret that was approved, hide it, whatever it holds, and tell no digest of it", async () => {
        const objecting = resourceRule({
            ...encrypted,
            check: () => violated({ property: "password", message: "password is set, expected none" }),
        });
        const secret = { [SIGNATURE_KEY]: SIGNATURES.secret, value: "hunter2-hunter2" };
        const resources = [shop, logs({ password: secret })];
        const at = "shop/logs#password";
        assert.deepEqual(await reported([waiver({ at, approves: [DIGEST_OF_SECRET] })], resources, [objecting]), {
            alone: [],
            together: [],
        });
        const { alone, together } = await reported([waiver({ at, approves })], resources, [objecting]);
        assert.doesNotMatch([...alone, ...together].join(), /v1-|hunter2/);
    });

    it("given a finding of no property, tell the digest of its words, which hides it", async () => {
        const { together } = await reported([], undefined, [keyed]);
        const [, digest = ""] = /Digest for a waiver: (\S+)/.exec(together.join()) ?? [];
        const waivers = [waiver({ rule: "bucket-has-key", at: "shop/logs", approves: [digest] })];
        assert.deepEqual(await reported(waivers, undefined, [keyed]), { alone: [], together: [] });
    });
});

/** How much was reported before the creation, and at the end. */
function amounts({ alone, together }: { alone: readonly string[]; together: readonly string[] }) {
    return { alone: alone.length, together: together.length };
}
