import { strict as assert } from "node:assert";
import { resolve } from "node:path";
import { AWS_TYPES } from "../support/real-engine/emulators/emulated-aws-facts";
import {
    exportedState,
    previewOver,
    SAVED_STACKS,
    savedForm,
    savedState,
    type SavedStack,
} from "../support/real-engine/previous-release";
import { RealEngine } from "../support/real-engine/real-engine";
import { changes, stepsOf } from "../support/real-engine/steps";
import { type AcceptedLoss, upgradeFaults } from "../support/real-engine/upgrades";

const REPOSITORY = resolve(__dirname, "../..");
const WITH_SECRETS = resolve(__dirname, "../fixtures/programs/real-values");

/** What this release replaces or removes on purpose. Emptied when the next one is saved. */
const ACCEPTED: Readonly<Record<SavedStack, readonly AcceptedLoss[]>> = {
    staging: ["working-hours-stop-database", "working-hours-stop-workers-05e1b9c4"].map(name => ({
        step: `delete aws:scheduler/schedule:Schedule ${name}`,
        reason: "Staging ends earlier on Fridays than on other days: each of its stops is called by its time.",
    })),
    prod: [],
};

/** Children whose names in the saved state are changed, as if they had been renamed since without an alias. */
const RENAMED = {
    keepsData: { present: "::orders-key", former: "::orders-former-key", type: "aws:kms/key:Key" },
    keepsNone: {
        present: "::signals-alerts-email",
        former: "::signals-former-email",
        type: "aws:sns/topicSubscription:TopicSubscription",
    },
} as const;

describe("the program over what the previous release deployed", () => {
    let engine: RealEngine;

    before(async () => {
        engine = await RealEngine.start(REPOSITORY);
    });

    after(() => {
        engine.stop();
    });

    for (const stack of SAVED_STACKS) {
        it(`given ${stack} as the previous release left it, keeps everything that is not let go by name`, async () => {
            const { code, stdout, stderr } = await previewOver(engine, stack, savedState(stack));
            assert.equal(code, 0, stdout + stderr);
            const steps = stepsOf(stdout);
            assert.deepEqual(upgradeFaults(steps, ACCEPTED[stack]), []);
            // A type of which nobody has said what replaces it would be kept whatever changes.
            const types = new Set(steps.map(({ type }) => type).filter(type => type.startsWith("aws:")));
            assert.deepEqual(
                [...types].filter(type => !(type in AWS_TYPES)),
                [],
            );
        });
    }

    it("given children whose names have changed since, says that the former ones are lost", async () => {
        const { stdout } = await previewOver(engine, "staging", renamed(savedState("staging")));
        const faults = upgradeFaults(stepsOf(stdout), ACCEPTED.staging);
        for (const { former, type } of Object.values(RENAMED)) {
            const end = `delete ${type} ${former.slice("::".length)}`;
            assert.ok(faults.includes(`${end}, which nobody accepted`), faults.join("\n"));
        }
        assert.ok(faults.includes(`delete aws:kms/key:Key orders-former-key loses what it keeps`), faults.join("\n"));
    });

    it("given a state with secrets, keeps them readable, and another engine finds nothing to change", async () => {
        const saved = savedForm(await deployed(WITH_SECRETS));
        assert.match(saved, /"plaintext"/);
        assert.doesNotMatch(saved, /"ciphertext"/);
        const other = await RealEngine.start(WITH_SECRETS);
        try {
            const { code, stdout, stderr } = await previewOver(other, "staging", saved);
            assert.equal(code, 0, stdout + stderr);
            assert.deepEqual(changes(stepsOf(stdout)), []);
        } finally {
            other.stop();
        }
    });
});

/** The state of a project's staging, once deployed. */
async function deployed(project: string): Promise<string> {
    const engine = await RealEngine.start(project);
    try {
        await engine.succeed(["stack", "init", "staging"]);
        await engine.succeed(["up", "--yes", "--skip-preview", "--stack", "staging"]);
        return await exportedState(engine, "staging");
    } finally {
        engine.stop();
    }
}

/** A state in which the children have their former names. */
function renamed(state: string): string {
    return Object.values(RENAMED).reduce((text, { present, former }) => {
        const changed = text.replaceAll(new RegExp(`${present}(?=["$])`, "g"), former);
        assert.notEqual(changed, text, `the saved state has no ${present}`);
        return changed;
    }, state);
}
