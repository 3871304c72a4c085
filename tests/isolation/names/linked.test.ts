import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { fragmentOf } from "../../../isolation/fragment";
import { judgeIsolation } from "../../../isolation/judge";
import type { PlannedResource } from "../../../plan/plan";
import { Stack } from "../../../plan/stack";
import { type PropertyMap, Unknown } from "../../../plan/value";
import { plan, resource, type ResourceExtras } from "../../support/policy";
import { kindsOf } from "../breaches/judged";
import { PRODUCTION_ACCOUNT, settings, STAGING_ACCOUNT, TODAY } from "../fragments";

const STAGING = { stack: "staging", provider: { allowedAccountIds: [STAGING_ACCOUNT], region: "eu-central-1" } };
const PRODUCTION = { stack: "prod", provider: { allowedAccountIds: [PRODUCTION_ACCOUNT], region: "eu-central-1" } };

/** The ways from staging to production and back, each as its certainty and its kinds. */
function ways(staging: readonly PlannedResource[], production: readonly PlannedResource[]): readonly string[] {
    const fragments = [
        fragmentOf(new Stack(plan(staging), { name: "staging", class: "staging" })),
        fragmentOf(new Stack(plan(production, { stack: "prod" }), { name: "prod", class: "production" })),
    ];
    return judgeIsolation(fragments, settings(), TODAY).ways.map(
        way => `${way.from} ${way.certainty} ${kindsOf(way).join(" > ")}`,
    );
}

function calling(text: string): PlannedResource {
    return resource("aws:lambda/function:Function", { environment: { variables: { CALLED: text } } }, STAGING);
}

/** A database called `orders`, as each environment has one. */
function database(home: ResourceExtras, address?: string): PlannedResource {
    const outputs: PropertyMap = address === undefined ? {} : { address };
    return resource("aws:rds/instance:Instance", { identifier: "orders" }, { ...home, name: "orders", outputs });
}

const STAGING_HOST = "orders.cstaging1234.eu-central-1.rds.amazonaws.com";
const PRODUCTION_HOST = "orders.cproduction1.eu-central-1.rds.amazonaws.com";

describe("names of two environments", () => {
    it("given databases of one name in both, takes a host for that of the own one until hosts are known", () => {
        assert.deepEqual(ways([calling(STAGING_HOST), database(STAGING)], [database(PRODUCTION)]), []);
        assert.deepEqual(ways([calling(PRODUCTION_HOST), database(STAGING)], [database(PRODUCTION)]), []);
        const known = [database(PRODUCTION, PRODUCTION_HOST)];
        const own = database(STAGING, STAGING_HOST);
        assert.deepEqual(ways([calling(STAGING_HOST), own], known), []);
        assert.deepEqual(ways([calling(PRODUCTION_HOST), own], known), ["staging declared host-name"]);
    });

    it("given a database that only production has by that name, leads there before its host is known", () => {
        assert.deepEqual(ways([calling(PRODUCTION_HOST)], [database(PRODUCTION)]), ["staging declared host-name"]);
    });

    it("given production's public front door, leads nowhere; its private zone is no front door", () => {
        const zone = (name: string, vpcs: readonly string[]) =>
            resource(
                "aws:route53/zone:Zone",
                vpcs.length === 0 ? { name } : { name, vpcs: [{ vpcId: Unknown.computed }] },
                { ...PRODUCTION, name: "zone" },
            );
        const text = "https://www.shop.example/health";
        assert.deepEqual(ways([calling(text)], [zone("shop.example", [])]), []);
        assert.equal(
            ways([calling(text)], [zone("shop.example", ["own"])]).includes("staging declared host-name"),
            true,
        );
    });

    it("given zones of one private domain in both, means the own one", () => {
        const zone = (home: ResourceExtras) => {
            const vpc = resource("aws:ec2/vpc:Vpc", {}, { ...home, name: "vpc" });
            const inputs = { name: "shop.internal", vpcs: [{ vpcId: Unknown.computed }] };
            return [
                vpc,
                resource("aws:route53/zone:Zone", inputs, { ...home, name: "zone", comesFrom: { vpcs: [vpc] } }),
            ];
        };
        assert.deepEqual(ways([calling("db.shop.internal"), ...zone(STAGING)], zone(PRODUCTION)), []);
    });

    it("given lists of what is not proxied, which name whole blocks, leads nowhere", () => {
        const vpc = resource("aws:ec2/vpc:Vpc", { cidrBlock: "10.10.0.0/16" }, { ...PRODUCTION, name: "vpc" });
        assert.deepEqual(ways([calling("10.0.0.0/8,.internal,169.254.169.254")], [vpc]), []);
        assert.deepEqual(ways([calling("10.10.0.7")], [vpc]), ["staging declared host-name"]);
    });
});
