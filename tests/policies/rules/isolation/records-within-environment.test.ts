import * as assert from "node:assert/strict";

import { type PropertyMap, Secret, Unknown } from "../../../../plan/value";
import { recordsWithinEnvironment as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { worstOf } from "../table";

const RECORD = "aws:route53/record:Record";
const ZONE = "aws:route53/zone:Zone";

const production = plan(
    [
        resource(ZONE, { name: "acme.example" }, { stack: "prod", name: "public" }),
        resource(ZONE, { name: "prod.acme.example" }, { stack: "prod", name: "own" }),
        resource("aws:rds/cluster:Cluster", { clusterIdentifier: "prod-orders" }, { stack: "prod", name: "orders" }),
        resource("aws:lb/loadBalancer:LoadBalancer", { name: "prod-front" }, { stack: "prod", name: "front" }),
        resource(
            "aws:cloudfront/distribution:Distribution",
            {},
            { stack: "prod", name: "pages", outputs: { domainName: "D111.cloudfront.net" } },
        ),
        resource("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }, { stack: "prod", name: "network" }),
    ],
    { stack: "prod" },
);
const zone = resource(ZONE, { name: "staging.acme.example" }, { name: "own" });
const judged = (inputs: PropertyMap, origins: readonly string[] = []) => {
    const from = origins.map(type => resource(type, {}, { name: "acme/shop/staging" }));
    const comesFrom = { records: from, aliases: from };
    return said(rule, [plan([zone, ...from, resource(RECORD, { name: "api", ...inputs }, { comesFrom })]), production]);
};
const at = (...records: (string | Unknown | Secret)[]) => ({ type: "CNAME", records });
const alias = (name: string) => ({ type: "A", aliases: [{ name, zoneId: "Z1", evaluateTargetHealth: true }] });

describe("records-within-environment", () => {
    for (const [given, expected, inputs, from] of [
        ["a name of its own zone", "holds", { name: "api.staging.acme.example", type: "A" }, []],
        ["a name of production's zone", "violated", { name: "api.prod.acme.example", type: "A" }, []],
        ["a name of the zone around its own", "violated", { name: "api.acme.example", type: "A" }, []],
        ["a name in capitals, with the root", "violated", { name: "API.prod.Acme.Example.", type: "A" }, []],
        ["a name that ends alike", "holds", { name: "api.notacme.example", type: "A" }, []],
        ["a name alone", "holds", { name: "api", type: "A" }, []],
        ["a name that is not known", "holds", { name: Unknown.computed, ...at("own.example") }, []],
        ["its own host", "holds", at("staging-orders.cluster-x.eu-central-1.rds.amazonaws.com"), []],
        ["production's database", "violated", at("prod-orders.cluster-x.eu-central-1.rds.amazonaws.com"), []],
        ["production's database beside others", "violated", at("own.example", "prod-orders.x.example"), []],
        ["a longer name", "holds", at("prod-orders-archive.example"), []],
        ["production's zone", "violated", at("api.prod.acme.example"), []],
        ["its own zone below production's", "holds", at("web.staging.acme.example"), []],
        [
            "production's load balancer",
            "violated",
            alias("dualstack.prod-front-123456.eu-central-1.elb.amazonaws.com"),
            [],
        ],
        [
            "production's inner load balancer",
            "violated",
            alias("internal-prod-front-123456.eu-central-1.elb.amazonaws.com"),
            [],
        ],
        ["a load balancer named alike", "holds", alias("prod-front-two-123456.eu-central-1.elb.amazonaws.com"), []],
        ["production's distribution", "violated", alias("d111.cloudfront.net"), []],
        ["an address of production's", "violated", { type: "A", records: ["10.0.3.4"] }, []],
        ["the address after production's last", "holds", { type: "A", records: ["10.1.0.0"] }, []],
        ["a text about production", "holds", { type: "TXT", records: ["prod-orders"] }, []],
        ["a secret host of production's", "violated", at(new Secret("prod-orders.x.example")), []],
        ["a host that is not known", "undecided", at("own.example", Unknown.computed), []],
        ["a list that is not known", "undecided", { type: "A", records: Unknown.computed }, []],
        ["a number for a host", "undecided", { type: "A", records: [7] }, []],
        ["a host of its own resource", "holds", at(Unknown.computed), ["aws:lb/loadBalancer:LoadBalancer"]],
        ["a host of a stack of its own side", "holds", at(Unknown.computed), ["pulumi:pulumi:StackReference"]],
    ] as const) {
        it(`given ${given}, says ${expected}`, () => {
            assert.equal(worstOf(judged(inputs, from)), expected);
        });
    }

    it("given a host and a zone of one balancer, and no answer of a function, says holds", () => {
        const balancer = resource("aws:lb/loadBalancer:LoadBalancer", {}, { name: "front" });
        const record = resource(
            RECORD,
            { name: "api", type: "A", aliases: [{ name: Unknown.computed, zoneId: Unknown.computed }] },
            { comesFrom: { aliases: [balancer] } },
        );
        const gap = { kind: "unanswered-function", subject: "aws:ec2/getAmi:getAmi", message: "no answer" } as const;
        const gaps = [{ ...gap, mayChangeShape: false }];
        assert.equal(worstOf(said(rule, [plan([zone, balancer, record], { gaps }), production])), "holds");
    });

    it("given a host of production's stack, says undecided", () => {
        const from = [resource("pulumi:pulumi:StackReference", { name: "acme/shop/prod" })];
        const record = resource(RECORD, { name: "api", ...at(Unknown.computed) }, { comesFrom: { records: from } });
        assert.equal(worstOf(said(rule, [plan([zone, ...from, record]), production])), "undecided");
    });

    it("given production's zone that hands a part over to staging, says holds", () => {
        const handed = resource(
            RECORD,
            { name: "staging.acme.example", type: "NS", records: ["ns-1.awsdns-1.example"] },
            { stack: "prod" },
        );
        const parent = resource(ZONE, { name: "acme.example" }, { stack: "prod", name: "public" });
        assert.equal(worstOf(said(rule, [plan([zone]), plan([parent, handed], { stack: "prod" })])), "holds");
    });

    it("given production's record in staging's zone, says violated", () => {
        const astray = resource(RECORD, { name: "api.staging.acme.example", type: "A" }, { stack: "prod" });
        assert.equal(worstOf(said(rule, [plan([zone]), plan([astray], { stack: "prod" })])), "violated");
    });

    it("given no record, says nothing", () => {
        assert.deepEqual(said(rule, [plan([zone]), production]), []);
    });

    it("given a secret, never shows it", () => {
        for (const { message } of judged(at(new Secret("prod-orders.hunter2.example")))) {
            assert.ok(message?.includes("hunter2") !== true);
        }
    });
});
