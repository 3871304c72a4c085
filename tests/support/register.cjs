/*
 * Compiles TypeScript for the tests as they are loaded, without checking types. Unlike other loaders it leaves
 * node_modules alone, and takes the compiler's helpers from tslib, so that the coverage counts our branches alone.
 */
const { addHook } = require("pirates");
const ts = require("typescript");

const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    esModuleInterop: true,
    importHelpers: true,
    inlineSourceMap: true,
    inlineSources: true,
};

process.setSourceMapsEnabled(true);
addHook((code, fileName) => ts.transpileModule(code, { fileName, compilerOptions }).outputText, {
    exts: [".ts"],
    ignoreNodeModules: true,
});
