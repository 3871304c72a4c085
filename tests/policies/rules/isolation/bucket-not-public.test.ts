import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { bucketNotPublic as rule } from "../../../../policy-pack/rules";
import { tries } from "../table";

const everyone = "http://acs.amazonaws.com/groups/global/AllUsers";

describe("bucket-not-public", () => {
    describe("of a public access block", () => {
        const closed = {
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        };
        tries(rule, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", [
            ["all four switches", "holds", closed],
            ["three of four", "violated", { ...closed, restrictPublicBuckets: false }],
            [
                "one that is not set",
                "violated",
                { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true },
            ],
            ["nothing said, after the provider's say", "violated", {}, { phase: "checked" }],
            ["one that is not known", "undecided", { ...closed, ignorePublicAcls: Unknown.computed }],
            ["a secret one", "violated", { ...closed, ignorePublicAcls: new Secret(false) }],
        ]);
    });

    describe("of a bucket", () => {
        tries(rule, "aws:s3/bucket:Bucket", [
            ["nothing said", "holds", { bucket: "files" }],
            ["a list for the owner", "holds", { acl: "private" }],
            ["a list for everyone", "violated", { acl: "public-read" }],
            ["a list for everyone with an account", "violated", { acl: "authenticated-read" }],
            ["a list that is not known", "undecided", { acl: Unknown.computed }],
            ["a grant to everyone", "violated", { grants: [{ type: "Group", permissions: ["READ"], uri: everyone }] }],
            ["a grant to one", "holds", { grants: [{ type: "CanonicalUser", permissions: ["READ"], id: "1" }] }],
            ["a grant that is not known", "undecided", { grants: [{ uri: Unknown.computed }] }],
        ]);
    });

    describe("of a list", () => {
        const grant = (uri: PropertyValue): PropertyMap => ({
            accessControlPolicy: { grants: [{ grantee: { type: "Group", uri } }] },
        });
        tries(rule, "aws:s3/bucketAcl:BucketAcl", [
            ["the group of all", "violated", grant(everyone)],
            ["the group of log delivery", "holds", grant("http://acs.amazonaws.com/groups/s3/LogDelivery")],
            ["a group that is not known", "undecided", grant(Unknown.computed)],
            [
                "no group",
                "holds",
                { accessControlPolicy: { grants: [{ grantee: { type: "CanonicalUser", id: "1" } }] } },
            ],
        ]);
    });
});
