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
