import { createRequire } from "node:module";
import { rules } from "./rules";
import { servePack } from "./serve";

/*
 * The pack that `pulumi preview --policy-pack` runs: loading this file starts a server, so nothing else may import it.
 */

const { version } = createRequire(__filename)("stagewright/package.json") as { readonly version: string };

servePack({
    name: "stagewright",
    version,
    description: "Staging that is a faithful, isolated, sleeping copy of production.",
    rules,
});
