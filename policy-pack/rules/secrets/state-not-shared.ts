import { z } from "zod";
import { Concealed } from "../../../secrets/concealed";
import { freshKey, runKeyOf } from "../../../secrets/run-key";
import { type DeclaredStorage, judgeStorage, storageFactsOf } from "../../../secrets/storage";
import { environmentsRule, type EnvironmentsVerdict, holds, undecided, violated } from "../../kernel";
import type { Settings } from "../../settings";
import { pairsAcrossProduction } from "../support/environment-pairs";

/** How a stack keeps its state, where no file of the project says it. */
const STATE = z.strictObject({
    backend: z.string().min(1).describe("Address of the backend, such as s3://acme-state-staging.").optional(),
    secretsProvider: z.string().min(1).describe("Address of the key that encrypts secrets, by its ARN.").optional(),
    passphraseFrom: z.string().min(1).describe("Where the passphrase is kept. Not the passphrase.").optional(),
});

const STATES = z.object({
    states: z
        .record(z.string(), STATE)
        .default({})
        .describe("How each stack keeps its state, by its name, where `Pulumi.yaml` and the stack's file do not say."),
});

export const stateNotShared = environmentsRule({
    name: "state-not-shared",
    family: "secrets",
    severity: "high",
    description:
        "Production keeps its state, and the key that opens the secrets in it, apart from every other environment.",
    remediation:
        "Give each environment a bucket and a key of its own: `pulumi login` to its own `backend.url`, `pulumi stack change-secrets-provider` to its own key. What no file of the project says is declared as `states`.",
    appliesTo: { what: "how stacks keep their states", matches: () => false },
    settings: STATES,
    check(stacks, { settings: { states } }) {
        const key = runKeyOf(new Concealed(freshKey()), "one judgement");
        return pairsAcrossProduction(stacks).flatMap((pair): readonly EnvironmentsVerdict[] => {
            const storages = pair.map(({ name, plan }) => ({
                environment: name,
                storage: storageFactsOf(plan.storage, states[name], key.digestOf),
            }));
            // Where nothing is said of either there is nothing to compare, and nothing is counted.
            if (storages.every(({ storage }) => Object.keys(storage).length === 0)) return [];
            const findings = judgeStorage(storages);
            if (findings.length === 0) return [{ stacks: pair, verdict: holds() }];
            return findings.map(({ environments, says, verdict }) => {
                const message = `${environments.join(" and ")} ${says}`;
                return {
                    stacks: pair,
                    verdict: verdict === "violated" ? violated({ message }) : undecided({ message }),
                };
            });
        });
    },
});

/** What the settings say of how one stack keeps its state. */
export function declaredState(stack: string, { rules }: Settings): DeclaredStorage | undefined {
    const { data } = STATES.safeParse(rules[stateNotShared.name] ?? {});
    return data?.states[stack];
}
