/*
 * Drives the detectors of secretlint's recommended preset. Its own runner (`@secretlint/core`) is asynchronous, checks are
 * not; what a detector itself does with a text is synchronous, so the detectors are handed a context of ours. That has two
 * more uses: the library's own messages, which quote what was found, are never made, and a comment in a text cannot switch
 * the examination of that text off.
 */
import { createRequire } from "node:module";

import type { rules } from "@secretlint/secretlint-rule-preset-recommend" with { "resolution-mode": "import" };

interface Preset {
    readonly rules: typeof rules;
}
type Detector = Preset["rules"][number];
type Context = Parameters<Detector["create"]>[0];
type Source = Parameters<NonNullable<ReturnType<Detector["create"]>["file"]>>[0];
type Examine = (source: Source) => void;

const PRESET = "@secretlint/secretlint-rule-preset-recommend";

/** Obeys comments in a text that tell the library to pass over it: nobody who hides a credential may have a say. */
const COMMENT_FILTER = "@secretlint/secretlint-rule-filter-comments";

/** What a message calls what was found, by the library's name for it. */
const KINDS: Readonly<Record<string, string>> = {
    AWSSecretAccessKey: "an AWS secret access key",
    PrivateKeyJSON: "a key of a Google service account",
    PrivateKey: "a private key",
    PackageJSON_xOauthToken: "a GitHub token",
    Npmrc_authToken: "an npm token",
    NPM_ACCESS_TOKEN: "an npm token",
    BasicAuth: "an address with a password in it",
    SLACK_TOKEN: "a Slack token",
    IncomingWebhook: "the address of a Slack webhook",
    SENDGRID_KEY: "a SendGrid key",
    SHOPIFY_KEY: "a Shopify key",
    GITHUB_TOKEN: "a GitHub token",
    OPENAI_TOKEN: "an OpenAI key",
    ANTHROPIC_API_KEY: "an Anthropic key",
    LINEAR_API_TOKEN: "a Linear key",
    OPS_TOKEN: "a 1Password token",
    MongoDBConnection: "an address with a password in it",
    MySQLConnection: "an address with a password in it",
    PostgreSQLConnection: "an address with a password in it",
};

/**
 * Parts that every text with a finding has: most texts of a plan have none, and are done with after one search. A test
 * holds a sample of each detector against this list, so that a detector of a newer version is not missed.
 */
const MARKS =
    /secret_?access_?key|private_key|-----BEGIN|npm_|x-oauth-basic|_authToken=|xox[abopr]-|xapp-|hooks\.slack\.com|SG\.|shp(?:pa|ca|at|ss)_|gh[opsru]_|github_pat_|sk-(?:proj|svcacct|admin|ant)-|sk-[A-Za-z0-9]{20}T3|lin_api_|ops_ey|:\/\/[^\s/]*@/i;

/** Names of files that some detectors go by: a text may be what would stand in any of them. */
const AS_JSON = { filePath: undefined, ext: ".json" };
const AS_NPM_CONFIGURATION = { filePath: ".npmrc", ext: "" };

/**
 * A value that is filled in later, which a detector took for one of its own: `_authToken="${NPM_TOKEN}"`. Of that one the
 * library says where the key begins, and not the value.
 */
const PLACEHOLDER = /^(?:_authToken=)?["']?(?:\$|<|\{\{|%|\*{3})/;

/** Whether a text is worth examining. Says yes far too often, and never no where there is something to find. */
export function isWorthExamining(text: string): boolean {
    return MARKS.test(text);
}

/** What kind of credential the library finds in a text, or nothing. Never a part of the text itself. */
export function detectedIn(text: string): string | undefined {
    if (!isWorthExamining(text)) return undefined;
    const found = examined(text, AS_JSON);
    return found ?? (text.includes("_authToken=") ? examined(text, AS_NPM_CONFIGURATION) : undefined);
}

let examiners: readonly Examine[] | undefined;
let reported: { readonly kind: string; readonly range: readonly [number, number] }[] = [];

function examined(content: string, as: Pick<Source, "filePath" | "ext">): string | undefined {
    examiners ??= loadExaminers();
    reported = [];
    const source = sourceOf(content, as);
    for (const examine of examiners) {
        examine(source);
        const found = reported.find(({ range }) => !PLACEHOLDER.test(content.slice(range[0])));
        if (found !== undefined) return KINDS[found.kind] ?? "a credential";
    }
    return undefined;
}

/** Loads the library only once there is a text to examine: most programs have none. */
function loadExaminers(): readonly Examine[] {
    const preset = createRequire(__filename)(PRESET) as Preset;
    return preset.rules.filter(({ meta }) => meta.id !== COMMENT_FILTER).map(toExaminer);
}

const CONTEXT: Context = {
    sharedOptions: {},
    createTranslator: () => messageId => ({ message: "", messageId: String(messageId), data: undefined }),
    report: ({ message, range }) => reported.push({ kind: message.messageId, range }),
    ignore: () => undefined,
};

function toExaminer(detector: Detector): Examine {
    const handler = detector.create(CONTEXT, {});
    return source => {
        if (handler.file?.(source) !== undefined) {
            throw new Error(`expected a detector that answers at once, got a promise of ${detector.meta.id}`);
        }
    };
}

function sourceOf(content: string, { filePath, ext }: Pick<Source, "filePath" | "ext">): Source {
    const isNoFile = (): never => {
        throw new Error("a text of a plan has no lines and columns");
    };
    return {
        hasBOM: false,
        content,
        filePath,
        physicalFilePath: undefined,
        contentType: "text",
        ext,
        getFilePath: () => filePath,
        getPhysicalFilePath: () => undefined,
        locationToRange: isNoFile,
        rangeToLocation: isNoFile,
        positionToIndex: isNoFile,
        indexToPosition: isNoFile,
    };
}
