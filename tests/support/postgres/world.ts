import { execFileSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import {
    chmodSync,
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import {
    type DataRefreshContract,
    DataRefreshSource,
    DataRefreshTarget,
    type DataRefreshTargetArgs,
} from "../../../components";
import type { Plan } from "../../../plan/plan";
import { NETWORK } from "../../components/samples";
import { PRODUCTION, STAGING } from "../../components/support";
import { planOf } from "../plan";
import { removeFolder } from "../remove-folder";
import { findMaskingTool } from "./masking-tool";
import { MASKING_YAML, PRODUCTION_SQL } from "./personal-data";
import { findPostgres, FIRST_USER, PASSWORD, type Server, startServer } from "./server";
import { type Ended, runTask } from "./task";

/** The database of production on the server that stands for it. A clone of it is called as the application calls it. */
export const SOURCE_DATABASE = "production";
export const DATABASE = "shop";
const DIGEST = `sha256:${"0".repeat(64)}`;

/** What both sides agree on, masked by pganonymize. */
export const CONTRACT: DataRefreshContract = {
    name: "refresh",
    production: PRODUCTION,
    staging: STAGING,
    source: { clusterIdentifier: "prod-orders" },
    databaseName: DATABASE,
    masking: {
        tool: "command",
        image: `registry.example.com/pganonymize@${DIGEST}`,
        command:
            'pganonymize --schema "$MASKING_FILE" --dbname "$PGDATABASE" --user "$PGUSER" --password "$PGPASSWORD" --host "$PGHOST" --port "$PGPORT"',
        configuration: MASKING_YAML,
        leaves: "database",
    },
    personalColumns: [
        { schema: "public", table: "customers", column: "email" },
        { schema: "public", table: "customers", column: "last_name" },
        { schema: "public", table: "customers", column: "profile", keys: ["address", "street"] },
        { schema: "public", table: "customers", column: "notes" },
        { schema: "public", table: "orders", column: "contact_email" },
    ],
    workingHours: STAGING.workingHours ?? { timeZone: "UTC", week: [] },
};
const ALERTS = {
    topicArn: "arn:aws:sns:eu-central-1:111122223333:alerts",
    runbookBaseUrl: "https://runbooks.example.com",
};
const TOOLS_IMAGE = `registry.example.com/tools@${DIGEST}`;

/** Two accounts: a server and a folder each in place of RDS and S3, and the tools that the images hold. */
export class World {
    readonly production: Server;
    readonly staging: Server;
    /** Where the stand-in for the AWS CLI keeps what it knows: of production and of the bucket, and of staging. */
    readonly state: string;
    readonly publicKey: string;
    readonly #programs: readonly string[];

    private constructor(production: Server, staging: Server, programs: readonly string[], state: string) {
        this.production = production;
        this.staging = staging;
        this.#programs = programs;
        this.state = state;
        const key = path.join(state, "signing-key.pem");
        execFileSync("openssl", ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key]);
        this.publicKey = publicKeyOf(key);
    }

    /** Starts both servers, production's full and staging's with what people worked on. */
    static async start(say: (line: string) => void): Promise<World> {
        const postgres = findPostgres();
        const maskingTool = findMaskingTool(say);
        const state = mkdtempSync(path.join(tmpdir(), "fake-aws-"));
        const programs = path.join(state, "bin");
        mkdirSync(programs);
        symlinkSync(path.join(__dirname, "aws.sh"), path.join(programs, "aws"));
        chmodSync(path.join(__dirname, "aws.sh"), 0o755);
        for (const known of [
            "cluster-prod-orders",
            "instance-prod-ledger",
            "cluster-staging-orders",
            "managed-staging-orders",
        ]) {
            writeFileSync(path.join(state, known), "");
        }
        writeFileSync(path.join(state, "groups"), "sg-clone\n");
        const world = new World(
            await startServer(postgres),
            await startServer(postgres),
            [programs, postgres, maskingTool],
            state,
        );
        world.production.query("postgres", `CREATE DATABASE ${SOURCE_DATABASE}`);
        world.production.query(SOURCE_DATABASE, PRODUCTION_SQL);
        return world;
    }

    stop(): void {
        this.production.stop();
        this.staging.stop();
        removeFolder(this.state);
    }

    /** Keeps what is in the bucket, for {@link reset} to put back. */
    keepArtefacts(): void {
        cpSync(path.join(this.state, "s3"), path.join(this.state, "kept"), { recursive: true });
    }

    /** Puts staging back to what it was before anything was ever restored, and the bucket to what was kept, or to nothing. */
    reset(bucket: "empty" | "kept"): void {
        removeFolder(path.join(this.state, "s3"));
        if (bucket === "kept") {
            cpSync(path.join(this.state, "kept"), path.join(this.state, "s3"), { recursive: true });
        }
        for (const file of ["calls", "metrics", "fail"]) rmSync(path.join(this.state, file), { force: true });
        for (const name of this.databases()) this.staging.query("postgres", `DROP DATABASE "${name}" WITH (FORCE)`);
        this.staging.query("postgres", `CREATE DATABASE ${DATABASE}`);
        this.staging.query(DATABASE, "CREATE TABLE handmade (id int); INSERT INTO handmade VALUES (42)");
    }

    /** Databases of staging that are somebody's. */
    databases(): readonly string[] {
        const all = this.staging.query(
            "postgres",
            "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY datname",
        );
        return all === "" ? [] : all.split("\n");
    }

    /** Runs production's job. */
    async refresh(
        changes: Partial<DataRefreshContract> = {},
        variables: Readonly<Record<string, string>> = {},
    ): Promise<Ended> {
        const around = this.#around("production");
        const plan = await this.#planSource({ ...CONTRACT, ...changes });
        return runTask(plan, "masked-refresh-task", { ...around, variables: { ...around.variables, ...variables } });
    }

    /** Runs production's watching job. */
    async watchArtefacts(): Promise<Ended> {
        return runTask(await this.#planSource(CONTRACT), "masked-watch-task", this.#around("production"));
    }

    #planSource(contract: DataRefreshContract): Promise<Plan> {
        return planOf(() => {
            new DataRefreshSource("masked", {
                environment: PRODUCTION,
                contract,
                network: NETWORK,
                toolsImage: TOOLS_IMAGE,
                cloneInstanceClass: "db.r7g.large",
                alerts: ALERTS,
            });
        });
    }

    /** Runs staging's job. */
    async restore(
        changes: Partial<DataRefreshContract> = {},
        args: Partial<DataRefreshTargetArgs> = {},
    ): Promise<Ended> {
        return runTask(
            await this.#planTarget({ ...CONTRACT, ...changes }, args),
            "masked-restore-task",
            this.#around("staging"),
        );
    }

    /** Runs staging's watching job. */
    async watchDatabase(): Promise<Ended> {
        return runTask(await this.#planTarget(CONTRACT, {}), "masked-watch-task", this.#around("staging"));
    }

    #planTarget(contract: DataRefreshContract, args: Partial<DataRefreshTargetArgs>): Promise<Plan> {
        return planOf(() => {
            new DataRefreshTarget("masked", {
                environment: STAGING,
                contract,
                network: NETWORK,
                toolsImage: TOOLS_IMAGE,
                database: { clusterIdentifier: "staging-orders", securityGroupId: "sg-1", port: 5432 },
                signingPublicKey: this.publicKey,
                alerts: ALERTS,
                ...args,
            });
        });
    }

    #around(side: "production" | "staging") {
        return {
            programs: this.#programs,
            variables: {
                FAKE_AWS_STATE: this.state,
                FAKE_AWS_PORT: String(this[side].port),
                FAKE_AWS_USER: FIRST_USER,
                FAKE_AWS_PASSWORD: PASSWORD,
                FAKE_AWS_SOURCE_DATABASE: SOURCE_DATABASE,
                FAKE_AWS_CLONE_DATABASE: DATABASE,
            },
        };
    }

    /** Folder of the bucket that artefacts lie in. */
    get artefacts(): string {
        return path.join(this.state, "s3", "prod-refresh-artefacts-444455556666", DATABASE);
    }

    /** Names of the artefacts, oldest first. */
    artefactNames(): readonly string[] {
        return existsSync(this.artefacts) ? readdirSync(this.artefacts).sort() : [];
    }

    /** A file of an artefact. */
    file(artefact: string, name: "dump.tar" | "manifest.json" | "manifest.sig"): string {
        return path.join(this.artefacts, artefact, name);
    }

    manifest(artefact: string): Readonly<Record<string, unknown>> {
        return JSON.parse(readFileSync(this.file(artefact, "manifest.json"), "utf8")) as Readonly<
            Record<string, unknown>
        >;
    }

    /** Writes another manifest, and signs it: by default with production's key, as only its job can. */
    sign(artefact: string, changes: object, key: string = path.join(this.state, "signing-key.pem")): void {
        const manifest = this.file(artefact, "manifest.json");
        writeFileSync(manifest, JSON.stringify({ ...this.manifest(artefact), ...changes }));
        execFileSync("openssl", [
            "dgst",
            "-sha256",
            "-sign",
            key,
            "-out",
            this.file(artefact, "manifest.sig"),
            manifest,
        ]);
    }

    /** Moves an artefact to another moment, as if it had been made then. */
    remake(artefact: string, at: Date): string {
        const id = nameOf(at);
        cpSync(path.join(this.artefacts, artefact), path.join(this.artefacts, id), { recursive: true });
        removeFolder(path.join(this.artefacts, artefact));
        this.sign(id, { id });
        return id;
    }

    /** What the jobs told CloudWatch: name and value. */
    metrics(): readonly (readonly [name: string, value: number])[] {
        return linesOf(path.join(this.state, "metrics")).map(line => {
            const [name = "", value = ""] = line.split(" ");
            return [name, Number(value)] as const;
        });
    }

    /** Calls of AWS that begin so. */
    calls(beginning: string): readonly string[] {
        return linesOf(path.join(this.state, "calls")).filter(call => call.startsWith(beginning));
    }

    /** Makes every call that matches fail. */
    failCalls(pattern: string): void {
        writeFileSync(path.join(this.state, "fail"), pattern);
    }

    /** What is left of clones. */
    clones(): readonly string[] {
        return readdirSync(this.state).filter(file => file.includes("prod-refresh-clone"));
    }
}

/** The public half of a key, as KMS gives it. */
export function publicKeyOf(keyFile: string): string {
    return createPublicKey(readFileSync(keyFile)).export({ format: "der", type: "spki" }).toString("base64");
}

/** The name of an artefact that was made at a moment. */
export function nameOf(at: Date): string {
    return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

function linesOf(file: string): readonly string[] {
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}
