import { API_VARIABLES, CALL_API, EACH_ITEM } from "../scripts-in-cluster";
import { EPHEMERAL_PREFIX } from "./names";
import { CREATE_SCHEMA_SQL, DROP_SCHEMA_SQL, LIST_DOOMED_SQL } from "./schema-sql";

/** SQL of `psql`, as the scripts are given it. */
export const SCRIPT_SQL = { CREATE_SCHEMA_SQL, DROP_SCHEMA_SQL, LIST_DOOMED_SQL } as const;

/** Takes the name and the password of the first user, which are in no file, and neither in the plan nor in the state. */
const LOG_IN = `secret=$(aws secretsmanager get-secret-value --secret-id "$SECRET_ARN" --query SecretString --output text)
PGUSER=$(printf '%s' "$secret" | jq --exit-status --raw-output .username)
PGPASSWORD=$(printf '%s' "$secret" | jq --exit-status --raw-output .password)
export PGUSER PGPASSWORD
sql() { psql --no-psqlrc --no-password --quiet --set ON_ERROR_STOP=1 "$@"; }`;

/** Makes the schema of one environment. */
export const CREATE_SCHEMA_SCRIPT = `set -eu
${LOG_IN}
printf '%s' "$CREATE_SCHEMA_SQL" | sql --output /dev/null \\
    --set name="$ENVIRONMENT_NAME" --set branch="$BRANCH" --set owner="$OWNER" \\
    --set expires_at="$EXPIRES_AT" --set connections="$CONNECTIONS"
echo "the schema of $ENVIRONMENT_NAME is there until $EXPIRES_AT"
`;

/** How much of each namespace is needed, a line each: what to do with it, its name, its identity and its version. */
const SORT_NAMESPACES = `${EACH_ITEM}
    | select(.metadata.name | startswith("${EPHEMERAL_PREFIX}"))
    | (try (.metadata.annotations["expires-at"] | fromdateiso8601) catch null) as $moment
    | (if .metadata.deletionTimestamp then "going"
        elif $moment == null then "unreadable"
        elif $moment <= now then "expired"
        else "living" end)
      + " " + .metadata.name + " " + .metadata.uid + " " + .metadata.resourceVersion`;

/**
 * Deletes the namespaces whose end has passed. A namespace that was changed since it was read, such as by a later end, is
 * left for the next time; so is one whose end cannot be read, and then the job fails, so that somebody looks.
 */
const REAP_NAMESPACES = `${CALL_API}
failed=0
living=""
namespaces=$(api "$API_URL/api/v1/namespaces")
sorted=$(printf '%s' "$namespaces" | jq --null-input --raw-output "$SORT_NAMESPACES")
while read -r state name uid version; do
    case "$state" in
    living) living="$living $name" ;;
    unreadable)
        living="$living $name"
        echo "$name: the end cannot be read" >&2
        failed=1
        ;;
    expired)
        body="{\\"apiVersion\\":\\"v1\\",\\"kind\\":\\"DeleteOptions\\",\\"preconditions\\":{\\"uid\\":\\"$uid\\",\\"resourceVersion\\":\\"$version\\"}}"
        if answer=$(api --request DELETE --header "Content-Type: application/json" --data "$body" \\
            "$API_URL/api/v1/namespaces/$name"); then
            echo "$name: deleted, its end has passed"
        else
            echo "$name: not deleted: $answer" >&2
            living="$living $name"
            failed=1
        fi
        ;;
    esac
done <<END
$sorted
END`;

const REAP_SCHEMAS = `doomed=$(printf '%s' "$LIST_DOOMED_SQL" | sql --tuples-only --no-align --set asked_at="$asked_at" --set living="$living")
for name in $doomed; do
    if printf '%s' "$DROP_SCHEMA_SQL" | sql --output /dev/null --set name="$name"; then
        echo "$name: its schema is dropped"
    else
        failed=1
    fi
done`;

/** What the reaper is told beside what is in the database. */
export const REAPER_VARIABLES = { ...API_VARIABLES, SORT_NAMESPACES } as const;

/** Deletes what has ended. With a database, drops the schemas of all that is gone, however it went. */
export function reaperScript(withDatabase: boolean): string {
    const ask = `${LOG_IN}\nasked_at=$(sql --tuples-only --no-align --command "SELECT now()")`;
    return [
        "set -eu",
        ...(withDatabase ? [ask] : []),
        REAP_NAMESPACES,
        ...(withDatabase ? [REAP_SCHEMAS] : []),
        'exit "$failed"',
        "",
    ].join("\n");
}
