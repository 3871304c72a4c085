import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(__dirname, "../../..");

/**
 * The folder of our policy pack, which runs compiled.
 *
 * @throws Error where it is not compiled.
 */
export function compiledPack(): string {
    const main = join(REPOSITORY, "dist/policy-pack/pack.js");
    if (!existsSync(main))
        throw new Error(`the policy pack is not compiled: there is no ${main}; run \`npm run build\` first`);
    return join(REPOSITORY, "policy-pack");
}
