/*
 * Says of which tests a suite's `before` is part. The tests of components plan once per suite and look at the plan in each
 * test; the runner would count what a `before` runs as run by the test before it, and then try a mutant against that test
 * alone. Loaded by the runner as root hooks.
 */
/** Name of the global that the instrumented code and the runner share (INSTRUMENTER_CONSTANTS of the runner). */
const NAMESPACE = "__stryker__";

const named = new WeakSet();

/** What the instrumented code and the runner share in this process. */
function shared() {
    return globalThis[NAMESPACE];
}

function suitesWithin(suite) {
    return [suite, ...suite.suites.flatMap(suitesWithin)];
}

function testsWithin(suite) {
    return suitesWithin(suite).flatMap(({ tests }) => tests);
}

/** Under which name what the `before` of a suite runs is counted until it is known of which tests it is part. */
function idOf(suite) {
    return `before ${suite.fullTitle()}`;
}

/** Makes a hook count what it runs under a name of its own. */
function name(hook, id) {
    if (named.has(hook)) return;
    named.add(hook);
    const run = hook.fn;
    if (run.length > 0) throw new Error(`${id}: a hook with a callback cannot be counted; return a promise`);
    hook.fn = async function () {
        shared().currentTestId = id;
        try {
            return await run.call(this);
        } finally {
            delete shared().currentTestId;
        }
    };
}

exports.mochaHooks = {
    beforeAll() {
        const root = this.test.parent;
        for (const suite of root.suites.flatMap(suitesWithin)) {
            for (const hook of suite._beforeAll) name(hook, idOf(suite));
        }
    },
    afterEach() {
        delete shared().currentTestId;
    },
    afterAll() {
        const counted = shared().mutantCoverage?.perTest ?? {};
        for (const suite of this.test.parent.suites.flatMap(suitesWithin)) {
            const ofHook = counted[idOf(suite)];
            if (ofHook === undefined) continue;
            delete counted[idOf(suite)];
            for (const test of testsWithin(suite)) {
                const ofTest = (counted[test.fullTitle()] ??= {});
                for (const [mutant, times] of Object.entries(ofHook)) ofTest[mutant] = (ofTest[mutant] ?? 0) + times;
            }
        }
    },
};
