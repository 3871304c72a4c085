import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { DataRefreshContract, WorkingHours } from "../../components";
import { assertDataRefreshSourceArgs, assertDataRefreshTargetArgs } from "../../components/data-refresh/arguments";
import { REGION } from "../../components/environment";
import { CONTRACT, GREENMASK, SMALLEST_CONTRACT, SOURCE_ARGS, TARGET_ARGS } from "./data-refresh-samples";
import { faultsOf, PRODUCTION, STAGING } from "./support";

const sourceFaults = (changed: object) =>
    faultsOf(() => {
        assertDataRefreshSourceArgs("masked", { ...SOURCE_ARGS, ...changed });
    });
const targetFaults = (changed: object) =>
    faultsOf(() => {
        assertDataRefreshTargetArgs("masked", { ...TARGET_ARGS, ...changed });
    });
const contractFaults = (changed: object) => sourceFaults({ contract: { ...CONTRACT, ...changed } });
const WORKDAY = { days: ["MON", "TUE", "WED", "THU", "FRI"], start: "07:00", end: "20:00" } as const;
/** Hours of a contract with one span a day that is changed. */
const hours = (changed: Partial<WorkingHours["week"][number]>, timeZone = "Europe/Berlin"): WorkingHours => ({
    timeZone,
    week: [{ ...WORKDAY, ...changed }],
});
const BY_DIGEST = "expected an image by digest: repository@sha256:...";
const NAME = "expected a name of PostgreSQL: 1 to 63 letters, digits, _ and $, no digit first";

describe("arguments of a data refresh", () => {
    it("given right ones, takes them", () => {
        assert.deepEqual(sourceFaults({}), []);
        assert.deepEqual(targetFaults({}), []);
    });

    const source: readonly [given: string, changed: object, faults: readonly string[]][] = [
        [
            "a size that there is not",
            { size: "tiny" },
            ['size: expected one of "small", "medium", "large", got "tiny"'],
        ],
        ["too little room", { workspaceGiB: 20 }, ["workspaceGiB: expected a whole number from 21 to 200, got 20"]],
        ["too much room", { workspaceGiB: 201 }, ["workspaceGiB: expected a whole number from 21 to 200, got 201"]],
        [
            "a retention shorter than what may be restored",
            { retentionDays: 9 },
            ["retentionDays: expected a whole number from 10 to 365, got 9"],
        ],
        [
            "a retention longer than all bounds",
            { retentionDays: 366 },
            ["retentionDays: expected a whole number from 10 to 365, got 366"],
        ],
        [
            "a class that RDS does not have",
            { cloneInstanceClass: "r7g.large" },
            ['cloneInstanceClass: expected a class of RDS such as db.r7g.large, got "r7g.large"'],
        ],
        [
            "a serverless clone of an instance",
            { contract: SMALLEST_CONTRACT },
            [
                'cloneInstanceClass: expected a class that is not serverless: only clusters have that one, got "db.serverless"',
            ],
        ],
        ["an image by tag", { toolsImage: "tools:latest" }, [`toolsImage: ${BY_DIGEST}, got "tools:latest"`]],
        [
            "an address of runbooks without https",
            { alerts: { ...SOURCE_ARGS.alerts, runbookBaseUrl: "http://runbooks" } },
            ['alerts.runbookBaseUrl: expected an https address without a slash at its end, got "http://runbooks"'],
        ],
        [
            "another environment than the contract's",
            { environment: { ...PRODUCTION, name: "live", accountId: "999988887777", region: "eu-west-1" } },
            [
                'environment.name: expected that of contract.production, prod, got "live"',
                'environment.accountId: expected that of contract.production, 444455556666, got "999988887777"',
                'environment.region: expected that of contract.production, eu-central-1, got "eu-west-1"',
            ],
        ],
        [
            "another path of roles than the contract's",
            { environment: { ...PRODUCTION, roles: { path: "/shop/" } } },
            [
                'environment.roles.path: expected that of contract.production, which the other side names a role by, got "/shop/"',
            ],
        ],
        [
            "a network without a private tier",
            { network: { ...SOURCE_ARGS.network, subnets: [] } },
            ["network.subnets: expected at least one private subnet, got 0"],
        ],
        [
            "an output where a plain value decides",
            { workspaceGiB: pulumi.output(50) },
            [
                "workspaceGiB: expected a whole number from 21 to 200, got an output, whose value is not known while planning",
            ],
        ],
    ];
    for (const [given, changed, faults] of source) {
        it(`given ${given}, production's side names it`, () => {
            assert.deepEqual(sourceFaults(changed), faults);
        });
    }

    it("given days that CloudWatch does not take, names them", () => {
        assert.match(
            sourceFaults({ logRetentionDays: 31 }).join("\n"),
            /^logRetentionDays: expected one of 1, 3, 5, .*, got 31$/,
        );
    });

    const key = "signingPublicKey: expected the public key in base64, of the curve P-256, as KMS gives it";
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 })
        .publicKey.export({ type: "spki", format: "der" })
        .toString("base64");
    const other = generateKeyPairSync("ec", { namedCurve: "secp384r1" })
        .publicKey.export({ type: "spki", format: "der" })
        .toString("base64");
    const target: readonly [given: string, changed: object, faults: readonly string[]][] = [
        ["a key that is none", { signingPublicKey: "AAAA" }, [`${key}, got "AAAA"`]],
        ["a key in lines", { signingPublicKey: "-----BEGIN" }, [`${key}, got "-----BEGIN"`]],
        ["no key", { signingPublicKey: undefined }, [`${key}, got nothing`]],
        ["a key of another kind", { signingPublicKey: rsa }, [`${key}, got "${rsa}"`]],
        ["a key of another curve", { signingPublicKey: other }, [`${key}, got "${other}"`]],
        [
            "a port that there is not",
            { database: { ...TARGET_ARGS.database, port: 0 } },
            ["database.port: expected a whole number from 1 to 65535, got 0"],
        ],
        [
            "an owner that needs quotes",
            { owner: "Shop Owner" },
            ['owner: expected a role of PostgreSQL: lower-case letters, digits, _ and -, got "Shop Owner"'],
        ],
        [
            "migrations without a command, by tag",
            { migration: { image: "shop:1", command: " " } },
            [
                `migration.image: ${BY_DIGEST}, got "shop:1"`,
                'migration.command: expected a text that is not empty, got " "',
            ],
        ],
        [
            "other working hours than the environment's",
            { contract: { ...CONTRACT, workingHours: hours({ end: "19:00" }) } },
            [
                `contract.workingHours: expected the working hours of the environment, outside which its database sleeps, got ${JSON.stringify(hours({ end: "19:00" }))}`,
            ],
        ],
    ];
    for (const [given, changed, faults] of target) {
        it(`given ${given}, staging's side names it`, () => {
            assert.deepEqual(targetFaults(changed), faults);
        });
    }

    it("given a database whose name is none, staging's side names it", () => {
        const database = { ...TARGET_ARGS.database, clusterIdentifier: "-orders" };
        assert.match(
            targetFaults({ database }).join("\n"),
            /^database\.clusterIdentifier: expected .*, got "-orders"$/,
        );
    });

    it("given production, staging's side refuses to restore anything", () => {
        const faults = targetFaults({
            environment: PRODUCTION,
            contract: { ...CONTRACT, staging: PRODUCTION, production: { ...PRODUCTION, accountId: "999988887777" } },
        });
        assert.deepEqual(faults, [
            'environment.class: expected staging or ephemeral: nothing is ever restored into production, got "production"',
        ]);
    });

    const contract: readonly [given: string, changed: object, faults: readonly string[]][] = [
        [
            "one account for both",
            { staging: { ...STAGING, accountId: PRODUCTION.accountId } },
            [
                'contract.staging.accountId: expected an account of its own: within one, nothing keeps what is not masked from staging, got "444455556666"',
            ],
        ],
        [
            "a name that AWS would not take",
            { name: "Refresh" },
            [
                'contract.name: expected 1 to 20 lower-case letters, digits and single dashes, a letter first, no dash last, got "Refresh"',
            ],
        ],
        [
            "a name that makes the bucket's too long",
            { name: "a".repeat(20), production: { ...PRODUCTION, name: "p".repeat(20) } },
            [
                `contract.name: expected shorter, with production's name: a bucket's has at most 63 characters, got "${"p".repeat(20)}-${"a".repeat(20)}-artefacts-444455556666, 64 characters"`,
                `environment.name: expected that of contract.production, ${"p".repeat(20)}, got "prod"`,
            ],
        ],
        [
            "sides that are none",
            { staging: { name: "S", accountId: "1", region: "nowhere", roles: { path: "shop" } } },
            [
                'contract.staging.name: expected 2 to 20 lower-case letters, digits and single dashes, a letter first, no dash last, got "S"',
                'contract.staging.accountId: expected an AWS account id of twelve digits, got "1"',
                `contract.staging.region: expected ${REGION.expected}, got "nowhere"`,
                'contract.staging.roles.path: expected a path such as /shop/ that begins and ends with a slash, got "shop"',
            ],
        ],
        [
            "a database that needs quotes",
            { databaseName: "Shop" },
            ['contract.databaseName: expected 1 to 50 lower-case letters, digits and _, a letter first, got "Shop"'],
        ],
        [
            "a database whose other names would be too long",
            { databaseName: "a".repeat(51) },
            [
                `contract.databaseName: expected 1 to 50 lower-case letters, digits and _, a letter first, got "${"a".repeat(51)}"`,
            ],
        ],
        [
            "nothing that must not survive",
            { personalColumns: [] },
            ["contract.personalColumns: expected at least one column whose values must not survive, got []"],
        ],
        [
            "columns that are none, or are there twice",
            {
                personalColumns: [
                    { schema: "a b", table: "1t", column: "c;--" },
                    { schema: "s", table: "t", column: "c", keys: [] },
                    { schema: "s", table: "t", column: "c", keys: ["a,b"] },
                    { schema: "s", table: "t", column: "d" },
                    { schema: "s", table: "t", column: "d" },
                ],
            },
            [
                `contract.personalColumns[0].schema: ${NAME}, got "a b"`,
                `contract.personalColumns[0].table: ${NAME}, got "1t"`,
                `contract.personalColumns[0].column: ${NAME}, got "c;--"`,
                "contract.personalColumns[1].keys: expected at least one key, got []",
                'contract.personalColumns[2].keys[0]: expected a key without spaces, commas, braces, quotes and backslashes, got "a,b"',
                'contract.personalColumns[4]: expected a column that is not in the list yet, got "d"',
            ],
        ],
        [
            "more columns than there may be",
            {
                personalColumns: Array.from({ length: 51 }, (_, at) => ({ schema: "s", table: "t", column: `c${at}` })),
            },
            ["contract.personalColumns: expected at most 50 columns, got 51"],
        ],
        [
            "times out of bounds",
            { sourceMinutes: 29, targetMinutes: 1201 },
            [
                "contract.sourceMinutes: expected a whole number from 30 to 1200, got 29",
                "contract.targetMinutes: expected a whole number from 30 to 1200, got 1201",
                "contract.workingHours: expected a span of at least 1260 minutes on each day of a refresh, for sourceMinutes, then targetMinutes, and 15 at both ends, got 780",
            ],
        ],
        [
            "an age below the time to the next refresh",
            { maximumAgeDays: 4 },
            ["contract.maximumAgeDays: expected a whole number from 5 to 90, got 4"],
        ],
        [
            "an age above all bounds",
            { maximumAgeDays: 91 },
            ["contract.maximumAgeDays: expected a whole number from 5 to 90, got 91"],
        ],
        ["no day", { days: [] }, ["contract.days: expected at least one working day, got []"]],
        [
            "a day on which nobody works, and one twice",
            { days: ["SUN", "TUE", "TUE"] },
            [
                'contract.days[0]: expected days of MON, TUE, WED, THU, FRI, each at most once: on others nobody is there and staging sleeps, got "SUN"',
                'contract.days[2]: expected days of MON, TUE, WED, THU, FRI, each at most once: on others nobody is there and staging sleeps, got "TUE"',
            ],
        ],
        [
            "working hours that are none",
            { workingHours: hours({}, "Nowhere") },
            ['contract.workingHours.timeZone: expected an IANA time zone such as Europe/Berlin, got "Nowhere"'],
        ],
        [
            "a working day that is a minute too short",
            { workingHours: hours({ start: "08:00", end: "12:59" }) },
            [
                "contract.workingHours: expected a span of at least 300 minutes on each day of a refresh, for sourceMinutes, then targetMinutes, and 15 at both ends, got 299",
            ],
        ],
        [
            "a job that would begin at a time that is skipped",
            { workingHours: hours({ days: ["SUN"], start: "01:50", end: "20:00" }), days: ["SUN"] },
            [
                'contract.workingHours: expected times for which each job begins at one that exists, and once (02:05 is skipped in Europe/Berlin on 2026-03-29), got {"timeZone":"Europe/Berlin","week":[{"days":["SUN"],"start":"01:50","end":"20:00"}]}',
            ],
        ],
    ];
    for (const [given, changed, faults] of contract) {
        it(`given a contract with ${given}, names it`, () => {
            assert.deepEqual(contractFaults(changed), faults);
        });
    }

    it("given a contract at its bounds, takes it", () => {
        const bounds: readonly Partial<DataRefreshContract>[] = [
            { workingHours: hours({ start: "08:00", end: "13:00" }) },
            { maximumAgeDays: 5 },
            { sourceMinutes: 30, targetMinutes: 30 },
            { databaseName: "a".repeat(50) },
            { personalColumns: Array.from({ length: 50 }, (_, at) => ({ schema: "s", table: "t", column: `c${at}` })) },
        ];
        for (const changed of bounds) assert.deepEqual(contractFaults(changed), []);
        assert.deepEqual(contractFaults({ maximumAgeDays: 90 }), [
            "retentionDays: expected a whole number from 90 to 365, got 60",
        ]);
        for (const changed of [{ retentionDays: 10 }, { retentionDays: 365 }, { workspaceGiB: 21 }]) {
            assert.deepEqual(sourceFaults(changed), []);
        }
    });

    it("given names of which the bucket's has one character fewer than S3 takes, takes them", () => {
        const environment = { ...PRODUCTION, name: "p".repeat(19) };
        const changed = { ...CONTRACT, name: "a".repeat(20), production: environment };
        assert.deepEqual(sourceFaults({ environment, contract: changed }), []);
    });

    it("given what it does not have, names it, wherever it stands", () => {
        const paths = (faults: readonly string[]) => faults.map(fault => fault.split(":")[0]);
        assert.deepEqual(paths(sourceFaults({ retention: 1, contract: { ...CONTRACT, day: ["MON"] } })), [
            "retention",
            "contract.day",
        ]);
        assert.deepEqual(paths(targetFaults({ migrate: 1 })), ["migrate"]);
        assert.deepEqual(paths(targetFaults({ migration: { ...TARGET_ARGS.migration, run: 1 } })), ["migration.run"]);
        assert.deepEqual(paths(sourceFaults({ alerts: { ...SOURCE_ARGS.alerts, topic: 1 } })), ["alerts.topic"]);
        const column = { schema: "s", table: "t", column: "c", key: "x" };
        assert.deepEqual(paths(contractFaults({ personalColumns: [column] })), ["contract.personalColumns[0].key"]);
        assert.deepEqual(paths(contractFaults({ masking: { ...SMALLEST_CONTRACT.masking, args: [] } })), [
            "contract.masking.args",
        ]);
        const transformer = { name: "SetNull", param: {} };
        const table = { schema: "s", name: "t", transformers: [transformer], where: "x" };
        const configuration = { storages: {}, dump: { transformation: [table], options: {} } };
        const at = "contract.masking.configuration";
        assert.deepEqual(
            paths(contractFaults({ masking: { tool: "greenmask", image: "", configuration, leaves: "" } })),
            [
                "contract.masking.leaves",
                "contract.masking.image",
                `${at}.storages`,
                `${at}.dump.options`,
                `${at}.dump.transformation[0].where`,
                `${at}.dump.transformation[0].transformers[0].param`,
            ],
        );
    });

    it("given parts that are none, names each, as callers from JavaScript need it", () => {
        assert.deepEqual(sourceFaults({ contract: undefined }).length, 1);
        assert.deepEqual(
            contractFaults({ production: undefined, source: "prod-orders", masking: null, workingHours: [] }),
            [
                "contract.production: expected an object, got nothing",
                'contract.source: expected an object, got "prod-orders"',
                "contract.masking: expected an object, got null",
                "contract.workingHours: expected an object, got []",
            ],
        );
        assert.deepEqual(sourceFaults({ alerts: "topic" }), [
            'alerts: expected an object with topicArn, runbookBaseUrl, got "topic"',
        ]);
        assert.deepEqual(targetFaults({ migration: "migrate" }), [
            'migration: expected an object with image, command, got "migrate"',
        ]);
        assert.deepEqual(contractFaults({ personalColumns: ["customers.email"] }), [
            'contract.personalColumns[0]: expected an object with schema, table, column, keys, got "customers.email"',
        ]);
        assert.deepEqual(contractFaults({ masking: { ...CONTRACT.masking, configuration: "dump: {}" } }), [
            'contract.masking.configuration: expected an object with common, log, dump, custom_transformers, got "dump: {}"',
        ]);
    });

    it("given several at once, names them all, with the component's name among them", () => {
        const faults = faultsOf(() => {
            assertDataRefreshSourceArgs("Masked", {
                ...SOURCE_ARGS,
                environment: { ...PRODUCTION, owner: "" },
                contract: { ...CONTRACT, name: "" },
                toolsImage: "",
                cloneInstanceClass: "",
            });
        });
        assert.deepEqual(
            faults.map(fault => fault.split(":")[0]),
            ["name", "environment.owner", "contract.name", "toolsImage", "cloneInstanceClass"],
        );
    });
});

describe("masking as an argument", () => {
    const masking = (changed: object, of: DataRefreshContract = SMALLEST_CONTRACT) =>
        contractFaults({ masking: { ...of.masking, ...changed } });

    it("given a command without anything, names it all", () => {
        assert.deepEqual(masking({ image: "mask", command: "", configuration: "", leaves: "nothing" }), [
            `contract.masking.image: ${BY_DIGEST}, got "mask"`,
            'contract.masking.command: expected a text that is not empty, got ""',
            'contract.masking.configuration: expected a text that is not empty, got ""',
            'contract.masking.leaves: expected one of "database", "dump", got "nothing"',
        ]);
    });

    it("given another tool, names those there are", () => {
        assert.deepEqual(masking({ tool: "sed" }), [
            'contract.masking.tool: expected one of "greenmask", "command", got "sed"',
        ]);
    });

    it("given a configuration that no task definition holds, says how long it may be", () => {
        assert.deepEqual(masking({ configuration: "ü".repeat(16_385) }), [
            "contract.masking.configuration: expected at most 32768 bytes of configuration, got 32770",
        ]);
        assert.deepEqual(masking({ configuration: "ü".repeat(16_384) }), []);
    });

    const greenmask = (dump: object, others: object = {}) =>
        masking({ configuration: { ...GREENMASK, ...others, dump: { ...GREENMASK.dump, ...dump } } }, CONTRACT);
    const at = "contract.masking.configuration";

    it("given a configuration of Greenmask with names that PostgreSQL and Greenmask do not know, names them", () => {
        const table = { schema: "public", name: "customers", transformers: [] };
        assert.deepEqual(
            greenmask({
                transformation: [
                    { ...table, transformers: [{ name: "RandomMail", params: { column: "e-mail" } }] },
                    { schema: "1", name: "", transformers: "none", columns_type_override: { "": "int4" } },
                    table,
                ],
            }),
            [
                `${at}.dump.transformation[0].transformers[0].name: expected a transformer of Greenmask, or one of custom_transformers, got "RandomMail"`,
                `${at}.dump.transformation[0].transformers[0].params.column: ${NAME}, got "e-mail"`,
                `${at}.dump.transformation[1].schema: ${NAME}, got "1"`,
                `${at}.dump.transformation[1].name: ${NAME}, got ""`,
                `${at}.dump.transformation[1].columns_type_override[""]: ${NAME}, got ""`,
                `${at}.dump.transformation[1].transformers: expected a list of transformers, got "none"`,
                `${at}.dump.transformation[2]: expected a table that is not in the list yet, got "public.customers"`,
            ],
        );
    });

    it("given options that the job decides, or that are none, names them", () => {
        assert.deepEqual(greenmask({ pg_dump_options: { dbname: "host=elsewhere", "--jobs": 4, blobs: true } }), [
            `${at}.dump.pg_dump_options["dbname"]: expected an option that the job does not decide itself, got "dbname"`,
            `${at}.dump.pg_dump_options["--jobs"]: expected the long name of an option of pg_dump, without dashes before it, got "--jobs"`,
            `${at}.dump.pg_dump_options["blobs"]: expected an option that the job does not decide itself, got "blobs"`,
        ]);
    });

    it("given no table, a log of another kind and a transformer without a program, names them", () => {
        assert.deepEqual(
            greenmask(
                { transformation: [] },
                { log: { level: "loud", format: "xml" }, custom_transformers: [{ name: "", executable: "" }] },
            ),
            [
                `${at}.custom_transformers[0].name: expected a text that is not empty, got ""`,
                `${at}.custom_transformers[0].executable: expected a text that is not empty, got ""`,
                `${at}.log.level: expected one of "debug", "info", "warn", got "loud"`,
                `${at}.log.format: expected one of "json", "text", got "xml"`,
                `${at}.dump.transformation: expected at least one table that is masked, got []`,
            ],
        );
    });
});
