/*
 * Tests that import the words of mocha get those of the mocha that runs them: the runner has one of its own, and the project's
 * would know of no suite.
 */
const Module = require("node:module");

const load = Module._load;

Module._load = function (name, parent, ...rest) {
    const isForTests =
        name === "mocha" && parent?.filename?.includes(".mutation/") === true && "describe" in globalThis;
    return isForTests ? globalThis : load.call(this, name, parent, ...rest);
};
