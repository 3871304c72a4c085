import * as assert from "node:assert/strict";
import { buildUrn } from "../../../../plan/urn";
import { SIGNATURE_KEY, SIGNATURES } from "../../../../plan/wire";
import { judge, type Waiver } from "../../../../policy-pack/index";
import { plan, resource } from "../../../support/policy";
import { OTHER_DIGEST, waiver } from "../../waivers/samples";
import { BUCKET, encrypted, TODAY } from "../made-up-rules";
import { shown } from "../pulumi/made-up-packs";
import { serve, stopAll } from "./served";

const shop = shown("acme:shop:Shop", "shop", {});
const logs = {
    ...shown(BUCKET, "logs", { encrypted: false }),
    urn: buildUrn("staging", "shop", shop.urn, BUCKET, "logs"),
    parent: shop.urn,
};

describe("waivers in a pack that serves the protocol", () => {
    afterEach(stopAll);

    const said = async (waivers: readonly Waiver[], bucket = logs) => {
        const { alone, together } = await (await serve([encrypted], {}, {}, waivers)).analyze([shop, bucket]);
        return { alone: alone.length, together: together.map(({ message }) => message).join() };
    };

    it("given the digest of a check, report nothing, neither before the creation nor at the end", async () => {
        const checked = judge([plan([resource(BUCKET, { encrypted: false })])], { rules: [encrypted], today: TODAY });
        const approves = [checked.findings[0]?.digest ?? "none"];
        assert.deepEqual(await said([]), { alone: 1, together: "" });
        assert.deepEqual(await said([waiver({ approves })]), { alone: 0, together: "" });
    });

    it("given another value than the approved one, report it, and at the end what is wrong with the waiver", async () => {
        const { alone, together } = await said([waiver({ approves: [OTHER_DIGEST] })]);
        assert.equal(alone, 1);
        assert.match(together, /the waiver of bucket-encrypted at shop\/logs#encrypted .* approves another value/);
    });

    it("given a secret in place of the approved value, do not take it for one that was approved", async () => {
        const secret = { [SIGNATURE_KEY]: SIGNATURES.secret, value: false };
        const { alone } = await said([waiver({ approves: [OTHER_DIGEST] })], {
            ...logs,
            inputs: { encrypted: secret },
        });
        assert.equal(alone, 1);
    });
});
