/**
 * The SQL of ephemeral environments, for `psql`: what is in `:'quotes'` is a variable that it is given. Each part may be run
 * again and again. The first user of RDS, who runs it, is no superuser.
 */

/** One at a time, and where the environments are written down. Nobody but the first user may look. */
const BEGIN = `BEGIN;
SET LOCAL lock_timeout = '30s';
SET LOCAL client_min_messages = warning;
SELECT pg_advisory_xact_lock(hashtext('stagewright_ephemeral'));
CREATE SCHEMA IF NOT EXISTS stagewright_ephemeral;
CREATE TABLE IF NOT EXISTS stagewright_ephemeral.environments (
    name text PRIMARY KEY,
    branch text NOT NULL,
    owner text NOT NULL,
    expires_at timestamptz NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT now()
);`;

/** Hands variables of `psql` to a block of code, which cannot see them. */
function handOver(...names: readonly string[]): string {
    return names.map(name => `SELECT set_config('stagewright.${name}', :'${name}', true);`).join("\n");
}

/** Makes the schema and the role of one environment, or brings both up to date. */
export const CREATE_SCHEMA_SQL = `${BEGIN}
${handOver("name", "branch", "owner", "expires_at", "connections")}
DO $code$
DECLARE
    wanted constant text := current_setting('stagewright.name');
    branch constant text := current_setting('stagewright.branch');
    owner constant text := current_setting('stagewright.owner');
    expires_at constant timestamptz := current_setting('stagewright.expires_at');
    connections constant integer := current_setting('stagewright.connections');
    -- The schema and its role are called alike.
    alike constant text := replace(wanted, '-', '_');
    holder text;
    role_exists constant boolean := EXISTS (SELECT FROM pg_roles WHERE rolname = alike);
BEGIN
    IF expires_at <= now() THEN
        RAISE EXCEPTION 'the environment % ends at %, which has passed', wanted, expires_at;
    END IF;
    IF has_schema_privilege('public', 'public', 'CREATE')
        OR has_database_privilege('public', current_database(), 'CREATE') THEN
        RAISE EXCEPTION 'everybody may create in the schema public or in the database %', current_database()
            USING HINT = 'REVOKE CREATE ON SCHEMA public FROM PUBLIC, and CREATE ON DATABASE: no environment has more than its schema';
    END IF;
    SELECT known.branch INTO holder FROM stagewright_ephemeral.environments known WHERE known.name = wanted;
    IF holder IS NULL AND (role_exists OR to_regnamespace(quote_ident(alike)) IS NOT NULL) THEN
        RAISE EXCEPTION 'there is a schema or a role % already, which belongs to no environment', alike;
    END IF;
    IF holder <> branch THEN
        RAISE EXCEPTION 'the name % is that of the branch %, expected that of %', wanted, holder, branch;
    END IF;
    INSERT INTO stagewright_ephemeral.environments AS known (name, branch, owner, expires_at)
        VALUES (wanted, branch, owner, expires_at)
        ON CONFLICT ON CONSTRAINT environments_pkey
        DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at, registered_at = now();
    IF NOT role_exists THEN
        EXECUTE format('CREATE ROLE %I LOGIN', alike);
    END IF;
    EXECUTE format('ALTER ROLE %I CONNECTION LIMIT %s', alike, connections);
    EXECUTE format('ALTER ROLE %I SET search_path = %I, public', alike, alike);
    -- It belongs to the first user, who can drop it with all that is in it. Were it the role's, the first user would have to
    -- be a member of the role, and with that of rds_iam: RDS would then refuse its password.
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', alike);
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', alike, alike);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), alike);
    EXECUTE format('GRANT rds_iam TO %I', alike);
END
$code$;
COMMIT;
`;

/**
 * The names of all that no namespace belongs to any more, one a line. The end of a living one is its namespace's: that may
 * have been moved since it was written down here.
 */
export const LIST_DOOMED_SQL = `${BEGIN}
SELECT name FROM stagewright_ephemeral.environments
    WHERE NOT name = ANY (string_to_array(:'living', ' '))
        -- Of what was made after the namespaces were asked for, the answer knows nothing but that its end has passed.
        AND (registered_at < :'asked_at'::timestamptz OR expires_at <= now())
    ORDER BY name;
COMMIT;
`;

/** Drops the schema and the role of one environment. */
export const DROP_SCHEMA_SQL = `${BEGIN}
${handOver("name")}
DO $code$
DECLARE
    doomed constant text := current_setting('stagewright.name');
    alike constant text := replace(doomed, '-', '_');
    role_exists constant boolean := EXISTS (SELECT FROM pg_roles WHERE rolname = alike);
BEGIN
    IF NOT EXISTS (SELECT FROM stagewright_ephemeral.environments WHERE name = doomed) OR alike NOT LIKE 'eph\\_%' THEN
        RAISE EXCEPTION '% is no ephemeral environment', doomed;
    END IF;
    IF role_exists THEN
        -- A member of rds_iam could not log in with its password: first the one, then the other.
        EXECUTE format('REVOKE rds_iam FROM %I', alike);
        EXECUTE format('GRANT %I TO CURRENT_USER', alike);
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = alike;
    END IF;
    EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', alike);
    IF role_exists THEN
        -- What it has elsewhere: its right to connect, large objects.
        EXECUTE format('DROP OWNED BY %I CASCADE', alike);
        EXECUTE format('DROP ROLE %I', alike);
    END IF;
    DELETE FROM stagewright_ephemeral.environments WHERE name = doomed;
END
$code$;
COMMIT;
`;
