import { Concealed } from "../../../secrets/concealed";
import { factsOf, type SecretFacts } from "../../../secrets/facts";
import { freshKey, runKeyOf } from "../../../secrets/run-key";
import type { RuleContext, Stack } from "../../kernel";
import { isCommonIdentity } from "./common-identity";

/**
 * What some stacks say of their credentials, under a key that is made for this judgement and kept by nobody: digests are
 * compared, never values, as between files.
 */
export function secretFactsOf(stacks: readonly Stack[], { pack }: RuleContext): ReadonlyMap<Stack, SecretFacts> {
    const key = runKeyOf(new Concealed(freshKey()), "one judgement");
    return new Map(
        stacks.map(stack => [
            stack,
            factsOf(stack.plan, {
                class: stack.environment.class,
                key,
                storage: undefined,
                isCommon: identity => isCommonIdentity(identity, pack.isolation),
            }),
        ]),
    );
}
