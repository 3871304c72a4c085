import * as assert from "node:assert/strict";
import { judgeParity } from "../../parity/judge";
import { OWN_THINGS } from "../../parity/own-things";
import { compareStacks } from "../../parity/stacks";
import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../plan/value";
import { findingsOf, stacksOf, TODAY } from "./judging";
import { planOf, PROD, STAGING, type Whereabouts, type WrittenResource } from "./plans";

/** What both share, as "verdict place". */
function shared(prod: readonly WrittenResource[], staging: readonly WrittenResource[]): readonly string[] {
    return sharedIn(stacksOf(prod, staging));
}

function sharedIn(stacks: Parameters<typeof findingsOf>[0]): readonly string[] {
    return findingsOf(stacks)
        .filter(({ fault }) => fault === "shared-value")
        .map(({ at, verdict }) => `${verdict} ${at}`);
}

/** Inputs that hold a value at a property, however deep. */
function nested(property: string, value: PropertyValue): PropertyMap {
    const [name = "", ...rest] = property.split(".");
    return { [name]: rest.length === 0 ? value : nested(rest.join("."), value) };
}

const inAccount = (account: string, stack: Whereabouts, written: WrittenResource) =>
    planOf({ ...stack, account }, [written]);

/** Texts that a place may hold. */
function exampleOf(property: string, word: string): string {
    if (property.endsWith("roleArn")) return `arn:aws:iam::${word === "one" ? "1" : "2"}00000000000:role/deploy`;
    if (/cidr/i.test(property)) return word === "one" ? "10.1.0.0/16" : "10.2.0.0/16";
    return `${word}-of-these`;
}

describe("what each environment has its own of, by the table", () => {
    for (const thing of OWN_THINGS.filter(
        ({ read }) => read === undefined || read("a:b:c:d:111122223333:x", []) !== undefined,
    )) {
        for (const [start, ...properties] of thing.places) {
            for (const property of properties) {
                const type =
                    start.endsWith(":") || start.endsWith("/") ? `${start}thing:Thing`.replace("::", ":") : start;
                const at = (value: PropertyValue): readonly WrittenResource[] => [
                    { at: "it", type, inputs: nested(property, value) },
                ];
                const place = `it#${property}`;
                const sameAccount = (left: string, right: string) =>
                    sharedIn([
                        inAccount("111122223333", PROD, at(left)[0] ?? { at: "" }),
                        inAccount("111122223333", STAGING, at(right)[0] ?? { at: "" }),
                    ]).filter(one => one.endsWith(place));

                it(`given the ${thing.what} ${start}#${property} in both, is violated; given two, holds; given neither known, is undecided`, () => {
                    const [one, other] = [exampleOf(property, "one"), exampleOf(property, "two")];
                    assert.deepEqual(sameAccount(one, one), [`violated ${place}`]);
                    assert.deepEqual(sameAccount(one, other), []);
                    assert.deepEqual(sameAccount("", ""), []);
                    const inTwo = shared(at(one), at(one)).filter(found => found.endsWith(place));
                    assert.deepEqual(inTwo, thing.inAccount === true ? [] : [`violated ${place}`]);
                    if (thing.read !== undefined || thing.inAccount === true) return;
                    const unknown = shared(at(Unknown.computed), at(Unknown.computed));
                    assert.deepEqual(unknown, [`undecided ${place}`]);
                });
            }
        }
    }

    it("given each thing, says why two may not share it", () => {
        for (const { reason, what } of OWN_THINGS) assert.ok(reason.length > 20, what);
    });
});

describe("what each environment has its own of", () => {
    const role = (account: string): PropertyMap => ({
        assumeRoles: [{ roleArn: `arn:aws:iam::${account}:role/deploy` }],
    });
    const provider = (inputs: PropertyMap): readonly WrittenResource[] => [
        { at: "aws", type: "pulumi:providers:aws", inputs },
    ];

    it("given providers that take roles in one account, whatever they are called, are violated", () => {
        assert.deepEqual(shared(provider(role("111111111111")), provider(role("111111111111"))), [
            "violated aws#assumeRoles.roleArn",
        ]);
        assert.deepEqual(shared(provider(role("111111111111")), provider(role("222222222222"))), []);
    });

    it("given one profile, counts it where no role is taken from it", () => {
        const profile = { profile: "shop" };
        assert.deepEqual(shared(provider(profile), provider(profile)), ["violated aws#profile"]);
        assert.deepEqual(
            shared(
                provider({ ...profile, ...role("111111111111") }),
                provider({ ...profile, ...role("222222222222") }),
            ),
            [],
        );
    });

    it("given lists of accounts in JSON, finds the one that both hold", () => {
        const accounts = (...all: readonly string[]) => provider({ allowedAccountIds: JSON.stringify(all) });
        assert.deepEqual(shared(accounts("111111111111", "333333333333"), accounts("222222222222", "333333333333")), [
            "violated aws#allowedAccountIds",
        ]);
        assert.deepEqual(shared(accounts("111111111111"), accounts("222222222222")), []);
    });

    it("given a provider that is no resource of the plan, looks into it once", () => {
        const stacks = [PROD, STAGING].map(where =>
            planOf({ ...where, account: "111122223333" }, [{ at: "a" }, { at: "b" }]),
        );
        assert.deepEqual(sharedIn([stacks[0]!, stacks[1]!]), ["violated a#@provider.allowedAccountIds"]);
    });

    it("given a name within an account, counts it in one account and region alone, or where these are not known", () => {
        const table = { at: "t", type: "aws:dynamodb/table:Table", inputs: { name: "orders" } };
        const found = (one: Whereabouts, other: Whereabouts) =>
            sharedIn([planOf(one, [table]), planOf(other, [table])]).filter(place => place.includes("t#name"));
        assert.deepEqual(found(PROD, STAGING), []);
        assert.equal(found(PROD, { ...STAGING, account: PROD.account }).length, 1);
        assert.deepEqual(found(PROD, { ...STAGING, account: PROD.account, region: "us-east-1" }), []);
        const bare = planOf(STAGING, [table]);
        const without = { ...bare, resources: bare.resources.map(one => ({ ...one, provider: undefined })) };
        assert.equal(sharedIn([planOf(PROD, [table]), without]).length, 1);
    });

    it("given a parent zone, takes records that hand a zone down, and no others", () => {
        const record = (type: string): readonly WrittenResource[] => [
            { at: "r", type: "aws:route53/record:Record", inputs: { zoneId: "Z0PARENT", type } },
        ];
        assert.deepEqual(shared(record("NS"), record("NS")), []);
        assert.deepEqual(shared(record("A"), record("A")), ["violated r#zoneId"]);
    });

    it("given one stack's outputs read by both, is violated; given a stack that is neither's, holds", () => {
        const reference = (name: string): readonly WrittenResource[] => [
            { at: "ref", type: "pulumi:pulumi:StackReference", inputs: { name } },
        ];
        for (const stack of ["prod", "production", "staging"]) {
            const name = `acme/network/${stack}`;
            assert.deepEqual(shared(reference(name), reference(name)), ["violated ref#name"], stack);
        }
        assert.deepEqual(shared(reference("acme/registry/shared"), reference("acme/registry/shared")), []);
        assert.deepEqual(shared(reference("acme/network/prod"), reference("acme/network/staging")), []);
    });

    it("given one key deep in a block or in a document, is violated; given AWS's own, holds", () => {
        const arn = "arn:aws:kms:eu-central-1:999988887777:key/1";
        const cluster = (keyArn: string): readonly WrittenResource[] => [
            { at: "c", type: "aws:eks/cluster:Cluster", inputs: { encryptionConfig: { provider: { keyArn } } } },
        ];
        assert.deepEqual(shared(cluster(arn), cluster(arn)), ["violated c#encryptionConfig.provider.keyArn"]);
        assert.deepEqual(shared(cluster(arn), cluster(`${arn}2`)), []);
        const own = "arn:aws:kms:eu-central-1:999988887777:alias/aws/eks";
        assert.deepEqual(shared(cluster(own), cluster(own)), []);
        const task = (valueFrom: string): readonly WrittenResource[] => [
            {
                at: "t",
                type: "aws:ecs/taskDefinition:TaskDefinition",
                inputs: { containerDefinitions: JSON.stringify([{ secrets: [{ name: "TOKEN", valueFrom }] }]) },
            },
        ];
        const secret = "arn:aws:secretsmanager:eu-central-1:999988887777:secret:token";
        assert.deepEqual(shared(task(secret), task(secret)), ["violated t#containerDefinitions.secrets.valueFrom"]);
        assert.deepEqual(shared(task(secret), task(`${secret}-2`)), []);
    });

    it("given a key that stands under a name that is a secret, names the place without it", () => {
        const it_ = { at: "it", inputs: { rules: { hunter2: { kmsKeyId: "key-1" } } } };
        const comparison = compareStacks(...stacksOf([it_], [it_]), text => text.replaceAll("hunter2", "(hidden)"));
        assert.deepEqual(
            judgeParity(comparison, [], { today: TODAY }).findings.map(({ at }) => at),
            ['it#rules["(hidden)"].kmsKeyId'],
        );
    });

    it("given one key at different places, names both; given what is no id, does not", () => {
        const arn = "arn:aws:kms:eu-central-1:999988887777:key/1";
        const found = findingsOf(
            stacksOf(
                [{ at: "one", inputs: { kmsKeyId: arn } }],
                [
                    { at: "one", inputs: {} },
                    { at: "two", inputs: { kmsKeyArn: arn } },
                ],
            ),
        ).filter(({ fault }) => fault === "shared-value");
        assert.deepEqual(
            found.map(({ at }) => at),
            ["one#kmsKeyId"],
        );
        assert.match(found[0]?.message ?? "", /which is two#kmsKeyArn in the other one/);
        const table = (at: string): WrittenResource => ({ at, type: "aws:sns/topic:Topic", inputs: { name: "jobs" } });
        assert.deepEqual(shared([table("one")], [{ ...table("two"), inputs: { name: "jobs", fifoTopic: true } }]), []);
    });

    it("given the same snapshot to begin from, is violated; given the same name of a last one, holds", () => {
        const database = (inputs: PropertyMap): readonly WrittenResource[] => [
            { at: "d", type: "aws:rds/cluster:Cluster", inputs },
        ];
        assert.deepEqual(shared(database({ snapshotIdentifier: "s-1" }), database({ snapshotIdentifier: "s-1" })), [
            "violated d#snapshotIdentifier",
        ]);
        const last = database({ finalSnapshotIdentifier: "last" });
        assert.deepEqual(shared(last, last), []);
    });

    it("given what is not known and is only looked up, tells one thing from two, and is undecided of one", () => {
        const looked = (id: string): readonly WrittenResource[] => [
            { at: "found", type: "aws:kms/key:Key", outputs: { id }, external: true },
            { at: "q", inputs: { kmsKeyId: Unknown.computed }, from: { kmsKeyId: ["found"] } },
        ];
        assert.deepEqual(shared(looked("key-1"), looked("key-1")), ["undecided q#kmsKeyId"]);
        assert.deepEqual(shared(looked("key-1"), looked("key-2")), []);
        const made = looked("key-1").map(one => ({ ...one, external: false }));
        assert.deepEqual(shared(made, made), []);
    });
});

describe("ranges of two environments", () => {
    const vpc = (at: string, cidrBlock: string, more: PropertyMap = {}): WrittenResource => ({
        at,
        type: "aws:ec2/vpc:Vpc",
        inputs: { cidrBlock, ...more },
    });
    const subnet = (at: string, cidrBlock: string): WrittenResource => ({
        at,
        type: "aws:ec2/subnet:Subnet",
        inputs: { cidrBlock },
    });

    it("given one that lies in another, at another place too, is violated; given neighbours, hold", () => {
        assert.deepEqual(shared([vpc("n", "10.64.0.0/16")], [vpc("n", "10.64.128.0/17")]), ["violated n#cidrBlock"]);
        assert.deepEqual(shared([vpc("n", "10.64.0.0/17")], [vpc("n", "10.64.128.0/17")]), []);
        const found = findingsOf(
            stacksOf([vpc("n", "10.64.0.0/16")], [vpc("x", "10.64.1.0/24"), vpc("y", "10.70.0.0/16")]),
        );
        const [overlap] = found.filter(({ fault }) => fault === "shared-value");
        assert.equal(overlap?.at, "n#cidrBlock");
        assert.match(overlap.message, /which is x#cidrBlock in the other one/);
    });

    it("given ranges of IPv6, compares those", () => {
        const v6 = (ipv6CidrBlock: string, first: string) => vpc("n", `10.${first}.0.0/16`, { ipv6CidrBlock });
        assert.deepEqual(shared([v6("2001:db8::/56", "1")], [v6("2001:db8:0:80::/57", "2")]), [
            "violated n#ipv6CidrBlock",
        ]);
        assert.deepEqual(shared([v6("2001:db8::/57", "1")], [v6("2001:db8:0:80::/57", "2")]), []);
    });

    it("given networks that overlap, does not name each of their subnets; given subnets alone, names them", () => {
        const prod = [vpc("n", "10.64.0.0/16"), subnet("s", "10.64.1.0/24"), subnet("t", "10.64.2.0/24")];
        assert.deepEqual(shared(prod, prod), ["violated n#cidrBlock"]);
        assert.deepEqual(shared(prod.slice(1), prod.slice(1)), ["violated s#cidrBlock", "violated t#cidrBlock"]);
    });

    it("given what is no range, passes it over", () => {
        assert.deepEqual(shared([subnet("s", "all")], [subnet("s", "all")]), []);
    });
});

describe("secrets of two environments", () => {
    const token = (value: PropertyValue, at = "jobs"): readonly WrittenResource[] => [{ at, inputs: { token: value } }];
    const [ONE, OTHER] = [new Secret("Hk3-hunter-one"), new Secret("Hk3-hunter-two")];

    it("given one in both, at one place or at two, is violated and shown nowhere", () => {
        const places: readonly (readonly [readonly WrittenResource[], string])[] = [
            [token(ONE), "violated jobs#token"],
            [[{ at: "jobs", inputs: { token: OTHER, url: ONE } }], "violated jobs#token"],
        ];
        for (const [staging, found] of places) {
            assert.deepEqual(shared(token(ONE), staging), [found]);
            assert.doesNotMatch(JSON.stringify(findingsOf(stacksOf(token(ONE), staging))), /hunter/);
        }
        assert.deepEqual(shared(token(ONE), token(OTHER)), []);
    });

    it("given one that stands elsewhere in the other stack, names both places", () => {
        const found = findingsOf(stacksOf(token(ONE), [...token(OTHER), { at: "work", inputs: { password: ONE } }]));
        const [finding] = found.filter(({ fault }) => fault === "shared-value");
        assert.equal(finding?.at, "jobs#token");
        assert.match(finding.message, /which is work#password in the other one/);
    });

    it("given a word of seven letters, is no secret of its own; given eight, is", () => {
        const word = (text: string) => token(new Secret(text));
        assert.deepEqual(shared(word("sevenxx"), word("sevenxx")), []);
        assert.equal(shared(word("eightxxx"), word("eightxxx")).length, 1);
    });

    it("given one that only one stack marks secret, or neither, does not count it here", () => {
        assert.deepEqual(shared(token(ONE), token("Hk3-hunter-one")), []);
        assert.deepEqual(shared(token("Hk3-hunter-one"), token("Hk3-hunter-one")), []);
    });

    it("given documents that are secret as a whole, counts what may be a credential in them", () => {
        const document = (fields: object) => token(new Secret(JSON.stringify(fields)));
        assert.deepEqual(
            shared(
                document({ engine: "aurora-postgresql", password: "one-one-one" }),
                document({ engine: "aurora-postgresql", password: "two-two-two" }),
            ),
            [],
        );
        assert.deepEqual(
            shared(document({ password: "one-one-one", x: 1 }), document({ password: "one-one-one", x: 2 })),
            ["violated jobs#token.password"],
        );
        assert.deepEqual(shared(document({ x: "4f0c9a77b1de23aa" }), document({ x: "4f0c9a77b1de23aa" })), [
            "violated jobs#token.x",
        ]);
    });

    it("given one that a provider made up, finds it among the outputs", () => {
        const password = (text: string): readonly WrittenResource[] => [
            { at: "p", type: "random:index/randomPassword:RandomPassword", outputs: { result: new Secret(text) } },
        ];
        assert.deepEqual(shared(password("Hk3-hunter-one"), password("Hk3-hunter-one")), ["violated p#result"]);
        assert.deepEqual(shared(password("Hk3-hunter-one"), password("Hk3-hunter-two")), []);
    });

    it("given secrets of the configuration, compares those", () => {
        const stacks = (one: PropertyValue, other: PropertyValue) =>
            [
                { ...planOf(PROD, []), config: { "acme:token": one } },
                { ...planOf(STAGING, []), config: { "acme:token": other } },
            ] as const;
        assert.deepEqual(sharedIn(stacks(ONE, ONE)), ["violated @config#acme:token"]);
        assert.deepEqual(sharedIn(stacks(ONE, OTHER)), []);
        assert.deepEqual(sharedIn(stacks(new Secret(Unknown.computed), new Secret(Unknown.computed))), []);
    });

    it("given the secret of a cluster, reads its data, marked or not, in base64 or in clear", () => {
        const object = (inputs: PropertyMap): readonly WrittenResource[] => [
            { at: "s", type: "kubernetes:core/v1:Secret", inputs },
        ];
        const encoded = Buffer.from("Hk3-hunter-one").toString("base64");
        assert.deepEqual(shared(object({ data: { token: encoded } }), object({ data: { token: encoded } })), [
            "violated s#data.token",
        ]);
        assert.deepEqual(shared(object({ data: { token: "YXBw" } }), object({ data: { token: "YXBw" } })), []);
        assert.deepEqual(
            shared(
                object({ data: new Secret({ token: encoded }) }),
                object({ stringData: new Secret({ token: "Hk3-hunter-one" }) }),
            ),
            ["violated s#data.token"],
        );
    });
});
