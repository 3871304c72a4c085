import { type ArgumentFaults, nonEmptyText, oneOf, textMatching } from "../arguments";
import { atLeastOne } from "../ranges";
import { IDENTIFIER } from "./columns";
import { GREENMASK_TRANSFORMERS, type GreenmaskConfiguration, type GreenmaskTable } from "./greenmask";

/** Options that decide what the job decides, or let out what no transformer masks. */
const REFUSED_OPTIONS: readonly string[] = ["blobs", "dbname", "file", "host", "port", "schema-only", "username"];
const OPTION = textMatching(/^[a-z][a-z-]*$/, "the long name of an option of pg_dump, without dashes before it");

/** Records everything that is wrong with a configuration of Greenmask. */
export function checkGreenmask(faults: ArgumentFaults, path: string, configuration: GreenmaskConfiguration): void {
    const { log, dump, custom_transformers: own = [] } = configuration;
    own.forEach(({ name, executable }, index) => {
        faults.check(`${path}.custom_transformers[${index}].name`, name, nonEmptyText);
        faults.check(`${path}.custom_transformers[${index}].executable`, executable, nonEmptyText);
    });
    faults.checkOptional(`${path}.log.level`, log?.level, oneOf(["debug", "info", "warn"]));
    faults.checkOptional(`${path}.log.format`, log?.format, oneOf(["json", "text"]));
    for (const option of Object.keys(dump.pg_dump_options ?? {})) {
        const at = `${path}.dump.pg_dump_options["${option}"]`;
        faults.check(at, option, OPTION);
        if (REFUSED_OPTIONS.includes(option)) faults.add(at, "an option that the job does not decide itself", option);
    }
    const known = [...GREENMASK_TRANSFORMERS, ...own.map(({ name }) => name)];
    const seen = new Set<string>();
    const tables = `${path}.dump.transformation`;
    atLeastOne(tables, dump.transformation, "at least one table that is masked", faults).forEach((table, index) => {
        checkTable(faults, `${tables}[${index}]`, table, known);
        const full = `${table.schema}.${table.name}`;
        if (seen.has(full)) faults.add(`${tables}[${index}]`, "a table that is not in the list yet", full);
        seen.add(full);
    });
}

function checkTable(faults: ArgumentFaults, path: string, table: GreenmaskTable, known: readonly string[]): void {
    faults.check(`${path}.schema`, table.schema, IDENTIFIER);
    faults.check(`${path}.name`, table.name, IDENTIFIER);
    for (const column of Object.keys(table.columns_type_override ?? {})) {
        faults.check(`${path}.columns_type_override["${column}"]`, column, IDENTIFIER);
    }
    faults
        .items(`${path}.transformers`, table.transformers, "a list of transformers")
        .forEach(({ name, params = {} }, index) => {
            const at = `${path}.transformers[${index}]`;
            if (!known.includes(name)) {
                faults.add(`${at}.name`, "a transformer of Greenmask, or one of custom_transformers", name);
            }
            if ("column" in params) faults.check(`${at}.params.column`, params["column"], IDENTIFIER);
        });
}
