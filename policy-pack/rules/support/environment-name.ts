import type { EnvironmentClass } from "../../kernel";

/** Words that people use for one kind of environment, each without separators and in lower case. */
const SAME_NAMES: readonly (readonly string[])[] = [
    ["production", "prod", "prd", "live"],
    ["staging", "stage", "stg", "preprod", "preproduction"],
    ["development", "develop", "dev"],
    ["testing", "test", "tst", "qa"],
];

/** Words that name an environment and nothing else, so that a message may show them. */
export const COMMON_ENVIRONMENT_NAMES: readonly string[] = SAME_NAMES.flat();

/** The name under which an environment is compared: `Prod`, `production` and `live` are one. */
export function canonicalEnvironment(name: string): string {
    const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
    return SAME_NAMES.find(group => group.includes(plain))?.[0] ?? plain;
}

/** Words that stand for production in the name of a thing. `live` is none: it has other meanings. */
const PRODUCTION_WORDS: ReadonlySet<string> = new Set(["production", "prod", "prd"]);
/** Words that stand for another environment in the name of a thing. `test` is none: tests are made everywhere. */
const OTHER_WORDS: ReadonlySet<string> = new Set(["staging", "stage", "stg", "preprod", "preproduction", "dev"]);
/** Words that turn the next one into its opposite: `pre-prod`, `non-production`. */
const NEGATING_WORDS: ReadonlySet<string> = new Set(["pre", "non", "not", "no"]);

/** Whether a name speaks of the other side of the wall around production, as `orders-prod-2026` does outside it. */
export function namesOtherSide(name: string, here: EnvironmentClass): boolean {
    const words = name.toLowerCase().split(/[^a-z0-9]+/);
    return words.some((word, place) => {
        const negated = NEGATING_WORDS.has(words[place - 1] ?? "");
        if (here === "production") return OTHER_WORDS.has(word) || (PRODUCTION_WORDS.has(word) && negated);
        return PRODUCTION_WORDS.has(word) && !negated;
    });
}
