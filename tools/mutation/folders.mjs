/* The folders that are mutated by the tests that cover each: which files, and which tests are too slow to be asked of each mutant. */

/** Titles of tests over random values, which take seconds each. */
const RANDOM =
    "given any (?:hours|week|of) |random|every zone|every quarter of an hour|every moment of 20\\d\\d|has room for every run";

/** By folder. `titles` leaves out single tests of a file, `ignore` whole files. */
export const FOLDERS = {
    hours: {
        mutate: ["hours/**/*.ts", "!hours/index.ts"],
        spec: ["tests/hours/**/*.test.ts"],
        ignore: ["tests/hours/hostile.test.ts"],
        titles: RANDOM,
    },
    schedule: {
        // Its loop has a name, which the runner's changes take from it.
        mutate: ["schedule/**/*.ts", "!schedule/kubernetes-cron-moments.ts"],
        spec: ["tests/schedule/*.test.ts", "tests/policies/rules/schedule/*.test.ts"],
        ignore: ["tests/schedule/simulation-program.test.ts"],
        titles: RANDOM,
    },
    parity: {
        mutate: ["parity/**/*.ts"],
        spec: ["tests/parity/*.test.ts"],
        // The last reads recorded states, which are left out of the runner's copy.
        ignore: ["recall-and-precision", "same-meaning", "states"].map(name => `tests/parity/${name}.test.ts`),
        titles: RANDOM,
    },
    isolation: {
        mutate: ["isolation/**/*.ts"],
        spec: ["tests/isolation/**/*.test.ts"],
        ignore: ["tests/isolation/oracle.test.ts"],
        titles: RANDOM,
    },
    secrets: {
        mutate: ["secrets/**/*.ts"],
        spec: ["tests/secrets/*.test.ts"],
        ignore: ["tests/secrets/page.test.ts"],
        titles: RANDOM,
    },
    aws: {
        mutate: ["aws/**/*.ts"],
        spec: ["tests/aws/*.test.ts", "tests/isolation/**/*.test.ts"],
        ignore: ["tests/isolation/oracle.test.ts"],
        titles: RANDOM,
    },
};
