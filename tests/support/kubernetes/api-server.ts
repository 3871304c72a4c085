import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findGoTool, type GoTool } from "../go-tool";
import { removeFolder } from "../remove-folder";

const VERSION_PACKAGE = "k8s.io/component-base/version";
const API_SERVER: GoTool = {
    title: "the Kubernetes API server",
    command: "kube-apiserver",
    module: "kube-apiserver",
    package: "k8s.io/kubernetes/cmd/kube-apiserver",
    versionOf: "k8s.io/kubernetes",
    // Without its version the server calls itself v0.0.0, which clients refuse.
    linkerFlags: version => {
        const [major = "", minor = ""] = version.slice(1).split(".");
        const facts = { gitVersion: version, gitMajor: major, gitMinor: minor };
        return [
            "-s",
            "-w",
            ...Object.entries(facts).map(([name, value]) => `-X ${VERSION_PACKAGE}.${name}=${value}`),
        ].join(" ");
    },
};
const ETCD: GoTool = {
    title: "etcd",
    command: "etcd",
    module: "etcd",
    package: "go.etcd.io/etcd/server/v3",
    versionOf: "go.etcd.io/etcd/server/v3",
    linkerFlags: () => "-s -w",
};

/** How long the server may take until it is ready, and how often it is asked, in milliseconds. */
const READY_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 100;
/** How long a process may take to end before it is killed, in milliseconds. */
const END_WITHIN_MS = 10_000;

/** What the API server answered. */
export interface Answer {
    readonly status: number;
    readonly body: { readonly message?: string } & Readonly<Record<string, unknown>>;
}

/** A real Kubernetes API server with its own etcd, on loopback. No nodes run behind it, and no controllers. */
export interface ApiServer {
    readonly version: string;
    readonly url: string;
    /** The certificate that it answers with. */
    readonly certificateFile: string;
    /** Calls as an administrator. */
    call(method: string, path: string, body?: unknown, contentType?: string): Promise<Answer>;
    /** Calls as whom a token is for. */
    as(token: string): ApiServer["call"];
    stop(): Promise<void>;
}

/** Starts one in a temporary folder. @param say Takes lines of progress. */
export async function startApiServer(say: (line: string) => void): Promise<ApiServer> {
    const etcdCommand = await findGoTool(ETCD, say);
    const command = await findGoTool(API_SERVER, say);
    const folder = mkdtempSync(join(tmpdir(), "stagewright-kubernetes-"));
    const [client, peer, secure] = await freePorts(3);
    const local = (port: number | undefined) => `http://127.0.0.1:${String(port)}`;
    const token = randomBytes(32).toString("hex");
    writeFileSync(join(folder, "tokens.csv"), `${token},tester,1,system:masters\n`);
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const keyFile = join(folder, "service-account.pem");
    writeFileSync(keyFile, privateKey.export({ type: "pkcs1", format: "pem" }));

    const started = [
        run(etcdCommand, [
            ...["--name", "default", "--data-dir", join(folder, "etcd"), "--log-level", "error"],
            ...["--listen-client-urls", local(client), "--advertise-client-urls", local(client)],
            ...["--listen-peer-urls", local(peer), "--initial-advertise-peer-urls", local(peer)],
            ...["--initial-cluster", `default=${local(peer)}`],
        ]),
        run(command, [
            ...["--etcd-servers", local(client), "--secure-port", String(secure), "--bind-address", "127.0.0.1"],
            ...["--cert-dir", folder, "--token-auth-file", join(folder, "tokens.csv"), "--authorization-mode", "RBAC"],
            ...["--service-account-issuer", "https://kubernetes.default.svc"],
            ...["--service-account-key-file", keyFile, "--service-account-signing-key-file", keyFile],
            // As clusters for work do; else the server itself would refuse what the policies are to refuse.
            ...["--service-cluster-ip-range", "10.0.0.0/24", "--allow-privileged=true"],
            // Images as volumes, which later servers know without being told.
            ...["--feature-gates", "ImageVolume=true"],
        ]),
    ];
    const stop = async () => {
        // The server first, which would otherwise complain that its etcd is gone.
        for (const one of [...started].reverse()) await one.end();
        removeFolder(folder);
    };
    const certificateFile = join(folder, "apiserver.crt");
    const call = caller(secure ?? 0, token, certificateFile);
    try {
        await ready(call, started);
        const { body } = await call("GET", "/version");
        const url = `https://127.0.0.1:${String(secure)}`;
        const as = (of: string) => caller(secure ?? 0, of, certificateFile);
        return { version: String(body["gitVersion"]), url, certificateFile, call, as, stop };
    } catch (error) {
        await stop();
        throw error;
    }
}

interface Running {
    readonly command: string;
    readonly ended: () => boolean;
    readonly said: () => string;
    end(): Promise<void>;
}

function run(command: string, args: readonly string[]): Running {
    const child: ChildProcess = spawn(command, [...args], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-10_000);
    });
    const closed = new Promise<void>(resolve => {
        child.once("error", error => {
            said += String(error);
            resolve();
        });
        child.once("close", () => {
            resolve();
        });
    });
    const ended = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    return {
        command,
        ended,
        said: () => said,
        async end() {
            if (!ended()) child.kill("SIGTERM");
            await Promise.race([closed, pause(END_WITHIN_MS, undefined, { ref: false })]);
            if (!ended()) child.kill("SIGKILL");
            await closed;
        },
    };
}

async function ready(call: ApiServer["call"], started: readonly Running[]): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
        const gone = started.find(one => one.ended());
        if (gone !== undefined) throw new Error(`${gone.command} ended by itself:\n${gone.said()}`);
        const status = await call("GET", "/readyz").then(
            answer => answer.status,
            // Not listening yet, or its certificate not written.
            () => 0,
        );
        if (status === 200) return;
        if (Date.now() > deadline) {
            throw new Error(`the API server was not ready in time:\n${started.map(one => one.said()).join("\n")}`);
        }
        await pause(ASK_EVERY_MS);
    }
}

function caller(port: number, token: string, certificateFile: string): ApiServer["call"] {
    return (method, path, body, contentType = "application/json") =>
        new Promise((resolve, reject) => {
            const sent = request(
                {
                    method,
                    path,
                    host: "127.0.0.1",
                    port,
                    ca: readFileSync(certificateFile),
                    headers: { authorization: `Bearer ${token}`, "content-type": contentType },
                },
                response => {
                    const chunks: Buffer[] = [];
                    response.on("data", (chunk: Buffer) => chunks.push(chunk));
                    response.once("error", reject);
                    response.once("end", () => {
                        const text = Buffer.concat(chunks).toString();
                        resolve({ status: response.statusCode ?? 0, body: parsed(text) });
                    });
                },
            );
            sent.once("error", reject);
            sent.end(body === undefined ? undefined : JSON.stringify(body));
        });
}

/** Some paths, such as `/readyz`, answer with plain text. */
function parsed(text: string): Answer["body"] {
    return text.startsWith("{") ? (JSON.parse(text) as Answer["body"]) : { message: text };
}

async function freePorts(count: number): Promise<readonly number[]> {
    const servers = await Promise.all(
        Array.from({ length: count }, async () => {
            const server = createServer();
            await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
            return server;
        }),
    );
    const ports = servers.map(server => (server.address() as AddressInfo).port);
    await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
    return ports;
}
