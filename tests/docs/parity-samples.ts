import * as path from "node:path";
import { TestFolder } from "../cli/support";
import type { PageProject } from "./page-session";

const DOCS = path.join(__dirname, "../../docs");

/** The project that the pages speak of. */
const PROGRAM = `const aws = require("@pulumi/aws");
const { Config, getStack } = require("@pulumi/pulumi");
const key = new aws.kms.Key("key", { description: "Key of " + getStack(), enableKeyRotation: true });
new aws.cloudwatch.LogGroup("audit", {
    name: "/" + getStack() + "/audit",
    retentionInDays: new Config().requireNumber("auditDays"),
    kmsKeyId: key.arn,
});
new aws.sqs.Queue("orders", { messageRetentionSeconds: 345600, kmsMasterKeyId: key.id });
`;

const stackFile = (days: number) => `config:\n  aws:region: eu-central-1\n  shop:auditDays: ${days}\n`;

/** What a resource of an exported state says of itself. */
interface Exported {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}

/** What `pulumi stack export` prints of a project with a default provider. */
function exported(project: string, stack: string, account: string, resources: readonly Exported[]): string {
    const urn = (type: string, name: string) => `urn:pulumi:${stack}::${project}::${type}::${name}`;
    const root = urn("pulumi:pulumi:Stack", `${project}-${stack}`);
    const provider = urn("pulumi:providers:aws", "default_7_0_0");
    const providerInputs = { region: "eu-central-1", version: "7.0.0", allowedAccountIds: JSON.stringify([account]) };
    return JSON.stringify({
        version: 3,
        deployment: {
            manifest: {},
            resources: [
                { urn: root, custom: false, type: "pulumi:pulumi:Stack" },
                {
                    urn: provider,
                    custom: true,
                    id: "1",
                    type: "pulumi:providers:aws",
                    inputs: providerInputs,
                    outputs: providerInputs,
                },
                ...resources.map(({ inputs, name, type }) => ({
                    urn: urn(type, name),
                    custom: true,
                    id: `${stack}-${name}`,
                    type,
                    inputs,
                    outputs: { ...inputs, arn: `arn:aws:demo:eu-central-1:${account}:${stack}-${name}` },
                    parent: root,
                    provider: `${provider}::1`,
                })),
            ],
        },
    });
}

const bucket = (name: string): Exported => ({ type: "aws:s3/bucket:Bucket", name, inputs: { forceDestroy: false } });
const database = (version: string, instances: string): readonly Exported[] => [
    {
        type: "aws:rds/cluster:Cluster",
        name: "orders",
        inputs: { engine: "aurora-postgresql", engineVersion: version, storageEncrypted: true },
    },
    { type: "aws:rds/clusterInstance:ClusterInstance", name: "orders-0", inputs: { instanceClass: instances } },
];

const QUEUE = "aws:sqs/queue:Queue";
const FAILED: Exported = { type: QUEUE, name: "jobs-failed", inputs: { messageRetentionSeconds: 1209600 } };
const jobs = (seconds: number): Exported => ({
    type: QUEUE,
    name: "jobs",
    inputs: { visibilityTimeoutSeconds: seconds },
});

/** What each export of a stack finds, one after the other: staging as it was, and as it was brought near production. */
const STATES: Readonly<Record<string, readonly string[]>> = {
    prod: [
        exported("shop-prod", "prod", "444455556666", [
            ...database("16.6", "db.r7g.large"),
            bucket("invoices"),
            jobs(60),
            FAILED,
        ]),
    ],
    staging: [
        exported("shop-staging", "staging", "111122223333", [
            ...database("15.8", "db.t4g.medium"),
            bucket("invoice-files"),
            jobs(30),
        ]),
        exported("shop-staging", "staging", "111122223333", [
            ...database("16.6", "db.t4g.medium"),
            bucket("invoices"),
            jobs(60),
            FAILED,
        ]),
    ],
};

/** The pages, each of which is one session. */
export const PARITY_PAGES: readonly string[] = [
    "add-a-difference.md",
    "retire-a-difference.md",
    "review-differences.md",
    "two-folders-into-one-program.md",
].map(name => path.join(DOCS, "how-to", name));

/** The project of the pages, as a reader has it before the first line of one. */
export function parityProject(): PageProject {
    const folder = new TestFolder().writeProject(PROGRAM, {
        "Pulumi.yaml": "name: shop\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
        "Pulumi.prod.yaml": stackFile(365),
        "Pulumi.staging.yaml": stackFile(30),
    });
    const exports = new Map<string, number>();
    return {
        folder,
        show: (file, content) => folder.write({ [file]: content }),
        other: command => {
            const [, stack, file] = EXPORT.exec(command) ?? [];
            if (stack !== undefined && file !== undefined) {
                const times = exports.get(stack) ?? 0;
                const state = STATES[stack]?.[times];
                if (state === undefined)
                    throw new Error(`there is no state of ${stack} to export for time ${times + 1}`);
                exports.set(stack, times + 1);
                folder.write({ [file]: state });
                return "";
            }
            const [, lines, shown] = TAIL.exec(command) ?? [];
            if (lines === undefined || shown === undefined) return undefined;
            return `${folder.read(shown).trimEnd().split("\n").slice(-Number(lines)).join("\n")}\n`;
        },
    };
}

/** `pulumi stack export` and `tail` as pages write them. */
const EXPORT = /^pulumi stack export --cwd \S+ --stack (\w+) --file \.\.\/(\w+\.json)$/;
const TAIL = /^tail -n (\d+) (\S+)$/;
