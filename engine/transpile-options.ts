/** Files that hold TypeScript. */
export const TYPESCRIPT_EXTENSIONS = [".ts", ".tsx", ".cts", ".mts"] as const;

/** Whether a file holds TypeScript, by its name. */
export function isTypeScript(file: string): boolean {
    return TYPESCRIPT_EXTENSIONS.some(extension => file.endsWith(extension));
}

/** How TypeScript is turned into what Node.js runs. Types are taken off, not checked. */
export function transpileOptions() {
    return {
        format: "cjs",
        platform: "node",
        target: "node20",
        sourcemap: "external",
        sourcesContent: false,
        logLevel: "silent",
    } as const;
}
