import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** Name of the script, without its ending: the first half of the canary's handler. */
export const SCRIPT_NAME = "probe";

/**
 * What a canary runs: one request over HTTPS, judged by its certificate, its status, a text in it, and the time that it takes. It
 * uses nothing of a runtime but Node.js, so that a new runtime needs no new script. It follows no redirects: an answer from
 * elsewhere is not the endpoint's. What it is told comes from the environment, so the script itself is the same for all.
 */
export const SCRIPT = `"use strict";
const https = require("node:https");

const BODY_MAXIMUM_BYTES = 1048576;

exports.handler = async () => {
    const { PROBE_URL: url, PROBE_TEXT: text } = process.env;
    const status = Number(process.env.PROBE_STATUS);
    const answer = await get(url, Number(process.env.PROBE_TIMEOUT_MS));
    if (answer.status !== status) throw new Error(\`expected status \${status}, got \${answer.status}\`);
    if (text && !answer.body.includes(text)) throw new Error("the answer lacks the expected text");
    return \`status \${answer.status}\`;
};

function get(url, timeoutMs) {
    return new Promise((resolve, reject) => {
        const request = https.get(url, { headers: { "user-agent": "stagewright-probe" }, agent: false }, response => {
            const chunks = [];
            let bytes = 0;
            response.on("data", chunk => {
                bytes += chunk.length;
                if (bytes <= BODY_MAXIMUM_BYTES) chunks.push(chunk);
            });
            response.on("error", fail);
            response.on("end", () => {
                clearTimeout(timer);
                resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString("utf8") });
            });
        });
        const fail = error => {
            clearTimeout(timer);
            reject(error);
        };
        const timer = setTimeout(() => request.destroy(new Error(\`no whole answer within \${timeoutMs} ms\`)), timeoutMs);
        request.on("error", fail);
    });
}
`;

/** Names the script by what is in it: another script is another object, which makes the canary take it. */
export const SCRIPT_DIGEST = createHash("sha256").update(SCRIPT).digest("hex").slice(0, 16);

/** The script at both places that runtimes of Synthetics look for it: the root, and the modules of Node.js. */
export function scriptArchive(): pulumi.asset.AssetArchive {
    const file = new pulumi.asset.StringAsset(SCRIPT);
    return new pulumi.asset.AssetArchive({
        [`${SCRIPT_NAME}.js`]: file,
        [`nodejs/node_modules/${SCRIPT_NAME}.js`]: file,
    });
}
