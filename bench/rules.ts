/*
 * What a rule costs for each resource: ours against the same judgements in the plain idiom of `@pulumi/policy`, in one
 * process, in turn. Both are shown the same protobuf messages, as the Pulumi engine sends them; no socket is in between.
 * Command: npm run bench:rules [-- rounds]
 */
import { strict as assert } from "node:assert";
import * as path from "node:path";
import * as policyServer from "@pulumi/policy/server";
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { AnalyzeRequest, AnalyzeResponse, AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { loadAnalyzerProtocol } from "../engine/packs/analyzer";
import { AnalyzerRequests } from "../engine/packs/requests";
import type { Plan } from "../plan/plan";
import { AnalyzerService } from "../policy-pack/analyzer/service";
import { DEFAULT_SETTINGS, judge, type Rule, rules } from "../policy-pack/index";
import { median } from "./measure";
import { plainPolicies, plainStackPolicies } from "./plain-rules";
import { planWith } from "./rules-plan";

const ROUNDS = 7;
const SIZES = [1000, 5000];
const TODAY = "2026-11-21";
const EVERY_RULE = { ...DEFAULT_SETTINGS, preset: "strict" } as const;
const MICROSECONDS_PER_MILLISECOND = 1000;

const protocol = loadAnalyzerProtocol(path.dirname(require.resolve("@pulumi/pulumi/package.json")));

type Handler<TRequest> = (call: { readonly request: TRequest }, answer: Answer) => Promise<void>;
type Answer = (error: Error | null | undefined, response: AnalyzeResponse) => void;
type Policies = readonly (ResourceValidationPolicy | StackValidationPolicy)[];
type MakeHandler<TRequest> = (pack: string, version: string, level: string, policies: Policies) => Handler<TRequest>;
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = policyServer as unknown as {
    readonly makeAnalyzeRpcFun: MakeHandler<AnalyzeRequest>;
    readonly makeAnalyzeStackRpcFun: MakeHandler<AnalyzeStackRequest>;
};

/** Runs a way of judging and returns what it finds: `rule urn`, sorted, each once. */
type Way = () => readonly string[] | Promise<readonly string[]>;

function judged(plan: Plan, by: readonly Rule[]): Way {
    return () => judge([plan], { rules: by, today: TODAY }).findings.map(({ rule, urn }) => `${rule} ${urn ?? ""}`);
}

function served(plan: Plan, by: readonly Rule[]): Way {
    const requests = new AnalyzerRequests(protocol, plan);
    const each = [...requests.perResource()];
    const stack = requests.forStack();
    return () => {
        const pack = { name: "bench", version: "0.0.1", description: "", rules: by, today: TODAY, environment: {} };
        const service = new AnalyzerService(pack);
        const responses = each.map(({ request }) => service.analyze(request));
        return [...responses, service.analyzeStack(stack)].flatMap(response => foundIn(response, ""));
    };
}

function plain(plan: Plan, policies: Policies): Way {
    const requests = new AnalyzerRequests(protocol, plan);
    const each = [...requests.perResource()];
    const stack = requests.forStack();
    const analyze = makeAnalyzeRpcFun("bench", "0.0.1", "mandatory", policies);
    const analyzeStack = makeAnalyzeStackRpcFun("bench", "0.0.1", "mandatory", policies);
    return async () => {
        const found: string[] = [];
        const take = (urn: string) => (error: Error | null | undefined, response: AnalyzeResponse) => {
            if (error instanceof Error) throw error;
            found.push(...foundIn(response, urn));
        };
        for (const { request, urn } of each) await analyze({ request }, take(urn));
        await analyzeStack({ request: stack }, take(""));
        return found;
    };
}

/** @param asked The resource that was asked about: the policy SDK leaves it out of the answer. */
function foundIn(response: AnalyzeResponse, asked: string): readonly string[] {
    return response
        .getDiagnosticsList()
        .map(diagnostic => `${diagnostic.getPolicyname()} ${diagnostic.getUrn() === "" ? asked : diagnostic.getUrn()}`);
}

/** Time of the processor, not of the clock: other work on the machine then counts for less. */
function millisecondsSince(started: NodeJS.CpuUsage): number {
    const { system, user } = process.cpuUsage(started);
    return (system + user) / MICROSECONDS_PER_MILLISECOND;
}

/** Milliseconds of each way, medians of some rounds in turn after one that warms up. All find the same. */
async function timesOf(ways: Readonly<Record<string, Way>>, rounds: number): Promise<Readonly<Record<string, number>>> {
    const times = new Map<string, number[]>();
    for (let round = 0; round <= rounds; round++) {
        for (const [name, way] of Object.entries(ways)) {
            const started = process.cpuUsage();
            await way();
            if (round > 0) times.set(name, [...(times.get(name) ?? []), millisecondsSince(started)]);
        }
    }
    return Object.fromEntries([...times].map(([name, all]) => [name, median(all)]));
}

async function compare(size: number, policies: Policies, rounds: number): Promise<void> {
    const plan = planWith(size);
    const compared = rules.filter(({ name }) => policies.some(policy => policy.name === name));
    assert.equal(compared.length, policies.length);
    const ways = {
        judge: judged(plan, compared),
        judgeNothing: judged(plan, []),
        serve: served(plan, compared),
        serveNothing: served(plan, []),
        plain: plain(plan, policies),
        plainNothing: plain(plan, []),
    };
    const distinct = (found: readonly string[]) => [...new Set(found)].sort();
    const found = distinct(await ways.judge());
    assert.ok(found.length > 0);
    assert.deepEqual(distinct(await ways.plain()), found, "the plain policies do not judge as our rules do");
    assert.deepEqual(distinct(await ways.serve()), found);

    const {
        judge: ours = 0,
        judgeNothing = 0,
        serve = 0,
        serveNothing = 0,
        plain: theirs = 0,
        plainNothing = 0,
    } = await timesOf(ways, rounds);
    const stackRules = compared.filter(({ scope }) => scope === "stack").length;
    const pairs = size * compared.length;
    const each = (milliseconds: number) => (milliseconds * MICROSECONDS_PER_MILLISECOND) / pairs;
    const reference = each(theirs - plainNothing);
    console.log(
        `\n${compared.length} rules, ${stackRules} of them over the stack, over ${size} resources, ${found.length} findings, median of ${rounds} rounds in turn`,
    );
    for (const [name, milliseconds, nothing] of [
        ["plain idiom of @pulumi/policy", theirs, plainNothing],
        ["ours, in check", ours, judgeNothing],
        ["ours, served", serve, serveNothing],
    ] as const) {
        const cost = each(milliseconds - nothing);
        console.log(
            `  ${name.padEnd(30)} ${cost.toFixed(3)} us a rule and resource (x ${(cost / reference).toFixed(3)})` +
                `   in all ${milliseconds.toFixed(1)} ms, without rules ${nothing.toFixed(1)} ms`,
        );
    }
}

/** Every rule of ours by itself, the slowest first. */
function slowest(size: number, rounds: number): void {
    const plans = [planWith(size), planWith(size, "prod")];
    const timed = rules.map(rule => {
        const samples = Array.from({ length: rounds }, () => {
            const started = process.cpuUsage();
            judge(plans, { rules: [rule], settings: EVERY_RULE, today: TODAY });
            return millisecondsSince(started);
        });
        return { name: rule.name, milliseconds: median(samples) };
    });
    const samples = Array.from({ length: rounds }, () => {
        const started = process.cpuUsage();
        judge(plans, { rules: [], today: TODAY });
        return millisecondsSince(started);
    });
    const nothing = median(samples);
    console.log(`\neach of ${rules.length} rules over two stacks of ${size} resources, beyond what no rule takes`);
    for (const { milliseconds, name } of timed.toSorted((one, other) => other.milliseconds - one.milliseconds)) {
        const each = ((milliseconds - nothing) * MICROSECONDS_PER_MILLISECOND) / (size * plans.length);
        console.log(`  ${name.padEnd(48)} ${each.toFixed(3)} us a resource`);
    }
}

async function main(): Promise<void> {
    const rounds = Number(process.argv[2] ?? ROUNDS);
    for (const size of SIZES) {
        await compare(size, plainPolicies, rounds);
        await compare(size, [...plainPolicies, ...plainStackPolicies], rounds);
    }
    slowest(SIZES[0] ?? 0, rounds);
}

void main();
