import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { describe, it } from "mocha";

import type { Reference } from "../../../isolation/connection";
import {
    account,
    address,
    arn,
    arnOrAddress,
    bucket,
    called,
    identified,
    image,
    type Naming,
    queue,
} from "../../../isolation/data/namings";
import { stackOf } from "./declared";

const name = (pattern: string): Reference => ({ kind: "name", pattern });
const host = (text: string): Reference => ({ kind: "host", host: text });

/** What each naming makes of a text, for a resource in production's account and region. */
const CASES: readonly (readonly [Naming, readonly (readonly [string, Reference | undefined])[]])[] = [
    [
        called("sqs:{region}:{account}:{name}"),
        [
            ["orders", name("arn:aws:sqs:eu-central-1:111111111111:orders")],
            ["arn:aws:sqs:eu-west-1:222222222222:orders", name("arn:aws:sqs:eu-west-1:222222222222:orders")],
            ["222222222222", { kind: "account", account: "222222222222" }],
        ],
    ],
    [
        arn,
        [
            ["arn:aws:sns:eu-west-1:222222222222:orders", name("arn:aws:sns:eu-west-1:222222222222:orders")],
            ["orders", undefined],
        ],
    ],
    [
        account,
        [
            ["222222222222", { kind: "account", account: "222222222222" }],
            ["arn:aws:iam::222222222222:root", { kind: "account", account: "222222222222" }],
            ["all", { kind: "anyone" }],
            ["*", { kind: "anyone" }],
            [
                "arn:aws:organizations::333333333333:organization/o-a1b2c3d4e5",
                { kind: "organisation", organisation: "o-a1b2c3d4e5" },
            ],
            [
                "arn:aws:organizations::333333333333:ou/o-a1b2c3d4e5/ou-ab12-11111111",
                { kind: "organisation", organisation: "o-a1b2c3d4e5/ou-ab12-11111111" },
            ],
            ["shop", { kind: "unknown", why: "it names no account" }],
            ["22222222222", { kind: "unknown", why: "it names no account" }],
        ],
    ],
    [
        bucket,
        [
            ["orders", name("arn:aws:s3:::orders")],
            ["s3://orders/2026/11", name("arn:aws:s3:::orders")],
            ["orders/2026", name("arn:aws:s3:::orders")],
            ["orders.s3.eu-central-1.amazonaws.com", name("arn:aws:s3:::orders")],
            ["orders.eu.s3.amazonaws.com", name("arn:aws:s3:::orders.eu")],
            ["arn:aws:s3:::orders/2026", name("arn:aws:s3:::orders/2026")],
            ["", undefined],
        ],
    ],
    [
        queue,
        [
            [
                "https://sqs.eu-west-1.amazonaws.com/222222222222/orders",
                name("arn:aws:sqs:eu-west-1:222222222222:orders"),
            ],
            [
                "https://eu-west-1.queue.amazonaws.com/222222222222/orders",
                name("arn:aws:sqs:eu-west-1:222222222222:orders"),
            ],
            [
                "https://sqs.cn-north-1.amazonaws.com.cn/222222222222/orders",
                name("arn:aws-cn:sqs:cn-north-1:222222222222:orders"),
            ],
            ["orders", name("arn:aws:sqs:eu-central-1:111111111111:orders")],
            ["https://queues.prod.internal/orders", host("queues.prod.internal")],
        ],
    ],
    [
        image,
        [
            [
                "222222222222.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.2",
                name("arn:aws:ecr:eu-west-1:222222222222:repository/shop/web"),
            ],
            [
                "oci://222222222222.dkr.ecr-fips.us-gov-west-1.amazonaws.com/charts@sha256:00",
                name("arn:aws-us-gov:ecr:us-gov-west-1:222222222222:repository/charts"),
            ],
            ["registry.prod.internal:5000/shop:1.2", host("registry.prod.internal")],
            ["nginx:1.27", undefined],
            ["library/nginx", undefined],
            ["public.ecr.aws/nginx/nginx:1.27", undefined],
            ["ghcr.io/acme/shop", undefined],
        ],
    ],
    [
        address,
        [
            ["https://hooks.prod.internal/orders", host("hooks.prod.internal")],
            ["https://user:word@hooks.prod.internal/orders", host("hooks.prod.internal")],
            ["jdbc:postgresql://db.prod.internal:5432/orders", host("db.prod.internal")],
            ["db.prod.internal", host("db.prod.internal")],
            ["https://10.10.3.4:6443", { kind: "range", range: "10.10.3.4/32" }],
            ["https://kubernetes.default.svc", undefined],
            ["ops@shop.example", undefined],
        ],
    ],
    [
        arnOrAddress,
        [
            ["arn:aws:sqs:eu-west-1:222222222222:orders", name("arn:aws:sqs:eu-west-1:222222222222:orders")],
            ["https://hooks.prod.internal", host("hooks.prod.internal")],
            ["ops@shop.example", undefined],
            ["+491234567", undefined],
        ],
    ],
    [
        identified("snapshot"),
        [
            ["snap-0123456789abcdef0", { kind: "thing", thing: "snapshot", id: "snap-0123456789abcdef0" }],
            [
                "arn:aws:ec2:eu-west-1:222222222222:snapshot/snap-0",
                name("arn:aws:ec2:eu-west-1:222222222222:snapshot/snap-0"),
            ],
            ["", undefined],
        ],
    ],
];

describe("what a text names", () => {
    for (const [place, [naming, cases]] of CASES.entries()) {
        for (const [text, expected] of cases) {
            it(`given naming ${place} and "${text}", says ${expected === undefined ? "nothing" : JSON.stringify(expected)}`, async () => {
                const stack = await stackOf(pinned => {
                    new aws.sqs.Queue("queue", {}, pinned);
                });
                const [subject] = stack.byType("aws:sqs/queue:Queue");
                assert.ok(subject !== undefined);
                assert.deepEqual(naming(text, subject), expected);
            });
        }
    }
});
