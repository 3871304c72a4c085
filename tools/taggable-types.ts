import { type Dirent, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/*
 * Writes `policy-pack/rules/support/taggable-types.ts`: every AWS type whose arguments have `tags` as a map, read from
 * the type declarations of the installed `@pulumi/aws`. Run after an upgrade of the provider:
 *
 *     npx tsx tools/taggable-types.ts
 */

const TARGET = path.join(__dirname, "../policy-pack/rules/support/taggable-types.ts");

const TYPE_TOKEN = /__pulumiType = '([^']+)'/;
const ARGUMENTS = /export interface \w+Args \{/;
/** `tags` as a map of text to text. Lists of filters and of objects have other meanings. */
const TAG_MAP = /^ {4}tags\??: pulumi\.Input<\{\s*\[key: string\]: pulumi\.Input<string>;\s*\}/m;
const MODULE_TOKEN = /^aws:(\w+)\/\w+:(\w+)$/;

/** The provider's taggable classes by module, both sorted. */
export function taggableClasses(providerFolder: string): ReadonlyMap<string, readonly string[]> {
    const byModule = new Map<string, string[]>();
    for (const script of scripts(providerFolder)) {
        const token = TYPE_TOKEN.exec(readFileSync(script, "utf8"))?.[1];
        if (token === undefined || !isTaggable(readFileSync(script.replace(/\.js$/, ".d.ts"), "utf8"))) continue;
        const [, module, name] = MODULE_TOKEN.exec(token) ?? [];
        if (module === undefined || name === undefined) throw new Error(`unexpected type token ${token}`);
        const names = byModule.get(module) ?? [];
        byModule.set(module, names);
        names.push(name);
    }
    return new Map([...byModule].sort(([a], [b]) => (a < b ? -1 : 1)).map(([module, names]) => [module, names.sort()]));
}

function isTaggable(declaration: string): boolean {
    const start = declaration.search(ARGUMENTS);
    return start >= 0 && TAG_MAP.test(declaration.slice(start));
}

function* scripts(folder: string): Generator<string> {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.name === "node_modules") continue;
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) yield* scripts(file);
        else if (isScript(entry)) yield file;
    }
}

function isScript(entry: Dirent): boolean {
    return entry.isFile() && entry.name.endsWith(".js");
}

/** The text of the data file. */
export function render(classes: ReadonlyMap<string, readonly string[]>, providerVersion: string): string {
    return [
        `// Generated from the type declarations of @pulumi/aws ${providerVersion} by tools/taggable-types.ts. Do not edit.`,
        "",
        "/** Classes that take `tags` as a map, by module of the provider, each list a text of names. */",
        "const CLASSES: Readonly<Record<string, string>> = {",
        ...[...classes].map(([module, names]) => `    // prettier-ignore\n    ${module}: "${names.join(" ")}",`),
        "};",
        "",
        "/** Tokens of every type that takes `tags` as a map, such as `aws:rds/cluster:Cluster`. */",
        "export const TAGGABLE_TYPES: ReadonlySet<string> = new Set(",
        "    Object.entries(CLASSES).flatMap(([module, names]) =>",
        '        names.split(" ").map(name => `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`),',
        "    ),",
        ");",
        "",
    ].join("\n");
}

/** Reads the installed provider and renders what the data file should hold. */
export function renderInstalled(): string {
    const manifest = require.resolve("@pulumi/aws/package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };
    return render(taggableClasses(path.dirname(manifest)), version);
}

if (require.main === module) writeFileSync(TARGET, renderInstalled());
