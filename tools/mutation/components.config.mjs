/* The mutation run over the components. What it has in common with the other is said there. */
import rules from "./stryker.config.json" with { type: "json" };

export default {
    ...rules,
    mutate: ["components/**/*.ts", "!components/index.ts"],
    mochaOptions: {
        "no-config": true,
        require: ["./tools/mutation/register.cjs", "./tools/mutation/suite-hooks.cjs"],
        spec: ["tests/components/**/*.test.ts"],
        // They plan every component there is, or judge whole plans over and over: each mutant would wait for them.
        ignore: ["tests/components/environment-everywhere.test.ts", "tests/components/network-judged.test.ts"],
    },
    plugins: ["@stryker-mutator/mocha-runner"],
    ignorers: [],
    timeoutMS: 5_000,
    jsonReporter: { fileName: ".mutation/components.json" },
    tempDirName: ".mutation/components-sandbox",
};
