import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../program/config";
import type { Settings } from "../../program/settings";
import { planOf } from "../support/plan";
import { settingsOf, type StackSettings } from "./support";

/** What the program reads when its stack file holds these settings. */
async function read(stack: string, config: StackSettings, secretKeys: readonly string[] = []): Promise<Settings> {
    let settings: Settings | undefined;
    await planOf(
        () => {
            settings = readSettings();
        },
        { project: "shop", stack, config, secretKeys },
    );
    assert.ok(settings !== undefined);
    return settings;
}

/** The error's lines when staging's file is changed like this; a setting that is undefined is taken out. */
async function faults(
    changes: StackSettings,
    stack = "staging",
    secretKeys: readonly string[] = [],
): Promise<string[]> {
    const changed = { ...settingsOf(stack === "prod" ? "prod" : "staging"), ...changes };
    const config = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
    try {
        await read(stack, config, secretKeys);
        return [];
    } catch (error) {
        if (!pulumi.RunError.isInstance(error)) throw error;
        return error.message.split("\n").map(line => line.trim());
    }
}

describe("the settings of the reference program", () => {
    it("given staging's file, are these", async () => {
        assert.deepEqual(await read("staging", settingsOf("staging")), {
            name: "staging",
            class: "staging",
            accountId: "111122223333",
            region: "eu-central-1",
            zones: ["eu-central-1a", "eu-central-1b"],
            addressSlot: 1,
            owner: "shop-platform",
            costCentre: "CC-4711",
            domain: "staging.shop.internal",
            blockedDomains: ["prod.shop.internal", "shop.example.com"],
            allowedDomains: [
                "api.sandbox.payments.example.net",
                "sandbox.parcels.example.org",
                "shop-staging.example.com",
            ],
            publicZoneId: "Z0123456789STAGING",
            publicDomain: "shop-staging.example.com",
            edgeCallers: ["192.0.2.0/24", "203.0.113.10/32"],
            toolsImage:
                "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/tools@sha256:6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
            workingHours: {
                timeZone: "Europe/Berlin",
                week: [
                    { days: ["MON", "TUE", "WED", "THU"], start: "07:00", end: "20:00" },
                    { days: ["FRI"], start: "07:00", end: "18:00" },
                ],
                holidays: { country: "DE", state: "BE", years: [2027] },
                closed: [{ from: "2026-12-24", to: "2027-01-03", reason: "Between the years" }],
                exceptions: [
                    {
                        date: "2027-06-10",
                        spans: [{ start: "07:00", end: "02:00" }],
                        reason: "Night of the load test",
                    },
                ],
            },
            deployRoleArn: "arn:aws:iam::111122223333:role/shop-deploy",
            clusterEndpointRanges: ["192.0.2.0/24"],
            nodes: { instanceTypes: ["m7g.large"], minSize: 2, desiredSize: 2, maxSize: 4 },
            database: { instanceClass: "db.t4g.medium", instances: 1 },
            budget: { monthlyLimitUsd: 500, emails: ["shop-staging-alerts@example.com"] },
            alertEmail: "shop-staging-alerts@example.com",
        });
    });

    it("given settings of other namespaces, leaves them alone", async () => {
        assert.deepEqual(await faults({ "aws:region": "us-east-1", "shopping:zones": "x" }), []);
    });

    it("given what may be left out, does without it", async () => {
        const { allowedDomains, blockedDomains, alertEmail } = await read(
            "staging",
            Object.fromEntries(
                Object.entries(settingsOf("staging")).filter(([key]) => !/allowed|blocked|alert/.test(key)),
            ),
        );
        assert.deepEqual([allowedDomains, blockedDomains, alertEmail], [undefined, undefined, undefined]);
    });

    const bad: readonly [given: string, changes: StackSettings, lines: readonly string[]][] = [
        [
            "a setting that is missing",
            { "shop:accountId": undefined },
            ["shop:accountId: expected an AWS account id of twelve digits, in quotes, got nothing"],
        ],
        [
            "a group that is missing",
            { "shop:database": undefined },
            ["shop:database: expected an object with instanceClass, instances, got nothing"],
        ],
        [
            "a group that is not one",
            { "shop:database": "large" },
            ["shop:database: expected an object with instanceClass, instances, got large"],
        ],
        [
            "a field of a group that is missing",
            { "shop:database": { instanceClass: "db.t4g.medium" } },
            ["shop:database.instances: expected a whole number from 1 to 16, got nothing"],
        ],
        [
            "a budget without a sum and without anybody to tell",
            { "shop:budget": { emails: [] } },
            [
                "shop:budget.monthlyLimitUsd: expected a sum in US dollars, got nothing",
                "shop:budget.emails: expected a list of e-mail addresses, got []",
            ],
        ],
        [
            "a number that is a word",
            { "shop:addressSlot": "one" },
            ["shop:addressSlot: expected a whole number from 0 to 15, got one"],
        ],
        [
            "numbers out of range",
            { "shop:addressSlot": 16, "shop:database": { instanceClass: "db.t4g.medium", instances: 0 } },
            [
                "shop:addressSlot: expected a whole number from 0 to 15, got 16",
                "shop:database.instances: expected a whole number from 1 to 16, got 0",
            ],
        ],
        [
            "a number with a fraction",
            { "shop:nodes": { instanceTypes: ["m7g.large"], minSize: 1.5, desiredSize: 2, maxSize: 4 } },
            ["shop:nodes.minSize: expected a whole number from 0 to 100, got 1.5"],
        ],
        [
            "a list that is a text",
            { "shop:zones": "eu-central-1a" },
            ["shop:zones: expected a list of availability zones, got eu-central-1a"],
        ],
        ["an empty list", { "shop:zones": [] }, ["shop:zones: expected a list of availability zones, got []"]],
        [
            "an item of another type",
            { "shop:zones": ["eu-central-1a", 2] },
            ["shop:zones[1]: expected an availability zone such as eu-central-1a, got 2"],
        ],
        [
            "an unknown day",
            {
                "shop:workingHours": {
                    timeZone: "Europe/Berlin",
                    week: [{ days: ["MON", "Tuesday"], start: "07:00", end: "20:00" }],
                },
            },
            ['shop:workingHours.week[0].days[1]: expected one of MON, TUE, WED, THU, FRI, SAT, SUN, got "Tuesday"'],
        ],
        [
            "an unknown class",
            { "shop:class": "test" },
            ["shop:class: expected one of production, staging, ephemeral, got test"],
        ],
        [
            "a misspelt setting",
            { "shop:adressSlot": 3 },
            ["shop:adressSlot: there is no such setting; did you mean shop:addressSlot?"],
        ],
        [
            "a misspelt field of a group",
            { "shop:database": { instanceClass: "db.t4g.medium", instances: 1, instnaces: 2 } },
            ["shop:database.instnaces: there is no such setting; did you mean shop:database.instances?"],
        ],
        [
            "a misspelt field of a group that may be left out",
            {
                "shop:workingHours": {
                    timezone: "Europe/Berlin",
                    timeZone: "Europe/Berlin",
                    week: [{ days: ["MON"], start: "07:00", end: "20:00" }],
                },
            },
            ["shop:workingHours.timezone: there is no such setting; did you mean shop:workingHours.timeZone?"],
        ],
        [
            "a setting like no other",
            { "shop:kubernetesFlavour": "x" },
            ["shop:kubernetesFlavour: there is no such setting"],
        ],
        [
            "faults that only the components know",
            { "shop:region": "europe", "shop:owner": "a&b" },
            [
                'shop:owner: expected a tag value: 1 to 256 letters, digits, spaces and _ . : / = + - @, got "a&b"',
                'shop:region: expected an AWS region such as eu-central-1; what there is in China, GovCloud and the sovereign clouds has not been written down, got "europe"',
            ],
        ],
        [
            "no working hours outside production",
            { "shop:workingHours": undefined },
            ["shop:workingHours: expected working hours outside production, got nothing"],
        ],
        [
            "a time zone that does not exist",
            { "shop:workingHours": { timeZone: "Berlin", week: [{ days: ["MON"], start: "07:00", end: "20:00" }] } },
            ['shop:workingHours.timeZone: expected an IANA time zone such as Europe/Berlin, got "Berlin"'],
        ],
        [
            "a lunch break that is too short for all that sleeps here to stop and start",
            {
                "shop:workingHours": {
                    timeZone: "UTC",
                    week: [
                        { days: ["MON"], start: "07:00", end: "12:00" },
                        { days: ["MON"], start: "12:27", end: "18:00" },
                    ],
                },
            },
            [
                'shop:workingHours.week: expected spans that leave the nodes asleep for at least 20 minutes on end, to try in and for clock changes, got "MON 12:10 to MON 12:12"',
                'shop:workingHours.week: expected spans that leave the workloads asleep for at least 30 minutes on end, to try in and for clock changes, got "MON 12:00 to MON 12:22"',
            ],
        ],
        [
            "the address slot of another stack",
            { "shop:addressSlot": 0 },
            ["shop:addressSlot: expected a slot that no other stack has, got 0, which is taken by Pulumi.prod.yaml"],
        ],
    ];
    for (const [given, changes, lines] of bad) {
        it(`given ${given}, says so`, async () => {
            const count = lines.length === 1 ? "1 setting is" : `${lines.length} settings are`;
            assert.deepEqual(await faults(changes), [`${count} wrong in Pulumi.staging.yaml:`, ...lines]);
        });
    }

    it("given working hours in production, refuses them", async () => {
        const [head, line] = await faults({ "shop:workingHours": settingsOf("staging")["shop:workingHours"] }, "prod");
        assert.equal(head, "1 setting is wrong in Pulumi.prod.yaml:");
        assert.match(line ?? "", /^shop:workingHours: expected nothing in production, which never sleeps, got /);
    });

    it("given a stack whose name cannot stand in names of AWS, says so", async () => {
        const lines = await faults({ "shop:addressSlot": 5 }, "My_Stack");
        assert.match(lines[1] ?? "", /^the stack's name: expected 2 to 20 lower-case letters/);
    });

    for (const value of ["shop-platform", "a&b", ""]) {
        it(`given the setting "${value}" as a secret, refuses it and never shows it`, async () => {
            const lines = await faults({ "shop:owner": value }, "staging", ["owner"]);
            assert.deepEqual(lines.slice(1), [
                "shop:owner: expected a setting in clear, which may be seen in the plan, got a secret",
            ]);
        });
    }

    it("given a secret that is no setting of ours, shows its name only", async () => {
        const lines = await faults({ "shop:databasePassword": "hunter2" }, "staging", ["databasePassword"]);
        assert.deepEqual(lines.slice(1), ["shop:databasePassword: there is no such setting"]);
    });
});
