import assert from "node:assert/strict";
import { type FoundAt, matchesPlace, whyOverBroad } from "../../../policy-pack/waivers/place";

describe("place of a waiver", () => {
    const TABLE: readonly [at: string, found: FoundAt, matches: boolean][] = [
        ["orders/web", { path: "orders/web" }, true],
        ["orders/web", { path: "orders/web", property: "ingress" }, true],
        ["orders/web#ingress", { path: "orders/web", property: "ingress" }, true],
        ["orders/web#ingress", { path: "orders/web", property: "egress" }, false],
        ["orders/web#ingress", { path: "orders/web" }, false],
        ["orders/web#ingress", { path: "orders/web", property: "ingress[0]" }, false],
        ['web#tags["a#b"]', { path: "web", property: 'tags["a#b"]' }, true],
        ["orders/web", { path: "orders" }, false],
        ["orders/web", { path: "orders/web/deeper" }, false],
        ["orders/web", { path: "other/orders/web" }, false],
        ["orders/web", { path: "orders/Web" }, false],
        ["orders/*", { path: "orders/web" }, true],
        ["orders/*", { path: "orders/web/deeper" }, false],
        ["orders/*", { path: "orders" }, false],
        ["*/web", { path: "orders/web" }, true],
        ["*/web", { path: "web" }, false],
        ["orders/*/web", { path: "orders/a/web" }, true],
        ["orders/*/web", { path: "orders/a/b/web" }, false],
        ["orders/w*", { path: "orders/web" }, false],
        ["orders/w*", { path: "orders/w*" }, true],
        ["/", {}, true],
        ["/#provider", { property: "provider" }, true],
        ["/#provider", { property: "tags" }, false],
        ["/", { path: "web" }, false],
        ["*", {}, false],
        ["web", {}, false],
    ];
    for (const [at, found, matches] of TABLE) {
        it(`given ${at} and ${JSON.stringify(found)}, ${matches ? "matches" : "does not match"}`, () => {
            assert.equal(matchesPlace(at, found), matches);
        });
    }

    for (const at of ["", " ", "#ingress", "*", "*/*", "*#ingress", "**", "orders/**", "**/web", "orders/a**/web"]) {
        it(`given ${JSON.stringify(at)}, is over-broad`, () => {
            assert.notEqual(whyOverBroad(at), undefined);
        });
    }

    for (const at of ["/", "/#provider", "web", "orders/*", "*/web", "orders/*/*", "web#**"]) {
        it(`given ${JSON.stringify(at)}, is not over-broad by itself`, () => {
            assert.equal(whyOverBroad(at), undefined);
        });
    }

    it("given one that is over-broad, says why", () => {
        assert.equal(whyOverBroad(" "), "it names no component path");
        assert.equal(whyOverBroad("orders/**"), "** stands for anything at all; * stands for one segment");
        assert.equal(whyOverBroad("*/*"), "no segment of its path names anything");
    });
});
