import type { MonitorSettings } from "../monitor/settings";

/** The pipe over which the program's process hands what it captured to the checker. */
export const CAPTURE_DESCRIPTOR = 3;
/** The pipe over which the checker hands {@link LaunchSettings} to the program's process. */
export const SETTINGS_DESCRIPTOR = 4;

/** How the program's requests reach the monitor. */
export type Transport = "in-process" | "sockets";

/** One TypeScript file of the program as the process is to run it. */
export interface TranspiledFile {
    readonly code: string;
    /** Its source map, as JSON. */
    readonly map: string;
}

/** All that the preload needs to know. Plain JSON. */
export interface LaunchSettings {
    readonly transport: Transport;
    /** Whether to start faster by doing without what a plan does not need (`levers.ts`). */
    readonly levers: boolean;
    /** Folder of the program's copy of `@pulumi/pulumi`. */
    readonly sdkFolder: string;
    readonly monitor: MonitorSettings;
    /** Files by absolute path; absent where the program brings its own way of running TypeScript. */
    readonly transpiled?: Readonly<Record<string, TranspiledFile>>;
    /** Compiler settings for files that were not foreseen. */
    readonly tsconfig?: string;
}

/** Name of the metadata in which a call over a socket says its form. */
export const CALL_FORM_HEADER = "stagewright-call-form";
