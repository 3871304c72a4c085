import type { Patch } from "./module-hooks";
import type { OriginalPositions } from "./original-positions";

/*
 * What makes a plan start and run faster without changing it. Each lever can be left out by the environment variable
 * STAGEWRIGHT_PLAIN_START, and a test compares plans with and without. Checked on @pulumi/pulumi 3.248.
 */

/** Switches the levers off: any value but an empty one. */
export const PLAIN_START = "STAGEWRIGHT_PLAIN_START";

/** Modules that the SDK loads at its start and that few programs come to need. */
export const DEFERRED_IMPORTS: ReadonlySet<string> = new Set([
    // To serialise functions: a package manager, a reader of manifests, and the TypeScript compiler behind a shim.
    "@npmcli/arborist",
    "normalize-package-data",
    "../../typescript-shim",
    "./typescript-shim",
    // To run other Pulumi programs.
    "./automation",
    // To send traces to a collector.
    "@opentelemetry/exporter-zipkin",
    "@opentelemetry/instrumentation",
    "@opentelemetry/instrumentation-grpc",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
    "@opentelemetry/sdk-trace-node",
]);

/** The innermost frames are enough: the SDK asks for the one below its own constructors. */
const SOURCE_FRAMES = 24;

type Function = (...args: unknown[]) => unknown;

interface Frame {
    readonly file?: string;
    readonly line?: number;
    readonly column?: number;
}

/** Patches of the SDK's modules, by path inside the SDK. */
export function leverPatches(positions: OriginalPositions): readonly (readonly [string, Patch])[] {
    return [
        ["runtime/debuggable.js", withoutPromiseTraces],
        ["log/index.js", withoutDebugLog],
        ["runtime/closure/v8Hooks.js", withoutDebugger],
        [
            "resource.js",
            exports => {
                withRawCallSites(exports, positions);
            },
        ],
    ];
}

/** The SDK writes down a stack trace for every promise, to be read by nobody but its own developers. */
function withoutPromiseTraces(exports: Record<string, unknown>): void {
    const original = exports["debuggablePromise"] as Function;
    exports["debuggablePromise"] = (...args: unknown[]) => {
        const limit = Error.stackTraceLimit;
        Error.stackTraceLimit = 0;
        try {
            return original(...args);
        } finally {
            Error.stackTraceLimit = limit;
        }
    };
}

/** The engine drops debug messages unless it is asked for them; the SDK queues a dozen for each resource. */
function withoutDebugLog(exports: Record<string, unknown>): void {
    exports["debug"] = () => Promise.resolve();
}

/** The SDK attaches a debugger to its own process at once; it is attached when the first function is serialised. */
function withoutDebugger(exports: Record<string, unknown>): void {
    exports["isInitializedAsync"] = () => Promise.resolve();
}

/**
 * The SDK reads the place of a registration out of a formatted stack trace of any length. V8 hands out the same as data,
 * which then only has to be led back to what a person wrote.
 */
function withRawCallSites(exports: Record<string, unknown>, positions: OriginalPositions): void {
    const resource = exports["Resource"] as { callsites?: () => readonly Frame[] };
    if (resource.callsites === undefined) return;
    resource.callsites = function callsites() {
        const limit = Error.stackTraceLimit;
        const prepare = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
        try {
            Error.stackTraceLimit = SOURCE_FRAMES;
            Error.prepareStackTrace = (_, sites) => sites;
            const sites = new Error().stack as unknown as readonly NodeJS.CallSite[];
            return sites.map(site => frame(site, positions));
        } finally {
            Error.stackTraceLimit = limit;
            if (prepare === undefined) delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
            else Object.defineProperty(Error, "prepareStackTrace", prepare);
        }
    };
}

function frame(site: NodeJS.CallSite, positions: OriginalPositions): Frame {
    const file = site.getFileName();
    const line = site.getLineNumber();
    const column = site.getColumnNumber();
    if (typeof file !== "string" || line === null || column === null || file.startsWith("node:")) return {};
    return positions.original({ file, line, column });
}
