import { strict as assert } from "node:assert";
import { join, resolve } from "node:path";
import { writeFileSync } from "node:fs";
import { judgeParity } from "../../parity/judge";
import type { LedgerEntry } from "../../parity/ledger/entry";
import { readLedger } from "../../parity/ledger/read";
import { placeOf } from "../../parity/shown";
import { compareStacks, type Comparison } from "../../parity/stacks";
import type { Plan } from "../../plan/plan";
import { planFromPreview } from "../../plan/preview";
import { planFromState } from "../../plan/state";
import { runCli } from "../cli/support";
import { JUDGED_ON, RealEngine } from "../support/real-engine/real-engine";
import { RecordedStack } from "../support/real-engine/recorded-stack";

const REPOSITORY = resolve(__dirname, "../..");
const STACKS = ["prod", "staging"] as const;
type Stack = (typeof STACKS)[number];

/** The forms in which the CLI writes a stack down, and how each is read. */
const FORMS = {
    preview: planFromPreview,
    state: planFromState,
    "state with its secrets": planFromState,
    "preview of what is deployed": planFromPreview,
} as const;
type Form = keyof typeof FORMS;
const FORM_NAMES = Object.keys(FORMS) as readonly Form[];

/** One change of what the CLI wrote of staging, and what parity must say of it: each finding as "<fault> <place>". */
interface Planted {
    readonly what: string;
    readonly plant: (staging: RecordedStack) => RecordedStack;
    readonly found: readonly string[];
}

const DATABASE_RULE = "orders-from-nodes";

const PLANTED: readonly Planted[] = [
    {
        what: "a changed property",
        plant: staging => staging.withInput("orders-cluster", "port", 5433),
        found: ["undeclared-difference orders/orders-cluster#port"],
    },
    {
        what: "a property that is gone",
        plant: staging =>
            staging.changed("orders-cluster", ({ inputs }) => {
                delete inputs["copyTagsToSnapshot"];
            }),
        found: ["undeclared-difference orders/orders-cluster#copyTagsToSnapshot"],
    },
    {
        what: "a resource that is gone",
        plant: staging => staging.without(DATABASE_RULE),
        found: [`undeclared-difference orders/${DATABASE_RULE}`],
    },
    {
        what: "a resource too many",
        plant: staging => staging.withCopy(DATABASE_RULE, "orders-from-anybody"),
        found: ["undeclared-difference orders/orders-from-anybody"],
    },
    {
        what: "another action in the JSON of a policy",
        plant: staging => staging.replacedIn("shop-probe-permissions", "policy", "s3:ListAllMyBuckets", "s3:*"),
        found: ['undeclared-difference shop-probe/shop-probe-permissions#policy.Statement["ListBuckets"].Action'],
    },
    {
        what: "production's account in the policy of a key",
        plant: staging => staging.replacedIn("orders-key", "policy", "111122223333:root", "444455556666:root"),
        found: ['undeclared-difference orders/orders-key#policy.Statement["AdministeredByOwnAccount"].Principal.AWS'],
    },
    {
        what: "another tag",
        plant: staging => staging.replacedIn("signals-alerts", "tags", "shop-platform", "nobody"),
        found: ["undeclared-difference signals/signals-alerts#tags.owner"],
    },
    {
        what: "a secret in plain",
        plant: staging => staging.withInput("flags-values", "content", '{"version":"1"}'),
        found: ["undeclared-difference flags/flags-values#content"],
    },
    {
        what: "another version of the engine",
        plant: staging => staging.withInput("orders-cluster", "engineVersion", "16.9"),
        found: ["never-differs orders/orders-cluster#engineVersion"],
    },
    {
        what: "another port in a rule of a security group",
        plant: staging => staging.withInput(DATABASE_RULE, "toPort", 5439),
        found: [`undeclared-difference orders/${DATABASE_RULE}#toPort`],
    },
    {
        what: "a resource that its deletion would leave behind",
        plant: staging =>
            staging.changed("signals-alerts", record => {
                record.retainOnDelete = true;
            }),
        found: ["undeclared-difference signals/signals-alerts#@retainOnDelete"],
    },
    {
        what: "a size other than the one that was approved",
        plant: staging => staging.withInput("orders-cluster", "backupRetentionPeriod", 3),
        found: ["entry-changed orders/orders-cluster#backupRetentionPeriod"],
    },
    {
        what: "a size that is production's after all",
        plant: staging => staging.withInput("orders-cluster", "backupRetentionPeriod", 35),
        found: ["entry-unused orders/orders-cluster#backupRetentionPeriod"],
    },
    {
        what: "the types of logs in another order",
        plant: staging =>
            staging.changed("platform-cluster", ({ inputs }) => {
                (inputs["enabledClusterLogTypes"] as string[]).reverse();
            }),
        found: [],
    },
    {
        what: "the statements of a policy in another order",
        plant: staging =>
            staging.changed("shop-probe-permissions", ({ inputs }) => {
                const policy = JSON.parse(inputs["policy"] as string) as { Statement: unknown[] };
                inputs["policy"] = JSON.stringify({ ...policy, Statement: policy.Statement.reverse() }, undefined, 2);
            }),
        found: [],
    },
];

/** One entry of each part of the ledger: without it, something is undeclared. */
const SAMPLED: readonly string[] = [
    "working-hours",
    "network/*-c*",
    "orders/orders-cluster#backupRetentionPeriod",
    "*/*#insufficientDataActions",
    "shop-edge/shop-edge-host#name",
];

describe("parity of what the real CLI writes", () => {
    let engine: RealEngine;
    let texts: Readonly<Record<Stack, Readonly<Record<Form, string>>>>;
    let ledger: readonly LedgerEntry[];

    before(async () => {
        engine = await RealEngine.start(REPOSITORY);
        const [prod, staging] = await Promise.all(STACKS.map(stack => writtenDown(engine, stack)));
        texts = { prod: prod!, staging: staging! };
        ledger = readLedger(REPOSITORY);
    });

    after(() => {
        engine.stop();
    });

    const planOf = (form: Form, stack: Stack, document: unknown = JSON.parse(texts[stack][form])): Plan =>
        FORMS[form](document, `the ${form} of ${stack}`);
    const compared = (form: Form, staging = RecordedStack.of(texts.staging[form])): Comparison =>
        compareStacks(planOf(form, "prod"), planOf(form, "staging", staging.json));
    const foundIn = (comparison: Comparison, entries = ledger): readonly string[] =>
        judgeParity(comparison, entries, { today: JUDGED_ON }).findings.map(({ at, fault }) => `${fault} ${at}`);

    for (const form of FORM_NAMES) {
        describe(`given a ${form} of each stack of the reference program`, () => {
            it("is silent with the ledger, and leaves nothing undecided", async () => {
                const files = STACKS.map(stack => join(engine.folder, `${stack}.json`));
                for (const [place, stack] of STACKS.entries()) writeFileSync(files[place]!, texts[stack][form]);
                const { code, stdout, stderr } = await runCli([
                    "parity",
                    ...["--strict", "--format", "json"],
                    ...files.flatMap(file => ["--plan", file]),
                ]);
                assert.equal(stderr, "");
                const { findings, summary } = JSON.parse(stdout) as {
                    readonly findings: readonly unknown[];
                    readonly summary: { readonly undeclared: number; readonly declared: number };
                };
                assert.deepEqual(findings, []);
                assert.equal(code, 0);
                assert.equal(summary.undeclared, 0);
                assert.ok(summary.declared > ledger.length);
            });

            for (const { what, plant, found } of PLANTED) {
                it(`given ${what}, ${found.length === 0 ? "is silent" : "names that place alone"}`, () => {
                    const staging = plant(RecordedStack.of(texts.staging[form]));
                    const said = [...new Set(foundIn(compared(form, staging)))];
                    // Of a value that is another as a whole, what was declared of a part of it is of no use any more.
                    const places = found.map(one => `entry-unused ${placeIn(one)}.`);
                    assert.deepEqual(
                        said.filter(one => !places.some(place => one.startsWith(place))),
                        found,
                    );
                });
            }

            it("given a resource of another name or parent, is silent and says what it took it for", () => {
                const staging = RecordedStack.of(texts.staging[form]);
                for (const changed of [
                    staging.renamed(DATABASE_RULE, "orders-from-workers"),
                    staging.moved(DATABASE_RULE, "platform"),
                ]) {
                    const comparison = compared(form, changed);
                    assert.deepEqual(foundIn(comparison), []);
                    assert.deepEqual(
                        comparison.pairs.filter(({ by }) => by === "likeness").map(({ left }) => left.name),
                        [DATABASE_RULE],
                    );
                }
            });

            it("given the ledger without one of its entries, is not silent", () => {
                const comparison = compared(form);
                for (const at of SAMPLED) {
                    const others = ledger.filter(entry => entry.at !== at);
                    assert.equal(others.length, ledger.length - 1, at);
                    assert.match(foundIn(comparison, others).join("\n"), /^undeclared-difference /, at);
                }
            });
        });
    }

    it("given previews of which one alone is of a stack that is deployed, is silent", () => {
        const [planned, deployed] = ["preview", "preview of what is deployed"] as const;
        assert.deepEqual(foundIn(compareStacks(planOf(planned, "prod"), planOf(deployed, "staging"))), []);
        assert.deepEqual(foundIn(compareStacks(planOf(deployed, "prod"), planOf(planned, "staging"))), []);
    });

    it("given a preview of production and a state of staging, says that they are of two kinds", () => {
        const found = foundIn(compareStacks(planOf("preview", "prod"), planOf("state", "staging")));
        assert.ok(found.includes("not-comparable @phases"), found.join("\n"));
    });

    it("given what somebody changed in staging by hand, finds it once the state is refreshed", async () => {
        const before = compared("state").differences.map(placeOf);
        const urn = RecordedStack.of(texts.staging.state).urnOf("orders-cluster");
        engine.tamper(urn, { properties: { preferredBackupWindow: "03:00-03:30" } });
        await engine.succeed(["refresh", "--yes", "--skip-preview", "--target", urn, "--stack", "staging"]);
        const { stdout } = await engine.succeed(["stack", "export", "--stack", "staging"]);
        const after = compareStacks(planOf("state", "prod"), planOf("state", "staging", JSON.parse(stdout)));
        assert.deepEqual(after.differences.map(placeOf), before);
        assert.deepEqual(foundIn(after), ["entry-changed orders/orders-cluster#preferredBackupWindow"]);
    });
});

/** The place in "<fault> <place>". */
function placeIn(found: string): string {
    return found.slice(found.indexOf(" ") + 1);
}

/** What the CLI writes of one stack: previewed, deployed, and previewed again. */
async function writtenDown(engine: RealEngine, stack: Stack): Promise<Readonly<Record<Form, string>>> {
    const run = async (step: string, ...args: readonly string[]): Promise<string> =>
        (await engine.succeed([...args, "--stack", stack], { step: `${stack}: ${step}` })).stdout;
    const preview = ["preview", "--json", "--show-sames"];
    await engine.succeed(["stack", "init", stack], { step: `${stack}: init` });
    const first = await run("preview", ...preview);
    await run("up", "up", "--yes", "--skip-preview");
    return {
        preview: first,
        state: await run("export", "stack", "export"),
        "state with its secrets": await run("export with secrets", "stack", "export", "--show-secrets"),
        "preview of what is deployed": await run("preview, nothing to change", ...preview),
    };
}
