import * as assert from "node:assert/strict";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { EphemeralReaper, type EphemeralReaperArgs } from "../../components/ephemeral-reaper";
import { assertEphemeralReaperArgs } from "../../components/ephemeral-reaper/arguments";
import { reapingTimes } from "../../components/ephemeral-reaper/timing";
import type { Plan } from "../../plan/plan";
import { planOf, plainly, resource } from "../support/plan";
import { reaperArgs } from "./ephemeral-samples";
import { REAPER_PLAN } from "./expected/ephemeral-reaper";
import { judged } from "./judged";
import { faultsOf, inputsOf, PRODUCTION, STAGING, tagsOf } from "./support";
import { tagsByName, wholePlan } from "./whole-plan";

/** No property of it is looked at while arguments are checked. */
const PROVIDER = Object.create(kubernetes.Provider.prototype) as kubernetes.Provider;
const ARGS = reaperArgs(PROVIDER);
const planWith = (changed: Partial<EphemeralReaperArgs> = {}): Promise<Plan> =>
    planOf(() => {
        const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
        new EphemeralReaper("reaper", { ...reaperArgs(provider), ...changed });
    });
const faults = (changed: object, name = "reaper") =>
    faultsOf(() => {
        assertEphemeralReaperArgs(name, { ...ARGS, ...changed });
    });

describe("EphemeralReaper", () => {
    describe("given all that it takes", () => {
        let plan: Plan;
        before(async () => {
            plan = await planWith();
        });

        it("declares exactly what is expected", () => {
            assert.deepEqual(wholePlan(plan), REAPER_PLAN);
        });

        it("tags all that can be tagged", () => {
            const tags = tagsByName(plan);
            assert.deepEqual(Object.keys(tags).sort(), ["reaper-reaper-association", "reaper-reaper-role"]);
            for (const [name, found] of Object.entries(tags)) assert.deepEqual(found, tagsOf(STAGING, name));
        });

        it("gives the right to delete only once both guards are there", () => {
            const after = resource(plan, "reaper-rights").dependencies.map(urn => urn.slice(urn.lastIndexOf("::") + 2));
            assert.deepEqual(after.filter(name => name.includes("guard")).sort(), [
                "reaper-guard-end-binding",
                "reaper-guard-reaper-binding",
            ]);
        });

        it("makes everything in the cluster with the cluster's provider", () => {
            for (const { name, provider, type } of plan.resources) {
                if (type.startsWith("kubernetes:")) assert.equal(provider?.name, "cluster", name);
            }
        });

        it("registers as outputs what environments take it for", () => {
            assert.deepEqual(plainly(resource(plan, "reaper", "stagewright:ephemeral:EphemeralReaper").outputs), {
                namespaceName: "ephemeral-system",
                serviceAccountName: "reaper",
                image: ARGS.image,
                maximumDays: 7,
                database: ARGS.database,
            });
        });
    });

    it("given no database, has no rights in AWS, no way to one, and reaps namespaces alone, for 14 days at most", async () => {
        const plan = await planWith({ database: undefined, maximumDays: undefined });
        const whole = wholePlan(plan);
        const names = Object.keys(REAPER_PLAN).filter(name => !/reaper-reaper-|open-database/.test(name));
        assert.deepEqual(Object.keys(whole).sort(), names.sort());
        const job = JSON.stringify(inputsOf(plan, "reaper-job"));
        assert.ok(!/psql|SECRET_ARN|DROP_SCHEMA_SQL/.test(job), job);
        assert.ok(job.includes("API_URL"), job);
        const guard = JSON.stringify(inputsOf(plan, "reaper-guard-end"));
        assert.ok(guard.includes("at most 14 days") && guard.includes('duration(\\"336h\\")'), guard);
    });

    it("given a secret under AWS's own key, asks for no use of a key", async () => {
        const { keyArn, ...database } = ARGS.database!;
        assert.ok(keyArn !== undefined);
        const { policy } = inputsOf(await planWith({ database }), "reaper-reaper-permissions");
        assert.deepEqual(
            (JSON.parse(String(policy)) as { Statement: readonly { Sid: string }[] }).Statement.map(({ Sid }) => Sid),
            ["ReadSecretOfFirstUser"],
        );
    });

    it("given how a database's secret is read, as the database gives it out, asks for that", async () => {
        const { keyArn, ...database } = ARGS.database!;
        assert.ok(keyArn !== undefined);
        const secretAccess = [{ Sid: "Read", Action: ["secretsmanager:GetSecretValue"], Resource: ["arn:aws:x"] }];
        const { policy } = inputsOf(
            await planWith({ database: { ...database, secretAccess } }),
            "reaper-reaper-permissions",
        );
        assert.deepEqual((JSON.parse(String(policy)) as { Statement: unknown }).Statement, [
            { ...secretAccess[0], Effect: "Allow" },
        ]);
    });

    it("given the policy pack, is objected to in nothing", async () => {
        const build = (environment: typeof STAGING, opts: pulumi.ComponentResourceOptions) => {
            const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
            new EphemeralReaper("reaper", { ...reaperArgs(provider), environment }, opts);
        };
        assert.deepEqual(await judged(build, { environments: [STAGING], preset: "strict" }), []);
    });

    for (const [start, end, hours] of [
        ["07:00", "20:00", "7-19"],
        ["07:08", "19:37", "8-18"],
        ["07:07", "19:38", "7-19"],
        ["00:00", "23:59", "0-23"],
        ["09:00", "10:00", "9"],
    ] as const) {
        it(`given hours from ${start} to ${end}, looks in the hours ${hours}`, () => {
            const times = reapingTimes({ timeZone: "Europe/Berlin", week: [{ days: ["MON", "SUN"], start, end }] });
            assert.deepEqual(times, [{ role: "", schedule: `7,37 ${hours} * * MON,SUN` }]);
        });
    }

    it("given a day that is shorter and a night, has times of their own for each kind of day", () => {
        const week = [
            { days: ["MON", "TUE", "WED"], start: "07:00", end: "20:00" },
            { days: ["THU"], start: "07:00", end: "12:00" },
            { days: ["THU"], start: "22:00", end: "02:00" },
        ] as const;
        assert.deepEqual(reapingTimes({ timeZone: "Europe/Berlin", week }), [
            { role: "mon", schedule: "7,37 7-19 * * MON-WED" },
            { role: "thu", schedule: "7,37 7-11,22,23 * * THU" },
            { role: "fri", schedule: "7,37 0,1 * * FRI" },
        ]);
    });

    it("given hours in which it would never look, says so", () => {
        const workingHours = {
            timeZone: "Europe/Berlin",
            week: [{ days: ["MON"], start: "09:08", end: "10:37" }],
        } as const;
        const [fault, ...others] = faults({ environment: { ...STAGING, workingHours } });
        assert.match(fault ?? "", /^environment.workingHours: expected hours that go on from 7 to 37 minutes past/);
        assert.deepEqual(others, []);
    });

    describe("given arguments at fault", () => {
        const bad: readonly [given: string, changed: object, faults: readonly string[]][] = [
            [
                "an argument that it does not have",
                { schedule: "* * * * *" },
                [
                    'schedule: expected one of the arguments environment, cluster, version, image, maximumDays, database, got "* * * * *"',
                ],
            ],
            [
                "production",
                { environment: { ...PRODUCTION, accountId: "111122223333" } },
                ['environment.class: expected "staging", the only one that may hold others, got "production"'],
            ],
            [
                "an image by tag",
                { image: "registry.example.com/tools:1" },
                [
                    'image: expected an image by digest such as registry.example.com/tools@sha256:<64 digits>, got "registry.example.com/tools:1"',
                ],
            ],
            ...[0, 91, 1.5].map((maximumDays): [string, object, readonly string[]] => [
                `${maximumDays} days`,
                { maximumDays },
                [`maximumDays: expected a whole number from 1 to 90, got ${maximumDays}`],
            ]),
            [
                "production's key",
                { database: { ...ARGS.database, keyArn: "arn:aws:kms:eu-central-1:444455556666:key/1" } },
                [
                    'database.keyArn: expected the ARN of a key of the environment\'s own account and region, arn:aws:kms:eu-central-1:111122223333:key/..., got "arn:aws:kms:eu-central-1:444455556666:key/1"',
                ],
            ],
            [
                "a key beside how the secret is read",
                { database: { ...ARGS.database, secretAccess: [] } },
                [
                    `database.keyArn: expected nothing beside \`secretAccess\`, which says how the secret is read, got ${JSON.stringify(ARGS.database?.keyArn)}`,
                ],
            ],
            [
                "a database without ranges",
                { database: { ...ARGS.database, ranges: [] } },
                ["database.ranges: expected at least one range, got []"],
            ],
        ];
        for (const [given, changed, expected] of bad) {
            it(`given ${given}, names it`, () => {
                assert.deepEqual(faults(changed), expected);
            });
        }

        it("given several at once, names them all", () => {
            const cluster = { clusterName: "", kubernetesProvider: PROVIDER };
            const found = faults({ version: "1", image: "", maximumDays: 0, cluster }, "Reaper");
            assert.deepEqual(
                found.map(fault => fault.split(":")[0]),
                ["name", "cluster.clusterName", "version", "image", "maximumDays"],
            );
        });

        it("given the bounds themselves, takes them", () => {
            for (const maximumDays of [1, 90]) assert.deepEqual(faults({ maximumDays }), []);
        });
    });
});
