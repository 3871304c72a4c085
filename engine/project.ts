import { existsSync, readdirSync, statSync } from "node:fs";
import * as path from "node:path";

import { closest, distance } from "fastest-levenshtein";

import { UsageError } from "../plan/faults";
import { readYamlObject } from "./yaml-file";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"] as const;
const STACK_FILE = /^Pulumi\.(?<stack>.+)\.ya?ml$/;

/** How a runtime's option may be written. */
type RuntimeOptions = Readonly<Record<string, unknown>>;

/** What `Pulumi.yaml` says of a project. */
export interface Project {
    readonly name: string;
    /** The folder of `Pulumi.yaml`. */
    readonly folder: string;
    /** File name of `Pulumi.yaml`. */
    readonly file: string;
    /** Folder in which the program runs. */
    readonly programFolder: string;
    /** What is run, relative to {@link programFolder}: a file, or `.` for the folder's own entry. */
    readonly entry: string;
    /** Arguments for `node`, such as `--require tsx/cjs`. */
    readonly nodeArguments: readonly string[];
    /** Whether Pulumi's runner is asked to understand TypeScript. */
    readonly typescript: boolean;
    /** The compiler settings that the project names, if any. */
    readonly tsconfig: string | undefined;
    /** Folder of the stacks' files. */
    readonly stackFolder: string;
    /** Entries of the block `config`, as written. */
    readonly config: Readonly<Record<string, unknown>>;
    /** Address of the backend that the project names, if any. */
    readonly backend: string | undefined;
}

/**
 * Reads `Pulumi.yaml`.
 *
 * @param cwd Folder that holds it.
 * @throws UsageError where there is none, where it does not parse, or where it is of another language.
 */
export function readProject(cwd: string): Project {
    const folder = path.resolve(cwd);
    const file = PROJECT_FILES.find(name => existsSync(path.join(folder, name)));
    if (file === undefined) throw missingProject(folder);
    const content = readYamlObject(path.join(folder, file));
    const name = content["name"];
    if (typeof name !== "string" || name === "") {
        throw new UsageError(`${file} cannot be used`, [
            { at: `${file}: name`, message: "expected the project's name" },
        ]);
    }
    const options = runtimeOptions(content["runtime"], file);
    const { programFolder, entry } = programOf(folder, content["main"], file);
    const stackFolder = content["stackConfigDir"];
    const config = content["config"];
    const backend = isObject(content["backend"]) ? content["backend"]["url"] : undefined;
    return {
        name,
        folder,
        file,
        programFolder,
        entry,
        nodeArguments: splitArguments(options["nodeargs"], file),
        typescript: options["typescript"] !== false && options["typescript"] !== "false",
        tsconfig: typeof options["tsconfig"] === "string" ? options["tsconfig"] : undefined,
        stackFolder: typeof stackFolder === "string" ? path.join(folder, stackFolder) : folder,
        config: isObject(config) ? config : {},
        backend: typeof backend === "string" && backend !== "" ? backend : undefined,
    };
}

/** Names of the project's stacks, sorted: every `Pulumi.<stack>.yaml`. */
export function stacksOf(project: Project): readonly string[] {
    if (!existsSync(project.stackFolder)) return [];
    return readdirSync(project.stackFolder)
        .flatMap(name => STACK_FILE.exec(name)?.groups?.["stack"] ?? [])
        .sort();
}

/**
 * Names of all stacks of the project in a folder, sorted.
 *
 * @throws UsageError where the folder holds no project.
 */
export function listStacks(cwd: string): readonly string[] {
    return stacksOf(readProject(cwd));
}

/**
 * The file of a stack.
 *
 * @throws UsageError where there is none, with the nearest name that exists.
 */
export function stackFileOf(project: Project, stack: string): string {
    const base = `Pulumi.${stack.slice(stack.lastIndexOf("/") + 1)}`;
    for (const extension of ["yaml", "yml"]) {
        const file = path.join(project.stackFolder, `${base}.${extension}`);
        if (existsSync(file)) return file;
    }
    const known = stacksOf(project);
    const nearest = known.length === 0 ? undefined : closest(stack, [...known]);
    const isNear = nearest !== undefined && distance(stack, nearest) <= Math.max(2, stack.length / 2);
    const hint = known.length === 0 ? "the project has no stack files" : `the project has ${known.join(", ")}`;
    throw new UsageError(`stack ${stack} does not exist`, [
        {
            at: `${base}.yaml`,
            message: `expected this file in ${project.stackFolder}; ${isNear ? `did you mean ${nearest}? ` : ""}${hint}`,
        },
    ]);
}

function missingProject(folder: string): UsageError {
    let above = path.dirname(folder);
    while (above !== path.dirname(above) && !existsSync(path.join(above, PROJECT_FILES[0])))
        above = path.dirname(above);
    const hint = existsSync(path.join(above, PROJECT_FILES[0])) ? `; there is one in ${above}` : "";
    return new UsageError("there is no Pulumi project here", [
        { at: folder, message: `expected a file ${PROJECT_FILES[0]}${hint}` },
    ]);
}

function runtimeOptions(runtime: unknown, file: string): RuntimeOptions {
    const name = isObject(runtime) ? runtime["name"] : runtime;
    if (name !== "nodejs") {
        const given = typeof name === "string" ? name : "nothing";
        throw new UsageError("only programs for Node.js can be planned", [
            { at: `${file}: runtime`, message: `expected nodejs, got ${given}` },
        ]);
    }
    const options = isObject(runtime) ? runtime["options"] : undefined;
    return isObject(options) ? options : {};
}

/** Where the program runs and what is run there, as the engine settles it (`getPwdMain`). */
function programOf(folder: string, main: unknown, file: string): { programFolder: string; entry: string } {
    if (typeof main !== "string" || main === "") return { programFolder: folder, entry: "." };
    const target = path.resolve(folder, main);
    if (target !== folder && !target.startsWith(folder + path.sep)) {
        throw new UsageError(`${file} cannot be used`, [
            { at: `${file}: main`, message: `expected a path inside the project, got ${main}` },
        ]);
    }
    if (!existsSync(target)) {
        throw new UsageError("the program does not exist", [{ at: `${file}: main`, message: `${main} was not found` }]);
    }
    return statSync(target).isDirectory()
        ? { programFolder: target, entry: "." }
        : { programFolder: path.dirname(target), entry: path.basename(target) };
}

/** Splits arguments at blanks, quotes kept together, as a shell would. */
function splitArguments(given: unknown, file: string): readonly string[] {
    if (given === undefined || given === null) return [];
    if (typeof given !== "string") {
        throw new UsageError(`${file} cannot be used`, [
            { at: `${file}: runtime.options.nodeargs`, message: "expected one text, such as --require tsx/cjs" },
        ]);
    }
    return [...given.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
        ([, double, single, bare]) => double ?? single ?? bare ?? "",
    );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
