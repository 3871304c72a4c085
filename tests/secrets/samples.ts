import { randomBytes } from "node:crypto";
import type { Plan } from "../../plan/plan";
import { Concealed } from "../../secrets/concealed";
import { type DeclaredStorage } from "../../secrets/storage";
import { factsOf, type SecretFacts } from "../../secrets/facts";
import { runKeyOf } from "../../secrets/run-key";

/** Passwords that nobody guesses. */
export const PASSWORD = "k9Xw2Qm7Tz4bR8vN";
export const OTHER_PASSWORD = "pL3sD6fG9hJ2kM5n";

const KEY = runKeyOf(new Concealed(randomBytes(32)), "4711");

/** What a plan says of its credentials, all plans of a test under one key. */
export function facts(plan: Plan, storage?: DeclaredStorage): SecretFacts {
    const isProduction = plan.stack === "prod";
    return factsOf(plan, {
        class: isProduction ? "production" : "staging",
        key: KEY,
        storage,
        isCommon: ({ name }) => name === "common",
    });
}
