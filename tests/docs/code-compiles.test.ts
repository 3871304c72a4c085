import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";

const ROOT = path.join(__dirname, "../..");

/** What a page may take from the pages before it: values that a reader has by then. */
const GIVEN = `
import type { Cluster, Database, Environment, Network, Observability } from "stagewright";
declare global {
    const staging: Environment;
    const network: Network;
    const cluster: Cluster;
    const database: Database;
    const observability: Observability;
}
export {};
`;

/** Where a reader's import leads in this checkout. */
const PACKAGE: Readonly<Record<string, string[]>> = {
    stagewright: ["./components/index.ts"],
    "stagewright/policy-pack": ["./policy-pack/index.ts"],
    "stagewright/plan": ["./plan/index.ts"],
};

/** Its blocks are the files of one project, which the test of that guide compiles and runs. */
const COMPILED_AS_A_PROJECT = "write-your-own-rule.md";

/** Every TypeScript block of every page, as a file that lies at the root of the checkout. */
const blocks = new Map(
    pages().flatMap(page =>
        [...readFileSync(path.join(ROOT, page), "utf8").matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""], index) => [
            path.join(ROOT, `${page.replaceAll("/", "-")}-${index + 1}.ts`),
            // A block without an import is a script, whose names would be everybody's.
            `${code}\nexport {};\n`,
        ]),
    ),
);

describe("the TypeScript on the pages", () => {
    let diagnostics: readonly ts.Diagnostic[];
    before(function () {
        this.timeout(120_000);
        diagnostics = diagnose(new Map([...blocks, [path.join(ROOT, "given.ts"), GIVEN]]));
    });

    it("is found, on the README and on the pages of components and rules", () => {
        const found = [...blocks.keys()].map(file => path.basename(file));
        for (const start of ["README.md-1", "docs-components-", "docs-rules-"]) {
            assert.ok(
                found.some(name => name.startsWith(start)),
                `no code on any page ${start}`,
            );
        }
    });

    for (const file of blocks.keys()) {
        it(`given ${path.basename(file, ".ts")}, has the types that it says`, () => {
            const own = diagnostics.filter(diagnostic => diagnostic.file?.fileName === file);
            assert.deepEqual(
                own.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
                [],
            );
        });
    }
});

function pages(): string[] {
    const inDocs = readdirSync(path.join(ROOT, "docs"), { recursive: true, encoding: "utf8" });
    return [
        "README.md",
        ...inDocs
            .filter(file => file.endsWith(".md") && file !== COMPILED_AS_A_PROJECT)
            .map(file => path.posix.join("docs", file))
            .sort(),
    ];
}

function diagnose(files: ReadonlyMap<string, string>): readonly ts.Diagnostic[] {
    const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), name => ts.sys.readFile(name)) as {
        config: { compilerOptions: object };
    };
    const { options } = ts.convertCompilerOptionsFromJson(
        // What a sample declares is for its reader to use.
        {
            ...config.compilerOptions,
            incremental: false,
            tsBuildInfoFile: undefined,
            noUnusedLocals: false,
            paths: PACKAGE,
        },
        ROOT,
    );
    const disk = ts.createCompilerHost(options);
    const host: ts.CompilerHost = {
        ...disk,
        getSourceFile: (name, language, ...rest) => {
            const text = files.get(name);
            if (text === undefined) return disk.getSourceFile(name, language, ...rest);
            return ts.createSourceFile(name, text, language);
        },
        fileExists: name => files.has(name) || disk.fileExists(name),
        readFile: name => files.get(name) ?? disk.readFile(name),
    };
    return ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host));
}
