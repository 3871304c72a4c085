import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { planStacks } from "../../engine";
import { type Finding, judge, rules } from "../../policy-pack/index";
import { compiledPack } from "../support/real-engine/compiled-pack";
import type { PolicyEvent } from "../support/real-engine/policy-events";
import { previewWithPack } from "../support/real-engine/readers";
import { RealEngine } from "../support/real-engine/real-engine";

const PROJECT = resolve(__dirname, "../fixtures/programs/real-faults");
const PACK = compiledPack();
const STACK = "staging";

/** Rules whose findings this program gets waived: their values are the same before and after a provider's check. */
const WAIVED: ReadonlySet<string> = new Set(["database-storage-encrypted", "security-group-not-open", "required-tags"]);

describe("waivers under the Pulumi CLI's own engine", () => {
    let engine: RealEngine;
    let found: readonly Finding[];
    let unwaived: readonly PolicyEvent[];
    let waived: readonly PolicyEvent[];

    const preview = async () => (await previewWithPack(engine, STACK, PACK)).events;

    before(async () => {
        engine = await RealEngine.start(PROJECT);
        const plans = (await planStacks({ cwd: PROJECT, stacks: [STACK] })).map(({ plan }) => plan);
        const { findings } = judge(plans, { rules, today: "2026-01-31" });
        found = findings.filter(({ rule, verdict }) => verdict === "violated" && WAIVED.has(rule));
        await engine.succeed(["stack", "init", STACK]);
        unwaived = await preview();
        const places = new Map<string, { readonly rule: string; readonly at: string; readonly approves: string[] }>();
        for (const { digest = "", path = "/", property, rule } of found) {
            const at = `${path}${property === undefined ? "" : `#${property}`}`;
            const known = places.get(`${rule} ${at}`);
            // Resources of different types may share a path.
            if (known === undefined) places.set(`${rule} ${at}`, { rule, at, approves: [digest] });
            else known.approves.push(digest);
        }
        const reviewed = { reason: "a test", owner: "a test", expires: "9999-12-31" };
        const waivers = [...places.values()].map(place => ({ ...place, ...reviewed }));
        writeFileSync(join(engine.project, "waivers.yaml"), stringify(waivers));
        waived = await preview();
    });
    after(() => {
        engine.stop();
    });

    it("given digests that `check` printed, report what is waived no more and everything else as before", () => {
        assert.deepEqual(new Set(found.map(({ rule }) => rule)), WAIVED);
        const places = new Set(found.map(({ rule, urn = "" }) => `${rule} ${urn}`));
        const isWaived = ({ policyName, resourceUrn }: PolicyEvent) => places.has(`${policyName} ${resourceUrn}`);
        assert.equal(unwaived.filter(isWaived).length, found.length);
        assert.deepEqual(
            waived.map(keyOf).sort(),
            unwaived
                .filter(event => !isWaived(event))
                .map(keyOf)
                .sort(),
        );
    });
});

function keyOf({ enforcementLevel, message, policyName, resourceUrn }: PolicyEvent): string {
    return [policyName, resourceUrn, enforcementLevel, message].join("\n");
}
