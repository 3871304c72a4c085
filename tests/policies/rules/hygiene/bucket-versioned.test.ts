import { type PropertyMap, type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { bucketVersioned as rule } from "../../../../policy-pack/rules";
import { resource } from "../../../support/policy";
import { type Extras, tries } from "../table";

const BUCKET = "aws:s3/bucket:Bucket";
const prod = { stack: "prod" };
const orders = { bucket: "orders" };

const versioning = (status: PropertyValue, bucket: PropertyValue = "orders"): Extras => ({
    ...prod,
    beside: [
        resource(
            "aws:s3/bucketVersioning:BucketVersioning",
            { bucket, versioningConfiguration: { status } },
            { ...prod, name: "versioning" },
        ),
    ],
});
const EXPIRE = { id: "expire", status: "Enabled", expiration: { days: 30 }, filter: { prefix: "" } };
const lifecycle = (rules: PropertyValue): Extras => ({
    ...prod,
    beside: [
        resource(
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            { ...orders, rules },
            { ...prod, name: "lifecycle" },
        ),
    ],
});
const but = (changes: PropertyMap) => lifecycle([{ ...EXPIRE, ...changes }]);

describe("bucket-versioned", () => {
    describe("of a bucket", () => {
        tries(rule, BUCKET, [
            ["versions", "holds", orders, versioning("Enabled")],
            [
                "versions, found by dependency",
                "holds",
                {},
                {
                    ...prod,
                    beside: [
                        resource(
                            "aws:s3/bucketVersioning:BucketVersioning",
                            { bucket: Unknown.computed, versioningConfiguration: { status: "Enabled" } },
                            { ...prod, name: "versioning", comesFrom: { bucket: [resource(BUCKET, {}, prod)] } },
                        ),
                    ],
                },
            ],
            ["versions no longer", "violated", orders, versioning("Suspended")],
            ["versions of another bucket", "violated", orders, versioning("Enabled", "images")],
            ["versions of a bucket that is not known", "undecided", orders, versioning("Enabled", Unknown.computed)],
            ["a status that is not known", "undecided", orders, versioning(Unknown.computed)],
            ["a secret status", "violated", orders, versioning(new Secret("Suspended"))],
            ["nothing said", "violated", orders, prod],
            ["nothing said, after the provider's say", "violated", orders, { ...prod, phase: "checked" }],
            ["nothing said, in staging", "nothing", orders],
            ["versions, said inside the bucket", "holds", { versioning: { enabled: true } }, prod],
            ["none, said inside the bucket", "violated", { versioning: { enabled: false } }, prod],
            ["versions that are not known inside the bucket", "undecided", { versioning: Unknown.computed }, prod],
            ["a rule that lets everything expire", "holds", orders, lifecycle([EXPIRE])],
            ["a rule without a filter", "holds", orders, but({ filter: {} })],
            ["a rule that is off", "violated", orders, but({ status: "Disabled" })],
            ["a rule of some objects", "violated", orders, but({ filter: { prefix: "logs/" } })],
            ["a rule of small objects", "violated", orders, but({ filter: { objectSizeLessThan: 100 } })],
            ["a rule of tagged objects", "violated", orders, but({ filter: { tag: { key: "a", value: "b" } } })],
            ["a rule of an old kind of some objects", "violated", orders, but({ prefix: "logs/" })],
            [
                "a rule that lets nothing expire",
                "violated",
                orders,
                but({ expiration: { expiredObjectDeleteMarker: true } }),
            ],
            ["a rule that is not known", "undecided", orders, lifecycle([Unknown.computed])],
            ["rules that are not known", "undecided", orders, lifecycle(Unknown.computed)],
            ["a filter that is not known", "undecided", orders, but({ filter: Unknown.computed })],
            [
                "a rule inside the bucket",
                "holds",
                { lifecycleRules: [{ enabled: true, expiration: { days: 1 } }] },
                prod,
            ],
            [
                "a rule inside the bucket, of some objects",
                "violated",
                { lifecycleRules: [{ enabled: true, expiration: { days: 1 }, prefix: "a/" }] },
                prod,
            ],
            [
                "a part that the plan does not show",
                "undecided",
                orders,
                {
                    ...prod,
                    beside: [
                        resource("acme:index:Bucket", {}, { ...prod, name: "hidden", custom: false, opaque: true }),
                    ],
                },
            ],
        ]);
    });

    describe("of a bucket of the provider's older kind", () => {
        tries(rule, "aws:s3/bucketV2:BucketV2", [
            ["versions", "holds", { versionings: [{ enabled: true }] }, prod],
            ["none", "violated", { versionings: [{ enabled: false }] }, prod],
        ]);
    });
});
