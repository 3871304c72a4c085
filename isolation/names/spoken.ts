import { type AddressRange, asRange, isAnywhere, overlap, parseRange } from "../../aws/address-range";
import { isAccountId, parseArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partition";
import { parsedJson } from "../../plan/plain";
import { isPropertyMap } from "../../plan/value";
import type { Reference } from "../connection";
import * as forms from "../data/arn-forms";
import { arnAt } from "../home";
import { behindAwsHost, isMadeByAws } from "./aws-hosts";
import { bareHost } from "./domain";

/** What is known of a text that is searched. */
export interface Hearing {
    /** The name of the value, where it has one. */
    readonly name: string | undefined;
    /**
     * Whether the text is secret. Then only what stands where a host must stand is taken out of it: behind the credentials
     * of an address, below a key that is called so, or in the shape of the hosts that AWS makes.
     */
    readonly isSecret: boolean;
}

/** Names of values that are credentials: whatever such a value looks like, it is no host. */
const CREDENTIAL_NAME = /pass|secret|token|credential|api_?key|private_?key|signing/i;
/** Names of values that are hosts, or hold one. */
const HOST_NAME = /(?:address|addr|brokers?|endpoint|host|hostname|nodes?|servers?|uri|url)$/i;
/**
 * Names of values that name a bucket: all the world has one of each. Whatever else is named without a host or an ARN is
 * looked up in the caller's own account, and leads nowhere else.
 */
const BUCKET_NAME = /bucket(?:[_-]?(?:name|id|arn))?$/i;
const BUCKET = /^[a-z0-9][a-z0-9.-]{2,62}$/;
const ANYWHERE = { partition: "*", region: "*", account: "*" } as const;
/** A catalogue of data is called by the account that it is of. */
const ACCOUNT_NAME = /account|^catalog-?id$/i;
/** Longest word that is looked at, in characters: the longest name of the DNS (RFC 1035), and a path behind it. */
const MAX_WORD_CHARACTERS = 1_024;
/** Longest name of the DNS, in characters (RFC 1035). */
const MAX_HOST_CHARACTERS = 253;

const ARN = /\barn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12}|aws)?:[^\s"'`,;<>(){}\\]+/g;
/** The last `@` before the path ends whatever stands before the host, a password with an `@` of its own included. */
const AUTHORITY = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:(?:thin:)?(?:\/\/|@)(?:[^\s/"'<>]*@)?([^\s/?#"'<>;@]+)/gi;
/** The host of a connection string of pairs: `Server=tcp:host,1433;Password=...`, `host=db port=5432`. */
const KEYED = /(?:^|[;\s])(?:server|host|hostname|data source|addr(?:ess)?)\s*=\s*(?:tcp:)?([^;,\s:]+)/gi;
const BUCKET_ADDRESS =
    /\b(?:s3[an]?:\/\/|https:\/\/s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?\/)([a-z0-9][a-z0-9.-]+)/g;
const QUEUE_ADDRESS = /\bhttps:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([A-Za-z0-9_.-]+)/g;
/** A credential within running text, with its name: `password=...`, `"token": "..."`, `--secret ...`. */
const CREDENTIAL =
    /(?:pass|pwd|secret|token|credential|api_?key|private_?key|signing)[\w.-]{0,64}["']?(?:\s*[=:]\s*|\s+)["']?[^\s"';,&]+/gi;
/** Words of running text: what no host, address or range goes on with ends one. */
const WORD_ENDS = /[\s"'`,;=()<>{}[\]|&@\\]+/;
/** What follows the first part of a word, but for the length of a range. */
const PATH = /(?<=^[^/]+)\/(?!\d{1,3}$).*$/s;
/** What can be an address or a range at all: to ask the library for every word takes too long. */
const ADDRESS = /^[0-9a-f:]+[.:][0-9a-f:.]*(?:\/\d{1,3})?$/;
const HOST = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9]\.?$/;
/** Ends of names of files, which look like hosts. */
const FILE =
    /\.(?:conf|crt|css|csv|gz|html|ini|jar|js|json|jsonl|key|log|lock|md|pem|properties|sql|tar|tf|toml|ts|txt|xml|ya?ml)$/;
/** Names within one cluster, or within one machine: nobody else's are ever meant by them. */
const WITHIN = /(?:^|\.)(?:localhost|svc|cluster\.local|local\.?host|localdomain|internal\.cloudapp\.net)$/;
/** Names of the cloud within every network, such as `ip-10-0-0-1.eu-west-1.compute.internal`. */
const OF_EVERY_NETWORK = /(?:^|\.)(?:ec2|[a-z0-9-]+\.compute)\.internal$|^metadata\.google\.internal$/;
/** Addresses that are one's own everywhere: the machine itself, and its link. */
const HERE = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "::1/128", "fe80::/10", "fd00:ec2::/32"];

/** Whole blocks of private addresses, as lists of what is not proxied name them: no environment is meant by one. */
const BLOCKS: ReadonlySet<string> = new Set([
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "fc00::/7",
    "fd00::/8",
]);

/** Everything outside of the text that it names: hosts, addresses, ARNs, buckets, queues. Each once. */
export function spokenIn(text: string, { isSecret, name }: Hearing): readonly Reference[] {
    const isGuarded = isSecret || CREDENTIAL_NAME.test(name ?? "");
    const references = [
        ...[...text.matchAll(ARN)].map(([arn]) => namedBy(arn, isGuarded)),
        ...[...text.matchAll(QUEUE_ADDRESS)].map(([, region = "", account = "", queue = ""]) =>
            namedBy(`arn:${partitionOf(region)}:sqs:${region}:${account}:${queue}`, isGuarded),
        ),
        ...[...new Set(authoritiesIn(text))].flatMap(behind),
        ...[...new Set(wordsIn(text))]
            .filter(word => !isGuarded || isMadeByAws(word) || HOST_NAME.test(name ?? ""))
            .flatMap(behind),
        ...(isGuarded ? valuesIn(text) : namedIn(text, name ?? "")),
    ];
    const distinct = new Map(references.map(reference => [JSON.stringify(reference), reference]));
    return [...distinct.values()].filter(reference => reference !== undefined);
}

/** An ARN; of one within a secret, only the account that it is of. */
function namedBy(arn: string, isGuarded: boolean): Reference | undefined {
    if (!isGuarded) return { kind: "name", pattern: arn };
    const account = parseArn(arn)?.account ?? "";
    return isAccountId(account) ? { kind: "account", account } : undefined;
}

/** What the values of a secret name, where it is JSON as Secrets Manager keeps it. */
function valuesIn(text: string): readonly Reference[] {
    if (!text.startsWith("{")) return [];
    const values = parsedJson(text);
    if (!isPropertyMap(values)) return [];
    return Object.entries(values).flatMap(([name, value]) =>
        typeof value === "string" ? spokenIn(value, { name, isSecret: true }) : [],
    );
}

/** What a value names by what it is called itself, and buckets by their addresses. */
function namedIn(text: string, name: string): readonly Reference[] {
    const account = ACCOUNT_NAME.test(name) && isAccountId(text) ? [{ kind: "account", account: text } as const] : [];
    return [
        ...[...text.matchAll(BUCKET_ADDRESS)].map(([, bucket = ""]) => bucketOf(bucket)),
        ...(BUCKET_NAME.test(name) && BUCKET.test(text) ? [bucketOf(text)] : []),
        ...account,
    ];
}

function bucketOf(name: string): Reference {
    return { kind: "name", pattern: arnAt(ANYWHERE, forms.BUCKET, name) };
}

/** The hosts of addresses such as `postgres://user:password@host:5432/name`, and of connection strings. */
function authoritiesIn(text: string): readonly string[] {
    return [...text.matchAll(AUTHORITY), ...text.matchAll(KEYED)]
        .flatMap(([, hosts = ""]) => hosts.split(","))
        .map(host => bareHost(/^\[([^\]]+)\]/.exec(host)?.[1] ?? host.replace(/:.*$/s, "")));
}

/** Words of running text without their ports and paths. Addresses are not among them. */
function wordsIn(text: string): readonly string[] {
    return text
        .replace(AUTHORITY, " ")
        .replace(ARN, " ")
        .replace(CREDENTIAL, " ")
        .split(WORD_ENDS)
        .filter(word => word !== "" && word.length <= MAX_WORD_CHARACTERS)
        .map(word => bareHost(word.replace(PATH, "").replace(/:\d+$/, "")));
}

function behind(word: string): readonly Reference[] {
    if (word.length > MAX_HOST_CHARACTERS) return [];
    if (isMadeByAws(word)) return behindAwsHost(word);
    const range = ADDRESS.test(word) ? asRange(word) : undefined;
    if (range !== undefined) return isOfNobody(range) ? [] : [{ kind: "range", range: range.text }];
    const isHost = HOST.test(word) && !FILE.test(word) && !WITHIN.test(word) && !OF_EVERY_NETWORK.test(word);
    return isHost ? [{ kind: "host", host: word }] : [];
}

function isOfNobody(range: AddressRange): boolean {
    const isHere = HERE.map(parseRange).some(here => here !== undefined && overlap(here, range));
    return isHere || isAnywhere(range) || BLOCKS.has(range.text);
}
