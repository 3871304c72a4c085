import { randomBytes } from "node:crypto";

/*
 * Secrets that nobody can mistake for anything else, every kind of place that bears one, and every form in which one may get
 * out.
 */

/** One secret for each kind of place. */
export class Planted {
    private readonly secrets = new Map<string, string>();

    /** Random letters and digits; the same for the same place. */
    at(place: string): string {
        return this.keep(place, () => `k${randomBytes(11).toString("hex")}`);
    }

    /** One with characters that JSON, addresses and shells write otherwise. */
    odd(place: string): string {
        return this.keep(place, () => `k${randomBytes(8).toString("hex")}"/+&%`);
    }

    /** One that is below the floor of digests, and is no more to be printed than any other. */
    weak(place: string): string {
        return this.keep(place, () => `k${randomBytes(4).toString("hex")}`);
    }

    /** Keeps a secret that a test made itself. */
    add(place: string, secret: string): string {
        return this.keep(place, () => secret);
    }

    /** Every place whose secret stands in a text, in any form. */
    foundIn(text: string): readonly string[] {
        return [...this.secrets].flatMap(([place, secret]) =>
            formsOf(secret).flatMap(([form, written]) => (text.includes(written) ? [`${place} (${form})`] : [])),
        );
    }

    private keep(place: string, make: () => string): string {
        const secret = this.secrets.get(place) ?? make();
        this.secrets.set(place, secret);
        return secret;
    }
}

/** How much of a secret is too much. */
const PREFIX_CHARACTERS = 8;

function formsOf(secret: string): readonly (readonly [form: string, written: string])[] {
    const bytes = Buffer.from(secret, "utf8");
    return [
        ["as it is", secret],
        ["base64", bytes.toString("base64").replace(/=+$/, "")],
        ["hexadecimal", bytes.toString("hex")],
        ["encoded for addresses", encodeURIComponent(secret)],
        ["as JSON writes it", JSON.stringify(secret).slice(1, -1)],
        ["reversed", Array.from(secret).reverse().join("")],
        ["its beginning", secret.slice(0, PREFIX_CHARACTERS)],
    ];
}

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
const js = (value: unknown) => JSON.stringify(value);

/** A program that has a secret at every kind of place; `prod` and `staging` have the same ones, and differ beside them. */
export function leakyProgram(planted: Planted): string {
    const at = (place: string) => planted.at(place);
    const pem = `-----BEGIN PRIVATE KEY-----\n${planted.at("private key")}${planted.at("private key, later")}\n-----END PRIVATE KEY-----\n`;
    return `const aws = require("@pulumi/aws");
const kubernetes = require("@pulumi/kubernetes");
const pulumi = require("@pulumi/pulumi");
const random = require("@pulumi/random");
const { secret } = pulumi;
const stack = pulumi.getStack();
const config = new pulumi.Config();
const count = stack === "prod" ? 3 : 1;
const cloud = new aws.Provider("cloud", {
    region: "eu-central-1",
    accessKey: ${js(planted.add("access key", `AKIA${randomBytes(8).toString("hex").toUpperCase()}`))},
    secretKey: ${js(at("provider, unmarked"))},
    token: secret(${js(at("provider, marked"))}),
});
const options = { provider: cloud };
const cluster = new kubernetes.Provider("cluster", {
    kubeconfig: ${js(`apiVersion: v1\nusers:\n- user:\n    token: ${at("kubeconfig")}\n`)},
});
const inCluster = { provider: cluster };
new aws.secretsmanager.SecretVersion("nested", {
    secretId: "db",
    secretString: ${js(JSON.stringify({ username: "shop", inner: { deep: [{ password: at("nested JSON") }] } }))},
}, options);
new aws.secretsmanager.SecretVersion("binary", { secretId: "db", secretBinary: ${js(base64(at("secretBinary")))} }, options);
new kubernetes.core.v1.Secret("data", { data: { password: ${js(base64(at("Secret data")))}, url: ${js(base64(`postgres://a:${at("Secret data, address")}@h/d`))} } }, inCluster);
new kubernetes.core.v1.Secret("text", { stringData: { password: ${js(at("stringData"))}, weak: ${js(planted.weak("stringData, weak"))} } }, inCluster);
new kubernetes.core.v1.Secret("keys", { stringData: { [${js(at("key of a Secret"))}]: "x" } }, inCluster);
new kubernetes.core.v1.ConfigMap("map", {
    data: {
        "connection": ${js(`Server=h;User Id=sa;Password=${at("connection string")};`)},
        ".env": ${js(`A=1\nDB_PASSWORD=${at("file of settings")}\n`)},
        "dsn": ${js(`u:${at("address of Go")}@tcp(h)/d`)},
    },
}, inCluster);
new kubernetes.apps.v1.Deployment("app", {
    metadata: { labels: { app: "app" } },
    spec: {
        replicas: count,
        selector: { matchLabels: { app: "app" } },
        template: {
            metadata: { labels: { app: "app" } },
            spec: { containers: [{ name: "app", image: "app:" + stack, env: [
                { name: "API_TOKEN", value: ${js(at("variable of a pod"))} },
                { name: "DATABASE_URL", value: ${js(`postgres://app:${at("address in a pod")}@db.`)} + stack + "/orders" },
            ] }] },
        },
    },
}, inCluster);
new aws.lambda.Function("function", {
    role: "arn:aws:iam::111122223333:role/x", runtime: "nodejs20.x", handler: "x.y", timeout: count,
    environment: { variables: {
        DB_PASSWORD: ${js(at("variable"))} + stack,
        MARKED: secret(${js(at("variable, marked"))}),
        WEAK_PASSWORD: ${js(planted.weak("variable, weak"))},
        ODD_PASSWORD: ${js(planted.odd("variable, odd"))},
        REDIS_URL: "redis://:" + ${js(encodeURIComponent(planted.odd("address, odd")))} + "@cache/" + count,
    } },
}, options);
new aws.ecs.TaskDefinition("task", {
    family: "task",
    containerDefinitions: ${js(JSON.stringify([{ name: "a", environment: [{ name: "SECRET_KEY", value: at("container in JSON") }] }]))},
}, options);
new aws.ec2.Instance("machine", { instanceType: count === 3 ? "m7g.large" : "t4g.small", userDataBase64: ${js(base64(`#!/bin/sh\nexport DB_PASSWORD=${at("script")}\n`))} }, options);
new aws.ssm.Parameter("parameter", { type: "SecureString", value: ${js(at("parameter"))} }, options);
const database = new aws.rds.Instance("database", {
    instanceClass: count === 3 ? "db.r7g.large" : "db.t4g.micro",
    username: "app",
    password: ${js(at("master password"))} + stack,
}, options);
new aws.acm.Certificate("certificate", { privateKey: ${js(pem)}, certificateBody: "x" }, options);
new aws.sns.Topic("topic", { displayName: secret(${js(at("marked, deep"))}).apply(text => text + count), tags: { a: secret(${js(at("tag"))}) } }, options);
new random.RandomPassword("made", { length: 24, keepers: { previous: secret(${js(at("keeper"))}) } });
new aws.apigateway.Integration("integration", {
    restApi: "x", resourceId: "y", httpMethod: "GET", type: "HTTP",
    requestParameters: { "integration.request.header.Authorization": ${js(`'Basic ${base64(`u:${at("header")}`)}'`)} },
}, options);
config.getSecret("fromProject");
config.getSecretObject("nested");
pulumi.log.warn("marked elsewhere: " + ${js(at("variable, marked"))} + ", and " + ${js(`postgres://a:${at("warning")}@h/d`)});
console.log("connecting with password=" + ${js(at("printed"))});
exports.password = ${js(at("output, unmarked"))};
exports.marked = secret(${js(at("output, marked"))});
exports.endpoint = database.endpoint;
`;
}

/** `Pulumi.yaml` with secrets of the project itself. */
export function leakyProject(planted: Planted): string {
    return `name: quay
runtime:
  name: nodejs
  options:
    typescript: false
config:
  quay:fromProject:
    secret: true
    value: ${planted.at("setting")}
  quay:nested:
    secret: true
    value: { inner: { token: ${planted.at("setting, nested")} } }
`;
}
