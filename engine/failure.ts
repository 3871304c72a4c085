import * as path from "node:path";

import type { CaptureEvent } from "../plan/capture-events";
import { type Fault, UsageError } from "../plan/faults";
import { markedTexts } from "../plan/marked-texts";
import { parsedJson } from "../plan/plain";
import { decodeProperties } from "../plan/wire";
import { CAPTURE_DESCRIPTOR } from "./child/launch-settings";
import { OUTPUT_LIMIT_BYTES, type ProcessEnd, type Stop } from "./process";
import type { Project } from "./project";
import { readable } from "./readable-output";
import { isAboutSetting, settingFaults } from "./setting-faults";
import type { StackConfig } from "./stack-config";

/** A run of a program that gave no plan. */
export interface FailedRun {
    readonly project: Project;
    readonly stack: string;
    readonly config: StackConfig;
    readonly events: readonly CaptureEvent[];
    readonly end: ProcessEnd;
    readonly timeoutMs: number;
    readonly memoryMiB: number;
}

/** A program that was stopped before its own end. */
export class StoppedProgramError extends UsageError {
    constructor(
        readonly stop: Stop,
        ...[summary, faults, details]: ConstructorParameters<typeof UsageError>
    ) {
        super(summary, faults, details);
    }
}

const MEBIBYTE = 1024 * 1024;

const MISSING_MODULE = /Cannot find (?:module|package) '(?<name>[^']+)'/;
/** What the SDK prints when a program is left while it still waits for the engine. */
const STILL_WAITING = /Pulumi runtime detected that \d+ promises? (?:was|were) still active/;
const OUT_OF_MEMORY = "heap out of memory";
/** How the output of a process refuses more than the system can hold of it. */
const OVERRUN = /^Error: write ENOBUFS$/m;
/** How the SDK begins what it says of an error that nothing in the program caught. */
const UNCAUGHT_HEADING = /^Running program '.*' failed with an unhandled exception:\n/;
const FIRST_FRAME = /\n\s+at /;

/** Says why a program gave no plan, and what to do. */
export function failureOf(run: FailedRun): UsageError {
    const program = programName(run.project);
    const secrets = knownSecrets(run);
    const clear = (text: string) => readable(concealed(withoutSecrets(text, secrets), run.config));
    const errors = run.events.flatMap(event =>
        event.kind === "log" && event.severity === "error" ? [clear(event.message)] : [],
    );
    const output = clear(run.end.output);
    const text = [...errors, output].join("\n").trim();
    const fault = (message: string): Fault => ({ at: program, message });
    const faults =
        stopFault(run, text, fault) ??
        knownFaults(text, run) ??
        (errors.length > 0 ? [...new Set(errors.map(reasonOf))] : [endOf(run, text)]).map(fault);
    const summary = `stack ${run.stack} could not be planned`;
    const all = [...faults, ...awaitedFunctions(run)];
    const told = new Set(faults.map(({ message }) => message));
    const details = [...errors.filter(error => !told.has(error) && !isAboutSetting(error)), output].join("\n").trim();
    const { stopped } = run.end;
    return stopped === undefined
        ? new UsageError(summary, all, details)
        : new StoppedProgramError(stopped, summary, all, details);
}

/** Why a program failed: all that it says to its users, or the message of the error that it did not expect. */
function reasonOf(error: string): string {
    const message = error.replace(UNCAUGHT_HEADING, "");
    const end = message.search(FIRST_FRAME);
    const isExpected = message === error && end === -1;
    const reason = (end === -1 ? message : message.slice(0, end)).replace(/^Error: /, "");
    return isExpected ? message : `the program failed: ${reason}`;
}

function stopFault(
    { end, timeoutMs, memoryMiB }: FailedRun,
    text: string,
    fault: (message: string) => Fault,
): Fault[] | undefined {
    switch (end.stopped) {
        case "timeout":
            return [
                fault(
                    `the program did not end within ${timeoutMs / 1000} s and was stopped; ` +
                        "let it wait for nothing outside, or raise --timeout",
                ),
            ];
        case "aborted":
            return [fault("planning was interrupted")];
        case "output":
            return [
                fault(
                    `the program wrote more than ${OUTPUT_LIMIT_BYTES / MEBIBYTE} MiB of output and was stopped; let it print less`,
                ),
            ];
        case "garbled":
            return [
                fault(`the program wrote to file descriptor ${CAPTURE_DESCRIPTOR}, over which its plan is handed on`),
            ];
        case "failed":
        case undefined:
            if (OVERRUN.test(text))
                return [fault("the program wrote more output at once than the system holds; let it print less")];
            return end.output.includes(OUT_OF_MEMORY)
                ? [fault(`the program needed more than its ${memoryMiB} MiB of memory and was stopped`)]
                : undefined;
    }
}

/** Faults that are known by what they say. */
function knownFaults(text: string, { project, config }: FailedRun): Fault[] | undefined {
    const encrypted = [...new Set([...config.sentinels.values()])].filter(key => text.includes(shownSetting(key)));
    if (encrypted.length > 0) {
        return encrypted.map(key => ({
            at: `${config.file}: ${key}`,
            message:
                "the program must be able to read this setting, and it is encrypted; " +
                "supply a stand-in under answers.settings in stagewright.yaml",
        }));
    }
    const settings = settingFaults(text, project, config);
    if (settings.length > 0) return [...settings];
    const name = MISSING_MODULE.exec(text)?.groups?.["name"];
    if (name === undefined) return undefined;
    const isFile = name.startsWith(".") || path.isAbsolute(name);
    return [
        {
            at: programName(project),
            message: isFile
                ? `the program imports ${name}, which does not exist`
                : `the program imports ${name}, which is not installed; run npm install in ${project.folder}`,
        },
    ];
}

function endOf({ end }: FailedRun, text: string): string {
    if (end.signal !== undefined) return `the program was ended by ${end.signal}`;
    if (end.code === 0 || STILL_WAITING.test(text)) {
        return (
            "the program ended before it had registered all its resources; " +
            "it must not call process.exit, nor wait for what never comes"
        );
    }
    return `the program ended with exit code ${end.code ?? "unknown"}`;
}

/** A program often fails on what an awaited function did not answer. */
function awaitedFunctions({ events }: FailedRun): Fault[] {
    const tokens = events.flatMap(event =>
        event.kind === "gap" && event.gap.kind === "unanswered-plain-function" ? [event.gap.subject] : [],
    );
    return [...new Set(tokens)].map(token => ({
        at: token,
        message: "is awaited and has no answer while planning; supply one under answers.functions in stagewright.yaml",
    }));
}

/** A shorter secret is a word that stands in many messages by chance. */
const MIN_SECRET_CHARACTERS = 4;

/** What the program was given as secret, or marked so itself. An error quotes what it does not understand. */
function knownSecrets({ config, events }: FailedRun): readonly string[] {
    const settings = config.secretKeys.flatMap(key => {
        const text = config.values[key];
        return text === undefined ? [] : [text, ...textsInJson(text)];
    });
    const registered = events.flatMap(event => {
        if (event.kind === "resource") return markedTexts(decodeProperties(event.inputs));
        return event.kind === "outputs" ? markedTexts(decodeProperties(event.outputs)) : [];
    });
    const sentinels = [...config.sentinels.keys()];
    return [...new Set([...settings, ...registered])]
        .filter(text => text.length >= MIN_SECRET_CHARACTERS && !sentinels.some(sentinel => text.includes(sentinel)))
        .sort((one, other) => other.length - one.length);
}

function textsInJson(text: string): readonly string[] {
    if (!/^\s*[[{]/.test(text)) return [];
    const content = parsedJson(text);
    return markedTexts(content, true);
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
    return secrets.reduce((rest, secret) => rest.replaceAll(secret, "(hidden)"), text);
}

/** The stand-in of an encrypted setting says nothing to a reader. */
function concealed(text: string, { sentinels }: StackConfig): string {
    let readable = text;
    for (const [sentinel, key] of sentinels) readable = readable.replaceAll(sentinel, shownSetting(key));
    return readable;
}

function shownSetting(key: string): string {
    return `(encrypted setting ${key})`;
}

/** The program as its users know it. */
export function programName({ folder, programFolder, entry }: Project): string {
    const relative = path.relative(folder, path.join(programFolder, entry));
    return `program ${relative === "" ? path.basename(folder) : relative}`;
}
