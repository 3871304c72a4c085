/*
 * What serving Pulumi's `Analyzer` protocol ourselves gives over composing the same rules with `@pulumi/policy`: time from
 * start to the port, one `Analyze` call a resource, one `AnalyzeStack` over all, and memory.
 * Command: npm run bench:pack [-- rounds]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { performance } from "node:perf_hooks";
import { Analyzer, loadAnalyzerProtocol } from "../engine/packs/analyzer";
import { AnalyzerRequests } from "../engine/packs/requests";
import type { Plan, PlannedResource } from "../plan/plan";
import { buildUrn } from "../plan/urn";
import type { PropertyMap } from "../plan/value";
import { bareResource } from "./bare-resource";
import { median } from "./measure";

const ROUNDS = 5;
const SIZES = [1000, 5000];
const TIMEOUT_MS = 600_000;
const ROOT = path.join(__dirname, "../..");
const SDK_FOLDER = path.dirname(require.resolve("@pulumi/pulumi/package.json"));
const RUNNER = path.join(SDK_FOLDER, "cmd/run-policy-pack");
const protocol = loadAnalyzerProtocol(SDK_FOLDER);

const TAGS = { environment: "staging", owner: "bench", "cost-centre": "bench" };

/** Types that our rules look at, and one that they do not; none of them with a fault, so that no time goes into texts. */
const TYPES: readonly (readonly [type: string, inputs: PropertyMap])[] = [
    [
        "aws:cloudwatch/logGroup:LogGroup",
        { name: "log", retentionInDays: 7, kmsKeyId: "arn:aws:kms:eu-central-1:1:key/a" },
    ],
    [
        "aws:ec2/securityGroup:SecurityGroup",
        {
            vpcId: "vpc-1",
            description: "one of many",
            ingress: [{ fromPort: 443, toPort: 443, protocol: "tcp", cidrBlocks: ["10.0.0.0/8"] }],
            egress: [{ fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["10.0.0.0/8"] }],
        },
    ],
    [
        "aws:iam/role:Role",
        {
            name: "role",
            assumeRolePolicy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
            }),
        },
    ],
    ["aws:sqs/queue:Queue", { name: "queue", messageRetentionSeconds: 3600, visibilityTimeoutSeconds: 30 }],
];

function planOf(size: number): Plan {
    const provider = {
        urn: buildUrn("staging", "bench", undefined, "pulumi:providers:aws", "aws"),
        name: "aws",
        isDefault: false,
        inputs: { region: "eu-central-1", allowedAccountIds: ["111111111111"], skipMetadataApiCheck: "true" },
    };
    const resources = Array.from({ length: size }, (_, index): PlannedResource => {
        const [type, inputs] = TYPES[index % TYPES.length] ?? ["", {}];
        const name = `resource-${index}`;
        const outputs = { id: name, arn: `arn:aws:service:eu-central-1:111111111111:${name}` };
        const tagged = { ...inputs, tags: TAGS, tagsAll: TAGS };
        return bareResource("staging", type, name, tagged, { outputs, provider });
    });
    return {
        project: "bench",
        stack: "staging",
        source: "embedded",
        phase: "declared",
        config: {},
        resources,
        outputs: {},
        gaps: [],
    };
}

interface Sample {
    readonly startMs: number;
    readonly analyzeMs: number;
    readonly stackMs: number;
    readonly peakMiB: number;
    readonly diagnostics: number;
}

async function run(folder: string, plan: Plan): Promise<Sample> {
    const started = performance.now();
    const child = spawn(process.execPath, [RUNNER, "no-engine", folder], {
        cwd: folder,
        env: { ...process.env, PULUMI_NODEJS_DRY_RUN: "true", PULUMI_NODEJS_PROJECT: plan.project },
        stdio: ["ignore", "pipe", "inherit"],
    });
    try {
        const port = await portOf(child);
        const startMs = performance.now() - started;
        const analyzer = new Analyzer(protocol, `127.0.0.1:${port}`, TIMEOUT_MS);
        const requests = new AnalyzerRequests(protocol, plan);
        const each = [...requests.perResource()];
        const stack = requests.forStack();
        const policies = (await analyzer.getInfo()).getPoliciesList().length;
        if (policies < 1) throw new Error(`${folder} serves no policy`);
        let diagnostics = 0;
        const beforeEach = performance.now();
        for (const { request } of each) diagnostics += (await analyzer.analyze(request)).getDiagnosticsList().length;
        const beforeStack = performance.now();
        diagnostics += (await analyzer.analyzeStack(stack)).getDiagnosticsList().length;
        const stackMs = performance.now() - beforeStack;
        analyzer.close();
        return { startMs, analyzeMs: beforeStack - beforeEach, stackMs, peakMiB: peakOf(child), diagnostics };
    } finally {
        child.kill();
    }
}

function portOf(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
        let printed = "";
        child.stdout?.on("data", chunk => {
            printed += String(chunk);
            const [, port] = /(\d+)\n/.exec(printed) ?? [];
            if (port !== undefined) resolve(port);
        });
        child.once("close", code => {
            reject(new Error(`the pack ended with ${String(code)}`));
        });
    });
}

function peakOf({ pid }: ChildProcess): number {
    const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

/** A pack folder for `bench/sdk-pack.ts`. */
function composedPack(): string {
    const folder = mkdtempSync(path.join(tmpdir(), "stagewright-bench-pack-"));
    const main = path.join(ROOT, ".bench/bench/sdk-pack.js");
    writeFileSync(path.join(folder, "index.js"), `require(${JSON.stringify(main)});\n`);
    writeFileSync(path.join(folder, "package.json"), `{ "version": "0.0.1", "main": "index.js" }\n`);
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    return folder;
}

async function main(): Promise<void> {
    const rounds = Number(process.argv[2] ?? ROUNDS);
    const composed = composedPack();
    const contenders = new Map([
        ["composed with @pulumi/policy", composed],
        ["serving the protocol", path.join(ROOT, "policy-pack")],
    ]);
    try {
        for (const size of SIZES) {
            const plan = planOf(size);
            const samples = new Map<string, Sample[]>([...contenders.keys()].map(name => [name, []]));
            for (let round = 0; round < rounds; round++) {
                for (const [name, folder] of contenders) samples.get(name)?.push(await run(folder, plan));
            }
            print(size, rounds, samples);
        }
    } finally {
        rmSync(composed, { recursive: true });
    }
}

function print(size: number, rounds: number, samples: ReadonlyMap<string, readonly Sample[]>): void {
    console.log(`\na pack over ${size} resources, median of ${rounds} rounds in turn`);
    const [reference = []] = samples.values();
    const columns = ["startMs", "analyzeMs", "stackMs", "peakMiB"] as const;
    for (const [name, all] of samples) {
        const cells = columns.map(column => {
            const middle = median(all.map(sample => sample[column]));
            const ratio = middle / median(reference.map(sample => sample[column]));
            return `${column} ${middle.toFixed(0)} (x ${ratio.toFixed(2)})`;
        });
        console.log(`  ${name.padEnd(30)} ${cells.join("   ")}   diagnostics ${String(all[0]?.diagnostics)}`);
    }
}

void main();
