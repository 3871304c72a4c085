import * as assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import * as kubernetes from "@pulumi/kubernetes";
import { EphemeralEnvironment, type EphemeralEnvironmentArgs } from "../../components/ephemeral-environment";
import { EphemeralReaper } from "../../components/ephemeral-reaper";
import { ephemeralArgs, reaperArgs } from "../components/ephemeral-samples";
import { planOf } from "../support/plan";
import { type PodEnded, runPod } from "../support/postgres/pod";
import { findPostgres, type Server, startServer } from "../support/postgres/server";
import { removeFolder } from "../support/remove-folder";

const DATABASE = "shop";
/** The first user of RDS: no superuser, but one who makes roles. */
const FIRST = { name: "postgres_of_rds", password: "first-user-of-the-test" };
const SCHEMA = "eph_fast_checkout";
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().replace(/\.\d+Z$/, "Z");

/** A namespace as the Kubernetes API shows it. */
interface Namespace {
    readonly name: string;
    readonly expiresAt?: string;
    readonly going?: true;
}

describe("the schema of an ephemeral environment, on real PostgreSQL", () => {
    let server: Server;
    let folder: string;
    let around: Readonly<Record<string, string>>;
    let api: HttpServer;
    let namespaces: readonly Namespace[] = [];
    let deleted: string[] = [];
    /** What the API answers with instead of the namespaces. */
    let instead: string | undefined;

    before(async () => {
        const programs = findPostgres();
        server = await startServer(programs);
        server.query(
            "postgres",
            `CREATE ROLE rds_iam;
            CREATE ROLE ${FIRST.name} LOGIN CREATEROLE CREATEDB PASSWORD '${FIRST.password}';
            CREATE DATABASE ${DATABASE} OWNER ${FIRST.name};`,
        );
        // RDS asks whoever is a member of rds_iam for a token, and takes no password from them.
        server.query(
            "postgres",
            `CREATE TABLE hba (line text);
            INSERT INTO hba VALUES ('host all +rds_iam all reject'), ('host all all all scram-sha-256');
            SELECT format('COPY hba TO %L', current_setting('hba_file')) \\gexec
            SELECT pg_reload_conf();`,
        );
        server.query(
            DATABASE,
            `SET ROLE ${FIRST.name}; CREATE TABLE public.orders (id int); INSERT INTO public.orders VALUES (1);`,
        );
        folder = mkdtempSync(path.join(tmpdir(), "ephemeral-"));
        cpSync(path.join(__dirname, "../support/postgres/aws.sh"), path.join(folder, "aws"));
        chmodSync(path.join(folder, "aws"), 0o755);
        writeFileSync(path.join(folder, "token"), "token-of-the-reaper");
        api = createServer((request, response) => {
            assert.equal(request.headers.authorization, "Bearer token-of-the-reaper");
            if (request.method === "DELETE") deleted.push(path.basename(request.url ?? ""));
            const list = JSON.stringify({ kind: "NamespaceList", items: namespaces.map(namespaceObject) });
            response.end(instead ?? list);
        });
        await new Promise<void>(resolve => api.listen(0, "127.0.0.1", resolve));
        around = {
            PATH: [folder, programs, process.env["PATH"] ?? ""].join(path.delimiter),
            HOME: folder,
            PGHOST: "127.0.0.1",
            PGPORT: String(server.port),
            PGSSLMODE: "require",
            PGSSLROOTCERT: "",
            FAKE_AWS_STATE: folder,
            FAKE_AWS_USER: FIRST.name,
            FAKE_AWS_PASSWORD: FIRST.password,
            API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
            TOKEN_FILE: path.join(folder, "token"),
            CA_FILE: "/dev/null",
        };
    });
    after(() => {
        api.close();
        server.stop();
        removeFolder(folder);
    });
    beforeEach(() => {
        namespaces = [];
        deleted = [];
    });
    afterEach(async () => {
        // Without a namespace everything is dropped.
        namespaces = [];
        const { code, error } = await reap();
        assert.equal(code, 0, error);
        assert.deepEqual(environments(), []);
        assert.deepEqual(leftOver(), "");
    });

    const query = (sql: string) => server.query(DATABASE, sql);
    const environments = () =>
        query("SELECT name FROM stagewright_ephemeral.environments ORDER BY name").split("\n").filter(Boolean);
    const leftOver = () =>
        query(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'eph\\_%' UNION SELECT rolname FROM pg_roles WHERE rolname LIKE 'eph\\_%'",
        );
    /** What a role of the database is refused, or is answered. */
    const as = (role: string, sql: string): string => {
        try {
            return query(`SET SESSION AUTHORIZATION ${role}; ${sql}`);
        } catch (error) {
            return /ERROR: {2}(.*)/.exec(String((error as { stderr: Buffer | string }).stderr))?.[1] ?? String(error);
        }
    };

    async function create(changed: Partial<EphemeralEnvironmentArgs> = {}): Promise<PodEnded> {
        const plan = await planOf(() => {
            const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
            const times = { createdAt: inDays(0), expiresAt: inDays(2) };
            new EphemeralEnvironment("branch", {
                ...ephemeralArgs(provider),
                branch: "fast-checkout",
                ...times,
                ...changed,
            });
        });
        return runPod(plan, "branch-schema", around);
    }
    async function reap(): Promise<PodEnded> {
        const plan = await planOf(() => {
            const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
            new EphemeralReaper("reaper", reaperArgs(provider));
        });
        return runPod(plan, "reaper-job", around);
    }
    const living: Namespace = { name: "eph-fast-checkout", expiresAt: inDays(1) };

    it("given a branch, makes a schema and a role that can do everything in it and nothing beside it", async () => {
        const { code, out, error } = await create();
        assert.equal(code, 0, error);
        assert.match(out, /^the schema of eph-fast-checkout is there until 20/);
        assert.equal(
            as(SCHEMA, "CREATE TABLE carts (id int); INSERT INTO carts VALUES (7); SELECT id FROM carts"),
            "7",
        );
        assert.equal(query(`SELECT id FROM ${SCHEMA}.carts`), "7");
        assert.equal(as(SCHEMA, "SELECT * FROM public.orders"), "permission denied for table orders");
        assert.equal(as(SCHEMA, "CREATE TABLE public.x (id int)"), "permission denied for schema public");
        assert.equal(as(SCHEMA, "CREATE SCHEMA x"), `permission denied for database ${DATABASE}`);
        assert.equal(
            as(SCHEMA, "SELECT * FROM stagewright_ephemeral.environments"),
            "permission denied for schema stagewright_ephemeral",
        );
        assert.equal(as(SCHEMA, "CREATE ROLE x"), "permission denied to create role");
        namespaces = [living];
    });

    it("given two branches, neither sees the other's tables", async () => {
        assert.equal((await create()).code, 0);
        assert.equal((await create({ branch: "other" })).code, 0);
        as(SCHEMA, "CREATE TABLE carts (id int)");
        assert.equal(as("eph_other", `SELECT * FROM ${SCHEMA}.carts`), `permission denied for schema ${SCHEMA}`);
        assert.deepEqual(environments(), ["eph-fast-checkout", "eph-other"]);
    });

    it("given the role, lets it log in by a token alone, a few times at once, and the first user by its password still", async () => {
        assert.equal((await create({ databaseConnections: 3 })).code, 0);
        assert.equal(query(`SELECT pg_has_role('${SCHEMA}', 'rds_iam', 'MEMBER')`), "t");
        assert.equal(
            query(`SELECT rolconnlimit || ' ' || rolcanlogin FROM pg_roles WHERE rolname = '${SCHEMA}'`),
            "3 true",
        );
        assert.equal(query(`SELECT pg_has_role('${FIRST.name}', 'rds_iam', 'MEMBER')`), "f");
        const logIn = (user: string) =>
            execFileSync("psql", ["-qAtX", "-U", user, "-d", DATABASE, "-c", "SELECT current_user"], {
                env: { ...around, PGPASSWORD: FIRST.password },
                encoding: "utf8",
                stdio: ["ignore", "pipe", "pipe"],
            }).trim();
        assert.equal(logIn(FIRST.name), FIRST.name);
        assert.throws(() => logIn(SCHEMA), /pg_hba\.conf rejects connection/);
    });

    it("given the same branch again with another end, owner and limit, changes these and keeps what is in it", async () => {
        assert.equal((await create()).code, 0);
        as(SCHEMA, "CREATE TABLE carts (id int)");
        assert.equal((await create({ owner: "team-mail", expiresAt: inDays(3), databaseConnections: 9 })).code, 0);
        const facts =
            "SELECT owner || ' ' || (expires_at > now() + interval '60 hours') FROM stagewright_ephemeral.environments";
        assert.equal(query(facts), "team-mail true");
        assert.equal(query(`SELECT rolconnlimit FROM pg_roles WHERE rolname = '${SCHEMA}'`), "9");
        assert.equal(as(SCHEMA, "SELECT count(*) FROM carts"), "0");
    });

    it("given a branch with quotes and a dollar in its name, writes it down as it is", async () => {
        const branch = `it's/"$(date)";--`;
        assert.equal((await create({ branch })).code, 0);
        assert.equal(query("SELECT branch FROM stagewright_ephemeral.environments"), branch);
    });

    it("given a name that another branch has, is refused and changes nothing", async () => {
        assert.equal((await create()).code, 0);
        query("UPDATE stagewright_ephemeral.environments SET branch = 'older', owner = 'them'");
        const { code, error } = await create();
        assert.notEqual(code, 0);
        assert.match(error, /the name eph-fast-checkout is that of the branch older, expected that of fast-checkout/);
        assert.equal(query("SELECT owner FROM stagewright_ephemeral.environments"), "them");
    });

    it("given a schema or a role that is nobody's environment, is refused and leaves it alone", async () => {
        for (const [make, drop] of [
            [`CREATE SCHEMA ${SCHEMA}`, `DROP SCHEMA ${SCHEMA}`],
            [`CREATE ROLE ${SCHEMA}`, `DROP ROLE ${SCHEMA}`],
        ] as const) {
            query(make);
            const { code, error } = await create();
            assert.notEqual(code, 0);
            assert.match(
                error,
                /there is a schema or a role eph_fast_checkout already, which belongs to no environment/,
            );
            query(drop);
        }
    });

    it("given an end that has passed, is refused", async () => {
        const { code, error } = await create({ createdAt: inDays(-3), expiresAt: inDays(-1) });
        assert.notEqual(code, 0);
        assert.match(error, /the environment eph-fast-checkout ends at .*, which has passed/);
    });

    for (const [what, on] of [
        ["the schema public", "SCHEMA public"],
        ["the database", `DATABASE ${DATABASE}`],
    ] as const) {
        it(`given that everybody may create in ${what}, is refused with what to do`, async () => {
            query(`GRANT CREATE ON ${on} TO PUBLIC`);
            const { code, error } = await create();
            query(`REVOKE CREATE ON ${on} FROM PUBLIC`);
            assert.notEqual(code, 0);
            assert.match(error, /everybody may create in the schema public or in the database shop/);
            assert.match(error, /REVOKE CREATE ON SCHEMA public FROM PUBLIC/);
        });
    }

    it("given a password that is refused, fails", async () => {
        const good = around;
        around = { ...around, FAKE_AWS_PASSWORD: "another" };
        const { code, error } = await create();
        around = good;
        assert.notEqual(code, 0);
        assert.match(error, /password authentication failed/);
    });

    describe("the reaper", () => {
        it("given an end that has passed, deletes the namespace and drops the schema with all that is in it", async () => {
            assert.equal((await create()).code, 0);
            as(SCHEMA, "CREATE TABLE carts (id int); CREATE VIEW v AS SELECT * FROM carts; SELECT lo_create(0)");
            query("UPDATE stagewright_ephemeral.environments SET expires_at = now() - interval '1 second'");
            namespaces = [{ ...living, expiresAt: inDays(-1) }];
            const { code, out, error } = await reap();
            assert.equal(code, 0, error);
            assert.deepEqual(deleted, ["eph-fast-checkout"]);
            assert.match(
                out,
                /^eph-fast-checkout: deleted, its end has passed\neph-fast-checkout: its schema is dropped\n$/,
            );
            assert.equal(leftOver(), "");
            assert.equal(query("SELECT id FROM public.orders"), "1");
        });

        it("given one that lives and one whose namespace somebody deleted, drops the schema of the second alone", async () => {
            assert.equal((await create()).code, 0);
            assert.equal((await create({ branch: "gone" })).code, 0);
            assert.equal((await create({ branch: "going" })).code, 0);
            namespaces = [living, { name: "eph-going", expiresAt: inDays(1), going: true }, { name: "shop" }];
            assert.equal((await reap()).code, 0);
            assert.deepEqual(environments(), ["eph-fast-checkout"]);
            assert.deepEqual(deleted, []);
        });

        it("given an end that was moved at the namespace alone, keeps the schema as long", async () => {
            assert.equal((await create()).code, 0);
            query("UPDATE stagewright_ephemeral.environments SET expires_at = now() - interval '1 second'");
            namespaces = [living];
            assert.equal((await reap()).code, 0);
            assert.deepEqual(environments(), ["eph-fast-checkout"]);
            namespaces = [];
            assert.equal((await reap()).code, 0);
            assert.deepEqual(environments(), []);
        });

        it("given one that was made after the namespaces were asked for, leaves it alone", async () => {
            assert.equal((await create()).code, 0);
            query("UPDATE stagewright_ephemeral.environments SET registered_at = now() + interval '1 hour'");
            assert.equal((await reap()).code, 0);
            assert.deepEqual(environments(), ["eph-fast-checkout"]);
            query("UPDATE stagewright_ephemeral.environments SET registered_at = now() - interval '1 second'");
        });

        it("given somebody who is logged in, cuts them off and drops the schema", async () => {
            assert.equal((await create()).code, 0);
            query(`REVOKE rds_iam FROM ${SCHEMA}; ALTER ROLE ${SCHEMA} PASSWORD '${FIRST.password}'`);
            const cutOff = new Promise<string>(resolve => {
                const env = { ...around, PGPASSWORD: FIRST.password };
                const args = ["-qAtX", "-U", SCHEMA, "-d", DATABASE, "-c", "SELECT pg_sleep(600)"];
                execFile("psql", args, { env }, (_error, _out, said) => {
                    resolve(said);
                });
            });
            while (query(`SELECT count(*) FROM pg_stat_activity WHERE usename = '${SCHEMA}'`) === "0") await pause();
            assert.equal((await reap()).code, 0);
            assert.equal(leftOver(), "");
            assert.match(await cutOff, /terminating connection due to administrator command/);
        });

        it("given an end that cannot be read, deletes nothing of it, drops the rest and fails", async () => {
            assert.equal((await create()).code, 0);
            assert.equal((await create({ branch: "gone" })).code, 0);
            namespaces = [{ name: "eph-fast-checkout", expiresAt: "tomorrow" }];
            const { code, error } = await reap();
            assert.equal(code, 1);
            assert.match(error, /^eph-fast-checkout: the end cannot be read$/m);
            assert.deepEqual([environments(), deleted], [["eph-fast-checkout"], []]);
        });

        it("given an API that does not answer, drops nothing", async () => {
            assert.equal((await create()).code, 0);
            const good = around;
            around = { ...around, API_URL: "http://127.0.0.1:9" };
            const { code } = await reap();
            around = good;
            assert.notEqual(code, 0);
            assert.deepEqual(environments(), ["eph-fast-checkout"]);
        });

        for (const [given, text] of [
            ["nothing", ""],
            ["a page", "<html>Welcome</html>"],
            ["something without items", "{}"],
        ] as const) {
            it(`given an API that answers well with ${given}, drops nothing: that is no list without namespaces`, async () => {
                assert.equal((await create()).code, 0);
                instead = text;
                const { code } = await reap();
                instead = undefined;
                assert.notEqual(code, 0);
                assert.deepEqual(environments(), ["eph-fast-checkout"]);
            });
        }

        it("given two to drop of which one cannot be, drops the other and fails", async () => {
            assert.equal((await create()).code, 0);
            assert.equal((await create({ branch: "other" })).code, 0);
            // What a role was given in another database can be taken from it only there.
            query(`CREATE DATABASE elsewhere`);
            server.query("elsewhere", "CREATE TABLE t (id int); GRANT SELECT ON t TO eph_other");
            const { code, error } = await reap();
            assert.equal(code, 1);
            assert.match(error, /role "eph_other" cannot be dropped because some objects depend on it/);
            assert.deepEqual(environments(), ["eph-other"]);
            assert.equal(query("SELECT to_regnamespace('eph_other') IS NOT NULL"), "t");
            server.query("postgres", "DROP DATABASE elsewhere");
        });
    });
});

function namespaceObject({ name, expiresAt, going }: Namespace): object {
    const annotations = expiresAt === undefined ? {} : { annotations: { "expires-at": expiresAt } };
    const deletion = going === undefined ? {} : { deletionTimestamp: "2026-01-01T00:00:00Z" };
    return { metadata: { name, uid: `uid-of-${name}`, resourceVersion: "1", ...annotations, ...deletion } };
}
