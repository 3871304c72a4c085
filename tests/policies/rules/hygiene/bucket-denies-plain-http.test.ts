import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { bucketDeniesPlainHttp as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { type Extras, tries } from "../table";

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

const STATEMENT = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
} as const;
const policyOf = (statement: PropertyMap) => ({ Version: "2012-10-17", Statement: [statement] });
const attached = (policy: PropertyValue, bucket: PropertyValue = "orders"): Extras => ({
    beside: [resource(POLICY, { bucket, policy }, { name: "policy" })],
});
const but = (changes: PropertyMap) => attached(policyOf({ ...STATEMENT, ...changes }));

describe("bucket-denies-plain-http", () => {
    const orders = { bucket: "orders" };
    describe("of a bucket", () => {
        tries(rule, BUCKET, [
            ["a policy that denies it", "holds", orders, attached(policyOf(STATEMENT))],
            ["a policy as text", "holds", orders, attached(JSON.stringify(policyOf(STATEMENT)))],
            ["a policy inside the bucket", "holds", { ...orders, policy: policyOf(STATEMENT) }],
            [
                "a policy that denies what does not say, too",
                "holds",
                orders,
                but({ Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } }),
            ],
            ["no policy", "violated", orders],
            ["no policy, after the provider's say", "violated", orders, { phase: "checked" }],
            ["the policy of another bucket", "violated", orders, attached(policyOf(STATEMENT), "images")],
            [
                "a policy of a bucket that is not known",
                "undecided",
                orders,
                attached(policyOf(STATEMENT), Unknown.computed),
            ],
            ["a policy that is not known", "undecided", orders, attached(Unknown.computed)],
            ["a policy that is no document", "undecided", orders, attached("deny")],
            [
                "a secret policy that allows",
                "violated",
                orders,
                attached(new Secret(policyOf({ ...STATEMENT, Effect: "Allow" }))),
            ],
            ["a policy that allows", "violated", orders, but({ Effect: "Allow" })],
            ["an effect that is not known", "undecided", orders, but({ Effect: Unknown.computed })],
            ["every AWS principal", "holds", orders, but({ Principal: { AWS: "*" } })],
            ["one principal only", "violated", orders, but({ Principal: { AWS: "111122223333" } })],
            [
                "all principals but one",
                "violated",
                orders,
                attached(policyOf({ Effect: "Deny", NotPrincipal: { AWS: "111122223333" } })),
            ],
            ["a principal that is not known", "undecided", orders, but({ Principal: Unknown.computed })],
            ["everything", "holds", orders, but({ Action: "*" })],
            ["one action only", "violated", orders, but({ Action: "s3:GetObject" })],
            ["all three actions", "holds", orders, but({ Action: ["s3:Get*", "s3:PutObject", "s3:List*"] })],
            ["an action that is not known", "undecided", orders, but({ Action: Unknown.computed })],
            ["the bucket only, and not what is in it", "violated", orders, but({ Resource: "arn:aws:s3:::orders" })],
            ["a resource that is not known", "undecided", orders, but({ Resource: [Unknown.computed] })],
            [
                "all resources but some",
                "violated",
                orders,
                attached(policyOf({ ...STATEMENT, Resource: [], NotResource: "*" })),
            ],
            ["no condition", "violated", orders, but({ Condition: {} })],
            [
                "the opposite condition",
                "violated",
                orders,
                but({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
            ],
            ["a value of JSON's own", "holds", orders, but({ Condition: { Bool: { "aws:SecureTransport": false } } })],
            [
                "a further condition",
                "violated",
                orders,
                but({ Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "false" } } }),
            ],
            ["another condition", "violated", orders, but({ Condition: { Bool: { "aws:ViaAWSService": "false" } } })],
        ]);
    });

    describe("of a bucket whose name is chosen later", () => {
        const bucket = resource(BUCKET, {}, { name: "subject" });
        tries(rule, BUCKET, [
            [
                "a policy that is made for it",
                "holds",
                {},
                {
                    beside: [
                        resource(
                            POLICY,
                            { bucket: Unknown.computed, policy: policyOf(STATEMENT) },
                            { name: "policy", comesFrom: { bucket: [bucket] } },
                        ),
                    ],
                },
            ],
            [
                "a part that the plan does not show",
                "undecided",
                {},
                { beside: [resource("acme:index:Bucket", {}, { name: "hidden", custom: false, opaque: true })] },
            ],
        ]);
    });
});
