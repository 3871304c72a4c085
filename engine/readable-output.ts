import { namesOwnFile } from "./own-files";

/** How much of one line is shown, in characters: a long one is data, and hides what stands around it. */
const LINE_LIMIT = 400;

/** Escape sequences by which a terminal is told of colours. */
const COLOURS = new RegExp(String.raw`\u001b\[[0-9;]*m`, "g");

/** What V8 and Node.js say of their own insides when memory runs out: from here to the end of the output. */
const HEAP_REPORT = /\s*<--- Last few GCs --->[^]*/;

/** What the SDK keeps inside of its own errors. */
const SDK_INSIDES = / \{\n {2}promise: Promise \{ <rejected> \[Circular \*1\] \}\n\}/g;
const REFERENCE = /^<ref \*1> /gm;
/** What gRPC puts in front of the engine's own words. */
const GRPC_STATUS = /(?<=: )2 UNKNOWN: /g;

/** One line of a stack trace. The last may open what the error holds beside its message. */
const FRAME = /^\s+at .*?(?<opening> \{)?$/;
/** Frames of Node.js, of V8, and of the SDKs, whose source maps name files that nobody has. */
const FOREIGN_FRAME = /\(node:|\bat node:|at (?:async )?node:|\(<anonymous>\)|[\\/]node_modules[\\/]@pulumi[\\/]/;

/** What a program printed, or an error that it ended with, as a person can read it: the program's own part of it. */
export function readable(text: string): string {
    const lines = text
        .replaceAll(COLOURS, "")
        .replace(HEAP_REPORT, "")
        .replaceAll(SDK_INSIDES, "")
        .replaceAll(REFERENCE, "")
        .replaceAll(GRPC_STATUS, "")
        .split("\n");
    return withoutForeignFrames(lines).map(cut).join("\n").trim();
}

function withoutForeignFrames(lines: readonly string[]): readonly string[] {
    const kept: string[] = [];
    for (const line of lines) {
        const frame = FRAME.exec(line);
        if (frame === null || !(FOREIGN_FRAME.test(line) || namesOwnFile(line))) kept.push(line);
        else if (frame.groups?.["opening"] !== undefined) kept.push(`${kept.pop() ?? ""} {`);
    }
    return kept;
}

function cut(line: string): string {
    const rest = line.length - LINE_LIMIT;
    return rest <= 0 ? line : `${line.slice(0, LINE_LIMIT)}... and ${rest.toLocaleString("en-US")} characters more`;
}
