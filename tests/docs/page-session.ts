import { runCli, type TestFolder } from "../cli/support";

/*
 * Pages whose samples are one session at a terminal, from the first line to the last: what a page shows of a file is written
 * before the next command, and what a command printed is what it prints.
 */

/** The project that a page speaks of, as a reader has it before the first line. */
export interface PageProject {
    readonly folder: TestFolder;
    /** Writes what the page shows of a file. */
    readonly show: (file: string, content: string) => void;
    /** What a command prints that is not `stagewright`; nothing where the page's test does not know it. */
    readonly other: (command: string) => string | undefined;
}

/** What a page shows: something of a file, which the first line names, or a session. */
const SAMPLE = /^```(yaml|console)\n(.*?)^```$/gms;

/** A page with what its commands print now. The files that it shows are written on the way. */
export async function rewritten(page: string, project: PageProject): Promise<string> {
    const session = new Session(project);
    try {
        const parts: string[] = [];
        let end = 0;
        for (const { 0: block, 1: language, 2: content = "", index } of page.matchAll(SAMPLE)) {
            parts.push(page.slice(end, index));
            end = index + block.length;
            const [, file] = /^# ([\w.-]+\.yaml\b.*)\n/.exec(content) ?? [];
            if (language === "yaml" && file !== undefined) project.show(file, content);
            parts.push(language === "yaml" ? block : `\`\`\`console\n${await session.replay(content)}\`\`\``);
        }
        return [...parts, page.slice(end)].join("");
    } finally {
        project.folder.remove();
    }
}

/** Runs the commands of one page, one after the other, as a person does who follows it. */
class Session {
    private exitCode = 0;

    constructor(private readonly project: PageProject) {}

    /** A session again, with what its commands print now. */
    async replay(session: string): Promise<string> {
        let text = "";
        for (const [, command = ""] of session.matchAll(/^\$ (.*)$/gm))
            text += `$ ${command}\n${await this.run(command)}`;
        return text;
    }

    private async run(command: string): Promise<string> {
        if (command === "echo $?") return `${this.exitCode}\n`;
        const printed = this.project.other(command);
        if (printed !== undefined) return printed;
        const [program, ...args] = command.split(" ");
        if (program !== "stagewright") throw new Error(`a page runs ${command}, which its test does not know`);
        const { code, stderr, stdout } = await runCli(args, { cwd: this.project.folder.path });
        this.exitCode = code ?? -1;
        return `${stderr}${stdout}`;
    }
}
