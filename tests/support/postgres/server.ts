import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { removeFolder } from "../remove-folder";

/** Where Debian and Ubuntu put the programs of each major version. */
const DEBIAN_FOLDER = "/usr/lib/postgresql";
/** The first user of the server, and its password in this test. */
export const FIRST_USER = "first";
export const PASSWORD = "only-for-this-test";

/** Most that a query may print. */
const OUTPUT_BYTES = 256 * 1024 * 1024;

/** A PostgreSQL server of the test's own. */
export interface Server {
    readonly port: number;
    /** Connects, and stays until the connection is cut; then it is settled. */
    readonly hold: (database: string) => Promise<void>;
    /** Runs SQL and gives back what it printed, without headings. */
    readonly query: (database: string, sql: string) => string;
    /** Dumps a database as it is. */
    readonly dump: (database: string, folder: string) => void;
    readonly stop: () => void;
}

/**
 * The folder of PostgreSQL's programs.
 *
 * @throws Error that says how to get them: a test that needs them must not be left out in silence.
 */
export function findPostgres(): string {
    const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
    const newest = versions
        .sort((left, right) => Number(right) - Number(left))
        .map(version => path.join(DEBIAN_FOLDER, version, "bin"));
    const onPath = (process.env["PATH"] ?? "").split(path.delimiter);
    const found = [...newest, ...onPath].find(folder => existsSync(path.join(folder, "initdb")));
    if (found === undefined) {
        throw new Error(
            `these tests need a PostgreSQL server: there is no initdb below ${DEBIAN_FOLDER} or on PATH; on Debian: apt-get install postgresql`,
        );
    }
    return found;
}

/** Starts a server on a free port of this machine, with TLS, as RDS requires it. */
export async function startServer(programs: string): Promise<Server> {
    const folder = mkdtempSync(path.join(tmpdir(), "postgres-"));
    const data = path.join(folder, "data");
    const owner = ownerOf();
    const run = (program: string, ...args: readonly string[]) =>
        execFileSync(owner.command[0] ?? program, [...owner.command.slice(1), path.join(programs, program), ...args], {
            cwd: folder,
            // A daemon that holds on to a pipe would keep its caller waiting.
            stdio: ["ignore", "ignore", "inherit"],
        });
    const certificate = ["server.crt", "server.key", "password"].map(file => path.join(folder, file));
    const [crt = "", key = "", password = ""] = certificate;
    execFileSync(
        "openssl",
        [
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=127.0.0.1",
            "-out",
            crt,
            "-keyout",
            key,
        ],
        { stdio: "ignore" },
    );
    writeFileSync(password, PASSWORD, { mode: 0o600 });
    for (const file of [folder, ...certificate]) {
        if (owner.id !== undefined) chownSync(file, owner.id.user, owner.id.group);
    }
    run(
        "initdb",
        "--pgdata",
        data,
        "--username",
        FIRST_USER,
        "--pwfile",
        password,
        "--auth",
        "scram-sha-256",
        "--encoding",
        "UTF8",
        "--locale",
        "C.UTF-8",
        "--no-sync",
    );
    const port = await freePort();
    writeFileSync(
        path.join(data, "postgresql.auto.conf"),
        [
            `port = ${port}`,
            "listen_addresses = '127.0.0.1'",
            `unix_socket_directories = '${folder}'`,
            "ssl = on",
            `ssl_cert_file = '${crt}'`,
            `ssl_key_file = '${key}'`,
            "fsync = off",
            "autovacuum = off",
        ].join("\n"),
    );
    run("pg_ctl", "--pgdata", data, "--log", path.join(folder, "log"), "--wait", "start");
    const psql = path.join(programs, "psql");
    const arguments_ = (database: string) => [
        "-qAtX",
        ...["-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", String(port), "-U", FIRST_USER, "-d", database],
    ];
    const env = { ...process.env, PGPASSWORD: PASSWORD };
    return {
        port,
        hold: database =>
            new Promise((resolve, reject) => {
                const child = spawn(psql, [...arguments_(database), "-c", "SELECT pg_sleep(600)"], {
                    env,
                    stdio: "ignore",
                });
                child.once("error", reject);
                child.once("close", () => {
                    resolve();
                });
            }),
        query: (database, sql) =>
            execFileSync(psql, arguments_(database), {
                env,
                input: sql,
                encoding: "utf8",
                maxBuffer: OUTPUT_BYTES,
            }).trim(),
        dump: (database, folder) => {
            const at = ["-h", "127.0.0.1", "-p", String(port), "-U", FIRST_USER];
            execFileSync(path.join(programs, "pg_dump"), ["--format=directory", "--file", folder, ...at, database], {
                env,
            });
        },
        stop: () => {
            run("pg_ctl", "--pgdata", data, "--mode", "immediate", "stop");
            removeFolder(folder);
        },
    };
}

/** PostgreSQL does not run as root: then it gets a user who may do nothing. */
function ownerOf(): {
    readonly command: readonly string[];
    readonly id?: { readonly user: number; readonly group: number };
} {
    if (process.getuid?.() !== 0) return { command: [] };
    const name = "postgres";
    const [user, group] = ["-u", "-g"].map(flag => Number(execFileSync("id", [flag, name], { encoding: "utf8" })));
    if (user === undefined || group === undefined) throw new Error(`there is no user ${name} to run PostgreSQL as`);
    return { command: ["setpriv", `--reuid=${user}`, `--regid=${group}`, "--clear-groups", "--"], id: { user, group } };
}

function freePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.once("error", reject);
        probe.listen(0, "127.0.0.1", () => {
            const address = probe.address();
            probe.close(() => {
                if (typeof address === "object" && address !== null) resolve(address.port);
                else reject(new Error("no free port"));
            });
        });
    });
}
