import { createRequire } from "node:module";

// By the package's own name: the file lies at another distance from it when compiled.
const manifest = createRequire(__filename)("stagewright/package.json") as { readonly version: string };

/** The version of this package. */
export const version = manifest.version;
