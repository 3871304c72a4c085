import { existsSync } from "node:fs";
import * as path from "node:path";

import type { LaunchSettings } from "./child/launch-settings";
import { findEntry } from "./program-entry";
import type { Project } from "./project";
import { transpileProgram } from "./transpile";
import { isTypeScript } from "./transpile-options";

/** How the program's process is started so that it understands the program's language. */
export interface LanguageSetup {
    readonly nodeArguments: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    readonly settings: Pick<LaunchSettings, "transpiled" | "tsconfig">;
}

/** Modules that teach Node.js TypeScript by themselves. */
const LOADER = /^(?:tsx|ts-node|@swc-node|esbuild-register|sucrase|jiti|@babel\/register)(?:$|\/)/;

/** The one such module whose work is done here as well, without its hook over every file of `node_modules`. */
const REPLACED_LOADER = "tsx/cjs";

const REQUIRE_FLAGS: ReadonlySet<string> = new Set(["--require", "-r"]);
const LOADER_FLAGS: ReadonlySet<string> = new Set(["--require", "-r", "--import", "--loader", "--experimental-loader"]);

/** Types are not checked while planning: that is a compiler's work, and takes it longer than the plan. */
const WITHOUT_TYPE_CHECK = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } as const;

/**
 * Decides how a program's TypeScript is run. With the levers it is transpiled beforehand, once for all stacks; without
 * them, and for ES modules and loaders of the program's own choice, it is left to what `Pulumi.yaml` asks for.
 */
export async function languageSetup(project: Project, levers: boolean): Promise<LanguageSetup> {
    const official: LanguageSetup = {
        nodeArguments: project.nodeArguments,
        env: {
            PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
            ...(project.tsconfig !== undefined && { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig }),
            ...(levers && WITHOUT_TYPE_CHECK),
        },
        settings: {},
    };
    if (!levers) return official;
    const entry = findEntry(project.programFolder, project.entry);
    const nodeArguments = withoutReplacedLoader(project.nodeArguments);
    const replaces = nodeArguments.length < project.nodeArguments.length;
    const withoutTypeScript = { ...official, nodeArguments, env: { PULUMI_NODEJS_TYPESCRIPT: "false" } };
    if (entry.isModule) {
        const needsRunner = entry.file === undefined || isTypeScript(entry.file) || replaces;
        return needsRunner ? official : { ...withoutTypeScript, nodeArguments: project.nodeArguments };
    }
    if (loadersOf(nodeArguments).length > 0) return official;
    if (!project.typescript && !replaces) return withoutTypeScript;
    const tsconfig = path.join(project.programFolder, project.tsconfig ?? "tsconfig.json");
    const settings = existsSync(tsconfig) ? { tsconfig } : {};
    const transpiled = entry.file === undefined ? {} : await transpileProgram(entry.file, settings.tsconfig);
    return { ...withoutTypeScript, settings: { ...settings, transpiled } };
}

/** The arguments without `--require tsx/cjs`, in any spelling. */
function withoutReplacedLoader(args: readonly string[]): readonly string[] {
    return args.filter((argument, index) => {
        const isFlag = REQUIRE_FLAGS.has(argument) && args[index + 1] === REPLACED_LOADER;
        const isValue = argument === REPLACED_LOADER && REQUIRE_FLAGS.has(args[index - 1] ?? "");
        return !isFlag && !isValue && argument !== `--require=${REPLACED_LOADER}`;
    });
}

function loadersOf(args: readonly string[]): readonly string[] {
    return args.filter((argument, index) => {
        const [flag = "", value] = argument.split("=", 2);
        if (value !== undefined) return LOADER_FLAGS.has(flag) && LOADER.test(value);
        return LOADER_FLAGS.has(args[index - 1] ?? "") && LOADER.test(argument);
    });
}
