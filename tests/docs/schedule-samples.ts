import * as path from "node:path";
import { isSeq, parseDocument } from "yaml";
import { TestFolder } from "../cli/support";
import { copyProject } from "../support/real-engine/project-copy";
import type { PageProject } from "./page-session";

const REPOSITORY = path.join(__dirname, "../..");

/** The pages that an operator follows, each of which is one session in the reference program. */
export const SCHEDULE_PAGES: readonly string[] = [
    "work-late-tonight.md",
    "public-holiday.md",
    "destroy-a-stopped-environment.md",
].map(name => path.join(REPOSITORY, "docs/how-to", name));

/** Commands of `kubectl` that pages use, as its reference spells them. */
export const KUBECTL: ReadonlySet<string> = new Set([
    "kubectl get apiservice",
    "kubectl scale deployment --all --replicas=0 --namespace shop",
    "kubectl scale deployment --all --replicas=1 --namespace shop",
    "kubectl wait --for=condition=Available apiservice --all --timeout=10m",
]);

/** What a page shows of a stack file: `<file>, added to <key>.<list>`. */
const ADDED = /^([\w.-]+\.yaml), added to ([\w:-]+)\.(\w+)$/;

/** Adds entries to a list of a stack file, as a page asks for. */
export function withAdded(
    heading: string,
    entries: string,
    read: (file: string) => string,
): { readonly file: string; readonly content: string } {
    const [, file, key, list] = ADDED.exec(heading) ?? [];
    if (file === undefined || key === undefined || list === undefined) {
        throw new Error(`a page shows ${heading}, which its test does not know`);
    }
    const document = parseDocument(read(file));
    // As they are written: the CLI of Pulumi takes a date without quotes for a moment.
    const added = parseDocument(entries).contents;
    if (!isSeq(added)) throw new Error(`a page adds to ${heading} what is no list`);
    for (const entry of added.items) document.addIn(["config", key, list], entry);
    return { file, content: document.toString() };
}

/** One command of a page, or something that it adds to a file. */
export interface PageStep {
    /** The heading that it stands under. */
    readonly section: string;
    /** A command line; empty where the page shows a file. */
    readonly command: string;
    /** What the page shows of a file: its first line, and the rest. */
    readonly shown?: { readonly heading: string; readonly content: string };
}

/** Headings, and samples at any depth of a list. */
const PARTS = /^## (.*)$|^ *```(yaml|console|sh)\n([\s\S]*?)^ *```$/gm;

/** What a page asks its reader to do, in order. */
export function stepsOf(page: string): readonly PageStep[] {
    let section = "";
    return [...page.matchAll(PARTS)].flatMap(([, heading, language, content = ""]): readonly PageStep[] => {
        section = heading ?? section;
        if (language === "yaml") {
            const [, shown] = /^# ([\w.-]+\.yaml\b.*)\n/.exec(content) ?? [];
            return shown === undefined ? [] : [{ section, command: "", shown: { heading: shown, content } }];
        }
        const lines = content.split("\n").map(line => line.trim());
        const commands = language === "console" ? lines.filter(line => line.startsWith("$ ")) : lines;
        return commands.flatMap(line => (line === "" ? [] : [{ section, command: line.replace(/^\$ /, "") }]));
    });
}

/** The reference program, as a reader has it before the first line of a page. */
export function referenceProject(): PageProject {
    const folder = new TestFolder();
    copyProject(REPOSITORY, folder.path);
    return {
        folder,
        show: (heading, entries) => {
            const { file, content } = withAdded(heading, entries, name => folder.read(name));
            folder.write({ [file]: content });
        },
        other: () => undefined,
    };
}
