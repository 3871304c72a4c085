import type { Lease } from "./leases";

/** What was written, or would be. */
export interface Written {
    readonly stack: string;
    /** Path of the stack file, as a person would name it here. */
    readonly file: string;
    /** File name of the stack that it is a copy of. */
    readonly template: string;
    /** Settings that are other than those of the template, in the order of the file. */
    readonly settings: readonly (readonly [key: string, text: string])[];
    /** Keys of secrets that are left out. */
    readonly secrets: readonly string[];
    /** What else of the file is left out. */
    readonly others: readonly string[];
    /** Path of the file of leases; nothing where no place is leased. */
    readonly leases: string | undefined;
    readonly returned: readonly Lease[];
    /** Whether the checker is told that the stack is ephemeral. */
    readonly isClassed: boolean;
    readonly lastDay: string;
}

/** What a person reads after the command. */
export function reportOf(written: Written, dryRun: boolean): string {
    const { stack, file, leases } = written;
    const width = Math.max(...written.settings.map(([key]) => key.length));
    return [
        `${dryRun ? "Would be written" : "Written"}: ${file}, a copy of ${written.template} until ${written.lastDay}`,
        ...written.settings.map(([key, text]) => `  ${key.padEnd(width)}  ${text}`),
        ...(leases === undefined ? [] : [`The place in the address plan is leased in ${leases}.`]),
        ...written.returned.map(lease => `  ${lease.slot} is free again: ${lease.stack} had it until ${lease.until}`),
        ...leftOut(written),
        "",
        "Still to do:",
        `  pulumi stack init ${stack}`,
        ...written.secrets.map(key => `  pulumi config set --secret --stack ${stack} ${key}`),
        ...(written.isClassed ? [] : [`  in stagewright.yaml: environments: { ${stack}: { class: ephemeral } }`]),
        `  on ${written.lastDay} at the latest: pulumi destroy --stack ${stack}, then delete ${file}${leases === undefined ? "" : " and its lease"}`,
        "",
    ].join("\n");
}

function leftOut({ secrets, others, template }: Written): readonly string[] {
    const keys = [...secrets, ...others];
    return keys.length === 0 ? [] : [`Not copied from ${template}, since it leads to its secrets: ${keys.join(", ")}.`];
}
