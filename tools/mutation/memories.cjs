/*
 * Makes code forget between mutants what it remembers for the length of the process. The runner tries many mutants in one, and
 * what a test got would be the answer of the code before the change. What the project's own files keep in a map or a weak map
 * that they make when they are loaded counts only for the mutant under which it was put there; what is put there before the
 * first test, such as a table, stays. Loaded before the tests, as root hooks.
 */
/** Name of the global that the instrumented code and the runner share (INSTRUMENTER_CONSTANTS of the runner). */
const NAMESPACE = "__stryker__";
/** Where code of the project stands in the runner's copy of it. */
const OURS = /\.mutation\/(?!.*node_modules).*\.ts:\d/;

let isRunning = false;

/** Under which mutant something is put down; nothing before the first test. */
function mutantNow() {
    return isRunning ? `mutant ${globalThis[NAMESPACE]?.activeMutant ?? "none"}` : undefined;
}

/** Makes a new map forget what was put there under another mutant. */
function forgetful(map, { get, has, set }) {
    const mutants = new map.constructor();
    const counts = key => {
        const mutant = get.call(mutants, key);
        return mutant === undefined || mutant === mutantNow();
    };
    map.set = (key, value) => {
        set.call(mutants, key, mutantNow());
        return set.call(map, key, value);
    };
    map.has = key => counts(key) && has.call(map, key);
    map.get = key => (counts(key) ? get.call(map, key) : undefined);
    return map;
}

for (const name of ["Map", "WeakMap"]) {
    const Kind = globalThis[name];
    globalThis[name] = new Proxy(Kind, {
        construct(_, given, asked) {
            const map = Reflect.construct(Kind, given, asked === globalThis[name] ? Kind : asked);
            // The line after that of this trap is whoever asks for one.
            const caller = isRunning || given.length > 0 ? "" : (new Error().stack ?? "").split("\n")[2];
            return OURS.test(caller ?? "") ? forgetful(map, Kind.prototype) : map;
        },
    });
}

exports.mochaHooks = {
    beforeAll() {
        isRunning = true;
    },
};
