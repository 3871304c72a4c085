/** The parameter of an engine that refuses connections without TLS. */
export interface TlsParameter {
    readonly name: string;
    /** Whether it is on where nobody sets it, perhaps from some version of the engine on. */
    readonly byDefault: "on" | "off" | { readonly since: string };
}

const SQL_SERVER: TlsParameter = { name: "rds.force_ssl", byDefault: "off" };
const MYSQL: TlsParameter = { name: "require_secure_transport", byDefault: "off" };

const PARAMETERS: ReadonlyMap<string, TlsParameter> = new Map<string, TlsParameter>([
    // RDS for PostgreSQL, "Using SSL with a PostgreSQL DB instance".
    ["postgres", { name: "rds.force_ssl", byDefault: { since: "15" } }],
    // Recalled, not looked up: Aurora PostgreSQL, "Securing Aurora PostgreSQL data with SSL/TLS".
    ["aurora-postgresql", { name: "rds.force_ssl", byDefault: { since: "17" } }],
    // RDS for MySQL, "Requiring SSL/TLS for all connections". That Aurora has the same default is recalled.
    ["mysql", MYSQL],
    ["aurora-mysql", MYSQL],
    // RDS for MariaDB, "Requiring SSL/TLS for all connections".
    ["mariadb", { name: "require_secure_transport", byDefault: { since: "11.8" } }],
    // Recalled, not looked up: RDS for SQL Server, "Using SSL".
    ["sqlserver-ee", SQL_SERVER],
    ["sqlserver-se", SQL_SERVER],
    ["sqlserver-ex", SQL_SERVER],
    ["sqlserver-web", SQL_SERVER],
    // DocumentDB, "Encrypting data in transit".
    ["docdb", { name: "tls", byDefault: "on" }],
    // Redshift, announcement of the parameter group `default.redshift-2.0` (January 2025).
    ["redshift", { name: "require_ssl", byDefault: { since: "2.0" } }],
]);

/** The parameter of an engine; nothing for one that has none, such as Oracle. */
export function tlsParameterOf(engine: string): TlsParameter | undefined {
    return PARAMETERS.get(engine);
}

/** What a parameter is set to where it is off. There are several ways of being on, such as `tls1.2+` of DocumentDB. */
const OFF: ReadonlySet<string> = new Set(["0", "false", "off", "disabled", ""]);

/** Whether a value of a parameter switches it on. */
export function isOn(value: string | number | boolean): boolean {
    return !OFF.has(String(value).toLowerCase());
}
