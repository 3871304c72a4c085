import * as assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { asset } from "@pulumi/pulumi";
import { SCRIPT, SCRIPT_DIGEST, scriptArchive } from "../../components/synthetic-probe/script";
import { removeFolder } from "../support/remove-folder";

/** How the process that ran the script ended, and what it said. */
interface Run {
    readonly passed: boolean;
    readonly said: string;
}

const RUN =
    'require("./probe").handler().then(said => console.log(said), error => { console.error(error.message); process.exitCode = 1; });';

/** The script as Lambda runs it, in a process of its own, against a server of this test on the loopback. */
describe("the script of a probe", () => {
    let folder: string;
    let server: Server;
    let url: string;
    let answer: (request: IncomingMessage, response: ServerResponse) => void;

    const probe = (told: Readonly<Record<string, string>> = {}, trusted = true): Promise<Run> =>
        new Promise(resolve => {
            const environment = {
                PATH: process.env["PATH"],
                ...(trusted ? { NODE_EXTRA_CA_CERTS: path.join(folder, "certificate.pem") } : {}),
                PROBE_URL: url,
                PROBE_STATUS: "200",
                PROBE_TEXT: "",
                PROBE_TIMEOUT_MS: "20000",
                ...told,
            };
            execFile(process.execPath, ["-e", RUN], { cwd: folder, env: environment }, (error, stdout, stderr) => {
                resolve({ passed: error === null, said: `${stdout}${stderr}`.trim() });
            });
        });

    before(async () => {
        folder = mkdtempSync(path.join(tmpdir(), "stagewright-probe-"));
        writeFileSync(path.join(folder, "probe.js"), SCRIPT);
        const [key, certificate] = ["key.pem", "certificate.pem"].map(file => path.join(folder, file)) as [
            string,
            string,
        ];
        const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "1"];
        const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key];
        execFileSync("openssl", ["req", "-x509", ...made, "-out", certificate, ...subject], { stdio: "ignore" });
        server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
            answer(request, response);
        });
        await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
        url = `https://localhost:${(server.address() as AddressInfo).port}/healthz`;
    });

    after(() => {
        server.closeAllConnections();
        server.close();
        removeFolder(folder);
    });

    const says = (status: number, body: string, headers: Readonly<Record<string, string>> = {}) => {
        answer = (_, response) => response.writeHead(status, headers).end(body);
    };

    it("given the status and the text that it expects, passes, and says who asks", async () => {
        const seen: IncomingMessage[] = [];
        answer = (request, response) => {
            seen.push(request);
            response.end("the shop is open");
        };
        assert.deepEqual(await probe({ PROBE_TEXT: "shop is" }), { passed: true, said: "status 200" });
        assert.deepEqual(
            seen.map(({ method, url: asked, headers }) => [method, asked, headers["user-agent"]]),
            [["GET", "/healthz", "stagewright-probe"]],
        );
    });

    it("given another status, fails", async () => {
        says(503, "down");
        assert.deepEqual(await probe(), { passed: false, said: "expected status 200, got 503" });
    });

    it("given a redirect, does not follow it", async () => {
        says(301, "", { location: url });
        assert.deepEqual(await probe(), { passed: false, said: "expected status 200, got 301" });
        assert.deepEqual(await probe({ PROBE_STATUS: "301" }), { passed: true, said: "status 301" });
    });

    it("given an answer without the text, fails", async () => {
        says(200, "under construction");
        const run = await probe({ PROBE_TEXT: "shop is" });
        assert.deepEqual(run, { passed: false, said: "the answer lacks the expected text" });
    });

    it("given a text that comes in parts and beside much else, finds it", async () => {
        answer = (_, response) => {
            response.write("x".repeat(900_000));
            response.write("the sh");
            response.end("op is open");
        };
        assert.equal((await probe({ PROBE_TEXT: "shop is" })).passed, true);
    });

    it("given more than a MiB, reads no further, and still ends", async () => {
        says(200, `${"x".repeat(3_000_000)}shop is`);
        assert.equal((await probe({ PROBE_TEXT: "shop is" })).passed, false);
        assert.equal((await probe()).passed, true);
    });

    it("given a certificate that nobody vouches for, fails", async () => {
        says(200, "");
        assert.deepEqual(await probe({}, false), { passed: false, said: "self-signed certificate" });
    });

    it("given a certificate of another name, fails", async () => {
        says(200, "");
        const run = await probe({ PROBE_URL: url.replace("localhost", "127.0.0.1") });
        assert.equal(run.passed, false);
        assert.match(run.said, /does not match certificate's altnames/);
    });

    it("given no answer, fails in time", async () => {
        answer = () => undefined;
        const run = await probe({ PROBE_TIMEOUT_MS: "200" });
        assert.deepEqual(run, { passed: false, said: "no whole answer within 200 ms" });
    });

    it("given an answer that begins and never ends, fails in time", async () => {
        answer = (_, response) => void response.write("the shop");
        const run = await probe({ PROBE_TIMEOUT_MS: "300" });
        assert.equal(run.passed, false);
    });

    it("given an answer that breaks off, fails", async () => {
        answer = (_, response) => {
            response.writeHead(200, { "content-length": "100" });
            response.write("the shop", () => response.destroy());
        };
        assert.equal((await probe()).passed, false);
    });

    it("given nobody at the door, fails", async () => {
        const run = await probe({ PROBE_URL: "https://localhost:1/" });
        assert.equal(run.passed, false);
        assert.match(run.said, /ECONNREFUSED/);
    });

    it("is named by what is in it, and packed where both kinds of runtime look for it", async () => {
        const digest = createHash("sha256").update(SCRIPT).digest("hex");
        assert.equal(SCRIPT_DIGEST, digest.slice(0, 16));
        const files = Object.entries(await scriptArchive().assets);
        assert.deepEqual(
            files.map(([file]) => file),
            ["probe.js", "nodejs/node_modules/probe.js"],
        );
        for (const [, file] of files) {
            assert.ok(file instanceof asset.StringAsset);
            assert.equal(await file.text, SCRIPT);
        }
    });
});
