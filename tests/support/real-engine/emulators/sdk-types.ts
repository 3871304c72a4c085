import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What the installed Node SDK of a provider says of one resource type. */
export interface SdkType {
    /** Inputs that the provider insists on. */
    readonly required: readonly string[];
    /** Every input. */
    readonly inputs: ReadonlySet<string>;
    /**
     * Properties that are always there after a deployment, with their TypeScript type: what a program does not set among
     * them, the provider computes.
     */
    readonly always: ReadonlyMap<string, string>;
}

const requireFromHere = createRequire(__filename);
const seen = new Map<string, SdkType>();

/**
 * Reads the declaration of a resource type, such as `aws:rds/cluster:Cluster`, from its SDK.
 *
 * @throws Error where the SDK declares no such type.
 */
export function sdkType(token: string): SdkType {
    const known = seen.get(token);
    if (known !== undefined) return known;
    const file = declarationFile(token);
    if (!existsSync(file)) throw new Error(`the installed SDK declares no resource type ${token}`);
    const read = parseDeclaration(readFileSync(file, "utf8"));
    seen.set(token, read);
    return read;
}

function declarationFile(token: string): string {
    const [packageName = "", module = "", name = ""] = token.split(":");
    const sdk = dirname(requireFromHere.resolve(`@pulumi/${packageName}/package.json`));
    const [folder = "", file] = module.split("/");
    return folder === "index" ? join(sdk, `${file ?? name}.d.ts`) : join(sdk, folder, `${file ?? name}.d.ts`);
}

const OUTPUT = /^ {4}readonly (\w+): pulumi\.Output<([\s\S]*?)>;$/gm;
const ARGUMENT = /^ {4}(\w+)(\??): /gm;

function parseDeclaration(text: string): SdkType {
    const classText = /^export declare class [\s\S]*?^}/m.exec(text)?.[0] ?? "";
    const argumentsText = /^export interface \w+Args \{[\s\S]*?^}/m.exec(text)?.[0] ?? "";
    const inputs = [...argumentsText.matchAll(ARGUMENT)].map(match => ({
        name: match[1] ?? "",
        optional: match[2] === "?",
    }));
    const outputs = [...classText.matchAll(OUTPUT)].map(match => [match[1] ?? "", match[2] ?? ""] as const);
    return {
        required: inputs.filter(input => !input.optional).map(input => input.name),
        inputs: new Set(inputs.map(input => input.name)),
        always: new Map(outputs.filter(([, type]) => !type.endsWith("| undefined"))),
    };
}
