import * as assert from "node:assert/strict";

import type { PlanSource } from "../../../../plan/plan";
import { type PropertyValue, Secret, Unknown } from "../../../../plan/value";
import { noPlaintextCredentials as rule } from "../../../../policy-pack/rules";
import { plan, resource, said } from "../../../support/policy";
import { type Extras, type Row, tries } from "../table";

const AWS_KEY = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const KEY_BLOCK = ["-----BEGIN RSA ", "PRIVATE KEY-----"].join("");
/** The property comes from a resource of a type, which stands beside. */
const made = (type: string, property: string): Extras => {
    const origin = resource(type, {}, { name: "origin" });
    return { comesFrom: { [property]: [origin] }, beside: [origin] };
};
const configured: Extras = { config: { "shop:password": new Secret("from-configuration") } };

describe("no-plaintext-credentials", () => {
    describe("of inputs that are a credential", () => {
        tries(rule, "aws:rds/cluster:Cluster", [
            ["none", "nothing", {}],
            ["a plain password", "violated", { masterPassword: "hunter2" }],
            ["an empty one", "holds", { masterPassword: "" }],
            [
                "a password that the provider's SDK marked, but the program holds",
                "violated",
                { masterPassword: new Secret("hunter2") },
            ],
            [
                "one from secret configuration",
                "holds",
                { masterPassword: new Secret("from-configuration") },
                configured,
            ],
            ["one that is not in the configuration", "violated", { masterPassword: new Secret("hunter2") }, configured],
            ["a secret of another resource", "holds", { masterPassword: new Secret(Unknown.computed) }],
            [
                "a password that a resource makes",
                "holds",
                { masterPassword: Unknown.computed },
                made("random:index/randomPassword:RandomPassword", "masterPassword"),
            ],
            [
                "a value of a resource that makes no credentials",
                "undecided",
                { masterPassword: Unknown.computed },
                made("aws:ec2/vpc:Vpc", "masterPassword"),
            ],
            ["a value that is not known and not secret", "undecided", { masterPassword: Unknown.computed }],
            [
                "a redacted one in a state",
                "undecided",
                { masterPassword: new Secret(new Unknown("redacted")) },
                { source: "state" },
            ],
            ["a secret one in a state", "undecided", { masterPassword: new Secret("hunter2") }, { source: "state" }],
            ["a plain one in a state", "violated", { masterPassword: "hunter2" }, { source: "state" }],
            [
                "one whose mark was lost on the way",
                "undecided",
                { masterPassword: "hunter2" },
                { source: "policy-sdk" },
            ],
        ]);
    });

    describe("of a Kubernetes Secret", () => {
        const base64 = Buffer.from("from-configuration").toString("base64");
        tries(rule, "kubernetes:core/v1:Secret", [
            ["values in the program", "violated", { stringData: new Secret({ password: "hunter2" }) }],
            ["values without a mark", "violated", { data: { password: "aHVudGVyMg==" } }],
            [
                "values from secret configuration",
                "holds",
                { stringData: new Secret({ password: "from-configuration" }) },
                configured,
            ],
            [
                "values from secret configuration, in base64",
                "holds",
                { data: new Secret({ password: base64 }) },
                configured,
            ],
            ["values of another resource", "holds", { stringData: new Secret(Unknown.computed) }],
            ["one value that is not known", "undecided", { stringData: { password: Unknown.computed } }],
            ["one secret of another resource", "holds", { stringData: { password: new Secret(Unknown.computed) } }],
            [
                "one from secret configuration and one that is not known",
                "undecided",
                { stringData: { user: new Secret("from-configuration"), password: Unknown.computed } },
                configured,
            ],
            [
                "one in the program and one that is not known",
                "violated",
                { stringData: { user: new Secret("hunter2"), password: Unknown.computed } },
                configured,
            ],
            ["a number in the program", "violated", { stringData: { pin: 12345678 } }],
        ]);
    });

    describe("of a function", () => {
        const variables = (values: Record<string, PropertyValue>) => ({ environment: { variables: values } });
        tries(rule, "aws:lambda/function:Function", [
            ["no variables", "nothing", {}],
            ["harmless ones", "holds", variables({ STAGE: "staging", MAX_TOKENS: "4096", DB_HOST: Unknown.computed })],
            ["a password", "violated", variables({ DB_PASSWORD: "hunter2" })],
            ["a password that is marked secret", "violated", variables({ DB_PASSWORD: new Secret("hunter2") })],
            ["a key in camel case", "violated", variables({ stripeApiKey: "4eC39HqLyjWD" })],
            ["the second version of a token", "violated", variables({ TOKEN_V2: "abcdef" })],
            [
                "the ARN of a secret",
                "holds",
                variables({ DB_PASSWORD: "arn:aws:secretsmanager:eu-central-1:111111111111:secret:db" }),
            ],
            [
                "a name that points to a secret",
                "holds",
                variables({ DB_PASSWORD_ARN: "anything", DB_SECRET_NAME: "shop/db", TOKEN_FILE: "x" }),
            ],
            ["a path to a mounted secret", "holds", variables({ DB_PASSWORD: "/run/secrets/db" })],
            ["a text that begins with a slash and is no path", "violated", variables({ DB_PASSWORD: "/k3Jd8sKx0a" })],
            ["an empty password", "holds", variables({ DB_PASSWORD: "" })],
            ["a switch", "holds", variables({ REQUIRE_PASSWORD: "true" })],
            ["an access key under a harmless name", "violated", variables({ WHO: AWS_KEY })],
            ["a private key under a harmless name", "violated", variables({ TEXT: `${KEY_BLOCK}\nMIIE` })],
            ["an address with a password", "violated", variables({ DATABASE: "postgres://shop:hunter2@db:5432/shop" })],
            [
                "an address with a placeholder",
                "holds",
                variables({ DATABASE: "postgres://shop:$PASSWORD@db:5432/shop" }),
            ],
            ["an address without a password", "holds", variables({ DATABASE_URL: "postgres://db:5432/shop" })],
            ["a password that is not known", "undecided", variables({ DB_PASSWORD: Unknown.computed })],
            ["an address that is not known", "undecided", variables({ DATABASE_URL: Unknown.computed })],
            [
                "a harmless name made from a password",
                "undecided",
                variables({ WHO: Unknown.computed }),
                made("random:index/randomPassword:RandomPassword", "environment"),
            ],
            [
                "a harmless name made from a network",
                "holds",
                variables({ WHO: Unknown.computed }),
                made("aws:ec2/vpc:Vpc", "environment"),
            ],
            ["a secret that is not known", "undecided", variables({ WHO: new Secret(Unknown.computed) })],
            ["variables that are not known", "undecided", { environment: { variables: Unknown.computed } }],
            [
                "a password beside what is not known",
                "violated",
                variables({ DB_PASSWORD: "hunter2", URL: Unknown.computed }),
            ],
        ]);
    });

    describe("of containers", () => {
        const container = (value: object) => ({ containerDefinitions: JSON.stringify([{ name: "web", ...value }]) });
        tries(rule, "aws:ecs/taskDefinition:TaskDefinition", [
            ["no variables", "nothing", container({})],
            ["a harmless variable", "holds", container({ environment: [{ name: "STAGE", value: "staging" }] })],
            ["a password", "violated", container({ environment: [{ name: "PASSWORD", value: "hunter2" }] })],
            [
                "a password from Secrets Manager",
                "nothing",
                container({ secrets: [{ name: "PASSWORD", valueFrom: "arn:aws:secretsmanager:x" }] }),
            ],
            ["a key on the command line", "violated", container({ command: ["run", `--key=${AWS_KEY}`] })],
            ["containers that are not known", "undecided", { containerDefinitions: Unknown.computed }],
            ["a text that is no JSON", "undecided", { containerDefinitions: "[" }],
        ]);
    });

    const env = (...entries: PropertyValue[]) => ({ containers: [{ name: "web", env: entries }] });
    const workloads: readonly (readonly [type: string, wrap: (spec: PropertyValue) => Row[2]])[] = [
        ["kubernetes:core/v1:Pod", spec => ({ spec })],
        ["kubernetes:apps/v1:Deployment", spec => ({ spec: { template: { spec } } })],
        ["kubernetes:batch/v1:CronJob", spec => ({ spec: { jobTemplate: { spec: { template: { spec } } } } })],
    ];
    for (const [type, wrap] of workloads) {
        describe(`of ${type}`, () => {
            tries(rule, type, [
                ["a harmless variable", "holds", wrap(env({ name: "STAGE", value: "staging" }))],
                ["a password", "violated", wrap(env({ name: "DB_PASSWORD", value: "hunter2" }))],
                [
                    "a password in a container that runs first",
                    "violated",
                    wrap({ containers: [], initContainers: [{ env: [{ name: "TOKEN", value: "abcdef" }] }] }),
                ],
                [
                    "a password from a Secret",
                    "nothing",
                    wrap(env({ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } })),
                ],
                ["a variable that is not known", "undecided", wrap(env(Unknown.computed))],
                ["a container that is not known", "undecided", wrap({ containers: [Unknown.computed] })],
                ["containers that are not known", "undecided", wrap({ containers: Unknown.computed })],
            ]);
        });
    }

    describe("of a ConfigMap", () => {
        tries(rule, "kubernetes:core/v1:ConfigMap", [
            ["harmless data", "holds", { data: { "nginx.conf": "worker_processes 1;" } }],
            ["a password", "violated", { data: { "spring.datasource.password": "hunter2" } }],
            ["a private key in a file", "violated", { data: { "tls.pem": KEY_BLOCK } }],
            ["data that are not known", "undecided", { data: Unknown.computed }],
        ]);
    });

    describe("of a chart", () => {
        tries(rule, "kubernetes:helm.sh/v3:Release", [
            ["harmless values", "holds", { values: { replicas: 2, image: { tag: "1.2.3" } } }],
            ["a nested password", "violated", { values: { auth: { password: "hunter2" } } }],
            ["a password in a list", "violated", { values: { users: [{ password: "hunter2" }] } }],
        ]);
    });

    describe("of a build", () => {
        const variable = (value: Record<string, PropertyValue>) => ({ environment: { environmentVariables: [value] } });
        tries(rule, "aws:codebuild/project:Project", [
            ["a harmless variable", "holds", variable({ name: "STAGE", value: "staging" })],
            ["variables that are no list", "undecided", { environment: { environmentVariables: "TOKEN=abcdef" } }],
            ["a token", "violated", variable({ name: "NPM_TOKEN", value: "abcdef" })],
        ]);
    });

    describe("of a start script", () => {
        const base64 = (text: string) => Buffer.from(text).toString("base64");
        tries(rule, "aws:ec2/instance:Instance", [
            ["a harmless script", "holds", { userData: "#!/bin/sh\nexport STAGE=staging\n" }],
            ["a password that it sets", "violated", { userData: "#!/bin/sh\nexport DB_PASSWORD=hunter2\n" }],
            ["a password for one command", "violated", { userData: "#!/bin/sh\nSTAGE=a DB_PASSWORD=hunter2 ./run\n" }],
            ["a password for a container", "violated", { userData: "docker run -e DB_PASSWORD=hunter2 shop\n" }],
            ["a password for a container, the long way", "violated", { userData: "docker run --env=TOKEN=abcdef a\n" }],
            ["a password in quotes after another", "violated", { userData: "export A=1 DB_PASSWORD='hunter2'\n" }],
            ["a password that is handed on", "holds", { userData: 'docker run -e DB_PASSWORD="$DB_PASSWORD" shop\n' }],
            ["a password in a comment", "holds", { userData: "#!/bin/sh\n  # DB_PASSWORD=hunter2\n" }],
            [
                "a password that it looks up",
                "holds",
                { userData: "#!/bin/sh\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value)\n" },
            ],
            ["a key in running text", "violated", { userData: `#!/bin/sh\naws configure set x ${AWS_KEY}\n` }],
            ["a password in base64", "violated", { userDataBase64: base64("#!/bin/sh\nDB_PASSWORD='hunter2'\n") }],
            ["a script that is not known", "undecided", { userData: Unknown.computed }],
        ]);
    });

    describe("of a name that is a value itself", () => {
        const message = (environmentVariables: PropertyValue, source: PlanSource = "embedded") => {
            const build = resource("aws:codebuild/project:Project", { environment: { environmentVariables } });
            return said(rule, plan([build], { source }))[0]?.message ?? "";
        };
        const variable = { name: "NPM_TOKEN", value: AWS_KEY };

        it("given nothing secret, shows it", () => {
            assert.match(message([variable]), /^environment\.environmentVariables\[0\]\.value \(NPM_TOKEN\) holds/);
        });

        for (const [given, secret, source] of [
            ["a secret name", [{ ...variable, name: new Secret("NPM_TOKEN") }], "embedded"],
            ["a secret entry", [new Secret(variable)], "embedded"],
            ["a secret list", new Secret([variable]), "embedded"],
            ["a plan without marks", [variable], "policy-sdk"],
        ] as const) {
            it(`given ${given}, does not show it`, () => {
                assert.match(message(secret, source), /^environment\.environmentVariables\[0\]\.value holds/);
            });
        }

        it("given a secret script, shows no variable that it sets", () => {
            const machine = resource("aws:ec2/instance:Instance", {
                userData: new Secret("export DB_PASSWORD=hunter2"),
            });
            assert.match(said(rule, plan([machine]))[0]?.message ?? "", /^userData is named like a credential/);
        });
    });

    describe("of a parameter", () => {
        const PARAMETER = "aws:ssm/parameter:Parameter";
        const clear = (value: PropertyValue, name = "/shop/stage") => ({ type: "String", name, value });
        const password = resource("random:index/randomPassword:RandomPassword", {}, { name: "password" });
        tries(rule, PARAMETER, [
            ["a harmless value", "holds", clear("staging")],
            // The provider marks every value.
            ["a harmless value, marked by the provider", "holds", clear(new Secret("staging"))],
            ["a password", "violated", clear(new Secret("hunter2"), "/shop/db_password")],
            ["a password that is shown", "violated", { type: "String", name: "/a/token", insecureValue: "abcdef" }],
            [
                "a password by its resource's name",
                "violated",
                { type: "String", value: "hunter2" },
                { name: "db-password" },
            ],
            [
                "a password by the name that the provider made of its resource's",
                "violated",
                clear("hunter2", "db-password-1a2b3c4"),
                { name: "db-password" },
            ],
            ["a key by its shape", "violated", clear(AWS_KEY)],
            ["a harmless value that is not known", "holds", clear(Unknown.computed)],
            ["a password that is not known", "undecided", clear(Unknown.computed, "/shop/db_password")],
            [
                "a name that is not known",
                "undecided",
                { type: "String", name: Unknown.computed, value: Unknown.computed },
            ],
            [
                "a value that a RandomPassword makes",
                "undecided",
                clear(Unknown.computed),
                { comesFrom: { value: [password] }, beside: [password] },
            ],
            ["a type that is not known", "undecided", { ...clear("staging"), type: Unknown.computed }],
            [
                "a kept secret that the program holds",
                "violated",
                { type: "SecureString", value: new Secret("hunter2") },
            ],
            [
                "a kept secret from secret configuration",
                "holds",
                { type: "SecureString", name: "/shop/db_password", value: new Secret("from-configuration") },
                configured,
            ],
        ]);
    });

    describe("of a provider", () => {
        tries(rule, "pulumi:providers:aws", [
            ["a region", "nothing", { region: "eu-central-1" }],
            ["keys of its own", "violated", { accessKey: AWS_KEY, secretKey: new Secret("hunter2hunter2") }],
        ]);
    });
});
