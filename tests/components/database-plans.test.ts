import * as assert from "node:assert/strict";
import { Database, DatabaseInstance, type Environment, WorkingHoursSchedule } from "../../components";
import type { Plan } from "../../plan/plan";
import { plainly, resource } from "../support/plan";
import { INSTANCE, planDatabase, planInstance, PROVISIONED, SERVERLESS, within } from "./database-support";
import {
    instancePlan,
    PRODUCTION_FACTS,
    provisionedPlan,
    proxiedInstancePlan,
    proxiedPlan,
    serverlessPlan,
    STAGING_FACTS,
} from "./expected/database";
import { judged } from "./judged";
import { inputsOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

const PROXY = { authentication: "iam" } as const;
const WITH_READER = { ...PROVISIONED, instances: 2, readers: [{ name: "reports", instanceClass: "db.r7g.large" }] };
const PROXIED = { ...PROVISIONED, instances: 2, proxy: PROXY };
const AWAKE = { minCapacity: 0.5, maxCapacity: 4 };
const PAUSING = { minCapacity: 0, maxCapacity: 4, secondsUntilAutoPause: 300 };

/** Every form that a database has, in the environment that it is asked for. */
const FORMS: readonly [
    form: string,
    plan: (environment: Environment) => Promise<Plan>,
    staging: object,
    production: object,
][] = [
    [
        "an Aurora cluster with a stand-in and a reader",
        environment => planDatabase(within(environment, WITH_READER)),
        provisionedPlan(STAGING_FACTS),
        provisionedPlan(PRODUCTION_FACTS),
    ],
    [
        "a serverless cluster",
        environment =>
            planDatabase({
                ...SERVERLESS,
                environment,
                ...(environment === PRODUCTION ? { serverless: AWAKE } : {}),
            }),
        serverlessPlan(STAGING_FACTS, PAUSING),
        serverlessPlan(PRODUCTION_FACTS, AWAKE),
    ],
    [
        "one instance",
        environment => planInstance(within(environment, INSTANCE)),
        instancePlan(STAGING_FACTS),
        instancePlan(PRODUCTION_FACTS),
    ],
    [
        "a cluster behind a proxy",
        environment => planDatabase(within(environment, PROXIED)),
        proxiedPlan(STAGING_FACTS),
        proxiedPlan(PRODUCTION_FACTS),
    ],
    [
        "one instance behind a proxy",
        environment => planInstance({ ...INSTANCE, environment, proxy: PROXY }),
        proxiedInstancePlan(STAGING_FACTS),
        proxiedInstancePlan(PRODUCTION_FACTS),
    ],
];

/** Types that AWS knows no tags of. */
const UNTAGGABLE = [
    "Alias",
    "RolePolicy",
    "RolePolicyAttachment",
    "SecretRotation",
    "ProxyDefaultTargetGroup",
    "ProxyTarget",
];

describe("the whole plan of a database", () => {
    for (const [form, plan, staging, production] of FORMS) {
        it(`given ${form} in staging, is exactly what is expected`, async () => {
            assert.deepEqual(wholePlan(await plan(STAGING)), sorted(staging));
        });

        it(`given ${form} in production, is exactly what is expected`, async () => {
            assert.deepEqual(wholePlan(await plan(PRODUCTION)), sorted(production));
        });

        it(`given ${form}, tags all that can be tagged and parents every child`, async () => {
            const planned = await plan(STAGING);
            const children = planned.resources.filter(({ type }) => type.startsWith("aws:"));
            const taggable = children.filter(({ type }) => !UNTAGGABLE.includes(type.slice(type.lastIndexOf(":") + 1)));
            assert.deepEqual(
                tagsByName(planned),
                Object.fromEntries(taggable.map(({ name }) => [name, tagsOf(STAGING, name)])),
            );
            const component = resource(planned, "orders").urn;
            assert.deepEqual(
                children.filter(({ parent }) => parent !== component).map(({ name }) => name),
                [],
            );
        });
    }

    const asleep = (environment: Environment, database: Database | DatabaseInstance, opts: object) => {
        if (environment.workingHours === undefined) return;
        new WorkingHoursSchedule("hours", { environment, database }, opts);
    };
    const built: readonly [form: string, build: Parameters<typeof judged>[0]][] = [
        [
            "a cluster that a timer stops, behind a proxy",
            (environment, opts) => {
                asleep(environment, new Database("orders", within(environment, PROXIED), opts), opts);
            },
        ],
        [
            "a cluster that pauses outside production",
            (environment, opts) => {
                const serverless = environment === PRODUCTION ? AWAKE : { minCapacity: 0, maxCapacity: 4 };
                new Database("orders", { ...SERVERLESS, environment, serverless }, opts);
            },
        ],
        [
            "one instance in two zones that a timer stops, behind a proxy",
            (environment, opts) => {
                const args = { ...INSTANCE, environment, multiAz: true, proxy: PROXY };
                asleep(environment, new DatabaseInstance("orders", args, opts), opts);
            },
        ],
        [
            "MySQL in a cluster that a timer stops",
            (environment, opts) => {
                const mysql = { engine: "mysql", engineVersion: "8.0.mysql_aurora.3.08.0" } as const;
                asleep(environment, new Database("orders", { ...PROVISIONED, environment, ...mysql }, opts), opts);
            },
        ],
        [
            "MySQL in one instance that a timer stops",
            (environment, opts) => {
                const mysql = { engine: "mysql", engineVersion: "8.4.5" } as const;
                asleep(environment, new DatabaseInstance("orders", { ...INSTANCE, environment, ...mysql }, opts), opts);
            },
        ],
    ];
    for (const [form, build] of built) {
        it(`given ${form}, no rule objects and none is left in doubt`, async () => {
            assert.deepEqual(await judged(build), []);
        });
    }

    it("given a key that exists, makes none and uses that one for everything", async () => {
        const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        for (const planned of [
            await planDatabase({ ...PROXIED, key: { keyArn } }),
            await planInstance({ ...INSTANCE, proxy: PROXY, key: { keyArn } }),
        ]) {
            assert.deepEqual(
                planned.resources.filter(({ type }) => type.startsWith("aws:kms/")),
                [],
            );
            const uses = planned.resources.flatMap(({ name, inputs }) =>
                ["kmsKeyId", "masterUserSecretKmsKeyId", "performanceInsightsKmsKeyId"].flatMap(input =>
                    inputs[input] === undefined ? [] : [[name, plainly(inputs[input])]],
                ),
            );
            assert.ok(uses.length >= 5, String(uses.length));
            for (const [name, key] of uses) assert.equal(key, keyArn, String(name));
            const { Statement } = JSON.parse(String(inputsOf(planned, "orders-proxy-permissions")["policy"])) as {
                Statement: { Sid: string; Resource: unknown; Condition: unknown }[];
            };
            const decrypt = Statement.find(({ Sid }) => Sid === "DecryptSecrets");
            assert.deepEqual(decrypt?.Resource, [keyArn]);
            assert.deepEqual(decrypt.Condition, {
                StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" },
            });
            assert.equal((plainly(resource(planned, "orders").outputs) as { keyArn: unknown }).keyArn, keyArn);
        }
    });
});

function sorted(plan: object): object {
    return Object.fromEntries(Object.entries(plan).sort(([left], [right]) => (left < right ? -1 : 1)));
}
