import { createRequire } from "node:module";
import { startPack } from "./analyzer/server";
import { rulesForManyStacks } from "./pulumi/judging";
import { findProjectFolder } from "./pulumi/project-folder";
import { rules } from "./rules";
import { DEFAULT_SETTINGS } from "./settings";
import { readSettings } from "./settings-file";
import { readWaivers } from "./waivers/read";

/*
 * The pack that `pulumi preview --policy-pack` runs: loading this file starts a server, so nothing else may import it.
 * The settings and waivers are those of the project that the CLI works on, as far as its folder can be found.
 */

const { env } = process;
const folder = findProjectFolder([env["PWD"] ?? ".", "."], env["PULUMI_NODEJS_PROJECT"]);
const settings = folder === undefined ? DEFAULT_SETTINGS : readSettings(folder, rules);
const waivers = folder === undefined ? [] : readWaivers(folder, rules);
const { version } = createRequire(__filename)("stagewright/package.json") as { readonly version: string };
const [today = ""] = new Date().toISOString().split("T");
const leftOut = rulesForManyStacks(rules).map(({ name }) => name);

const description = [
    "Staging that is a faithful, isolated, sleeping copy of production.",
    ...(leftOut.length === 0
        ? []
        : [`Not run here, since they compare stacks: ${leftOut.join(", ")}. Run \`stagewright check\` for them.`]),
].join(" ");

void startPack({ name: "stagewright", version, description, rules, settings, waivers, today, environment: env }).then(
    ({ port }) => {
        // The CLI reads the port from the first line; a number would be coloured on a terminal.
        process.stdout.write(`${port}\n`);
    },
);
