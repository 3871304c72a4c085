import { strict as assert } from "node:assert";
import { UNKNOWN_MARKER } from "../../../plan/wire";
import { emulatedAws } from "../../support/real-engine/emulators/emulated-aws";
import type { Subject } from "../../support/real-engine/emulators/emulation";
import { textOf, type WireMap } from "../../support/real-engine/emulators/wire";

const CONFIG: WireMap = {
    region: "eu-west-1",
    allowedAccountIds: ["111111111111"],
    defaultTags: { tags: { owner: "team", environment: "staging" } },
};

function subject(type: string, name = "thing", config: WireMap = CONFIG): Subject {
    return { urn: `urn:pulumi:staging::shop::${type}::${name}`, type, name, config };
}

const check = (type: string, news: WireMap, olds: WireMap = {}, seed = "seed") =>
    emulatedAws.check(subject(type), news, olds, seed);

const TOPIC = "aws:sns/topic:Topic";
const VPC = "aws:ec2/vpc:Vpc";

describe("the emulated AWS provider", () => {
    it("given no name, chooses one of the resource's name and seven digits that follow from the seed", () => {
        const { name } = check(TOPIC, {}).inputs;
        assert.match(textOf(name, "name"), /^thing-[0-9a-f]{7}$/);
        assert.equal(check(TOPIC, {}).inputs["name"], name);
        assert.notEqual(check(TOPIC, {}, {}, "another seed").inputs["name"], name);
    });

    it("given a name of its own choice before, keeps it", () => {
        const before = check(TOPIC, {}).inputs;
        assert.equal(check(TOPIC, {}, before, "another seed").inputs["name"], before["name"]);
    });

    it("given a name or a prefix, chooses none", () => {
        assert.equal(check(TOPIC, { name: "mine" }).inputs["name"], "mine");
        assert.equal(check(TOPIC, { namePrefix: "mine" }).inputs["name"], undefined);
    });

    it("given no value for what has a default, fills it in and says that it did", () => {
        const { inputs } = check(VPC, { cidrBlock: "10.0.0.0/16" });
        assert.equal(inputs["enableDnsSupport"], true);
        assert.deepEqual(inputs["__defaults"], ["enableDnsSupport", "instanceTenancy"]);
        assert.equal(
            check(VPC, { cidrBlock: "10.0.0.0/16", enableDnsSupport: false }).inputs["enableDnsSupport"],
            false,
        );
    });

    it("given tags, adds the provider's own, which yield to the resource's", () => {
        const { inputs } = check(TOPIC, { tags: { environment: "prod" } });
        assert.deepEqual(inputs["tags"], { environment: "prod" });
        assert.deepEqual(inputs["tagsAll"], { owner: "team", environment: "prod" });
        assert.deepEqual(check(TOPIC, {}).inputs["tagsAll"], { owner: "team", environment: "staging" });
        assert.equal(check(TOPIC, { tags: UNKNOWN_MARKER }).inputs["tagsAll"], UNKNOWN_MARKER);
    });

    it("given a type without tags, adds none", () => {
        assert.equal(
            check("aws:s3/bucketPolicy:BucketPolicy", { bucket: "b", policy: "{}" }).inputs["tagsAll"],
            undefined,
        );
    });

    it("given a required input missing, refuses it by name", () => {
        const { failures } = check("aws:ec2/subnet:Subnet", { cidrBlock: "10.0.0.0/24" });
        assert.deepEqual(
            failures.map(({ property }) => property),
            ["vpcId"],
        );
        assert.deepEqual(check("aws:ec2/subnet:Subnet", { vpcId: UNKNOWN_MARKER }).failures, []);
    });

    it("given a type that the SDK does not know, fails", () => {
        assert.throws(() => check("aws:ec2/castle:Castle", {}), /declares no resource type aws:ec2\/castle:Castle/);
    });

    it("given no region, refuses the provider", () => {
        assert.deepEqual(
            emulatedAws.checkConfig({}).map(({ property }) => property),
            ["region"],
        );
        assert.deepEqual(emulatedAws.checkConfig(CONFIG), []);
    });

    it("given a change, replaces for what cannot change in place and only for that", () => {
        const replaces = (type: string, property: string) => emulatedAws.replaces(subject(type), property, "a", "b");
        assert.equal(replaces(VPC, "cidrBlock"), true);
        assert.equal(replaces(VPC, "enableDnsHostnames"), false);
        assert.equal(replaces(TOPIC, "name"), true);
        assert.equal(replaces(TOPIC, "displayName"), false);
        assert.equal(replaces("aws:rds/cluster:Cluster", "storageEncrypted"), true);
        assert.equal(replaces("aws:rds/cluster:Cluster", "backupRetentionPeriod"), false);
    });

    it("given a creation, makes up id and ARN in the provider's account, and leaves inputs alone", () => {
        const { id, computed } = emulatedAws.create(subject(VPC), { cidrBlock: "10.0.0.0/16" });
        assert.match(id, /^vpc-[0-9a-f]{17}$/);
        assert.equal(computed["arn"], `arn:aws:ec2:eu-west-1:111111111111:vpc/${id}`);
        assert.equal(computed["ownerId"], "111111111111");
        assert.equal(computed["cidrBlock"], undefined);
        assert.equal(computed["tags"], undefined);
    });

    it("given an update of what counts versions, counts on", () => {
        const template = subject("aws:ec2/launchTemplate:LaunchTemplate");
        assert.deepEqual(emulatedAws.update(template, { latestVersion: 3 }), { latestVersion: 4 });
        assert.deepEqual(emulatedAws.update(subject(VPC), {}), {});
    });

    it("given a function, answers from the provider's configuration", () => {
        const invoke = (token: string, args: WireMap = {}) => emulatedAws.invoke(token, args, CONFIG);
        assert.equal(invoke("aws:index/getCallerIdentity:getCallerIdentity")["accountId"], "111111111111");
        assert.deepEqual(invoke("aws:index/getAvailabilityZones:getAvailabilityZones")["names"], [
            "eu-west-1a",
            "eu-west-1b",
            "eu-west-1c",
        ]);
    });

    it("given a policy document, renders it as AWS does", () => {
        const { minifiedJson } = emulatedAws.invoke(
            "aws:iam/getPolicyDocument:getPolicyDocument",
            {
                statements: [
                    {
                        sid: "Assume",
                        actions: ["sts:AssumeRole"],
                        principals: [{ type: "Service", identifiers: ["eks.amazonaws.com", "ec2.amazonaws.com"] }],
                        conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] }],
                    },
                ],
            },
            CONFIG,
        );
        assert.deepEqual(JSON.parse(textOf(minifiedJson, "minifiedJson")), {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Sid: "Assume",
                    Action: "sts:AssumeRole",
                    Principal: { Service: ["eks.amazonaws.com", "ec2.amazonaws.com"] },
                    Condition: { StringEquals: { "aws:SourceAccount": "1" } },
                },
            ],
        });
    });

    it("given a function that it does not know, names it", () => {
        assert.throws(
            () => emulatedAws.invoke("aws:ec2/getAmi:getAmi", {}, CONFIG),
            /no answer for the function aws:ec2\/getAmi:getAmi/,
        );
    });
});
