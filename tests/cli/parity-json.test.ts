import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { dueEntries } from "../../cli/parity/due";
import { renderDueJson, renderExplanationsJson, renderParityJson } from "../../cli/report/parity-json";
import { explainPlace } from "../../parity/explain";
import { parseLedger } from "../../parity/ledger/read";
import { compareStacks } from "../../parity/stacks";
import { Secret, Unknown } from "../../plan/value";
import { planOf, PROD, STAGING } from "../parity/plans";
import { parityReport } from "./parity-sample";
import { parityReportSchemas } from "./parity-schemas";
import { schemaFaults } from "./schema";

const LEDGER = `
- { at: "app/jobs#size", class: scaled, values: { prod: 9, staging: 3 }, reason: smaller, owner: shop, reviewBy: 2026-11-30 }
- { at: "app/jobs#tags", class: scaled, approves: v1-0123456789abcdef, reason: tags, owner: data, reviewBy: 2026-11-20 }
- { at: "app/jobs#url", class: distinct, reason: own, owner: shop, reviewBy: 2027-01-31 }
`;

const PROD_JOBS = {
    at: "app/jobs",
    inputs: {
        size: 9,
        tags: { a: "1", b: ["x"] },
        url: "https://one",
        token: new Secret("hunter2"),
        arn: Unknown.computed,
    },
};
const STAGING_JOBS = {
    at: "app/jobs",
    inputs: { size: 3, tags: { a: "2", b: [] }, url: "https://two", token: "open", arn: Unknown.computed },
};
const PLANS = [
    planOf(PROD, [PROD_JOBS, { at: "app/audit" }, { at: "app/lost-in-staging", type: "aws:s3/bucket:Bucket" }]),
    planOf(STAGING, [STAGING_JOBS, { at: "app/audit", options: { protect: true } }]),
] as const;

const document = (text: string): unknown => JSON.parse(text);

describe("JSON reports of parity", () => {
    it("given the shapes of today, are published as they are", () => {
        for (const { file, document: current } of parityReportSchemas()) {
            assert.deepEqual(
                JSON.parse(readFileSync(file, "utf8")),
                JSON.parse(JSON.stringify(current)),
                `write ${path.basename(file)} anew: npx tsx tests/cli/write-settings-schema.ts`,
            );
        }
    });

    for (const [given, ledger] of [
        ["nothing declared", "[]"],
        ["declared, changed, overdue and unknown differences", LEDGER],
    ] as const) {
        it(`given ${given}, write what the published schema describes, and no more`, () => {
            const written = document(renderParityJson(parityReport(...PLANS, ledger)));
            assert.deepEqual(schemaFaults("parity.schema.json", written), []);
        });
    }

    it("given two stacks that are alike, write it too", () => {
        const [left] = PLANS;
        const written = document(renderParityJson(parityReport(left, planOf(STAGING, [{ ...PROD_JOBS }]))));
        assert.deepEqual(schemaFaults("parity.schema.json", written), []);
    });

    it("given a declared difference, say the values, whose it is, and what a test cannot show", () => {
        const written = document(renderParityJson(parityReport(...PLANS, LEDGER))) as { declared: unknown[] };
        assert.deepEqual(written.declared[0], {
            at: "app/jobs#size",
            entry: "app/jobs#size",
            class: "scaled",
            reason: "smaller",
            owner: "shop",
            reviewBy: "2026-11-30",
            values: { prod: 9, staging: 3 },
            cannotShow: ["throughput, limits and recovery as the stores of prod have them"],
        });
    });

    it("given two projects whose stacks have one name, lose the value of neither", () => {
        const [, right] = PLANS;
        const left = { ...planOf({ ...PROD, stack: "staging" }, [PROD_JOBS]), project: "other" };
        const ledger = `- { at: "app/jobs#url", class: distinct, reason: own, owner: shop, reviewBy: 2027-01-31 }`;
        const written = document(renderParityJson(parityReport(left, right, ledger))) as {
            declared: readonly { readonly values: unknown }[];
        };
        assert.deepEqual(written.declared[0]?.values, {
            "other/staging": "https://one",
            "acme/staging": "https://two",
        });
    });

    it("given exported states, say what could not be compared", () => {
        const states = PLANS.map(plan => ({ ...plan, source: "state" as const }));
        const [left, right] = states;
        const written = document(renderParityJson(parityReport(left!, right!))) as { readonly unread: unknown };
        assert.deepEqual(written.unread, ["@config"]);
    });

    it("given a secret, write nothing of it", () => {
        assert.doesNotMatch(renderParityJson(parityReport(...PLANS, LEDGER)), /hunter2/);
    });

    it("given entries to be reviewed, write them as the published schema says", () => {
        const written = document(renderDueJson(dueEntries(parseLedger(LEDGER), "2026-11-21", 30)));
        assert.deepEqual(schemaFaults("parity-due.schema.json", written), []);
        assert.deepEqual((written as { summary: unknown }).summary, { declared: 3, due: 1, overdue: 1 });
    });

    it("given explanations, write them as the published schema says", () => {
        const explanations = explainPlace("app/jobs", compareStacks(...PLANS), parseLedger(LEDGER));
        assert.ok(explanations.length > 4);
        const written = document(renderExplanationsJson(explanations));
        assert.deepEqual(schemaFaults("parity-explain.schema.json", written), []);
    });

    it("given a broken document, the schema finds the fault", () => {
        const whole = document(renderParityJson(parityReport(...PLANS))) as object;
        const faults = schemaFaults("parity.schema.json", { ...whole, strict: "yes", surprise: 1 });
        assert.deepEqual(
            faults.map(fault => fault.split(" ")[0]),
            ["", "/strict"],
        );
    });
});
