import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import { planStacks } from "../../engine";
import type { Plan } from "../../plan/plan";
import { DEFAULT_SETTINGS } from "../../policy-pack/settings";
import type { CommandResult } from "../support/real-engine/child-process";
import { compiledPack } from "../support/real-engine/compiled-pack";
import { policyEvents, verdictsOfEvents } from "../support/real-engine/policy-events";
import {
    assertDifferOnlyByKnowledge,
    exportedPlan,
    previewWithPack,
    type Reader,
    type StackReaders,
} from "../support/real-engine/readers";
import { RealEngine } from "../support/real-engine/real-engine";
import { contradictions, differences, verdictsOf } from "../support/real-engine/verdicts";

const PROJECT = resolve(__dirname, "../fixtures/programs/real-faults");
const PACK = compiledPack();
const STACKS = ["staging", "prod"] as const;

/** Rules that must find something, for agreeing on nothing proves nothing. */
const RULES_THAT_FIND = [
    "cluster-endpoint-not-open",
    "database-storage-encrypted",
    "distinct-accounts",
    "iam-trust-within-environment",
    "network-ranges-disjoint",
    "no-plaintext-credentials",
    "production-never-scheduled",
    "provider-account-pinned",
    "required-tags",
    "security-group-not-open",
    "stoppable-outside-production-is-scheduled",
];

/** What the program writes wherever it should not. */
const PLANTED_SECRET = "correct-horse-battery-staple-42";

const TODAY = "2030-01-01";

function reader(name: string, plans: readonly Plan[]): Reader {
    return { name, plans, verdicts: verdictsOf(plans, DEFAULT_SETTINGS, TODAY) };
}

describe("a program with planted faults, read four ways", () => {
    let engine: RealEngine;
    let stacks: readonly StackReaders[];
    let refusals: readonly { readonly refused: CommandResult; readonly created: readonly string[] }[];
    let embedded: Reader;
    let previewed: Reader;
    let exported: Reader;

    before(async () => {
        engine = await RealEngine.start(PROJECT);
        embedded = reader(
            "the embedded engine",
            (await planStacks({ cwd: PROJECT, stacks: STACKS })).map(({ plan }) => plan),
        );
        const lives = await Promise.all(
            STACKS.map(async stack => {
                await engine.succeed(["stack", "init", stack], { step: `${stack}: init` });
                const first = await previewWithPack(engine, stack, PACK);
                const refused = await engine.run(
                    ["up", "--yes", "--skip-preview", "--stack", stack, "--policy-pack", PACK],
                    { step: `${stack}: up with the pack` },
                );
                const created = engine.resources().filter(resource => resource.startsWith(`urn:pulumi:${stack}::`));
                await engine.succeed(["up", "--yes", "--skip-preview", "--stack", stack], { step: `${stack}: up` });
                return { first, refused, created, state: await exportedPlan(engine, stack) };
            }),
        );
        stacks = lives.map(({ first }) => first);
        refusals = lives;
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
            const found = new Set(
                [...verdicts].filter(([, { outcome }]) => outcome === "violated").map(([key]) => key.split(" ")[0]),
            );
            assert.deepEqual(
                RULES_THAT_FIND.filter(rule => !found.has(rule)),
                [],
                name,
            );
        }
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
            const { refused, created } = refusals[index]!;
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

        it(`given the exported state of ${stack}, policy analyze says what the same rules say of the state's plan`, async () => {
            const file = `${stack}.json`;
            await engine.succeed(["stack", "export", "--file", file, "--stack", stack], {
                step: `${stack}: export to a file`,
            });
            const { code, stdout } = await engine.run(
                ["policy", "analyze", "--json", "--file", file, "--policy-pack", PACK],
                {
                    env: { STAGEWRIGHT_STRICT: "false" },
                    step: `${stack}: policy analyze`,
                },
            );
            assert.notEqual(code, 0);
            const alone = reader("the state alone", [exported.plans[index]!]);
            assert.deepEqual(contradictions(alone.verdicts, verdictsOfEvents(policyEvents(stdout), stack)), []);
        });
    }
});
