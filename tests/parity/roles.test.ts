import * as assert from "node:assert/strict";
import { placeOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import type { PropertyMap } from "../../plan/value";
import { placesOf } from "./judging";
import { planOf, PROD, STAGING, type Whereabouts, type WrittenResource } from "./plans";

/** Where two stacks differ. */
function places(
    prod: readonly WrittenResource[],
    staging: readonly WrittenResource[],
    [ofProd, ofStaging]: readonly [Whereabouts, Whereabouts] = [PROD, STAGING],
) {
    return placesOf([planOf(ofProd, prod), planOf(ofStaging, staging)]);
}

const inputPlaces = (prod: PropertyMap, staging: PropertyMap) =>
    places([{ at: "jobs", inputs: prod }], [{ at: "jobs", inputs: staging }]);

describe("names that are taken for roles", () => {
    it("given one resource that is tagged as the other environment's, names it and nothing else", () => {
        const tagged = (environment: string, odd: string): readonly WrittenResource[] => [
            { at: "a", inputs: { tags: { environment } } },
            { at: "b", inputs: { tags: { environment } } },
            { at: "c", inputs: { tags: { environment: odd } } },
        ];
        assert.deepEqual(places(tagged("prod", "prod"), tagged("staging", "prod")), []);
        assert.deepEqual(places(tagged("prod", "prod"), tagged("staging", "qa")), ["c#tags.environment"]);
        assert.deepEqual(places(tagged("prod", "jobs"), tagged("staging", "work")), ["c#tags.environment"]);
    });

    it("given the account of one environment in both, names it; given one that is neither's, does not", () => {
        const role = (account: string): PropertyMap => ({ roleArn: `arn:aws:iam::${account}:role/deploy` });
        assert.deepEqual(inputPlaces(role(PROD.account), role(PROD.account)), ["jobs#roleArn"]);
        assert.deepEqual(inputPlaces(role(STAGING.account), role(STAGING.account)), ["jobs#roleArn"]);
        assert.deepEqual(inputPlaces(role("999988887777"), role("999988887777")), []);
        assert.deepEqual(inputPlaces(role(PROD.account), role(STAGING.account)), []);
    });

    it("given stacks of one letter, takes no zone for an environment", () => {
        const [one, two] = [
            { ...PROD, stack: "a" },
            { ...STAGING, stack: "b" },
        ];
        const zone = (letter: string): readonly WrittenResource[] => [
            { at: "net", inputs: { zone: `private-${letter}` } },
        ];
        assert.deepEqual(places(zone("a"), zone("b"), [one, two]), ["net#zone"]);
        assert.deepEqual(places(zone("a"), zone("a"), [one, two]), []);
    });

    it("given two accounts of one provider, tells them from each other", () => {
        const planWith = (where: Whereabouts, accounts: readonly string[], account: string) => {
            const plan = planOf(where, [{ at: "jobs", inputs: { arn: `arn:aws:iam::${account}:role/x` } }]);
            return {
                ...plan,
                resources: plan.resources.map(one =>
                    one.provider === undefined
                        ? one
                        : { ...one, provider: { ...one.provider, inputs: { allowedAccountIds: accounts } } },
                ),
            };
        };
        const [ours, theirs] = [
            ["100000000001", "100000000002", "100000000003"],
            ["200000000001", "200000000002", "200000000003"],
        ];
        const found = (left: string, right: string) =>
            compareStacks(planWith(PROD, ours, left), planWith(STAGING, theirs, right)).differences.length;
        assert.equal(found("100000000003", "200000000003"), 0);
        assert.equal(found("100000000002", "200000000003"), 1);
    });

    it("given one resource more with a second provider, calls neither of the two by the other's role", () => {
        const provider = (stack: string, name: string, account: string) => ({
            urn: `urn:pulumi:${stack}::acme::pulumi:providers:aws::${name}`,
            name,
            isDefault: false,
            inputs: { allowedAccountIds: [account] },
        });
        const plan = (where: Whereabouts, second: string, ofSecond: readonly string[]) => {
            const all = ["a", "b", "c"].map(at => ({
                at,
                inputs: { arn: `arn:aws:iam::${where.account}:role/${at}` },
            }));
            const made = planOf(where, all);
            return {
                ...made,
                resources: made.resources.map(one => ({
                    ...one,
                    provider: ofSecond.includes(one.name)
                        ? provider(where.stack, "second", second)
                        : provider(where.stack, "first", where.account),
                })),
            };
        };
        const found = (ofSecond: readonly string[]) =>
            compareStacks(plan(PROD, "777788889999", ["b"]), plan(STAGING, "333344445555", ofSecond)).differences.map(
                placeOf,
            );
        assert.deepEqual(found(["b"]), []);
        assert.deepEqual(found(["b", "c"]), ["c#@provider"]);
    });

    it("given a provider that one stack alone has and uses most, calls the one that both have by one role", () => {
        const named = (where: Whereabouts): WrittenResource => ({
            at: "it",
            inputs: { arn: `arn:aws:iam::${where.account}:role/it` },
        });
        const alone = ["x", "y", "z"].map((at): WrittenResource => ({ at, inputs: { is: at } }));
        const prod = planOf(PROD, [named(PROD), ...alone]);
        const resources = prod.resources.map(one =>
            one.provider === undefined || one.name === "it"
                ? one
                : {
                      ...one,
                      provider: {
                          ...one.provider,
                          urn: `${one.provider.urn}-third`,
                          name: "third",
                          inputs: { allowedAccountIds: ["777788889999"] },
                      },
                  },
        );
        assert.deepEqual(placesOf([{ ...prod, resources }, planOf(STAGING, [named(STAGING)])]), ["x", "y", "z"]);
    });

    it("given two keys that play one role, keeps both", () => {
        const weights = (production: number): PropertyMap => ({ weights: { prod: 1, production } });
        assert.ok(inputPlaces(weights(2), { weights: { staging: 1, stage: 3 } }).length > 0);
        assert.deepEqual(inputPlaces(weights(2), weights(3)), ["jobs#weights.production"]);
    });

    it("given a key that both write alike, takes it for no name of one of them", () => {
        const labels = (stage: string): PropertyMap => ({ labels: { stage } });
        assert.deepEqual(inputPlaces(labels("prod"), labels("staging")), []);
        assert.deepEqual(inputPlaces(labels("one"), labels("two")), ["jobs#labels.stage"]);
        const table: PropertyMap = { sizes: { prod: 9, staging: 3 } };
        assert.deepEqual(inputPlaces(table, table), []);
        assert.deepEqual(inputPlaces(table, { sizes: { prod: 9, staging: 4 } }), ["jobs#sizes.staging"]);
        assert.deepEqual(inputPlaces({ sizes: { prod: 9 } }, { sizes: { staging: 9 } }), []);
    });

    it("given two networks beside one, does not rename the one that both have", () => {
        const vpc = (at: string, cidrBlock: string): WrittenResource => ({
            at,
            type: "aws:ec2/vpc:Vpc",
            inputs: { cidrBlock },
        });
        const rule = (cidr: string): WrittenResource => ({ at: "rule", inputs: { cidr } });
        assert.deepEqual(
            places(
                [vpc("net", "10.64.0.0/16"), vpc("other", "10.70.0.0/16"), rule("10.64.1.0/24")],
                [vpc("net", "10.65.0.0/16"), rule("10.65.1.0/24")],
            ),
            ["other"],
        );
    });
});
