import { readFileSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";

export const ROOT = path.join(__dirname, "../..");

/** The ways into the package (`exports` of package.json), each with the source that it is built of. */
export const ENTRY_POINTS: Readonly<Record<string, string>> = {
    stagewright: "components/index.ts",
    "stagewright/policy-pack": "policy-pack/index.ts",
    "stagewright/policy-pack/testing": "policy-pack/testing/index.ts",
    "stagewright/plan": "plan/index.ts",
};

/** The project's own settings of the compiler, with the package resolved to its sources. */
function compilerOptions(): ts.CompilerOptions {
    const file = path.join(ROOT, "tsconfig.json");
    const { config } = ts.parseConfigFileTextToJson(file, readFileSync(file, "utf8")) as {
        config: { compilerOptions: Record<string, unknown> };
    };
    const { options } = ts.convertCompilerOptionsFromJson(
        {
            ...config.compilerOptions,
            incremental: false,
            tsBuildInfoFile: undefined,
            // What a sample declares is for its reader to use.
            noUnusedLocals: false,
            paths: Object.fromEntries(Object.entries(ENTRY_POINTS).map(([name, source]) => [name, [`./${source}`]])),
        },
        ROOT,
    );
    return options;
}

/** Files of the disk, parsed: the provider's declarations are many, and every program reads the same. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Compiles the entry points, and files that exist in memory only. */
export function programOf(files: ReadonlyMap<string, string> = new Map()): ts.Program {
    const options = compilerOptions();
    const disk = ts.createCompilerHost(options);
    const host: ts.CompilerHost = {
        ...disk,
        getSourceFile: (name, language, ...rest) => {
            const text = files.get(name);
            if (text !== undefined) return ts.createSourceFile(name, text, language);
            if (!parsed.has(name)) parsed.set(name, disk.getSourceFile(name, language, ...rest));
            return parsed.get(name);
        },
        fileExists: name => files.has(name) || disk.fileExists(name),
        readFile: name => files.get(name) ?? disk.readFile(name),
    };
    const entries = Object.values(ENTRY_POINTS).map(entry => path.join(ROOT, entry));
    return ts.createProgram([...entries, ...files.keys()], options, host);
}

/** What the compiler says of one file, in words. */
export function complaintsOf(program: ts.Program, file: string): readonly string[] {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
