import * as assert from "node:assert/strict";
import { describe, it } from "mocha";

import { isMadeByAws } from "../../../isolation/names/aws-hosts";
import { spokenIn } from "../../../isolation/names/spoken";

/** What a text names, each as its kind and its text; hosts of AWS that have a name are left out. */
function spoken(text: string, name = "VALUE", isSecret = false): readonly string[] {
    const found = spokenIn(text, { name, isSecret });
    const isNamed = found.some(({ kind }) => kind === "name");
    return found
        .filter(reference => !(isNamed && reference.kind === "host" && isMadeByAws(reference.host)))
        .map(({ kind, ...rest }) => [kind, ...Object.values(rest)].join(" "));
}

/** Texts by which programs find others, and whom each names. */
const TEXTS: readonly (readonly [text: string, ...found: readonly string[]])[] = [
    ["db.prod.internal", "host db.prod.internal"],
    ["DB.Prod.Internal.:5432", "host db.prod.internal"],
    ["postgres://api:p@ss.word@db.prod.internal:5432/orders", "host db.prod.internal"],
    [
        "mongodb://a:b@one.prod.internal:27017,two.prod.internal:27017/x",
        "host one.prod.internal",
        "host two.prod.internal",
    ],
    ["jdbc:oracle:thin:@ora.prod.internal:1521:orders", "host ora.prod.internal"],
    ["jdbc:sqlserver://sql.prod.internal:1433;databaseName=orders", "host sql.prod.internal"],
    ["Server=tcp:sql.prod.internal,1433;Database=orders", "host sql.prod.internal"],
    ["psql -h db.prod.internal && curl http://10.10.4.7/health", "range 10.10.4.7/32", "host db.prod.internal"],
    ["10.10.4.7:6379", "range 10.10.4.7/32"],
    ["10.10.0.0/16", "range 10.10.0.0/16"],
    ["redis://[2001:db8::7]:6379", "range 2001:db8::7/128"],
    ["https://sqs.eu-central-1.amazonaws.com/111111111111/orders", "name arn:aws:sqs:eu-central-1:111111111111:orders"],
    ["arn:aws:sns:eu-central-1:111111111111:orders", "name arn:aws:sns:eu-central-1:111111111111:orders"],
    ["111111111111.dkr.ecr.eu-central-1.amazonaws.com/orders:1.2.3", "account 111111111111"],
    ["s3://orders-prod/exports", "name arn:*:s3:::orders-prod"],
    ["orders-prod.s3.eu-central-1.amazonaws.com", "name arn:aws:s3:::orders-prod"],
    ["orders.cluster-ro-cabc12345678.eu-central-1.rds.amazonaws.com", "name arn:aws:rds:eu-central-1:*:cluster:orders"],
    ["orders.cabc12345678.eu-central-1.rds.amazonaws.com", "name arn:aws:rds:eu-central-1:*:db:orders"],
    ["orders.proxy-cabc12345678.eu-central-1.rds.amazonaws.com", "name arn:aws:rds:eu-central-1:*:db-proxy:orders"],
    ["master.orders.abc123.euc1.cache.amazonaws.com:6379", "name arn:*:elasticache:*:*:replicationgroup:orders"],
    ["orders.abc123.ng.0001.euc1.cache.amazonaws.com", "name arn:*:elasticache:*:*:replicationgroup:orders"],
    [
        "b-1.orders.abc123.c2.kafka.eu-central-1.amazonaws.com:9096",
        "name arn:aws:kafka:eu-central-1:*:cluster/orders/*",
    ],
    [
        "https://vpc-orders-abcdefghijklmnopqrstuvwxyz.eu-central-1.es.amazonaws.com",
        "name arn:aws:es:eu-central-1:*:domain/orders",
    ],
    [
        "internal-orders-1234567890.eu-central-1.elb.amazonaws.com",
        "name arn:aws:elasticloadbalancing:eu-central-1:*:loadbalancer/app/orders/*",
    ],
    [
        "orders-0a1b2c3d4e5f6071.elb.eu-central-1.amazonaws.com",
        "name arn:aws:elasticloadbalancing:eu-central-1:*:loadbalancer/net/orders/*",
    ],
    ["orders.cabc12345678.cn-north-1.rds.amazonaws.com.cn", "name arn:aws-cn:rds:cn-north-1:*:db:orders"],
    ["fs-0123456789abcdef0.efs.eu-central-1.amazonaws.com", "thing file-system fs-0123456789abcdef0"],
    ["vpce-0a-1b.vpce-svc-0123.eu-central-1.vpce.amazonaws.com", "thing endpoint-service vpce-svc-0123"],
    ["abc123.execute-api.eu-central-1.amazonaws.com", "host abc123.execute-api.eu-central-1.amazonaws.com"],
    ["https://s3.eu-central-1.amazonaws.com/orders-prod/x", "name arn:*:s3:::orders-prod"],
    // Nobody's in particular.
    ["10.0.0.0/8,172.16.0.0/12,.internal"],
    ["https://s3.eu-central-1.amazonaws.com"],
    ["https://sts.eu-central-1.amazonaws.com"],
    ["http://orders.payments.svc.cluster.local:8080"],
    ["http://localhost:8080"],
    ["127.0.0.1"],
    ["169.254.169.254"],
    ["0.0.0.0/0"],
    ["ip-10-0-0-1.eu-central-1.compute.internal"],
    ["1.2.3"],
    ["settings.json"],
    ["production"],
    [""],
];

describe("what a text names", () => {
    for (const [text, ...found] of TEXTS) {
        it(`given ${JSON.stringify(text)}, hears ${found.join(", ") || "nothing"}`, () => {
            assert.deepEqual(spoken(text), found);
        });
    }

    it("given a host that AWS made, means the host itself and whatever has its name", () => {
        const host = "orders.cabc12345678.eu-central-1.rds.amazonaws.com";
        assert.deepEqual(spokenIn(host, { name: undefined, isSecret: false }), [
            { kind: "name", pattern: "arn:aws:rds:eu-central-1:*:db:orders" },
            { kind: "host", host },
        ]);
    });

    it("given a value called a bucket, hears the bucket", () => {
        assert.deepEqual(spoken("orders-prod", "UPLOAD_BUCKET"), ["name arn:*:s3:::orders-prod"]);
        assert.deepEqual(spoken("orders-prod", "PREFIX"), []);
    });

    it("given a credential within running text, does not take it for a host", () => {
        for (const text of [
            "password=pl.anted",
            'DB_PASSWORD: "pl.anted"',
            '{"apiKey": "pl.anted"}',
            "--token pl.anted",
        ]) {
            assert.deepEqual(spoken(`${text}; server db.prod.internal`), ["host db.prod.internal"], text);
        }
    });

    it("given a value called an account, hears it", () => {
        assert.deepEqual(spoken("111111111111", "AWS_ACCOUNT_ID"), ["account 111111111111"]);
        assert.deepEqual(spoken("111111111111", "BUILD"), []);
    });

    it("given a megabyte without an end of a word, is done at once", () => {
        const started = performance.now();
        for (const text of [
            "a".repeat(1_000_000),
            "a.".repeat(500_000),
            "a-".repeat(500_000),
            "x://".repeat(250_000),
            "pass".repeat(250_000),
            "token ".repeat(150_000),
        ]) {
            assert.deepEqual(spoken(text), []);
        }
        assert.ok(performance.now() - started < 5_000);
    });

    it("given a value called a credential, hears no host in what only looks like one", () => {
        assert.deepEqual(spoken("tr0ub.dor", "DB_PASSWORD"), []);
        assert.deepEqual(spoken("tr0ub.dor", "DB_NAME"), ["host tr0ub.dor"]);
        assert.deepEqual(spoken("https://u:p@login.prod.internal/x", "TOKEN_SOURCE"), ["host login.prod.internal"]);
    });
});

describe("what a secret names", () => {
    const secret = (text: string, name?: string) => spoken(text, name, true);

    it("given the address of a database, hears its host and nothing of the credential", () => {
        assert.deepEqual(secret("postgres://api:pl.anted@db.prod.internal/x"), ["host db.prod.internal"]);
        assert.deepEqual(secret("host=db.prod.internal password=pl.anted"), ["host db.prod.internal"]);
    });

    it("given JSON, hears what stands below the name of a host", () => {
        const value = { username: "pl.anted", password: "pl.an.ted", host: "db.prod.internal", port: 5432 };
        assert.deepEqual(secret(JSON.stringify(value)), ["host db.prod.internal"]);
        assert.deepEqual(secret("{broken"), []);
    });

    it("given running text, hears nothing but hosts that AWS makes", () => {
        assert.deepEqual(secret("pl.anted orders.cabc12345678.eu-central-1.rds.amazonaws.com"), [
            "name arn:aws:rds:eu-central-1:*:db:orders",
        ]);
        assert.deepEqual(secret("eyJhbGci.eyJzdWIi.c2lnbmVk"), []);
        assert.deepEqual(secret("10.10.4.7"), []);
    });

    it("given a value called a host, hears it", () => {
        assert.deepEqual(secret("db.prod.internal", "DB_HOST"), ["host db.prod.internal"]);
        assert.deepEqual(secret("10.10.4.7", "redisHost"), ["range 10.10.4.7/32"]);
        assert.deepEqual(secret("orders-prod", "BUCKET"), []);
    });

    it("given an ARN, hears whose it is and not its name", () => {
        assert.deepEqual(secret("arn:aws:iam::111111111111:role/pl-anted"), ["account 111111111111"]);
        assert.deepEqual(secret("arn:aws:s3:::pl-anted"), []);
    });
});
