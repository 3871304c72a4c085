import { createRequire } from "node:module";
import type * as htmlModule from "./html";
import { renderMarkdown } from "./markdown";
import type { ReportDocument } from "./model";

/** Loads what makes pages when one is asked for, so that no other format waits for it. */
const load = createRequire(__filename);

/** Renders a document in the format that a command was asked for. */
export function renderDocument(document: ReportDocument, format: "markdown" | "html"): string {
    if (format === "markdown") return renderMarkdown(document);
    const { renderHtml } = load("./html") as typeof htmlModule;
    return renderHtml(document);
}
