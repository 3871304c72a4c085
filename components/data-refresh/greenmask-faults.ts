import { type ArgumentFaults, nonEmptyText, oneOf, textMatching } from "../arguments";
import { atLeastOne } from "../ranges";
import { IDENTIFIER } from "./columns";
import {
    GREENMASK_TRANSFORMERS,
    type GreenmaskConfiguration,
    type GreenmaskTable,
    type GreenmaskTransformer,
} from "./greenmask";
import { checkKnown } from "../known-arguments";
import { checkObject, type Fields } from "../object-arguments";

const CONFIGURATION: Fields<GreenmaskConfiguration> = {
    common: true,
    log: true,
    dump: true,
    custom_transformers: true,
};
const DUMP: Fields<GreenmaskConfiguration["dump"]> = { pg_dump_options: true, transformation: true };
const TABLE: Fields<GreenmaskTable> = {
    schema: true,
    name: true,
    transformers: true,
    subset_conds: true,
    query: true,
    columns_type_override: true,
    apply_for_inherited: true,
};
const TRANSFORMER: Fields<GreenmaskTransformer> = {
    name: true,
    params: true,
    apply_for_references: true,
    when: true,
};

/** Options that decide what the job decides, or let out what no transformer masks. */
const REFUSED_OPTIONS: readonly string[] = ["blobs", "dbname", "file", "host", "port", "schema-only", "username"];
const OPTION = textMatching(/^[a-z][a-z-]*$/, "the long name of an option of pg_dump, without dashes before it");

/** Records everything that is wrong with a configuration of Greenmask. */
export function checkGreenmask(faults: ArgumentFaults, path: string, configuration: GreenmaskConfiguration): void {
    if (!checkObject(faults, path, configuration, CONFIGURATION)) return;
    const { log, dump, custom_transformers: own = [] } = configuration;
    if (!checkObject(faults, `${path}.dump`, dump, DUMP)) return;
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
    checkKnown(faults, table, TABLE, `${path}.`);
    faults.check(`${path}.schema`, table.schema, IDENTIFIER);
    faults.check(`${path}.name`, table.name, IDENTIFIER);
    for (const column of Object.keys(table.columns_type_override ?? {})) {
        faults.check(`${path}.columns_type_override["${column}"]`, column, IDENTIFIER);
    }
    faults.items(`${path}.transformers`, table.transformers, "a list of transformers").forEach((transformer, index) => {
        const at = `${path}.transformers[${index}]`;
        checkKnown(faults, transformer, TRANSFORMER, `${at}.`);
        const { name, params = {} } = transformer;
        if (!known.includes(name)) {
            faults.add(`${at}.name`, "a transformer of Greenmask, or one of custom_transformers", name);
        }
        if ("column" in params) faults.check(`${at}.params.column`, params["column"], IDENTIFIER);
    });
}
