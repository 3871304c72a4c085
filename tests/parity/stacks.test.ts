import * as assert from "node:assert/strict";
import { placeOf, sidesOf } from "../../parity/shown";
import { compareStacks } from "../../parity/stacks";
import { Asset, type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";
import { planOf, PROD, STAGING, type WrittenResource } from "./plans";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";

/** Every difference between two stacks: where, and both sides. */
function differences(prod: readonly WrittenResource[], staging: readonly WrittenResource[]) {
    return compareStacks(planOf(PROD, prod), planOf(STAGING, staging)).differences.map(one => [
        placeOf(one),
        ...sidesOf(one),
    ]);
}

/** Every difference between two queues with these inputs. */
function inputDifferences(prod: PropertyMap, staging: PropertyMap) {
    return differences([{ at: "jobs", inputs: prod }], [{ at: "jobs", inputs: staging }]);
}

describe("what two stacks differ in", () => {
    it("given the same, finds nothing, in an account and an environment of another name", () => {
        const inputs = (stack: string, account: string): PropertyMap => ({
            name: `${stack}-jobs`,
            redrivePolicy: JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:eu-central-1:${account}:${stack}-dead` }),
            tags: { environment: stack, Name: `${stack}-jobs` },
        });
        assert.deepEqual(inputDifferences(inputs("prod", PROD.account), inputs("staging", STAGING.account)), []);
    });

    it("given a name inside a longer word, takes it for no name of the environment", () => {
        assert.deepEqual(inputDifferences({ name: "product" }, { name: "staginguct" }), [
            ["jobs#name", "product", "staginguct"],
        ]);
    });

    it("given a stack whose tag says its name in full, takes both words for its name", () => {
        const tags = (environment: string): PropertyMap => ({ environment });
        assert.deepEqual(
            inputDifferences(
                { name: "jobs-prod", label: "production", tags: tags("production") },
                { name: "jobs-stg", label: "staging", tags: tags("staging") },
            ),
            [],
        );
    });

    it("given each naming the other, reads both as the other's name", () => {
        assert.deepEqual(inputDifferences({ blocked: ["staging"] }, { blocked: ["prod"] }), []);
        assert.deepEqual(inputDifferences({ blocked: ["staging"] }, { blocked: ["staging"] }), []);
        assert.deepEqual(inputDifferences({ blocked: ["other"] }, { blocked: ["prod"] }), [
            ["jobs#blocked[0]", "other", "prod"],
        ]);
    });

    it("given ranges, compares their places in the network", () => {
        const network = (bytes: string, range: string): readonly WrittenResource[] => [
            { at: "net", type: VPC, inputs: { cidrBlock: `${bytes}.0.0/16` } },
            { at: "private", type: SUBNET, inputs: { cidrBlock: range } },
        ];
        assert.deepEqual(differences(network("10.64", "10.64.16.0/20"), network("10.65", "10.65.16.0/20")), []);
        assert.deepEqual(differences(network("10.64", "10.64.16.0/20"), network("10.65", "10.65.32.0/20")), [
            ["private#cidrBlock", "10.64.16.0/20", "10.65.32.0/20"],
        ]);
        assert.deepEqual(differences(network("10.64", "10.64.16.0/20"), network("10.65", "10.65.16.0/21")), [
            ["private#cidrBlock", "10.64.16.0/20", "10.65.16.0/21"],
        ]);
        assert.deepEqual(differences(network("10.64", "10.64.255.255/32"), network("10.65", "10.65.255.255/32")), []);
        assert.deepEqual(differences(network("10.64", "10.66.0.0/32"), network("10.65", "10.67.0.0/32")), [
            ["private#cidrBlock", "10.66.0.0/32", "10.67.0.0/32"],
        ]);
    });

    it("given another region, compares zones by their letters", () => {
        const there = { ...STAGING, region: "us-east-1" };
        const found = (zone: string) =>
            compareStacks(
                planOf(PROD, [{ at: "a", inputs: { zone: "eu-central-1b" } }]),
                planOf(there, [{ at: "a", inputs: { zone } }]),
            ).differences.length;
        assert.equal(found("us-east-1b"), 0);
        assert.equal(found("us-east-1c"), 1);
    });

    it("given documents in texts, compares what they say", () => {
        assert.deepEqual(inputDifferences({ policy: '{"a":1,"b":[1,2]}' }, { policy: '{ "b": [1, 2], "a": 1 }' }), []);
        assert.deepEqual(inputDifferences({ policy: '{"a":{"b":1}}' }, { policy: '{"a":{"b":2}}' }), [
            ["jobs#policy.a.b", 1, 2],
        ]);
        assert.deepEqual(inputDifferences({ values: "a: 1\nb: 2\n" }, { values: "b: 2\na: 1\n" }), []);
        assert.deepEqual(inputDifferences({ values: "a: 1\nb: 2\n" }, { values: "a: 1\nb: 3\n" }), [
            ["jobs#values.b", 2, 3],
        ]);
        assert.deepEqual(inputDifferences({ text: "{not json" }, { text: "{not json either" }), [
            ["jobs#text", "{not json", "{not json either"],
        ]);
    });

    it("given statements of a policy in another order, or one action as a list, finds nothing", () => {
        const policy = (...statements: readonly object[]) => ({ policy: JSON.stringify({ Statement: statements }) });
        const [read, write] = [
            { Sid: "Read", Action: ["s3:Get", "s3:List"] },
            { Sid: "Write", Action: "s3:Put" },
        ];
        assert.deepEqual(
            inputDifferences(
                policy(read, write),
                policy({ ...write, Action: ["s3:Put"] }, { ...read, Action: ["s3:List", "s3:Get"] }),
            ),
            [],
        );
        assert.deepEqual(inputDifferences(policy(read, write), policy({ ...read, Action: ["s3:*"] }, write)), [
            ['jobs#policy.Statement["Read"].Action[0]', "s3:Get", null],
            ['jobs#policy.Statement["Read"].Action[1]', "s3:List", null],
            ['jobs#policy.Statement["Read"].Action[0]', null, "s3:*"],
        ]);
    });

    it("given a set with one other item, names that item; given a list with one more, only that one", () => {
        const rules = (...ports: readonly number[]): PropertyMap => ({
            ingress: ports.map(port => ({ fromPort: port, toPort: port, cidrBlocks: [`192.0.2.${port}/32`] })),
        });
        assert.deepEqual(inputDifferences(rules(1, 2, 3), rules(3, 1, 2)), []);
        assert.deepEqual(inputDifferences(rules(1, 2), rules(2)), [
            ["jobs#ingress[0]", { fromPort: 1, toPort: 1, cidrBlocks: ["192.0.2.1/32"] }, null],
        ]);
        assert.deepEqual(inputDifferences({ args: ["a", "b", "c"] }, { args: ["a", "x", "b", "c"] }), [
            ["jobs#args[1]", null, "x"],
        ]);
        assert.deepEqual(inputDifferences({ args: ["a", "b"] }, { args: ["b", "a"] }), [
            ["jobs#args[0]", "a", "b"],
            ["jobs#args[1]", "b", "a"],
        ]);
    });

    it("given variables of a container as a list, compares them by name", () => {
        const env = (host: string, extra: readonly PropertyMap[] = []): PropertyMap => ({
            env: [...extra, { name: "HOST", value: host }, { name: "LEVEL", value: "info" }],
        });
        assert.deepEqual(inputDifferences(env("a"), env("b")), [['jobs#env["HOST"].value', "a", "b"]]);
        assert.deepEqual(inputDifferences(env("a"), env("a", [{ name: "DEBUG", value: "1" }])), [
            ['jobs#env["DEBUG"]', null, { name: "DEBUG", value: "1" }],
        ]);
    });

    it("given two secrets, says nothing of their content; given one that is plain in the other, says so", () => {
        assert.deepEqual(inputDifferences({ token: new Secret("one") }, { token: new Secret("two") }), []);
        assert.deepEqual(inputDifferences({ token: new Secret("one") }, { token: "two" }), [
            ["jobs#token", "<secret>", "<plain>"],
        ]);
    });

    it("given files, compares their digests", () => {
        const code = (hash: string): PropertyMap => ({ code: new Asset("archive", hash, "app") });
        assert.deepEqual(inputDifferences(code("a1"), code("a1")), []);
        assert.deepEqual(inputDifferences(code("a1"), code("b2")), [["jobs#code", "archive a1", "archive b2"]]);
    });

    it("given nothing where there is null, or a number as a text, finds nothing", () => {
        assert.deepEqual(inputDifferences({ a: null, b: "30", c: "true" }, { b: 30, c: true }), []);
    });
});

describe("values that are not known yet", () => {
    const queues = (from: readonly string[] | undefined): readonly WrittenResource[] => [
        { at: "key-one" },
        { at: "key-two" },
        { at: "jobs", inputs: { key: Unknown.computed }, from: from === undefined ? {} : { key: from } },
    ];

    it("given the same origin, finds nothing", () => {
        assert.deepEqual(differences(queues(["key-one"]), queues(["key-one"])), []);
    });

    it("given another origin, names the property and both origins", () => {
        assert.deepEqual(differences(queues(["key-one"]), queues(["key-two"])), [
            ["jobs#key", "<from key-one (aws:sqs/queue:Queue)>", "<from key-two (aws:sqs/queue:Queue)>"],
        ]);
    });

    it("given no origin in either, is undecided and never equal", () => {
        const [difference, ...others] = compareStacks(
            planOf(PROD, queues(undefined)),
            planOf(STAGING, queues(undefined)),
        ).differences;
        assert.equal(others.length, 0);
        assert.equal(difference?.undecided, true);
        assert.equal(placeOf(difference), "jobs#key");
    });

    it("given an origin in one alone, differs", () => {
        assert.deepEqual(differences(queues(["key-one"]), queues(undefined)), [
            ["jobs#key", "<from key-one (aws:sqs/queue:Queue)>", "<from nowhere known>"],
        ]);
    });

    it("given a known value in one, differs", () => {
        const known: readonly WrittenResource[] = [{ at: "jobs", inputs: { key: "alias/x" } }];
        const unknown: readonly WrittenResource[] = [{ at: "jobs", inputs: { key: Unknown.computed } }];
        assert.deepEqual(differences(known, unknown), [["jobs#key", "alias/x", "<from nowhere known>"]]);
    });
});

describe("what only one stack has", () => {
    const zones = (bytes: string, letters: string): readonly WrittenResource[] => [
        { at: "net/vpc", type: VPC, inputs: { cidrBlock: `${bytes}.0.0/16` } },
        ...letters.split("").flatMap((letter, place): readonly WrittenResource[] => [
            { at: `net/private-${letter}`, type: SUBNET, inputs: { cidrBlock: `${bytes}.${place * 16}.0/20` } },
            { at: `net/data-${letter}`, type: SUBNET, inputs: { cidrBlock: `${bytes}.${place * 16 + 100}.0/24` } },
        ]),
        {
            at: "database",
            inputs: { subnetIds: letters.split("").map((): PropertyValue => Unknown.computed) },
            from: { subnetIds: letters.split("").map(letter => `net/data-${letter}`) },
        },
        { at: "rules", inputs: { cidrBlocks: letters.split("").map((_, place) => `${bytes}.${place * 16}.0/20`) } },
    ];

    it("given a third zone, is one group with all that follows from it", () => {
        const { differences: found } = compareStacks(
            planOf(PROD, zones("10.64", "abc")),
            planOf(STAGING, zones("10.65", "ab")),
        );
        assert.deepEqual(found.map(placeOf), ["net/*-c*"]);
        const [group] = found;
        assert.ok(group?.kind === "presence");
        assert.deepEqual(
            group.only.resources.map(({ path }) => path),
            ["net/private-c", "net/data-c"],
        );
        assert.deepEqual(group.consequences.map(placeOf), ["database#subnetIds[2]", "rules#cidrBlocks[2]"]);
    });

    it("given a component in one alone, is one finding with what stands under it", () => {
        const part = [{ at: "cache/group" }, { at: "cache/alarm" }];
        const { differences: found } = compareStacks(
            planOf(PROD, [{ at: "jobs" }, ...part]),
            planOf(STAGING, [{ at: "jobs" }]),
        );
        assert.deepEqual(found.map(placeOf), ["cache"]);
        assert.equal(found[0]?.kind === "presence" && found[0].only.resources.length, 3);
    });

    it("given a rule that only opens the missing zone, counts it in", () => {
        const rule: WrittenResource = {
            at: "opening-2",
            type: "aws:vpc/rule:Rule",
            inputs: { cidrIpv4: "10.64.32.0/20" },
        };
        const { differences: found } = compareStacks(
            planOf(PROD, [...zones("10.64", "abc"), rule]),
            planOf(STAGING, zones("10.65", "ab")),
        );
        assert.deepEqual(found.map(placeOf), ["net/*-c*"]);
    });

    it("given resources with words of their own, does not take them for instances", () => {
        const { differences: found } = compareStacks(
            planOf(PROD, [{ at: "dns-blocked" }, { at: "dns-rest" }, { at: "dns-open" }]),
            planOf(STAGING, [{ at: "dns-blocked" }]),
        );
        assert.deepEqual(found.map(placeOf), ["dns-rest", "dns-open"]);
    });
});

describe("what has another name or place in the other stack", () => {
    const queue = (at: string, delay = 5): WrittenResource => ({
        at,
        inputs: { delaySeconds: delay, fifoQueue: true, label: "jobs" },
    });

    it("given another name and the same content, is taken for the same, and said to be", () => {
        const { differences: found, pairs } = compareStacks(
            planOf(PROD, [queue("jobs")]),
            planOf(STAGING, [queue("work")]),
        );
        assert.deepEqual(found, []);
        assert.deepEqual(
            pairs.map(({ by }) => by),
            ["likeness"],
        );
    });

    it("given another parent, is taken for the same", () => {
        const { differences: found } = compareStacks(
            planOf(PROD, [queue("one/jobs"), queue("two/x", 9)]),
            planOf(STAGING, [queue("two/jobs"), queue("two/x", 9), { at: "one/y" }]),
        );
        assert.deepEqual(found.map(placeOf), ["one/y"]);
    });

    it("given another name and other content, is not taken for the same", () => {
        assert.deepEqual(
            differences([queue("jobs")], [{ at: "work", inputs: { delaySeconds: 9 } }]).map(([at]) => at),
            ["jobs", "work"],
        );
    });
});

describe("what belongs to the engine", () => {
    it("given protection, ignored changes or dependencies that differ, names each", () => {
        const jobs = (
            options: WrittenResource["options"],
            dependsOn: readonly string[],
        ): readonly WrittenResource[] => [{ at: "one" }, { at: "two" }, { at: "jobs", options, dependsOn }];
        assert.deepEqual(
            differences(jobs({ protect: true, ignoreChanges: ["size"] }, ["one"]), jobs({}, ["two"])).map(([at]) => at),
            ["jobs#@protect", "jobs#@ignoreChanges", "jobs#@dependencies"],
        );
        assert.deepEqual(differences(jobs({ protect: true }, ["one"]), jobs({ protect: true }, ["one"])), []);
    });

    it("given states, takes ids that a deployment made for what they come from", () => {
        const state = (id: string, other: string): readonly WrittenResource[] => [
            { at: "key", outputs: { arn: `arn:aws:kms:eu-central-1:1:key/${id}`, id } },
            { at: "other", outputs: { id: other } },
            {
                at: "jobs",
                inputs: { keyArn: `arn:aws:kms:eu-central-1:1:key/${id}`, name: "jobs-0a1b2c3" },
                from: { keyArn: ["key", "other"] },
            },
        ];
        const compared = (prod: readonly WrittenResource[], staging: readonly WrittenResource[]) =>
            compareStacks(planOf(PROD, prod, "output"), planOf(STAGING, staging, "output")).differences.map(placeOf);
        const [prod, staging] = [state("11111111-aaaa", "33333333-cccc"), state("22222222-bbbb", "44444444-dddd")];
        assert.deepEqual(
            compared(
                prod,
                staging.map(one =>
                    one.at === "jobs" ? { ...one, inputs: { ...one.inputs, name: "jobs-9f8e7d6" } } : one,
                ),
            ),
            [],
        );
        assert.deepEqual(
            compared(
                prod,
                staging.map(one =>
                    one.at === "jobs" ? { ...one, inputs: { ...one.inputs, keyArn: "44444444-dddd" } } : one,
                ),
            ),
            ["jobs#keyArn"],
        );
    });
});
