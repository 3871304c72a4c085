import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { contentsOf, foundIn } from "../support/postgres/contents";
import { MASKING_YAML, PERSONAL_VALUES_SQL } from "../support/postgres/personal-data";
import { CONTRACT, DATABASE, nameOf, publicKeyOf, SOURCE_DATABASE, World } from "../support/postgres/world";
import type { Ended } from "../support/postgres/task";
import { removeFolder } from "../support/remove-folder";

const ALL_WELL = { clone: 0, mask: 0, publish: 0 };
const RESTORED = { restore: 0, swap: 0 };
const DAY_MS = 86_400_000;
/** Of 2000 customers: e-mails, there and in orders, last names and streets of all, notes of a third. */
const SAMPLES = 8666;
/** Every table of the shop with its number of rows. */
const ROWS_SQL = `
SELECT 'customers', count(*) FROM customers UNION ALL SELECT 'orders', count(*) FROM orders
UNION ALL SELECT 'order_items', count(*) FROM order_items UNION ALL SELECT 'prices', count(*) FROM catalogue."Price List"
UNION ALL SELECT 'empty', count(*) FROM empty_for_now ORDER BY 1`;
/** What a masking tool may not change, in one figure. */
const STRUCTURE_SQL = `
SELECT md5(string_agg(line, chr(10) ORDER BY line)) FROM (
    SELECT id || ' ' || customer_id || ' ' || number || ' ' || placed FROM orders
    UNION ALL SELECT order_id || ' ' || sku || ' ' || quantity FROM order_items
    UNION ALL SELECT id || ' ' || (profile #- '{address,street}')::text || ' ' || (phone IS NULL) FROM customers
) AS lines (line)`;

describe("a data refresh on real PostgreSQL", () => {
    let world: World;
    /** Every text of production that speaks of a person. */
    let personal: readonly string[];
    let first: Ended;
    /** Name of an artefact that is all right. */
    let good: string;

    before(async () => {
        world = await World.start(line => {
            console.log(`    ${line}`);
        });
        personal = world.production
            .query(SOURCE_DATABASE, PERSONAL_VALUES_SQL)
            .split("\n")
            .map(line => JSON.parse(line) as string);
        world.reset("empty");
        first = await world.refresh();
        good = world.artefactNames()[0] ?? "";
        world.keepArtefacts();
    });
    after(() => {
        world.stop();
    });

    const handmade = () => world.staging.query(DATABASE, "SELECT id FROM handmade");
    const checksum = () =>
        createHash("sha256").update(world.production.query(SOURCE_DATABASE, PERSONAL_VALUES_SQL)).digest("hex");

    describe("production's side", () => {
        it("stores an artefact, its manifest and its signature, in this order, and drops the clone", () => {
            assert.deepEqual(first.codes, ALL_WELL, first.log);
            world.reset("kept");
            assert.equal(world.artefactNames().length, 1);
            assert.deepEqual(world.clones(), []);
            assert.match(first.log, new RegExp(`took ${SAMPLES} samples`));
        });

        it("says in the manifest what it is, where it comes from and how many rows each table has", () => {
            const { artefact, provenance, ...said } = world.manifest(good);
            assert.deepEqual(said, {
                schema: "stagewright.data-refresh/1",
                id: good,
                samplesSought: SAMPLES,
                rows: {
                    'catalogue."Price List"': 50,
                    "public.customers": 2000,
                    "public.empty_for_now": 0,
                    "public.order_items": 7920,
                    "public.orders": 4000,
                },
            });
            const dump = readFileSync(world.file(good, "dump.tar"));
            assert.deepEqual(artefact, {
                file: "dump.tar",
                format: "a directory of pg_dump, as tar",
                bytes: dump.length,
                sha256: createHash("sha256").update(dump).digest("hex"),
            });
            const { contractSha256, personalColumnsSha256, ...plain } = provenance as Readonly<Record<string, string>>;
            assert.deepEqual(plain, {
                refresh: "prod-refresh",
                account: "444455556666",
                source: "prod-orders",
                database: "shop",
                maskingImage: CONTRACT.masking.image,
                maskingCommand: CONTRACT.masking.tool === "command" ? CONTRACT.masking.command : "",
                maskingConfigurationSha256: createHash("sha256").update(MASKING_YAML).digest("hex"),
                toolsImage: `registry.example.com/tools@sha256:${"0".repeat(64)}`,
            });
            assert.match(`${contractSha256} ${personalColumnsSha256}`, /^[0-9a-f]{64} [0-9a-f]{64}$/);
        });

        it("leaves no personal value of production anywhere in the artefact", () => {
            assert.ok(personal.length > 10_000, `${personal.length} values`);
            const contents = contentsOf(world.file(good, "dump.tar"));
            // The search must be able to find: what is not personal is there.
            const all = Buffer.concat(contents.map(({ content }) => content));
            assert.deepEqual(foundIn(all, ["O-000001", "SKU-50", "newsletter"]), ["O-000001", "SKU-50", "newsletter"]);
            assert.deepEqual(foundIn(all, personal), []);
            assert.deepEqual(foundIn(readFileSync(world.file(good, "manifest.json")), personal), []);
        });

        it("tells CloudWatch how long it took and how old the artefact is", async () => {
            world.reset("empty");
            await world.refresh();
            assert.deepEqual(
                world.metrics().map(([name]) => name),
                ["DurationSeconds", "AgeSeconds"],
            );
            for (const [name, value] of world.metrics()) assert.ok(value >= 0 && value < 60, `${name} ${value}`);
        });

        it("gives the clone a password of its own before anybody connects, and changes nothing in production", async () => {
            world.reset("empty");
            const before = checksum();
            await world.refresh();
            const steps = [
                ...world.calls("rds restore-db-cluster"),
                ...world.calls("rds modify-db-cluster"),
                ...world.calls("rds delete-db-cluster"),
            ];
            assert.deepEqual(
                steps.map(call => call.split(" ").slice(1, 4).join(" ")),
                [
                    "restore-db-cluster-to-point-in-time --db-cluster-identifier prod-refresh-clone",
                    "modify-db-cluster --db-cluster-identifier prod-refresh-clone",
                    "delete-db-cluster --db-cluster-identifier prod-refresh-clone",
                ],
            );
            assert.equal(checksum(), before);
        });

        it("given one instance instead of a cluster, restores it to its latest moment and does the same", async () => {
            world.reset("empty");
            const ended = await world.refresh({ source: { instanceIdentifier: "prod-ledger" } });
            assert.deepEqual(ended.codes, ALL_WELL, ended.log);
            assert.deepEqual(world.clones(), []);
            assert.equal(world.artefactNames().length, 1);
        });

        it("given a tool that writes its dump itself, stores that one", async () => {
            world.reset("empty");
            const command = `${String(CONTRACT.masking.tool === "command" && CONTRACT.masking.command)}
                pg_dump --format=directory --file="$WORK_FOLDER/dump/1700000000" --no-privileges`;
            const masking = { ...CONTRACT.masking, command, leaves: "dump" } as typeof CONTRACT.masking;
            const ended = await world.refresh({ masking });
            assert.deepEqual(ended.codes, ALL_WELL, ended.log);
            const restored = await world.restore({ masking });
            assert.deepEqual(restored.codes, RESTORED, restored.log);
            assert.equal(world.staging.query(DATABASE, ROWS_SQL), world.production.query(SOURCE_DATABASE, ROWS_SQL));
        });

        it("given a tool that leaves more beside its dump, stores only what was searched", async () => {
            world.reset("empty");
            const command = `psql --quiet --command "COPY customers TO STDOUT" >"$WORK_FOLDER/raw"
                ${String(CONTRACT.masking.tool === "command" && CONTRACT.masking.command)}
                pg_dump --format=directory --file="$WORK_FOLDER/dump/own" --no-privileges
                mv "$WORK_FOLDER/raw" "$WORK_FOLDER/dump/own/raw"
                first=$(ls "$WORK_FOLDER/dump/own" | grep -m 1 "dat.gz$")
                gzip -c "$WORK_FOLDER/dump/own/raw" >"$WORK_FOLDER/dump/own/$(basename "$first" .gz).zst"
                gzip -c "$WORK_FOLDER/dump/own/raw" >"$WORK_FOLDER/dump/own/99999.dat.gz"`;
            const masking = { ...CONTRACT.masking, command, leaves: "dump" } as typeof CONTRACT.masking;
            const ended = await world.refresh({ masking });
            assert.deepEqual(ended.codes, ALL_WELL, ended.log);
            const contents = contentsOf(world.file(world.artefactNames()[0] ?? "", "dump.tar"));
            const names = contents.map(({ name }) => name);
            assert.deepEqual(
                names.filter(name => !/^(toc\.dat|\d+\.dat\.gz)$/.test(name) || name === "99999.dat.gz"),
                [],
            );
            assert.equal(names.length, 6);
            assert.deepEqual(foundIn(Buffer.concat(contents.map(({ content }) => content)), personal), []);
        });

        it("given what a run that was killed left behind, drops it first", async () => {
            world.reset("empty");
            world.production.query("postgres", `CREATE DATABASE ${DATABASE}`);
            for (const left of ["cluster", "instance", "managed"]) {
                writeFileSync(path.join(world.state, `${left}-prod-refresh-clone`), "");
            }
            const ended = await world.refresh();
            assert.deepEqual(ended.codes, ALL_WELL, ended.log);
            assert.equal(world.calls("rds delete-db-cluster").length, 2);
        });

        const command = (text: string) => ({
            masking: { ...CONTRACT.masking, command: text } as typeof CONTRACT.masking,
        });
        const faults: readonly [given: string, run: () => Promise<Ended>, codes: object, reason: RegExp][] = [
            [
                "a masking tool that fails",
                () => world.refresh(command("echo half of it; exit 3")),
                { clone: 0, mask: 3, publish: 1 },
                /the masking did not end well/,
            ],
            [
                "a masking tool whose first command fails",
                () => world.refresh(command("false; true")),
                { clone: 0, mask: 1, publish: 1 },
                /the masking did not end well/,
            ],
            [
                "a masking tool that takes the role of its task where it finds one",
                () =>
                    world.refresh(
                        command(
                            'echo "asks $(printenv AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_CONTAINER_CREDENTIALS_FULL_URI) nobody"; exit 5',
                        ),
                        {
                            AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/1",
                            AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.23/v1/credentials",
                        },
                    ),
                { clone: 0, mask: 5, publish: 1 },
                /asks  nobody/,
            ],
            [
                "a masking tool that never ends",
                () => world.refresh(command("sleep 600"), { DEADLINE_SECONDS: "3" }),
                { clone: 0, mask: 124, publish: 1 },
                /the masking did not end well/,
            ],
            [
                "a masking tool that does nothing",
                () => world.refresh(command("true")),
                { ...ALL_WELL, publish: 1 },
                /[1-9]\d* lines of the dump hold values that must not survive/,
            ],
            [
                "a configuration that forgets one column of free text",
                () => {
                    const configuration = MASKING_YAML.replace(/ +- notes: .*\n/, "");
                    return world.refresh({
                        masking: { ...CONTRACT.masking, configuration } as typeof CONTRACT.masking,
                    });
                },
                { ...ALL_WELL, publish: 1 },
                /hold values that must not survive/,
            ],
            [
                "a tool that leaves a link in place of data",
                () => {
                    const leavingLink = `pg_dump --format=directory --file="$WORK_FOLDER/dump/own" --no-privileges
                        mv "$WORK_FOLDER/dump/own" "$WORK_FOLDER/own"
                        mkdir "$WORK_FOLDER/dump/own"; cp "$WORK_FOLDER/own/toc.dat" "$WORK_FOLDER/dump/own"
                        ln -s "$WORK_FOLDER/own"/[0-9]*.dat.gz "$WORK_FOLDER/dump/own"`;
                    const { masking } =
                        command(`${String(CONTRACT.masking.tool === "command" && CONTRACT.masking.command)}
                        ${leavingLink}`);
                    return world.refresh({ masking: { ...masking, leaves: "dump" } as typeof masking });
                },
                { ...ALL_WELL, publish: 1 },
                /the data of entry \d+ is not a file of the dump/,
            ],
            [
                "personal columns in which nothing can be looked for",
                () => world.refresh({ personalColumns: [{ schema: "public", table: "order_items", column: "sku" }] }),
                { clone: 1, mask: 1, publish: 1 },
                /no personal column holds a value of 8 characters/,
            ],
            [
                "a column that is not there",
                () => world.refresh({ personalColumns: [{ schema: "public", table: "customers", column: "iban" }] }),
                { clone: 3, mask: 1, publish: 1 },
                /column "iban" does not exist/,
            ],
            [
                "a clone that cannot be made",
                () => {
                    world.failCalls("restore-db-cluster");
                    return world.refresh();
                },
                { clone: 254, mask: 1, publish: 1 },
                /told to fail/,
            ],
            [
                "a clone whose instance cannot be made",
                () => {
                    world.failCalls("create-db-instance");
                    return world.refresh();
                },
                { clone: 254, mask: 1, publish: 1 },
                /told to fail/,
            ],
            [
                "a signature that is not to be had",
                () => {
                    world.failCalls("kms sign");
                    return world.refresh();
                },
                { ...ALL_WELL, publish: 254 },
                /told to fail/,
            ],
            [
                "two groups that the clone could be in",
                async () => {
                    writeFileSync(path.join(world.state, "groups"), "sg-clone\tsg-other\n");
                    const ended = await world.refresh();
                    writeFileSync(path.join(world.state, "groups"), "sg-clone\n");
                    return ended;
                },
                { clone: 1, mask: 1, publish: 1 },
                /expected one security group prod-refresh-clone, got: sg-clone/,
            ],
        ];
        for (const [given, run, codes, reason] of faults) {
            it(`given ${given}, stores nothing and drops the clone`, async () => {
                world.reset("empty");
                const ended = await run();
                assert.deepEqual(ended.codes, codes, ended.log);
                assert.match(ended.log, reason);
                assert.deepEqual(world.artefactNames(), []);
                assert.deepEqual(world.clones(), []);
                assert.equal(foundIn(Buffer.from(ended.log), personal).length, 0, "a personal value is in the log");
            });
        }

        for (const [given, changes, refused] of [
            [
                "one instance whose state cannot be asked for",
                { source: { instanceIdentifier: "prod-ledger" } },
                "--filters",
            ],
            [
                "one instance that cannot be deleted",
                { source: { instanceIdentifier: "prod-ledger" } },
                "delete-db-instance",
            ],
            ["a cluster whose state cannot be asked for", {}, "describe-db-clusters --filters"],
            ["a cluster whose instance cannot be deleted", {}, "delete-db-instance"],
        ] as const) {
            it(`given ${given}, says that the clone may still be there, and drops it the next time`, async () => {
                world.reset("empty");
                const text = `${String(CONTRACT.masking.tool === "command" && CONTRACT.masking.command)}
                    echo "${refused}" >"$FAKE_AWS_STATE/fail"`;
                const ended = await world.refresh({ ...changes, ...command(text) });
                assert.deepEqual(ended.codes, { ...ALL_WELL, publish: 1 }, ended.log);
                assert.match(ended.log, /prod-refresh-clone may still be there/);
                assert.notDeepEqual(world.clones(), []);
                world.reset("empty");
                const again = await world.refresh(changes);
                assert.deepEqual(again.codes, ALL_WELL, again.log);
                assert.deepEqual(world.clones(), []);
            });
        }

        it("given rows that a policy hides from its user, refuses to take samples of the others alone", async () => {
            world.reset("empty");
            world.production.query(
                SOURCE_DATABASE,
                `CREATE ROLE reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
                 CREATE POLICY half ON customers USING (id % 2 = 0); ALTER TABLE customers ENABLE ROW LEVEL SECURITY`,
            );
            try {
                const ended = await world.refresh({}, { PGOPTIONS: "-c role=reader" });
                assert.deepEqual(ended.codes, { clone: 3, mask: 1, publish: 1 }, ended.log);
                assert.match(ended.log, /affected by row-level security policy for table "customers"/);
                assert.deepEqual(world.clones(), []);
            } finally {
                world.production.query(
                    SOURCE_DATABASE,
                    `ALTER TABLE customers DISABLE ROW LEVEL SECURITY; DROP POLICY half ON customers;
                     DROP OWNED BY reader; DROP ROLE reader`,
                );
            }
        });

        for (const [given, made, removed] of [
            ["a large object", "SELECT lo_from_bytea(4711, 'face')", "SELECT lo_unlink(4711)"],
            [
                "a foreign server with a password",
                `CREATE EXTENSION postgres_fdw; CREATE SERVER ledger FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'ledger');
                 CREATE USER MAPPING FOR CURRENT_USER SERVER ledger OPTIONS (password 'secret')`,
                "DROP EXTENSION postgres_fdw CASCADE",
            ],
        ] as const) {
            it(`given ${given}, refuses what cannot be masked or leads back`, async () => {
                world.reset("empty");
                world.production.query(SOURCE_DATABASE, made);
                try {
                    const ended = await world.refresh();
                    assert.deepEqual(ended.codes, { ...ALL_WELL, publish: 1 }, ended.log);
                    assert.match(ended.log, /what cannot be masked, or what leads back/);
                    assert.deepEqual(world.artefactNames(), []);
                    assert.deepEqual(world.clones(), []);
                } finally {
                    world.production.query(SOURCE_DATABASE, removed);
                }
            });
        }
    });

    describe("the watch over artefacts", () => {
        const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
        const copy = (at: Date) => {
            const name = nameOf(at);
            mkdirSync(path.join(world.artefacts, name));
            for (const file of ["dump.tar", "manifest.json", "manifest.sig"] as const) {
                copyFileSync(world.file(good, file), world.file(name, file));
            }
            return name;
        };

        it("purges what is older than it may be, and an upload that never ended, and says how old the newest is", async () => {
            world.reset("kept");
            const [kept, old, unfinished] = [copy(daysAgo(27)), copy(daysAgo(29)), copy(daysAgo(40))];
            rmSync(world.file(unfinished, "manifest.sig"));
            const ended = await world.watchArtefacts();
            assert.deepEqual(ended.codes, { watch: 0 }, ended.log);
            assert.deepEqual(world.artefactNames(), [kept, good].sort());
            assert.match(ended.log, new RegExp(`purged ${unfinished}\npurged ${old}`));
            const [[name, value] = []] = world.metrics();
            assert.equal(name, "AgeSeconds");
            assert.ok(value !== undefined && value < 600, String(value));
        });

        it("never purges the newest, however old it is", async () => {
            world.reset("kept");
            const oldest = copy(daysAgo(400));
            const newest = world.remake(good, daysAgo(300));
            const ended = await world.watchArtefacts();
            assert.deepEqual(ended.codes, { watch: 0 }, ended.log);
            assert.deepEqual(world.artefactNames(), [newest]);
            assert.notEqual(oldest, newest);
            assert.ok((world.metrics()[0]?.[1] ?? 0) > 299 * 86_400);
        });

        it("given no artefact, fails, for then nobody can say how old it is", async () => {
            world.reset("empty");
            const ended = await world.watchArtefacts();
            assert.deepEqual(ended.codes, { watch: 1 });
            assert.match(ended.log, /there is no artefact/);
        });
    });

    describe("staging's side", () => {
        it("restores as many rows as production has, with keys, sequences and structure, and no personal value", async () => {
            world.reset("kept");
            const ended = await world.restore();
            assert.deepEqual(ended.codes, RESTORED, ended.log);
            assert.deepEqual(world.databases(), [DATABASE]);
            for (const sql of [ROWS_SQL, STRUCTURE_SQL]) {
                assert.equal(world.staging.query(DATABASE, sql), world.production.query(SOURCE_DATABASE, sql));
            }
            const masked = world.staging.query(DATABASE, PERSONAL_VALUES_SQL).split("\n");
            assert.ok(masked.length > 8000);
            const originals = new Set(personal);
            assert.deepEqual(
                masked.filter(line => originals.has(JSON.parse(line) as string)),
                [],
            );
            const everything = world.staging.query(
                DATABASE,
                "SELECT to_json(c)::text FROM customers AS c UNION ALL SELECT to_json(o)::text FROM orders AS o",
            );
            assert.deepEqual(foundIn(Buffer.from(everything), personal), []);
        });

        /** Staging after a first restore, with something that people have entered since. */
        const workedOn = async () => {
            world.reset("kept");
            await world.restore();
            return world.staging.query(
                DATABASE,
                "INSERT INTO orders VALUES (DEFAULT, 1, 'new', 'x', NULL, now()) RETURNING id",
            );
        };

        it("restores constraints that hold, and sequences that go on", async () => {
            assert.equal(await workedOn(), "4001");
            const constraints =
                "SELECT count(*) FROM pg_constraint WHERE contype IN ('f', 'u', 'p', 'c') AND convalidated";
            assert.equal(
                world.staging.query(DATABASE, constraints),
                world.production.query(SOURCE_DATABASE, constraints),
            );
            assert.equal(
                world.staging.query(
                    DATABASE,
                    "SELECT count(*) FROM orders LEFT JOIN customers AS c ON c.id = customer_id WHERE c.id IS NULL",
                ),
                "0",
            );
            assert.throws(
                () =>
                    world.staging.query(
                        DATABASE,
                        "INSERT INTO orders VALUES (99999999, 99999999, 'x', 'x', NULL, now())",
                    ),
                /foreign key/,
            );
        });

        it("given the same artefact again, leaves the database as it is, changes and all", async () => {
            await workedOn();
            const oid = () =>
                world.staging.query("postgres", `SELECT oid FROM pg_database WHERE datname = '${DATABASE}'`);
            const before = oid();
            const ended = await world.restore();
            assert.deepEqual(ended.codes, RESTORED, ended.log);
            assert.match(ended.log, /holds .* already/);
            assert.equal(oid(), before);
            assert.equal(world.staging.query(DATABASE, "SELECT count(*) FROM orders WHERE number = 'new'"), "1");
            assert.deepEqual(world.databases(), [DATABASE]);
        });

        it("given a newer artefact, takes its place while people are connected, and leaves nothing behind", async () => {
            await workedOn();
            const newer = world.remake(good, new Date(Date.now() - 1000));
            assert.ok(newer > good);
            const held = world.staging.hold(DATABASE);
            const ended = await world.restore();
            assert.deepEqual(ended.codes, RESTORED, ended.log);
            await held;
            assert.equal(world.staging.query(DATABASE, "SELECT count(*) FROM orders WHERE number = 'new'"), "0");
            assert.deepEqual(world.databases(), [DATABASE]);
            assert.match(ended.log, new RegExp(`shop is now ${newer}`));
        });

        it("tells CloudWatch how old the data is, every day", async () => {
            world.reset("kept");
            await world.restore();
            const ended = await world.watchDatabase();
            assert.deepEqual(ended.codes, { watch: 0 }, ended.log);
            assert.deepEqual(
                world.metrics().map(([name]) => name),
                ["DurationSeconds", "AgeSeconds", "AgeSeconds"],
            );
            for (const [name, value] of world.metrics()) assert.ok(value >= 0 && value < 600, `${name} ${value}`);
        });

        it("given a database that was never refreshed, fails to say how old its data is", async () => {
            world.reset("kept");
            const ended = await world.watchDatabase();
            assert.deepEqual(ended.codes, { watch: 1 });
            assert.match(ended.log, /shop was never refreshed/);
        });

        it("given an owner, hands everything to that role", async () => {
            world.reset("kept");
            world.staging.query("postgres", "CREATE ROLE application");
            try {
                const ended = await world.restore({}, { owner: "application" });
                assert.deepEqual(ended.codes, RESTORED, ended.log);
                assert.equal(
                    world.staging.query(
                        DATABASE,
                        "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('public', 'catalogue')",
                    ),
                    "application",
                );
            } finally {
                world.reset("kept");
                world.staging.query("postgres", "DROP ROLE application");
            }
        });

        it("given migrations, runs them before anybody sees the database, and says how long they took", async () => {
            world.reset("kept");
            const image = `registry.example.com/migrations@sha256:${"1".repeat(64)}`;
            const command = 'psql -v ON_ERROR_STOP=1 -c "ALTER TABLE customers ADD COLUMN tier int NOT NULL DEFAULT 1"';
            const ended = await world.restore({}, { migration: { image, command } });
            assert.deepEqual(ended.codes, { ...RESTORED, migrate: 0 }, ended.log);
            assert.equal(world.staging.query(DATABASE, "SELECT sum(tier) FROM customers"), "2000");
            assert.deepEqual(
                world.metrics().map(([name]) => name),
                ["DurationSeconds", "AgeSeconds", "MigrationSeconds"],
            );
            const again = await world.restore({}, { migration: { image, command } });
            assert.deepEqual(again.codes, { ...RESTORED, migrate: 0 }, again.log);
        });

        describe("given what is not proved, refuses it and leaves the database as it was", () => {
            const foreignKey = () => {
                const file = path.join(world.state, "foreign-key.pem");
                execFileSync("openssl", ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", file]);
                return file;
            };
            /** A dump of production as it is, in the place of an artefact's. */
            const rawDump = (artefact: string) => {
                const folder = path.join(world.state, "raw");
                world.production.dump(SOURCE_DATABASE, folder);
                mkdirSync(path.join(world.artefacts, artefact), { recursive: true });
                execFileSync("tar", ["-cf", world.file(artefact, "dump.tar"), "-C", folder, "."]);
                removeFolder(folder);
            };
            const changed = (text: string) => ({
                masking: {
                    ...CONTRACT.masking,
                    configuration: `${MASKING_YAML}${text}`,
                } as typeof CONTRACT.masking,
            });
            const cases: readonly [
                given: string,
                prepare: () => unknown,
                reason: RegExp,
                changes?: object,
                args?: object,
            ][] = [
                [
                    "nothing at all",
                    () => {
                        world.reset("empty");
                    },
                    /there is no artefact/,
                ],
                [
                    "a raw dump alone",
                    () => {
                        world.reset("empty");
                        rawDump(good);
                    },
                    /there is no artefact.*a dump without a signed manifest is none/,
                ],
                [
                    "a raw dump under a good manifest",
                    () => {
                        rawDump(good);
                    },
                    /the dump of .* is not the one that its manifest speaks of/,
                ],
                [
                    "a raw dump with a manifest that somebody else signed",
                    () => {
                        rawDump(good);
                        const sha256 = createHash("sha256")
                            .update(readFileSync(world.file(good, "dump.tar")))
                            .digest("hex");
                        world.sign(good, { artefact: { sha256 } }, foreignKey());
                    },
                    /not signed with production's key/,
                ],
                [
                    "a dump of which one byte was changed",
                    () => {
                        const file = world.file(good, "dump.tar");
                        const dump = readFileSync(file);
                        dump.writeUInt8(dump.readUInt8(5000) ^ 1, 5000);
                        writeFileSync(file, dump);
                    },
                    /the dump of .* is not the one/,
                ],
                [
                    "a manifest that was changed",
                    () => {
                        const file = world.file(good, "manifest.json");
                        writeFileSync(file, readFileSync(file, "utf8").replace("4000", "4001"));
                    },
                    /not signed with production's key/,
                ],
                [
                    "a signature of another key",
                    () => undefined,
                    /not signed with production's key/,
                    {},
                    { signingPublicKey: "another" },
                ],
                [
                    "a signature that is none",
                    () => {
                        writeFileSync(world.file(good, "manifest.sig"), "signed");
                    },
                    /not signed with production's key/,
                ],
                [
                    "another masking configuration",
                    () => undefined,
                    /was made by another contract/,
                    changed("# reviewed since\n"),
                ],
                [
                    "another source",
                    () => undefined,
                    /was made by another contract/,
                    { source: { clusterIdentifier: "prod-ledger" } },
                ],
                [
                    "an artefact that is too old",
                    () => world.remake(good, new Date(Date.now() - 8.1 * DAY_MS)),
                    /is 69\d{4} seconds old, expected at most 691200/,
                ],
                [
                    "an artefact from the future",
                    () => world.remake(good, new Date(Date.now() + DAY_MS)),
                    /is from the future/,
                ],
                [
                    "an old artefact under a new name",
                    () => {
                        const newer = path.join(world.artefacts, nameOf(new Date()));
                        execFileSync("cp", ["-r", path.join(world.artefacts, good), newer]);
                        removeFolder(path.join(world.artefacts, good));
                    },
                    /belongs to another artefact/,
                ],
                [
                    "a manifest of another kind",
                    () => {
                        world.sign(good, { schema: "stagewright.data-refresh/2" });
                    },
                    /is of another kind/,
                ],
                [
                    "a manifest without provenance",
                    () => {
                        world.sign(good, { provenance: {} });
                    },
                    /says no \.provenance\.contractSha256/,
                ],
                [
                    "a manifest that speaks of more rows",
                    () => {
                        world.sign(good, { rows: { "public.orders": 4001 } });
                    },
                    /public\.orders has 4000 rows, expected the 4001/,
                ],
                [
                    "a bucket that cannot be read",
                    () => {
                        world.failCalls("s3 cp");
                    },
                    /told to fail/,
                ],
                [
                    "a database that cannot be asked",
                    () => {
                        world.failCalls("get-secret-value");
                    },
                    /told to fail/,
                ],
                [
                    "an owner that does not exist",
                    () => undefined,
                    /role "nobody_here" does not exist/,
                    {},
                    { owner: "nobody_here" },
                ],
                [
                    "migrations that fail",
                    () => undefined,
                    /the migrations failed; shop is as it was/,
                    {},
                    {
                        migration: {
                            image: `m@sha256:${"1".repeat(64)}`,
                            command: 'psql -c "DELETE FROM orders"; false',
                        },
                    },
                ],
                [
                    "a swap that cannot be done",
                    () => undefined,
                    /database "shop_incoming" does not exist/,
                    {},
                    {
                        migration: {
                            image: `m@sha256:${"1".repeat(64)}`,
                            command: 'psql -d postgres -c "ALTER DATABASE shop_incoming RENAME TO elsewhere"',
                        },
                    },
                ],
            ];
            for (const [given, prepare, reason, changes = {}, args = {}] of cases) {
                it(`given ${given}`, async () => {
                    world.reset("kept");
                    prepare();
                    const other = "signingPublicKey" in args ? { signingPublicKey: publicKeyOf(foreignKey()) } : {};
                    const ended = await world.restore(changes, { ...args, ...other });
                    assert.match(ended.log, reason);
                    assert.notEqual(ended.codes["swap"], 0, ended.log);
                    assert.equal(handmade(), "42");
                    assert.deepEqual(
                        world.databases().filter(name => name !== "elsewhere"),
                        [DATABASE],
                    );
                    assert.deepEqual(world.metrics(), []);
                });
            }
        });
    });
});
