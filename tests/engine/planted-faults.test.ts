import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import { planStacks } from "../../engine";
import type { Plan } from "../../plan/plan";
import type { Finding } from "../../policy-pack/kernel/judgement";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import { type CommandResult, runCommand } from "../support/real-engine/child-process";
import { compiledPack } from "../support/real-engine/compiled-pack";
import { type PolicyEvent, policyEvents, verdictsOfEvents } from "../support/real-engine/policy-events";
import {
    assertDifferOnlyByKnowledge,
    exportedPlan,
    previewWithPack,
    type Reader,
    type StackReaders,
} from "../support/real-engine/readers";
import { JUDGED_ON, RealEngine } from "../support/real-engine/real-engine";
import { contradictions, differences, shownToAll, verdictsOf } from "../support/real-engine/verdicts";

const PROJECT = resolve(__dirname, "../fixtures/programs/real-faults");
const PACK = compiledPack();
const STACKS = ["staging", "prod"] as const;

/**
 * One planted fault for each of twelve rules, two a family at least: the rule, the stack, and the end of the resource's
 * URN. Each must be found, at every moment and by every reader, for agreeing on nothing proves nothing.
 */
const FAULTS: readonly (readonly [rule: string, stack: (typeof STACKS)[number], resource: string])[] = [
    ["iam-trust-within-environment", "staging", "aws:iam/role:Role::trusting"],
    ["resource-policy-within-environment", "staging", "aws:kms/key:Key::shared"],
    ["vpc-peering-within-environment", "prod", "aws:ec2/vpcPeeringConnection:VpcPeeringConnection::across"],
    ["required-tags", "prod", "aws:sqs/queue:Queue::orders"],
    ["environment-tag-matches-stack", "staging", "aws:s3/bucket:Bucket::mistagged"],
    ["stoppable-outside-production-is-scheduled", "staging", "aws:rds/instance:Instance::main"],
    ["production-never-scheduled", "prod", "aws:scheduler/schedule:Schedule::stop"],
    ["no-spot-in-production", "prod", "aws:eks/nodeGroup:NodeGroup::spot"],
    ["no-plaintext-credentials", "staging", "kubernetes:core/v1:ConfigMap::settings"],
    ["managed-master-password", "prod", "aws:rds/instance:Instance::main"],
    ["database-storage-encrypted", "staging", "aws:rds/instance:Instance::main"],
    ["security-group-not-open", "prod", "aws:ec2/securityGroup:SecurityGroup::open"],
];

/** Rules that compare stacks: only readers of both at once can run them. */
const COMPARING_RULES = ["distinct-accounts", "network-ranges-disjoint", "distinct-values", "differences-declared"];

/** What the program writes wherever it should not. */
const PLANTED_SECRET = "correct-horse-battery-staple-42";

const CHECK = resolve(__dirname, "../../dist/cli/main.js");

/** The faults that are not among what was found violated: `rule stack URN`. */
function missed(found: Iterable<string>): readonly string[] {
    const all = [...found];
    return FAULTS.filter(
        ([rule, stack, resource]) => !all.some(one => one.startsWith(`${rule} ${stack} `) && one.endsWith(resource)),
    ).map(fault => fault.join(" "));
}

/** What the pack reported as violated. */
function violatedIn(events: readonly PolicyEvent[], stack: string): readonly string[] {
    return [...verdictsOfEvents(events, stack)].flatMap(([key, { outcome }]) => (outcome === "violated" ? [key] : []));
}

function reader(name: string, plans: readonly Plan[]): Reader {
    return { name, plans, verdicts: shownToAll(verdictsOf(plans, DEFAULT_SETTINGS, JUDGED_ON)) };
}

/** Longest time for the check of two states, in milliseconds. */
const CHECK_LIMIT_MS = 60_000;

/** One stack from its first preview to its exported state. */
interface Life {
    readonly stack: string;
    readonly first: StackReaders;
    /** An update with the pack, and what it created before the pack stopped it. */
    readonly refused: CommandResult;
    readonly created: readonly string[];
    /** A preview after an update without the pack. */
    readonly second: StackReaders;
    readonly state: Plan;
    readonly analyzed: CommandResult;
}

describe("a program with planted faults, read four ways", () => {
    let engine: RealEngine;
    let stacks: readonly StackReaders[];
    let lives: readonly Life[];
    let embedded: Reader;
    let previewed: Reader;
    let exported: Reader;

    before(async () => {
        engine = await RealEngine.start(PROJECT);
        embedded = reader(
            "the embedded engine",
            (await planStacks({ cwd: PROJECT, stacks: STACKS })).map(({ plan }) => plan),
        );
        lives = await Promise.all(
            STACKS.map(async stack => {
                await engine.succeed(["stack", "init", stack], { step: `${stack}: init` });
                const first = await previewWithPack(engine, stack, PACK);
                const refused = await engine.run(
                    ["up", "--yes", "--skip-preview", "--stack", stack, "--policy-pack", PACK],
                    { step: `${stack}: up with the pack` },
                );
                const created = engine.resources().filter(resource => resource.startsWith(`urn:pulumi:${stack}::`));
                await engine.succeed(["up", "--yes", "--skip-preview", "--stack", stack], { step: `${stack}: up` });
                const second = await previewWithPack(engine, stack, PACK);
                const state = await exportedPlan(engine, stack);
                const file = `${stack}.json`;
                await engine.succeed(["stack", "export", "--file", file, "--stack", stack], {
                    step: `${stack}: export to a file`,
                });
                const analyzed = await engine.run(
                    ["policy", "analyze", "--json", "--file", file, "--policy-pack", PACK],
                    { env: { STAGEWRIGHT_STRICT: "false" }, step: `${stack}: policy analyze` },
                );
                return { stack, first, refused, created, second, state, analyzed };
            }),
        );
        stacks = lives.map(({ first }) => first);
        previewed = reader(
            "the preview",
            stacks.map(stack => stack.previewed),
        );
        exported = reader(
            "the state",
            lives.map(({ state }) => state),
        );
    });

    after(() => {
        engine.stop();
    });

    it("given the faults, finds them with every reader", () => {
        for (const { name, verdicts } of [embedded, previewed, exported]) {
            const found = [...verdicts].flatMap(([key, { outcome }]) => (outcome === "violated" ? [key] : []));
            assert.deepEqual(missed(found), [], name);
            const rules = new Set(found.map(key => key.split(" ")[0]));
            assert.deepEqual(
                COMPARING_RULES.filter(rule => !rules.has(rule)),
                [],
                name,
            );
        }
    });

    const moments: readonly (readonly [moment: string, eventsAt: (life: Life) => readonly PolicyEvent[]])[] = [
        ["a first preview", ({ first }) => first.events],
        ["a preview of what is deployed", ({ second }) => second.events],
        ["the exported state", ({ analyzed }) => policyEvents(analyzed.stdout)],
    ];
    for (const [moment, eventsAt] of moments) {
        it(`given ${moment}, the pack under the CLI finds all twelve`, () => {
            assert.deepEqual(missed(lives.flatMap(life => violatedIn(eventsAt(life), life.stack))), []);
        });
    }

    it("given the exported states, stagewright check finds all twelve", async () => {
        const plans = STACKS.flatMap(stack => ["--plan", `${stack}.json`]);
        const { code, stdout } = await runCommand(process.execPath, [CHECK, "check", "--format", "json", ...plans], {
            cwd: engine.project,
            env: { PATH: process.env["PATH"] ?? "" },
            limitMs: CHECK_LIMIT_MS,
        });
        assert.equal(code, 1);
        const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
        const violated = findings.filter(({ verdict }) => verdict === "violated");
        assert.deepEqual(
            missed(violated.map(({ rule, stacks: [stack = ""], urn = "" }) => `${rule} ${stack} ${urn}`)),
            [],
        );
        assert.ok(!stdout.includes(PLANTED_SECRET));
    });

    it("given three readers, none says that something holds where another says that it is violated", () => {
        assert.deepEqual(contradictions(embedded.verdicts, previewed.verdicts), []);
        assert.deepEqual(contradictions(embedded.verdicts, exported.verdicts), []);
        assert.deepEqual(contradictions(previewed.verdicts, exported.verdicts), []);
    });

    it("given a first preview, the embedded engine says the same of all that both can read", () => {
        assertDifferOnlyByKnowledge(embedded, previewed);
    });

    it("given a deployment, the state says the same of all that could be read before", () => {
        assertDifferOnlyByKnowledge(embedded, exported);
        assertDifferOnlyByKnowledge(previewed, exported);
    });

    it("given that a reader knows less, it does say undecided", () => {
        const undecided = differences(embedded.verdicts, exported.verdicts).filter(
            ({ one }) => one?.outcome === "undecided",
        );
        assert.ok(undecided.some(({ key }) => key.startsWith("security-group-not-open staging")));
    });

    it("given secrets in plain sight, repeats none of them in a finding", () => {
        for (const { message } of stacks.flatMap(({ events }) => events)) assert.ok(!message.includes(PLANTED_SECRET));
    });

    for (const [index, stack] of STACKS.entries()) {
        it(`given an update of ${stack} without a preview, the pack stops it before a resource at fault is created`, () => {
            const { refused, created } = lives[index]!;
            assert.notEqual(refused.code, 0);
            // The engine creates side by side: one that has no fault may come before the first that has one.
            const atFault = stacks[index]!.events.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
            const early = atFault.filter(({ resourceUrn }) => created.some(one => one.startsWith(`${resourceUrn} `)));
            assert.ok(atFault.length > 0);
            assert.deepEqual(early, []);
        });

        it(`given the pack under the CLI, it says of ${stack} what the same rules say of the preview's plan`, () => {
            const { preview, previewed: plan, events } = stacks[index]!;
            assert.notEqual(preview.code, 0);
            const alone = reader("the preview alone", [plan]);
            const reported = verdictsOfEvents(events, stack);
            assert.deepEqual(contradictions(alone.verdicts, reported), []);
        });

        it(`given the exported state of ${stack}, policy analyze says what the same rules say of the state's plan`, () => {
            const { code, stdout } = lives[index]!.analyzed;
            assert.notEqual(code, 0);
            const alone = reader("the state alone", [exported.plans[index]!]);
            assert.deepEqual(contradictions(alone.verdicts, verdictsOfEvents(policyEvents(stdout), stack)), []);
        });
    }
});
