import assert from "node:assert/strict";
import fc from "fast-check";
import { unwrap } from "../../secrets/unwrap";

const PASSWORD = "k9Xw2Qm7Tz4bR8vN";
const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

/** Everything that comes out of a text, as `form=value`; the whole first, without a form. */
function found(text: string, name?: string, marked = true): readonly string[] {
    const { parts, whole } = unwrap(text, name, marked);
    const inner = parts.map(({ bytes, form }) => `${form.join(" > ")}=${bytes.toString("utf8")}`);
    return whole === undefined ? inner : [whole.toString("utf8"), ...inner];
}

/** What is found inside a text that is not one value. */
const inside = (text: string, name?: string, marked = true) =>
    found(text, name, marked).filter(one => one !== text.trim());

describe("a text that holds credentials", () => {
    it("given a password alone, is the password, without the line end that a tool left behind", () => {
        assert.deepEqual(found(PASSWORD, "password"), [PASSWORD]);
        assert.deepEqual(found(`${PASSWORD}\n`, "password"), [PASSWORD]);
    });

    for (const [given, text, expected] of [
        ["base64", base64(PASSWORD), `base64=${PASSWORD}`],
        [
            "base64 with line ends",
            `${base64(PASSWORD).slice(0, 10)}\n${base64(PASSWORD).slice(10)}\n`,
            `base64=${PASSWORD}`,
        ],
        ["base64 of base64", base64(base64(PASSWORD)), `base64 > base64=${PASSWORD}`],
        ["JSON", JSON.stringify({ username: "shop", password: PASSWORD, port: 5432 }), `JSON password=${PASSWORD}`],
        [
            "JSON in JSON",
            JSON.stringify({ inner: JSON.stringify({ token: PASSWORD }) }),
            `JSON inner > JSON token=${PASSWORD}`,
        ],
        ["a list of names and values", JSON.stringify([{ name: "TOKEN", value: PASSWORD }]), `JSON TOKEN=${PASSWORD}`],
        ["an address", `postgres://app:${PASSWORD}@db.internal:5432/orders`, `password in an address=${PASSWORD}`],
        ["an address without a user", `redis://:${PASSWORD}@cache:6379`, `password in an address=${PASSWORD}`],
        [
            "an address with a token for a user",
            `https://${PASSWORD}@github.example/x`,
            `token in an address=${PASSWORD}`,
        ],
        ["a parameter", `https://a.example/hook?user=x&token=${PASSWORD}`, `parameter of an address=${PASSWORD}`],
        ["a signed address", `https://a.example/x?sig=${PASSWORD}`, `parameter of an address=${PASSWORD}`],
        ["JDBC", `jdbc:postgresql://h/d?user=u&password=${PASSWORD}`, `parameter of an address=${PASSWORD}`],
        [
            "a connection string",
            `Server=h;User Id=sa;Password=${PASSWORD};Encrypt=true`,
            `connection string=${PASSWORD}`,
        ],
        ["a connection string in quotes", `Server=h;Password="${PASSWORD}"`, `connection string=${PASSWORD}`],
        ["a key of a storage account", `AccountName=a;AccountKey=${PASSWORD}`, `connection string=${PASSWORD}`],
        ["libpq's words", `host=h user=u password=${PASSWORD} dbname=d`, `connection string=${PASSWORD}`],
        ["libpq's words in quotes", `host=h password='${PASSWORD}'`, `connection string=${PASSWORD}`],
        ["Go's address of MySQL", `u:${PASSWORD}@tcp(h:3306)/d`, `password in an address=${PASSWORD}`],
        [".env", `DB_USER=x\nexport DB_PASSWORD='${PASSWORD}'\n`, `setting in a file=${PASSWORD}`],
        ["YAML", `spring:\n  datasource:\n    password: ${PASSWORD}\n`, `setting in a file=${PASSWORD}`],
        [".npmrc", `registry=https://r/\n//r/:_authToken=${PASSWORD}\n`, `setting in a file=${PASSWORD}`],
        ["a header", `Bearer ${PASSWORD}`, `authorization header=${PASSWORD}`],
        [
            "a header with both",
            `Basic ${base64(`u:${PASSWORD}`)}`,
            `authorization header > base64 > user and password=${PASSWORD}`,
        ],
        [
            "a configuration of Docker",
            base64(JSON.stringify({ auths: { "r.example": { auth: base64(`u:${PASSWORD}`) } } })),
            `base64 > JSON auth > base64 > user and password=${PASSWORD}`,
        ],
    ] as const) {
        it(`given ${given}, gives the password inside`, () => {
            assert.deepEqual(inside(text), [expected]);
        });
    }

    it("given an address with an encoded password, gives it as it stands and as it is", () => {
        assert.deepEqual(inside("postgres://app:k9%2FXw2Q%40m7Tz4@h/d"), [
            "password in an address=k9%2FXw2Q%40m7Tz4",
            "password in an address=k9/Xw2Q@m7Tz4",
        ]);
        assert.deepEqual(inside("postgres://app:k9/Xw2Q@m7Tz4@h/d"), ["password in an address=k9/Xw2Q@m7Tz4"]);
    });

    it("given a password that is also a broken encoding, gives it as it stands", () => {
        assert.deepEqual(inside("postgres://app:100%sure-k9Xw@h/d"), ["password in an address=100%sure-k9Xw"]);
    });

    it("given a private key with line ends written in any way, is one key", () => {
        const body = ["MIIEvQIBADANBg", "kqhkiG9w0BAQEFAASC"];
        const lines = (end: string) => ["-----BEGIN PRIVATE KEY-----", ...body, "-----END PRIVATE KEY-----"].join(end);
        const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
        const [expected] = found(lines("\n"), "key");
        assert.equal(expected, body.join(""));
        assert.deepEqual(found(lines("\r\n"), "key"), [expected]);
        assert.deepEqual(found(lines("\\n"), "key"), [expected]);
        assert.ok(found(`${certificate}${lines("\n")}`, "bundle").includes(`PEM=${expected}`));
    });

    for (const [given, text, name] of [
        ["a user name", "shop", "username"],
        ["a user name in base64", base64("orders-application"), "username"],
        ["a host", "db-1.orders.internal", "db_host"],
        ["a port", "5432", "port"],
        ["a region", "eu-central-1", undefined],
        ["a zone", "eu-central-1a", undefined],
        ["a switch", "true", "tls"],
        ["an ARN", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf", "password"],
        ["a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "tls.pem"],
        ["a certificate in base64", base64("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"), "bundle"],
        ["a public key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3 me@host", "authorized"],
        ["a reference", "${DB_PASSWORD}", "password"],
        ["an address without anything to keep", "https://accounts.google.example/o/oauth2/auth", "auth_uri"],
        ["nothing", "", "password"],
        [
            "JSON with nothing of its own",
            JSON.stringify({ username: "a-long-user-name", host: "h", port: 5432 }),
            undefined,
        ],
    ] as const) {
        it(`given ${given}, holds none`, () => {
            assert.deepEqual(found(text, name), []);
        });
    }

    it("given an address with a token in its path, is a credential", () => {
        const hook = `https://hooks.example/services/T0/${PASSWORD}`;
        assert.deepEqual(found(hook, "webhookUrl"), [hook]);
    });

    it("given a key of a service account, gives the key alone", () => {
        const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\n";
        const file = {
            ...{
                type: "service_account",
                project_id: "acme",
                private_key_id: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                private_key: key,
            },
            ...{
                client_email: "a@acme.iam.example",
                client_id: "1234567890123456789",
                token_uri: "https://oauth2.example/token",
            },
        };
        assert.deepEqual(found(JSON.stringify(file)), ["JSON private_key=MIIEvQIBADANBg"]);
    });

    it("given a kubeconfig that nobody marked, gives what opens the cluster and nothing else", () => {
        const user = { token: PASSWORD, "client-certificate-data": base64("-----BEGIN CERTIFICATE-----\nMIIB\n") };
        const config = {
            apiVersion: "v1",
            clusters: [{ cluster: { server: "https://one.example" } }],
            users: [{ user }],
        };
        assert.deepEqual(found(JSON.stringify(config), "kubeconfig", false), [`JSON token=${PASSWORD}`]);
        const yaml = `apiVersion: v1\nclusters:\n- name: one\nusers:\n- user:\n    token: ${PASSWORD}\n`;
        assert.deepEqual(inside(yaml, "kubeconfig", false), [`setting in a file=${PASSWORD}`]);
        assert.deepEqual(found(yaml, "settings", false), []);
    });

    it("given a number where a password belongs, is a credential", () => {
        assert.deepEqual(found("12345", "password"), ["12345"]);
        assert.deepEqual(found(JSON.stringify({ password: 12345 })), ["JSON password=12345"]);
    });

    it("given a text that is not secret as a whole, is only what its names and shapes say", () => {
        assert.deepEqual(found("hello world, this is a text of some length", "greeting", false), []);
        assert.deepEqual(found(base64("hello world, this is a text of some length"), "greeting", false), []);
        assert.deepEqual(inside(`A=1\nDB_PASSWORD=${PASSWORD}\nGREETING=hello-world-and-more`, "x", false), [
            `setting in a file=${PASSWORD}`,
        ]);
        assert.deepEqual(inside("A=1\nDB_PASSWORD=$(aws secretsmanager get-secret-value)\n", "x", false), []);
    });

    it("given a name from inside a secret that may be one itself, does not show it", () => {
        const [first] = unwrap(JSON.stringify({ k9Xw2Qm7Tz4bR8vN: PASSWORD }), undefined, true).parts;
        assert.deepEqual(first?.form, ["JSON (a name that may be secret)"]);
    });

    it("given seven layers, reads the innermost; given eight, says that there are too many", () => {
        const wrapped = (layers: number): string => (layers === 0 ? PASSWORD : base64(wrapped(layers - 1)));
        const eight = unwrap(wrapped(8), "x", true);
        assert.equal(eight.tooDeep, true);
        const seven = unwrap(wrapped(7), "x", true);
        assert.deepEqual([seven.tooDeep, seven.parts.at(-1)?.bytes.toString()], [false, PASSWORD]);
    });

    it("given any password in any wrapping, finds it again", () => {
        const wrappings: readonly ((password: string) => string)[] = [
            base64,
            password => JSON.stringify({ password }),
            password => `postgres://app:${encodeURIComponent(password)}@h/d`,
            password => JSON.stringify({ url: `amqp://u:${encodeURIComponent(password)}@h` }),
            password => `DB_USER=x\nDB_PASSWORD=${password}\n`,
        ];
        const password = fc.stringMatching(/^[A-Za-z0-9!_+-]{16,40}$/).map(text => `k9${text}X`);
        fc.assert(
            fc.property(
                password,
                fc.array(fc.constantFrom(...wrappings), { minLength: 1, maxLength: 3 }),
                (text, wraps) => {
                    const wrapped = wraps.reduce((inner, wrap) => wrap(inner), text);
                    const values = found(wrapped).map(one => one.slice(one.indexOf("=") + 1));
                    // A file of settings inside an address, and the like, is what nobody writes.
                    return wraps.slice(1).some((_, place) => wraps[place] === wrappings[4]) || values.includes(text);
                },
            ),
            { numRuns: 500 },
        );
    });

    it("given long texts made to be slow, answers at once", () => {
        const long = 200_000;
        const started = performance.now();
        for (const text of [
            "a".repeat(long),
            "a:/".repeat(long / 3),
            "=".repeat(long),
            "x@".repeat(long / 2),
            `${"a ".repeat(long / 2)}=`,
            `://${"/@".repeat(long / 2)}`,
        ]) {
            unwrap(text, "x", true);
        }
        assert.ok(performance.now() - started < 10_000, `${performance.now() - started} ms`);
    });
});
