import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Span, UtcMinute } from "../../../hours/local-time";
import { findGoTool } from "../go-tool";

const MODULE = "schedulers";
const SOURCE = resolve(__dirname, "../../../tools", MODULE);

/** What real schedulers are asked about a time. */
export interface SchedulerQuestion extends Span {
    /** A whole configuration, as YAML. */
    readonly alertmanager: string;
    readonly crons: readonly { readonly schedule: string; readonly timeZone: string }[];
    readonly triggers: readonly { readonly start: string; readonly end: string; readonly timeZone: string }[];
}

export interface SchedulerAnswer {
    /** By name of the time intervals. */
    readonly held: Readonly<Record<string, readonly Span[]>>;
    /** In the order of the question. */
    readonly fired: readonly (readonly UtcMinute[])[];
    /** When each trigger holds replicas, in the order of the question; looked at every five minutes. */
    readonly active: readonly (readonly Span[])[];
}

/** Builds what asks Alertmanager's own code and the cron library of Kubernetes and KEDA. @param say Takes lines of progress. */
export async function findSchedulers(
    say: (line: string) => void,
): Promise<(question: SchedulerQuestion) => Promise<SchedulerAnswer>> {
    // Built anew whenever its source changes.
    const digest = createHash("sha256");
    for (const file of ["main.go", "go.mod", "go.sum"]) digest.update(readFileSync(join(SOURCE, file)));
    const command = await findGoTool(
        {
            title: "what asks real schedulers",
            command: `stagewright-${MODULE}-${digest.digest("hex").slice(0, 12)}`,
            module: MODULE,
            package: ".",
            versionOf: "github.com/prometheus/alertmanager",
            linkerFlags: () => "-s -w",
        },
        say,
    );
    return question => ask(command, question);
}

async function ask(command: string, question: SchedulerQuestion): Promise<SchedulerAnswer> {
    const child = spawn(command, { stdio: ["pipe", "pipe", "pipe"] });
    const [told, complaints]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => told.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
    child.stdin.once("error", () => {
        // It has ended before it read all: its exit code says why.
    });
    child.stdin.end(JSON.stringify(question));
    const code = await new Promise<number | null>((settle, reject) => {
        child.once("error", reject);
        child.once("close", settle);
    });
    if (code !== 0) throw new Error(`schedulers ended with ${String(code)}: ${Buffer.concat(complaints).toString()}`);
    type Pair = readonly [from: number, to: number];
    const answer = JSON.parse(Buffer.concat(told).toString()) as {
        readonly held: Readonly<Record<string, readonly Pair[]>>;
        readonly fired: readonly (readonly UtcMinute[])[] | null;
        readonly active: readonly (readonly Pair[])[] | null;
    };
    const spans = (pairs: readonly Pair[]) => pairs.map(([from, to]) => ({ from, to }));
    return {
        held: Object.fromEntries(Object.entries(answer.held).map(([name, held]) => [name, spans(held)])),
        fired: answer.fired ?? [],
        active: (answer.active ?? []).map(spans),
    };
}
