/*
 * The loader of the tests (tests/support/register.cjs) with a memory: a mutation run loads the same files in some
 * thousand processes, so what was compiled once is kept beside the reports, in `.mutation/compiled`.
 */
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { addHook } = require("pirates");

/** Seen from the copy of this file in `.mutation/sandbox/<name>/tools/mutation`. */
const KEPT = path.join(__dirname, "../../../../compiled");
mkdirSync(KEPT, { recursive: true });

function compile(code, fileName) {
    // Loaded only where something is to be compiled: it takes longer to load than most tests to run.
    const ts = require("typescript");
    const compilerOptions = {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.CommonJS,
        esModuleInterop: true,
        importHelpers: true,
    };
    return ts.transpileModule(code, { fileName, compilerOptions }).outputText;
}

function compileOnce(code, fileName) {
    const kept = path.join(KEPT, `${createHash("sha256").update(code).digest("hex")}.js`);
    if (existsSync(kept)) return readFileSync(kept, "utf8");
    const compiled = compile(code, fileName);
    // Another process may want the same file: it must never see half of it.
    const partial = `${kept}.${process.pid}`;
    writeFileSync(partial, compiled);
    renameSync(partial, kept);
    return compiled;
}

addHook(compileOnce, { exts: [".ts"], ignoreNodeModules: true });
