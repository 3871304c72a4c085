import assert from "node:assert/strict";
import { type PropertyMap, Secret, Unknown } from "../../plan/value";
import { identitiesOf } from "../../secrets/identities";
import { plan, resource, type ResourceExtras } from "../support/policy";

const ACCOUNT = "111122223333";
const PROVIDER = { region: "eu-central-1", allowedAccountIds: `["${ACCOUNT}"]` };
const arn = (service: string, rest: string, region = "eu-central-1") =>
    `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;

/** Every identity as one line. */
function names(type: string, inputs: PropertyMap, extras: ResourceExtras = {}): readonly string[] {
    return identitiesOf(plan([resource(type, inputs, { provider: PROVIDER, ...extras })])).map(
        ({ at, kind, made, name, scope }) => `${made ? "makes" : "uses"} ${kind} ${scope} ${name} at ${at}`,
    );
}

const FUNCTION = "aws:lambda/function:Function";

describe("the names by which a stack gets at credentials", () => {
    for (const [given, text, expected] of [
        ["a key", arn("kms", "key/0f1e2d3c"), `key ${ACCOUNT}/eu-central-1 0f1e2d3c`],
        ["an alias", arn("kms", "alias/shop"), `key ${ACCOUNT}/eu-central-1 alias/shop`],
        ["a secret", arn("secretsmanager", "secret:shop/db-AbCdE1"), `secret ${ACCOUNT}/eu-central-1 shop/db`],
        [
            "a field of a secret",
            arn("secretsmanager", "secret:shop/db-AbCdE1:password::"),
            `secret ${ACCOUNT}/eu-central-1 shop/db`,
        ],
        [
            "a secret whose name ends in a word",
            arn("secretsmanager", "secret:shop-master"),
            `secret ${ACCOUNT}/eu-central-1 shop-master`,
        ],
        ["a parameter", arn("ssm", "parameter/shop/db"), `parameter ${ACCOUNT}/eu-central-1 /shop/db`],
        ["a role", arn("iam", "role/team/shop", ""), `role ${ACCOUNT} shop`],
    ] as const) {
        it(`given the ARN of ${given}, uses it`, () => {
            assert.deepEqual(names(FUNCTION, { value: text }), [`uses ${expected} at subject#value`]);
            const container = JSON.stringify([{ secrets: [{ valueFrom: text }] }]);
            assert.deepEqual(names(FUNCTION, { text: container }), [
                `uses ${expected} at subject#text[0].secrets[0].valueFrom`,
            ]);
        });
    }

    for (const [given, inputs] of [
        ["a role of AWS's own", { role: arn("iam", "role/aws-service-role/x/y", "") }],
        ["a key of AWS's own", { kmsKeyId: "alias/aws/rds" }],
        ["a topic", { topic: arn("sns", "orders") }],
        ["a policy of AWS's own", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
        ["a document of permissions", { policy: JSON.stringify({ Resource: arn("kms", "key/0f1e2d3c") }) }],
        ["a secret name", { value: new Secret(arn("kms", "key/0f1e2d3c")) }],
        ["a name that is not known", { kmsKeyId: Unknown.computed }],
        ["a text that is no name of a key", { kmsKeyId: "my words" }],
        ["broken JSON", { text: `[{ "a": "${arn("kms", "key/1")}"` }],
    ] as const) {
        it(`given ${given}, uses none`, () => {
            assert.deepEqual(names(FUNCTION, inputs), []);
        });
    }

    it("given the name of a key, says it within account and region; without an account, that it is not known", () => {
        assert.deepEqual(names(FUNCTION, { kmsKeyId: "alias/shop" }), [
            `uses key ${ACCOUNT}/eu-central-1 alias/shop at subject#kmsKeyId`,
        ]);
        assert.deepEqual(names(FUNCTION, { kmsKeyId: "alias/shop" }, { provider: { region: "eu-central-1" } }), [
            "uses key ?/eu-central-1 alias/shop at subject#kmsKeyId",
        ]);
        assert.deepEqual(names(FUNCTION, { kmsKeyId: "alias/shop" }, { provider: {} }), [
            "uses key ?/? alias/shop at subject#kmsKeyId",
        ]);
    });

    for (const [type, name, expected] of [
        ["aws:secretsmanager/secret:Secret", "shop/db", `secret ${ACCOUNT}/eu-central-1 shop/db`],
        ["aws:ssm/parameter:Parameter", "shop", `parameter ${ACCOUNT}/eu-central-1 /shop`],
        ["aws:iam/role:Role", "shop", `role ${ACCOUNT} shop`],
        ["aws:kms/alias:Alias", "alias/shop", `key ${ACCOUNT}/eu-central-1 alias/shop`],
    ] as const) {
        it(`given a ${type} of the stack, makes it; given one that is read, uses it`, () => {
            assert.deepEqual(names(type, { name }), [`makes ${expected} at subject#name`]);
            assert.deepEqual(names(type, { name }, { external: true }), [`uses ${expected} at subject#name`]);
        });
    }

    it("given a provider, uses its account and the role that it takes on", () => {
        const role = arn("iam", "role/deploy", "");
        const inputs = { assumeRoles: JSON.stringify([{ roleArn: role }]) };
        assert.deepEqual(names("pulumi:providers:aws", inputs), [
            `uses account  ${ACCOUNT} at subject#assumeRoles`,
            `uses role ${ACCOUNT} deploy at subject#assumeRoles[0].roleArn`,
        ]);
        const one = resource(FUNCTION, {});
        const engineMade = { ...one, provider: { urn: "u", name: "default", isDefault: true, inputs } };
        assert.deepEqual(
            identitiesOf(plan([engineMade])).map(({ at, kind }) => `${kind} ${at}`),
            ["account default provider aws#assumeRoles", "role default provider aws#assumeRoles[0].roleArn"],
        );
    });

    it("given a Secret of Kubernetes, says it within a cluster that is named in the open, else not at all", () => {
        const pod = {
            metadata: { namespace: "shop" },
            spec: {
                containers: [
                    {
                        env: [{ valueFrom: { secretKeyRef: { name: "db", key: "p" } } }],
                        envFrom: [{ secretRef: { name: "more" } }],
                    },
                ],
                volumes: [{ secret: { secretName: "files" } }],
            },
        };
        const at = "subject#spec";
        assert.deepEqual([...names("kubernetes:core/v1:Pod", pod, { provider: { context: "one" } })].sort(), [
            `uses kubernetes-secret one shop/db at ${at}.containers[0].env[0].valueFrom.secretKeyRef.name`,
            `uses kubernetes-secret one shop/files at ${at}.volumes[0].secret.secretName`,
            `uses kubernetes-secret one shop/more at ${at}.containers[0].envFrom[0].secretRef.name`,
        ]);
        assert.deepEqual(names("kubernetes:core/v1:Pod", pod, { provider: { kubeconfig: Unknown.computed } }), []);
        const kubeconfig = new Secret("clusters:\n- cluster:\n    server: https://one.example\n");
        assert.deepEqual(
            names("kubernetes:core/v1:Secret", { metadata: { name: "db" } }, { provider: { kubeconfig } }),
            ["makes kubernetes-secret https://one.example default/db at subject#metadata.name"],
        );
    });
});
