import { planFromCapture } from "../plan/capture";
import type { CapturedLog, CaptureEvent } from "../plan/capture-events";
import { UsageError } from "../plan/faults";
import type { Plan } from "../plan/plan";
import { parseUrn, STACK_TYPE } from "../plan/urn";
import type { LaunchSettings, Transport } from "./child/launch-settings";
import { preloadFile } from "./child/preload-file";
import { allowedEnvironment } from "./environment";
import { failureOf, programName } from "./failure";
import type { Answers, MonitorSettings } from "./monitor/settings";
import { runProcess } from "./process";
import type { Project } from "./project";
import type { Sdk } from "./sdk";
import { startSockets } from "./sockets";
import type { ConfiguredStack } from "./stack-config";
import type { LanguageSetup } from "./typescript";

/** The plan of one stack, and how it was made. */
export interface PlannedStack {
    readonly plan: Plan;
    /** What the program wrote to the engine's log. */
    readonly diagnostics: readonly Diagnostic[];
    /** The last of what the program printed. */
    readonly output: string;
    /** How long the program ran and was listened to, in milliseconds. */
    readonly durationMs: number;
}

/** A message of the program, or of the SDK in its name. */
export type Diagnostic = Pick<CapturedLog, "severity" | "message" | "urn">;

/** What all stacks of one request share. */
export interface PlanningContext {
    readonly project: Project;
    readonly sdk: Sdk;
    readonly language: LanguageSetup;
    readonly levers: boolean;
    readonly transport: Transport;
    readonly timeoutMs: number;
    readonly memoryMiB: number;
    readonly answers: Answers;
    readonly signal: AbortSignal | undefined;
    onProgress(stack: string, resources: number): void;
}

/** The name that stands for an organisation where a stack belongs to none: what a local backend says. */
const NO_ORGANIZATION = "organization";

/** Many operations at a time, as the engine's default; the limit is the engine's, not the program's. */
const PARALLEL = "16";

/**
 * Runs the program for one stack and returns the plan of it.
 *
 * @throws UsageError where the program, its settings or its environment is at fault.
 */
export async function planStack({ stack, config }: ConfiguredStack, context: PlanningContext): Promise<PlannedStack> {
    const { project } = context;
    const started = performance.now();
    const settings: MonitorSettings = {
        project: project.name,
        stack: stack.slice(stack.lastIndexOf("/") + 1),
        organization: organizationOf(stack),
        projectFolder: project.folder,
        programFolder: project.programFolder,
        config: config.values,
        secretKeys: config.secretKeys,
        answers: context.answers,
    };
    const events: CaptureEvent[] = [];
    let resources = 0;
    const onEvent = (event: CaptureEvent) => {
        events.push(event);
        if (event.kind === "resource") context.onProgress(stack, ++resources);
    };
    const sockets = context.transport === "sockets" ? await startSockets(context, settings, onEvent) : undefined;
    const end = await runProcess({
        args: processArguments(context, settings, sockets?.address),
        cwd: project.programFolder,
        env: { ...allowedEnvironment(process.env), ...runnerEnvironment(context, settings) },
        settings: launchSettings(context, settings),
        timeoutMs: context.timeoutMs,
        signal: context.signal,
        onEvent,
    }).finally(() => sockets?.close());
    if (end.code !== 0 || end.stopped !== undefined || !isComplete(events)) {
        const { timeoutMs, memoryMiB } = context;
        throw failureOf({ project, stack, config, events, end, timeoutMs, memoryMiB });
    }
    const { sentinels, gaps, planned, storage } = config;
    const plan = planFromCapture(
        { project: settings.project, stack: settings.stack, config: planned, sentinels, gaps, storage },
        events,
    );
    if (plan.resources.length === 0) {
        throw new UsageError(`stack ${stack} could not be planned`, [
            { at: programName(project), message: "the program registered no resource" },
        ]);
    }
    return {
        plan,
        diagnostics: events.flatMap(event => {
            if (event.kind !== "log") return [];
            const { severity, message, urn } = event;
            return [{ severity, message, urn }];
        }),
        output: end.output,
        durationMs: performance.now() - started,
    };
}

/**
 * Whether a program that ended well is planned whole: it said what the stack gives out, and logged no error, upon which
 * the real engine fails too. Where it left while something was still under way, the SDK sees to its exit code.
 */
function isComplete(events: readonly CaptureEvent[]): boolean {
    const hasError = events.some(event => event.kind === "log" && event.severity === "error");
    const hasOutputs = events.some(event => event.kind === "outputs" && parseUrn(event.urn)?.type === STACK_TYPE);
    return !hasError && hasOutputs;
}

function processArguments(
    context: PlanningContext,
    settings: MonitorSettings,
    address = "in-process",
): readonly string[] {
    const { project, sdk, language, memoryMiB } = context;
    return [
        `--max-old-space-size=${memoryMiB}`,
        "--require",
        preloadFile(),
        ...language.nodeArguments,
        sdk.runner,
        "--monitor",
        address,
        "--engine",
        address,
        "--organization",
        settings.organization,
        "--project",
        settings.project,
        "--root-directory",
        project.folder,
        "--stack",
        settings.stack,
        "--pwd",
        project.programFolder,
        "--parallel",
        PARALLEL,
        "--dry-run",
        project.entry,
    ];
}

function runnerEnvironment({ language }: PlanningContext, settings: MonitorSettings): Readonly<Record<string, string>> {
    return {
        ...language.env,
        PULUMI_CONFIG: JSON.stringify(settings.config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(settings.secretKeys),
    };
}

function launchSettings(context: PlanningContext, monitor: MonitorSettings): LaunchSettings {
    return {
        transport: context.transport,
        levers: context.levers,
        sdkFolder: context.sdk.folder,
        monitor,
        ...context.language.settings,
    };
}

/** A stack may be named with its organisation and project: `acme/shop/prod`. */
function organizationOf(stack: string): string {
    const parts = stack.split("/");
    return parts.length > 1 ? (parts[0] ?? NO_ORGANIZATION) : NO_ORGANIZATION;
}
