/* The mutation run over one folder, by the tests that cover it. What it has in common with the others is said there. */
import { FOLDERS } from "./folders.mjs";
import rules from "./stryker.config.json" with { type: "json" };

const folder = process.env.MUTATED_FOLDER ?? "";
const chosen = FOLDERS[folder];
if (chosen === undefined) {
    throw new Error(`expected MUTATED_FOLDER to be one of ${Object.keys(FOLDERS).join(", ")}, got "${folder}"`);
}
const { ignore, mutate, spec, titles } = chosen;

export default {
    ...rules,
    mutate,
    mochaOptions: {
        "no-config": true,
        require: ["register", "one-mocha", "memories", "suite-hooks"].map(name => `./tools/mutation/${name}.cjs`),
        spec,
        ignore,
        grep: `/^(?!.*(${titles}))/`,
    },
    plugins: ["@stryker-mutator/mocha-runner"],
    ignorers: [],
    concurrency: 1,
    timeoutMS: 5_000,
    jsonReporter: { fileName: `.mutation/${folder}.json` },
    tempDirName: `.mutation/${folder}-sandbox`,
};
