import { stringify } from "yaml";

/** Transformers that come with Greenmask (its documentation, "Standard transformers" and "Advanced transformers"). */
export const GREENMASK_TRANSFORMERS = [
    "Cmd",
    "Dict",
    "Hash",
    "Json",
    "Masking",
    "NoiseDate",
    "NoiseFloat",
    "NoiseInt",
    "NoiseNumeric",
    "RandomAmountWithCurrency",
    "RandomBool",
    "RandomCCNumber",
    "RandomCCType",
    "RandomCentury",
    "RandomChoice",
    "RandomCompany",
    "RandomCurrency",
    "RandomDate",
    "RandomDayOfMonth",
    "RandomDayOfWeek",
    "RandomDomainName",
    "RandomE164PhoneNumber",
    "RandomEmail",
    "RandomFloat",
    "RandomInt",
    "RandomIP",
    "RandomLatitude",
    "RandomLongitude",
    "RandomMac",
    "RandomMonthName",
    "RandomNumeric",
    "RandomParagraph",
    "RandomPassword",
    "RandomPerson",
    "RandomPhoneNumber",
    "RandomSentence",
    "RandomString",
    "RandomTimezone",
    "RandomTollFreePhoneNumber",
    "RandomURL",
    "RandomUnixTimestamp",
    "RandomUsername",
    "RandomUuid",
    "RandomWord",
    "RandomYearString",
    "RealAddress",
    "RegexpReplace",
    "Replace",
    "SetNull",
    "Template",
    "TemplateRecord",
] as const;

/** What a parameter of a transformer may be, as YAML. */
export type GreenmaskParameter =
    string | number | boolean | readonly GreenmaskParameter[] | { readonly [key: string]: GreenmaskParameter };

/** One change of one column, or of some that belong together. */
export interface GreenmaskTransformer {
    /** One of {@link GREENMASK_TRANSFORMERS}, or of the configuration's own `custom_transformers`. */
    readonly name: string;
    /** Its parameters, `column` among them for most. What the others mean, the page of each transformer says. */
    readonly params?: Readonly<Record<string, GreenmaskParameter>>;
    /** Hands the change of a key on to the columns that refer to it. */
    readonly apply_for_references?: boolean;
    /** An expression that says which records are changed. */
    readonly when?: string;
}

/** What happens to one table. */
export interface GreenmaskTable {
    readonly schema: string;
    /** Name of the table. */
    readonly name: string;
    readonly transformers: readonly GreenmaskTransformer[];
    /** Conditions that all must hold of a row to be in the dump: a subset. */
    readonly subset_conds?: readonly string[];
    /** A query in place of the whole table. Foreign keys are then your own care. */
    readonly query?: string;
    readonly columns_type_override?: Readonly<Record<string, string>>;
    /** Does the same to all partitions. */
    readonly apply_for_inherited?: boolean;
}

/** A transformer of one's own, which Greenmask speaks with over standard input and output. */
export interface GreenmaskCustomTransformer {
    readonly name: string;
    readonly description?: string;
    readonly executable: string;
    readonly args?: readonly string[];
    readonly auto_discover?: boolean;
    readonly parameters?: readonly Readonly<Record<string, GreenmaskParameter>>[];
}

/**
 * What Greenmask is told about masking, in its own words. Where it stores the dump and to what it connects, the component
 * says; nothing that is not signed gets into the bucket.
 */
export interface GreenmaskConfiguration {
    readonly common?: {
        /** Folder of `pg_dump` in the image, such as `/usr/lib/postgresql/16/bin/`; of the server's major version. */
        readonly pg_bin_path?: string;
    };
    readonly log?: { readonly level?: "debug" | "info" | "warn"; readonly format?: "json" | "text" };
    readonly dump: {
        /** Options of `pg_dump` by their long names, such as `jobs` and `exclude-table-data`. */
        readonly pg_dump_options?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
        readonly transformation: readonly GreenmaskTable[];
    };
    readonly custom_transformers?: readonly GreenmaskCustomTransformer[];
}

/** Folders of the job that Greenmask works in. */
export interface GreenmaskFolders {
    readonly dump: string;
    readonly temporary: string;
}

/** Roles, replication and labels belong to production's server, and would fail or do harm in another. */
const PG_DUMP_OPTIONS = {
    "no-privileges": true,
    "no-publications": true,
    "no-subscriptions": true,
    "no-security-labels": true,
} as const;

/** The configuration file of Greenmask. */
export function greenmaskYaml(configuration: GreenmaskConfiguration, folders: GreenmaskFolders): string {
    const { common, log, dump, custom_transformers } = configuration;
    return stringify({
        common: { ...common, tmp_dir: folders.temporary },
        ...(log === undefined ? {} : { log }),
        storage: { type: "directory", directory: { path: folders.dump } },
        dump: { ...dump, pg_dump_options: { ...dump.pg_dump_options, ...PG_DUMP_OPTIONS } },
        ...(custom_transformers === undefined ? {} : { custom_transformers }),
    });
}
