/*
 * Reads the report of a mutation run and writes what docs/mutation.md says of it: the score by folder, the survivors by
 * kind, and the list of all of them on a page of its own. Which mutants the compiler refuses it asks the compiler, on every
 * core: that takes longer than all the rest. Which run it is stands in the command: `summary.mjs components`, or a folder of
 * folders.mjs.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import ts from "typescript";
import { FOLDERS } from "./folders.mjs";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const PAGE = path.join(ROOT, "docs/mutation.md");

/** What is mutated, where the runner leaves its report, which page lists the survivors, and which tables are written. */
const RUNS = {
    rules: {
        folder: "policy-pack",
        report: ".mutation/report.json",
        list: "docs/mutation-survivors.md",
        command: "npm run mutate:summary",
        tables: { scores: "scores", kinds: "kinds" },
    },
    components: {
        folder: "components",
        report: ".mutation/components.json",
        list: "docs/mutation-survivors-components.md",
        command: "npm run mutate:components:summary",
        tables: { scores: "component scores", kinds: "component kinds" },
    },
    ...Object.fromEntries(Object.keys(FOLDERS).map(folder => [folder, runOver(folder)])),
};
/** The run over one folder by the tests that cover it. */
function runOver(folder) {
    return {
        folder,
        report: `.mutation/${folder}.json`,
        list: `docs/mutation-survivors-${folder}.md`,
        command: `npm run mutate:folder:summary ${folder}`,
        tables: { scores: `${folder} scores`, kinds: `${folder} kinds` },
    };
}

const chosen = isMainThread ? (process.argv[2] ?? "rules") : workerData.run;
const RUN = RUNS[chosen];
if (RUN === undefined) throw new Error(`expected one of ${Object.keys(RUNS).join(", ")}, got ${chosen}`);
const DETECTED = new Set(["Killed", "Timeout"]);
const UNDETECTED = new Set(["Survived", "NoCoverage"]);

/** Longest piece of code shown in the list, in characters. */
const MAX_SHOWN_CHARACTERS = 70;

/** Kinds of survivors, the first that fits; why each is there stands in docs/mutation.md. */
const KINDS = [
    ["refused", ({ compiles }) => !compiles],
    ["remembered", ({ source }) => /^(?:export )?const \w+ = (?:new Map<|memo\()|function memo/m.test(source)],
    ["wording", ({ mutator, code }) => mutator === "StringLiteral" && (/\s/.test(code) || code.startsWith("`"))],
    [
        "second guard",
        ({ code, mutator }) =>
            ["ConditionalExpression", "EqualityOperator", "LogicalOperator", "StringLiteral"].includes(mutator) &&
            /undefined|null|typeof |instanceof |state|"(?:known|unknown|absent|string|number|holds)"|isList|isPropertyMap|isArray/.test(
                code,
            ),
    ],
    ["empty list", ({ code, mutator }) => mutator === "ArrayDeclaration" && code === "[]"],
    ["option", ({ code, mutator }) => mutator === "ObjectLiteral" && /default|computed|because/.test(code)],
    ["untested", () => true],
];

const report = JSON.parse(readFileSync(path.join(ROOT, RUN.report), "utf8"));
const mutants = Object.entries(report.files).flatMap(([file, { mutants: all, source }]) =>
    all.map(mutant => described(file, source, mutant)),
);

if (isMainThread) await summarise();
else parentPort.postMessage(compiling(mutants.filter((_, place) => place % workerData.shards === workerData.shard)));

async function summarise() {
    const shards = availableParallelism();
    const answers = await Promise.all(
        Array.from({ length: shards }, (_, shard) => answerOf({ run: chosen, shard, shards })),
    );
    const asked = mutants.map((mutant, place) => {
        const judged = { ...mutant, compiles: answers[place % shards][Math.floor(place / shards)] };
        return { ...judged, kind: KINDS.find(([, fits]) => fits(judged))[0] };
    });
    const survivors = asked.filter(({ status }) => UNDETECTED.has(status));
    writeFileSync(path.join(ROOT, RUN.list), survivorsPage(survivors));
    const tables = { [RUN.tables.scores]: scoreTable(asked), [RUN.tables.kinds]: kindTable(survivors) };
    writeFileSync(PAGE, withTables(withPlaces(readFileSync(PAGE, "utf8"), tables), tables));
}

/** Which mutants of one shard compile, in their order. */
function answerOf(shard) {
    return new Promise((resolve, reject) => {
        const worker = new Worker(fileURLToPath(import.meta.url), { workerData: shard });
        worker.once("message", resolve);
        worker.once("error", reject);
    });
}

function compiling(some) {
    const compiles = compilerOf(ROOT);
    return some.map(({ end, file, replacement, source, start, status }) => {
        const wasRun = DETECTED.has(status) || UNDETECTED.has(status);
        return wasRun && compiles(file, source.slice(0, start) + replacement + source.slice(end));
    });
}

function described(file, source, { location, mutatorName, replacement, status }) {
    const start = offsetOf(source, location.start);
    const end = offsetOf(source, location.end);
    const code = source.slice(start, end);
    return { file, line: location.start.line, code, mutator: mutatorName, replacement, status, source, start, end };
}

function offsetOf(source, { line, column }) {
    const before = source.split("\n").slice(0, line - 1);
    return before.reduce((length, text) => length + text.length + 1, 0) + column - 1;
}

/** Whether a file of the project still compiles with another text in it. */
function compilerOf(root) {
    const config = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile).config;
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [RUN.folder] }, ts.sys, root);
    const changed = new Map();
    const versions = new Map();
    const service = ts.createLanguageService({
        getCompilationSettings: () => ({ ...options, incremental: false, tsBuildInfoFile: undefined }),
        getScriptFileNames: () => [...[path.join(root, RUN.folder, "index.ts")].filter(existsSync), ...changed.keys()],
        getScriptVersion: file => String(versions.get(file) ?? 0),
        getScriptSnapshot: file => {
            const text = changed.get(file) ?? ts.sys.readFile(file);
            return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
        },
        getCurrentDirectory: () => root,
        getDefaultLibFileName: ts.getDefaultLibFilePath,
        fileExists: ts.sys.fileExists,
        readFile: ts.sys.readFile,
        directoryExists: ts.sys.directoryExists,
        getDirectories: ts.sys.getDirectories,
    });
    return (file, text) => {
        const full = path.join(root, file);
        const original = ts.sys.readFile(full);
        const set = value => {
            changed.set(full, value);
            versions.set(full, (versions.get(full) ?? 0) + 1);
        };
        set(text);
        const faults = [...service.getSyntacticDiagnostics(full), ...service.getSemanticDiagnostics(full)];
        set(original);
        return faults.length === 0;
    };
}

function folderOf(file) {
    return path.dirname(file).replace(`${RUN.folder}/`, "");
}

function scoreTable(all) {
    const folders = [...new Set(all.map(({ file }) => folderOf(file)))].sort();
    const row = (name, some) => {
        const run = some.filter(({ status }) => DETECTED.has(status) || UNDETECTED.has(status));
        const count = status => run.filter(mutant => mutant.status === status).length;
        const numbers = [run.length, count("Killed"), count("Timeout"), count("Survived"), count("NoCoverage")];
        const scores = [scoreOf(run), scoreOf(run.filter(({ compiles }) => compiles))];
        return `| ${[name, some.length, ...numbers, ...scores].join(" | ")} |`;
    };
    return [
        "| folder | mutants | run | killed | timed out | survived | not covered | score | score of what compiles |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
        ...folders.map(folder =>
            row(
                `\`${folder}\``,
                all.filter(({ file }) => folderOf(file) === folder),
            ),
        ),
        row("**all**", all),
    ].join("\n");
}

function scoreOf(run) {
    const detected = run.filter(({ status }) => DETECTED.has(status)).length;
    return run.length === 0 ? "-" : `${((100 * detected) / run.length).toFixed(1)} % of ${run.length}`;
}

function kindTable(all) {
    return ["| kind | survivors |", "|---|--:|"]
        .concat(KINDS.map(([kind]) => `| ${kind} | ${all.filter(one => one.kind === kind).length} |`))
        .join("\n");
}

/** The page with a place for the tables of a folder, which gets it when it is first run: at the end. */
function withPlaces(page, tables) {
    const missing = Object.keys(tables).filter(name => !page.includes(`<!-- ${name} -->`));
    if (missing.length === 0) return page;
    const places = missing.map(name => `<!-- ${name} -->\n<!-- end of ${name} -->\n`);
    return [page, `### ${RUN.folder}\n`, ...places].join("\n");
}

/** Puts tables between the marks of their names. */
function withTables(page, tables) {
    return Object.entries(tables).reduce((text, [name, table]) => {
        const marked = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- end of ${name} -->)`);
        return text.replace(marked, (_, start, end) => `${start}${table}\n${end}`);
    }, page);
}

function survivorsPage(all) {
    const shown = code => {
        const line = code.replace(/\s+/g, " ");
        const cut = line.length <= MAX_SHOWN_CHARACTERS ? line : `${line.slice(0, MAX_SHOWN_CHARACTERS)}...`;
        // Code in backticks holds backticks itself.
        return `\`\`\` ${cut} \`\`\``;
    };
    const files = [...new Set(all.map(({ file }) => file))].sort();
    const sections = files.map(file => {
        const lines = all
            .filter(one => one.file === file)
            .sort((one, other) => one.start - other.start)
            .map(({ code, kind, line, replacement }) => `- ${line}, ${kind}: ${shown(code)} to ${shown(replacement)}`);
        return [`## ${file.replace(`${RUN.folder}/`, "")}`, "", ...lines, ""].join("\n");
    });
    return [
        chosen === "rules" ? "# Survivors of the mutation run" : `# Survivors of the mutation run over ${RUN.folder}`,
        "",
        `Written by \`${RUN.command}\`; [mutation.md](mutation.md) says what each kind means.`,
        "Line, kind, the code and what it was changed to.",
        "",
        ...sections,
    ].join("\n");
}
